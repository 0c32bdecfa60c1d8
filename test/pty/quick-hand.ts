/**
What a quick hand cannot do by accident: each test is a burst, a paste or a habit that once did harm.
*/
import assert from 'node:assert/strict';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {openCast} from '../helpers/cast.ts';
import {eventually} from '../helpers/engine.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	isSelected,
	keys,
	openSession,
	rowOf,
	type Session,
} from '../helpers/session.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, name} = cast;

/**
The program with the containers whose names contain a text, sorted by name.
*/
async function open(context: TestContext, text: string, isReady: (screen: string) => boolean): Promise<Session> {
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3']});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
	session.press(`/${text}\r`);
	session.press('sg\r');
	await session.until('its containers', screen => screen.includes('by NAME') && isReady(screen));
	return session;
}

async function openOne(context: TestContext, role: string, ...options: readonly string[]): Promise<Session> {
	await cast.run(role, busyboxImage, ...options, '--', 'sleep', '1000');
	return open(context, name(role), screen => isSelected(screen, name(role)));
}

test('S and y in one burst: the question stays, and nothing is stopped', {skip}, async context => {
	const session = await openOne(context, 'burst');
	session.press('Sy');
	await session.until('the question', screen => screen.includes(`Stop ${name('burst')}?`));
	session.press('n');
	await session.until('no question', screen => !screen.includes(`Stop ${name('burst')}?`));
	assert.equal(await cast.inspect('burst', '.State.Status'), 'running');
});

for (const [what, key] of [['y', 'y'], ['Enter', keys.enter]] as const) {
	test(`${what} as soon as the question is seen answers nothing and says so; the same key answers once it could be read`, {skip}, async context => {
		const role = `early${what}`;
		const session = await openOne(context, role, '--stop-timeout', '0');
		session.press('S');
		await session.until('the question', screen => screen.includes(`Stop ${name(role)}?`));
		session.press(key);
		await session.until('the message', screen => screen.includes('came before the question could be read'));
		assert.equal(await cast.inspect(role, '.State.Status'), 'running');
		await session.answer(`Stop ${name(role)}?`, key);
		await eventually('it is stopped', async () => await cast.inspect(role, '.State.Status') === 'exited');
	});
}

test('an answer typed while the program did not run is early, however late it is read', {skip}, async context => {
	const session = await openOne(context, 'asleep');
	const {pid} = session.terminal.pty;
	session.press('S');
	await session.until('the question', screen => screen.includes(`Stop ${name('asleep')}?`));
	process.kill(pid, 'SIGSTOP');
	session.press('y');
	await sleep(600);
	process.kill(pid, 'SIGCONT');
	await session.until('the message', screen => screen.includes('came before the question could be read'));
	assert.equal(await cast.inspect('asleep', '.State.Status'), 'running');
});

const pastes = [
	'Dynamo db', 'Dynamo db\ry\ry\r', `Sydney ${'y'.repeat(40)}\rDylan\ry`, 'Kind regards\r\ry\ry', 'redis\r', 'exec rm -rf /\r',
];
for (const [index, text] of pastes.entries()) {
	test(`${JSON.stringify(text)} pasted without brackets does nothing and is told to be ignored`, {skip}, async context => {
		const role = `paste${index}`;
		const session = await openOne(context, role);
		session.press(text);
		const screen = await session.until('the message', shown => shown.includes('Paste ignored'));
		assert.doesNotMatch(screen, /Remove|Stop |Signal for|Send SIG|comes back/);
		assert.ok(isSelected(screen, name(role)));
		assert.equal(await cast.inspect(role, '.State.Status'), 'running');
		await session.answer('Paste ignored', 'z');
		await session.until('keys are keys again', shown => !shown.includes('2 Processes'));
	});
}

test('keys that a slow line brings in one piece are keys: movement that repeats, and Escape with another', {skip}, async context => {
	const session = await openOne(context, 'slow');
	session.press('jjjjjjjjkkkkkkkk2');
	await session.until('the second pane', screen => screen.includes('2 Processes'));
	session.press('?');
	await session.until('the help', screen => screen.includes('─ Help ─'));
	session.press(keys.escape);
	await sleep(10);
	session.press('z');
	const screen = await session.until('no help', shown => !shown.includes('─ Help ─') && !shown.includes('1 Containers'));
	assert.ok(screen.includes('2 Processes'), 'the pane alone');
});

test('Enter never removes, and an Enter that bounces in the menu chooses nothing', {skip}, async context => {
	const session = await openOne(context, 'bounce');
	session.press('D');
	await session.until('the question', screen => /Remove .*\?/.test(screen) && /─ y yes {2}n no ─/.test(screen));
	await sleep(400);
	session.press(keys.enter, keys.enter);
	session.press('n');
	await session.until('no question', screen => !/Remove .*\?/.test(screen));
	session.press(keys.enter, keys.enter);
	const menu = await session.until('the menu', screen => /▸ e +shell/.test(screen));
	assert.doesNotMatch(menu, /comes back/);
	session.press(keys.escape);
	await session.until('no menu', screen => !/▸ e +shell/.test(screen));
	assert.ok(rowOf(await session.screen(), name('bounce')).includes(' up '));
});
