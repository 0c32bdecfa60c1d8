/**
Folding a tree of processes: what is hidden is counted, its numbers are in the row that stands for it, and it can be found.
*/
import assert from 'node:assert/strict';
import test from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	isSelected,
	keys,
	lineWith,
	messageOn,
	openSession,
} from '../helpers/session.ts';

const {skip, engine, name, run} = await openCast(busyboxImage);

test('a tree of processes is folded to one row and unfolded, and a filter finds what is hidden', {skip}, async context => {
	const busy = 'sleep 3001 & sleep 3002 & sh -c "sleep 3003 & while :; do :; done" & wait';
	await run('tree', busyboxImage, '--cpus', '0.3', '--', 'sh', '-c', busy);
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3', '--filter', name('tree')]});
	await session.until('its container', screen => isSelected(screen, name('tree')) && screen.includes('sleep 3003'));
	session.press('2g');
	await session.until('the first process', screen => /▸ +\d+ +1 +root .* sh -c sleep 3001/.test(screen));

	session.press('-');
	const folded = await session.until('one row', screen => / \+4\s+│/.test(screen) && screen.includes('· 1 of 5'));
	assert.ok(!folded.includes('─ sleep'));
	await session.until('the CPU time of what is hidden', screen => /▸ +\d+ +1 +root +\S +\S+ +\S+ +[1-9]\d*\.\d .* \+4\s+│/.test(screen));
	session.press('/3003');
	await session.until('what the filter finds', screen => / sleep 3003 .*│/.test(lineWith(screen, '─ sleep 3003')) && !screen.includes(' +4 '));
	session.press(keys.enter, '+');
	await session.until('that nothing is folded', screen => messageOn(screen).startsWith('A filter finds folded rows too'));
	session.press(keys.escape, keys.escape);
	await session.until('one row again', screen => screen.includes('· 1 of 5'));

	session.press('*');
	await session.until('all of them', screen => screen.includes('sleep 3003') && screen.includes('· 5 '));
	session.press('G*');
	await session.until('the cursor on what it was below', screen => /▸ +\d+ +1 +root .* \+4\s+│/.test(screen));
	assert.equal(await session.quit(), 0);
});
