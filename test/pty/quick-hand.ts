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
	lastLine,
	messageOn,
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

/**
Less than the time in which a question cannot be answered yet.
*/
const hasteMilliseconds = 200;

/**
Has a question asked, so that what is pressed next is too early for it. A machine that takes too long for that is asked again.
*/
async function askInHaste(session: Session, key: string, question: string): Promise<void> {
	for (;;) {
		const askedAt = performance.now();
		session.press(key);
		await session.until(`the question ${question}`, screen => screen.includes(question));
		if (performance.now() - askedAt < hasteMilliseconds) {
			return;
		}

		session.press('n');
		await session.until('no question', screen => !screen.includes(question));
	}
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
		await askInHaste(session, 'S', `Stop ${name(role)}?`);
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
	await askInHaste(session, 'S', `Stop ${name('asleep')}?`);
	process.kill(pid, 'SIGSTOP');
	session.press('y');
	await sleep(600);
	process.kill(pid, 'SIGCONT');
	await session.until('the message', screen => screen.includes('came before the question could be read'));
	assert.equal(await cast.inspect('asleep', '.State.Status'), 'running');
});

const pastes = [
	'Dynamo db', 'Dynamo db\ry\ry\r', `Sydney ${'y'.repeat(40)}\rDylan\ry`, 'Kind regards\r\ry\ry', 'redis\r', 'exec rm -rf /\r', 'Dy\rDy\r',
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
		// What comes within a moment belongs to the paste. To go to a pane twice does no harm.
		let pressedAt = -Infinity;
		await session.until('keys are keys again', shown => {
			if (!shown.includes('Paste ignored') && !lastLine(shown).includes('e shell')) {
				return true;
			}

			if (performance.now() - pressedAt > 400) {
				session.press('2');
				pressedAt = performance.now();
			}

			return false;
		});
	});
}

test('keys that a slow line brings in one piece are keys: movement that repeats, and Escape with another', {skip}, async context => {
	const session = await openOne(context, 'slow');
	session.press('jjjjjjjjkkkkkkkk2');
	await session.until('the second pane, whose keys are not those of containers', screen =>
		screen.includes('2 Processes') && !lastLine(screen).includes('e shell'));
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
	await session.untilRead('Remove ');
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

test('with one container tagged, e opens its shell in the one under the cursor', {skip}, async context => {
	const roles = ['shell-a', 'shell-b'];
	await Promise.all(roles.map(async role => cast.run(role, busyboxImage, '--hostname', role, '--', 'sleep', '1000')));
	const session = await open(context, name('shell-'), screen => roles.every(role => screen.includes(name(role))));
	session.press('g');
	session.press(' ');
	await session.until('the tag, and the next row', screen => screen.includes('1 tagged') && isSelected(screen, name('shell-b')));
	session.press('e');
	await session.until('the shell', screen => screen.includes('comes back'));
	session.press('echo in $(hostname); exit\r');
	await session.until('it has been in there', screen => screen.includes(`in ${name('shell-b')} has ended`) && screen.includes('1 tagged'));
	assert.match(session.terminal.written(), /\r\nin shell-b\r\n/);
});

test('a filter puts the cursor on what matches, and Enter in it is a choice that Esc does not undo', {skip}, async context => {
	const roles = ['pick-a', 'pick-b', 'pick-c'];
	await Promise.all(roles.map(async role => cast.run(role, busyboxImage, '--', 'sh', '-c', 'S=123; sleep "$S"4 & wait')));
	const session = await open(context, name('pick-'), screen => roles.every(role => screen.includes(name(role))));
	session.press('/\u{15}', `${name('pick-c')}\r`);
	await session.until('it is found', screen => isSelected(screen, name('pick-c')) && screen.includes('by NAME · 1 of '));
	session.press(keys.escape);
	await session.until('all rows, and the cursor still there', screen => isSelected(screen, name('pick-c')) && screen.includes(name('pick-a')));
	session.press('2/1234\r');
	await session.until('the process, not its parent', screen => /▸ *\d+ +\d+ .*sleep 1234/.test(screen) && /Processes of \S+ \/1234 .*· 1 /.test(screen));
	session.press('k');
	session.press('K');
	const picker = await session.until('the picker', screen => screen.includes('Signal for '));
	assert.match(picker, /Signal for sleep/);
});

test('container keys in other panes do nothing but say where they work', {skip}, async context => {
	const session = await openOne(context, 'panes');
	for (const [pane, key] of [['2', 'D'], ['2', 'S'], ['3', 'S'], ['4', 'R'], ['4', 'D'], ['3', 'Z']] as const) {
		session.press(pane);
		await session.until(`pane ${pane}, and no message`, shown => messageOn(shown) === '');
		session.press(key);
		const screen = await session.until(`${key} in ${pane}`, shown => new RegExp(String.raw`${key} \([a-z/]+\) works in the containers pane \(1\)`).test(shown));
		assert.doesNotMatch(screen, /─ y (?:or|yes)/);
	}

	session.press('2');
	session.press('P');
	const screen = await session.until('P sorts processes by CPU', shown => /Processes of .*by CPU/.test(shown));
	assert.doesNotMatch(screen, /Pause/);
	assert.equal(await cast.inspect('panes', '.State.Status'), 'running');
});

test('tags are counted, the question counts and lists what it touches, and what is done is not tagged any more', {skip}, async context => {
	const roles = ['tag-a', 'tag-b', 'tag-c'];
	await Promise.all(roles.map(async role => cast.run(role, busyboxImage, '--stop-timeout', '0', '--', 'sleep', '1000')));
	await engine.docker('stop', name('tag-b'));
	const session = await open(context, name('tag-'), screen =>
		roles.every(role => rowOf(screen, name(role)) !== '') && rowOf(screen, name('tag-b')).includes('exited'));
	session.press('g');
	session.press(' '.repeat(3));
	await session.until('three tags', screen => screen.includes('3 tagged'));
	session.press('S');
	await session.until('the question about two', screen =>
		screen.includes('Stop 2 containers?') && screen.includes(`${name('tag-b')}  has exited`));
	await session.answer('Stop 2 containers?');
	await session.until('one tag is left, on what was not touched', screen => screen.includes('1 tagged') && !screen.includes('Stopping'));
	assert.equal(await cast.inspect('tag-c', '.State.Status'), 'exited');
});

test('the row says that it is being stopped, and a second S offers to kill it now', {skip}, async context => {
	await cast.run('stubborn', busyboxImage, '--stop-timeout', '60', '--', 'sh', '-c', 'trap "" TERM; while :; do sleep 0.2; done');
	const session = await open(context, name('stubborn'), screen => isSelected(screen, name('stubborn')));
	session.press('S');
	await session.answer(`Stop ${name('stubborn')}?`);
	await session.until('the row', screen => rowOf(screen, name('stubborn')).includes(' stopping '));
	session.press('S');
	await session.answer(`Kill ${name('stubborn')} now?`);
	await session.until('it has ended', screen => rowOf(screen, name('stubborn')).includes('exited 137'));
	assert.equal(await cast.inspect('stubborn', '.State.Status'), 'exited');
});

test('the question says which containers fall with the target, and which ports go away', {skip}, async context => {
	await cast.run('owner', busyboxImage, '--publish', '23456:80', '--', 'sleep', '1000');
	await cast.run('in-pid', busyboxImage, '--pid', `container:${name('owner')}`, '--', 'sleep', '1000');
	await cast.run('in-net', busyboxImage, '--network', `container:${name('owner')}`, '--', 'sleep', '1000');
	const session = await open(context, name('owner'), screen => isSelected(screen, name('owner')));
	session.press('S');
	await session.until('the question, with all that falls', screen => {
		const words = screen.replaceAll(/[\n│]/g, ' ').replaceAll(/ +/g, ' ');
		return words.includes(`Stop ${name('owner')}?`)
			&& words.includes(`${name('in-pid')} lives in its pid namespace and is killed too.`)
			&& words.includes(`${name('in-net')} uses its network namespace and loses its network.`)
			&& /Published ports that go away: .*23456/.test(words);
	});
	session.press('n');
	session.press('/\u{15}', `${name('in-pid')}\r`);
	await session.until('the other', screen => isSelected(screen, name('in-pid')));
	session.press('S');
	const other = await session.until('its question', screen => screen.includes(`Stop ${name('in-pid')}?`));
	assert.doesNotMatch(other, /killed too|loses/);
});

test('digits and letters move the choice in the list of signals', {skip}, async context => {
	const session = await openOne(context, 'signals');
	session.press('K');
	await session.until('the list', screen => /▸ +15 SIGTERM/.test(screen));
	session.press('9');
	await session.until('KILL by its number', screen => /▸ +9 SIGKILL/.test(screen));
	session.press('10');
	await session.until('USR1 by two digits', screen => /▸ +10 SIGUSR1/.test(screen));
	session.press('hu');
	await session.until('HUP by its name', screen => /▸ +1 SIGHUP/.test(screen));
	session.press('quit');
	await session.until('QUIT by its name', screen => /▸ +3 SIGQUIT/.test(screen));
	session.press('kill', keys.enter);
	await session.until('the question', screen => screen.includes(`Send SIGKILL to ${name('signals')}?`));
	assert.equal(await cast.inspect('signals', '.State.Status'), 'running');
});
