/**
The networks pane on a real engine: who is in them with which address, and what goes.
*/
import assert from 'node:assert/strict';
import test, {after} from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	isSelected,
	lastLine,
	lineWith,
	messageOn,
	openSession,
	rowOf,
} from '../helpers/session.ts';

const {skip, engine, tag, name, run} = await openCast(busyboxImage);
const made = new Set<string>();

after(async () => {
	if (skip !== false || !engine.isShared || made.size === 0) {
		return;
	}

	await engine.docker('rm', '--force', name('member'));
	await engine.docker('network', 'rm', ...made);
});

async function makeNetwork(role: string, ...options: readonly string[]): Promise<void> {
	made.add(name(role));
	await engine.docker('network', 'create', ...options, name(role));
}

test('networks have subnet, gateway and members with their addresses; a prune takes those that nobody is in', {skip}, async context => {
	await makeNetwork('used', '--subnet', '10.143.0.0/24', '--gateway', '10.143.0.1');
	await makeNetwork('free', '--internal');
	await run('member', busyboxImage, '--network', name('used'), '--ip', '10.143.0.7', '--', 'sleep', '3000');
	const session = openSession(context, 140, 40, {words: ['--host', engine.address, '--interval', '0.3']});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
	session.press('7');
	await session.until('the networks', screen => screen.includes('7 Networks') && rowOf(screen, 'bridge') !== '' && lastLine(screen).includes('D remove'));
	session.press('/bridge\r');
	await session.until('the predefined one', screen => isSelected(screen, 'bridge') && lastLine(screen).includes('D remove'));
	session.press('D');
	await session.until('that the engine needs it', screen =>
		messageOn(screen) === 'bridge is a network that the engine has made for itself: it cannot be removed.');
	session.press(`/\u{15}${tag}\r`);
	await session.until('both', screen =>
		/ 10\.143\.0\.0\/24 +10\.143\.0\.1 /.test(rowOf(screen, name('used'))) && rowOf(screen, name('free')).includes(' internal ') && lastLine(screen).includes('D remove'));
	session.press('G');
	await session.until('its members', screen =>
		isSelected(screen, name('used')) && /running +10\.143\.0\.7 +02:42:0a:8f:00:07 +eth0 +veth[\da-f]+ /.test(lineWith(screen, `│ ${name('member')} `)));
	session.press('D');
	await session.until('why not', screen => messageOn(screen) === `${name('used')} is used by ${name('member')}: remove that container first.`);
	session.press('X');
	const asked = await session.until('the question', screen => screen.includes(`Remove ${name('free')}?`));
	assert.ok(!asked.includes(`Remove ${name('used')}`));
	await session.answer(`Remove ${name('free')}?`);
	await session.until('it is gone', screen => messageOn(screen) === `Removed ${name('free')}.` && rowOf(screen, name('free')) === '');
	assert.equal(await engine.docker('network', 'ls', '--quiet', '--filter', `name=${name('free')}`), '');
	made.delete(name('free'));
	assert.equal(await session.quit(), 0);
});
