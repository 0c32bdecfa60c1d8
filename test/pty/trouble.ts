/**
Trouble is told where it hides nothing, and a host without containers is no empty screen.
*/
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import type {Environment} from '../helpers/program.ts';
import {startFakeEngine} from '../helpers/fake-engine.ts';
import {
	keys,
	lastLine,
	messageOn,
	openSession,
	type Session,
} from '../helpers/session.ts';

/**
The lower end of the panes.
*/
const bottom = /^└[─┴]+┘$/;

/**
Runs nstop as on a machine of its own: no process of this one, and no socket.
*/
const emptyHost = 'exec unshare --mount --pid --fork --mount-proc sh -c \'mount -t tmpfs none /run; sleep 1003 & "$@"\' sh "$@"';

const skip = process.getuid?.() === 0 && spawnSync('unshare', ['--mount', '--pid', '--fork', '--mount-proc', 'true']).status === 0
	? false
	: 'no namespaces can be made here';

/**
The same for one who may not look into the processes of others, such as its first one.
*/
const restrictedHost = (option: string): string => 'exec unshare --mount --pid --fork --mount-proc sh -c \''
	+ `mount -t tmpfs none /run; sleep 1003 & mount -o remount,${option} /proc; `
	+ 'setpriv --regid=65534 --clear-groups --bounding-set=-all --inh-caps=-all "$@"; exit $?\' sh "$@"';

function openEmpty(context: TestContext, columns: number, rows: number, environment: Environment = {}): Session {
	return openSession(context, columns, rows, {
		words: ['--interval', '0.3'], command: emptyHost, environment: {DOCKER_HOST: undefined, ...environment},
	});
}

test('a message stands between panes and keys, wrapped, and the panes take its lines back', async context => {
	for (const [columns, rows, most] of [[200, 50, 2], [120, 40, 2], [80, 24, 3], [40, 12, 2]] as const) {
		const session = openSession(context, columns, rows);
		const screen = await session.until('why the named engine does not answer', shown => messageOn(shown).includes('Could not reach'));
		const lines = screen.split('\n');
		const height = lines.length - 2 - lines.findLastIndex(line => bottom.test(line));
		assert.ok(height >= 1, screen);
		assert.ok(height <= most, screen);
		assert.match(lastLine(screen), /q quit/);
		assert.match(messageOn(screen), columns >= 80 ? /--host or DOCKER_HOST\.$/ : /…$/);

		session.press('1');
		const after = await session.until('the message is gone', shown => messageOn(shown) === '' && lastLine(shown).includes('q quit'));
		assert.match(after.split('\n').at(-2)!, bottom);
		assert.equal(await session.quit(), 0);
	}
});

test('! lists what is wrong with what to do, and Esc closes the list', async context => {
	const session = openSession(context, 100, 30);
	await session.until('the message', shown => messageOn(shown).includes('Could not reach'));
	session.press('!');
	await session.until('the list', screen =>
		['─ Problems ─', 'docker at unix:///nonexistent/nstop-test.sock: unreachable', 'Start it'].every(words => screen.includes(words)));
	session.press(keys.escape);
	await session.until('the list is closed', shown => !shown.includes('─ Problems ─'));
	assert.equal(await session.quit(), 0);
});

test('a host without containers and engine says what can be done, and shows itself', {skip}, async context => {
	for (const [columns, rows] of [[200, 50], [120, 40]] as const) {
		const session = openEmpty(context, columns, rows);
		const screen = await session.until('what can be done, and the host itself', shown => [
			/2 Processes of the host/,
			/sleep 1003/,
			/3 Namespaces of the host/,
			/No containers were found, and no engine answers\./,
			/Start it \(with systemd: sudo systemctl start[\s│]+docker\) or name another with --host/,
			/npm run demo/,
			/4 the host \[Stats\]/,
			/cgroup +\d+ +host/,
			/^.* docker ○ unreachable/,
		].every(words => words.test(shown)));
		assert.equal(messageOn(screen), '', 'nobody named the engine');
		assert.match(screen.split('\n', 1)[0]!, / docker ○ unreachable {2}\S/, 'no time and no address');
		session.press('2');
		session.press(keys.end);
		await session.until('a rate of the last process', shown => /▸ *\d+ .* \d+\.\d /.test(shown));
		assert.equal(await session.quit(), 0);
	}
});

test('! says what this user may not read, in one line each with what to do: hidden processes, and facts of the open tab', {skip}, async context => {
	const open = (option: string): Session => openSession(context, 120, 40, {
		words: ['--interval', '0.3'], command: restrictedHost(option), environment: {DOCKER_HOST: undefined},
	});
	const hidden = open('hidepid=2');
	await hidden.until('the host itself', shown => shown.includes('2 Processes of the host') && shown.includes('q quit'));
	hidden.press('!');
	const told = await hidden.until('the list', shown => shown.includes('Processes of other users are hidden from this user'));
	assert.match(told, /\/proc is mounted with hidepid/);
	assert.match(told, /Run nstop as root/);
	hidden.press(keys.escape);
	await hidden.until('no list', shown => !shown.includes('are hidden from this user'));
	assert.equal(await hidden.quit(), 0);

	const denied = open('hidepid=0');
	await denied.until('the others', shown => shown.includes('2 Processes of the host') && shown.includes('sleep 1003'));
	denied.press('2');
	await denied.until('its numbers', shown => shown.includes('4 sh 1 [Stats]') && shown.includes('denied'));
	denied.press('!');
	const lacking = await denied.until('what its tab lacks', shown =>
		shown.includes('Stats tab of sh 1: not complete')
		&& /Permission denied: .*I\/O/.test(shown) && /of \d+ processes? cannot be read in full/.test(shown));
	assert.doesNotMatch(lacking, /are hidden from this user/);
	denied.press(keys.escape);
	await denied.until('no list', shown => !shown.includes('not complete'));
	assert.equal(await denied.quit(), 0);
});

test('small screens say it too', {skip}, async context => {
	for (const [columns, rows] of [[80, 24], [40, 12]] as const) {
		const session = openEmpty(context, columns, rows);
		await session.until('what is missing', shown =>
			shown.includes('No containers were found, and no') && shown.includes('systemctl start'));
		session.press('2');
		await session.until('its processes', shown => shown.includes('2 Processes o') && shown.includes('sh -c'));
		assert.equal(await session.quit(), 0);
	}
});

test('where an engine answers but has no containers, it says how to start one', {skip}, async context => {
	const engine = await startFakeEngine(undefined);
	context.after(async () => engine.close());
	const low = openEmpty(context, 80, 24, {DOCKER_HOST: engine.address});
	await low.until('all of it on a low screen too', shown =>
		shown.includes('There are no containers here.') && shown.includes('docker run --rm -it alpine'));
	assert.equal(await low.quit(), 0);
	const session = openEmpty(context, 120, 40, {DOCKER_HOST: engine.address});
	await session.until('an example', shown =>
		['docker run --rm -it alpine', 'There are no containers here.', '2 Processes of the host'].every(words => shown.includes(words)));
	session.press('!');
	const problems = await session.until('the engine is told as one outside of this world', shown =>
		shown.includes('─ Problems ─') && shown.includes(': out of sight'));
	assert.equal(problems.split('docker at').length, 2, 'nothing else is wrong with it');
	session.press(keys.escape);
	await session.until('the list is closed', shown => !shown.includes('─ Problems ─'));
	assert.equal(await session.quit(), 0);
});

test('where all containers are stopped and hidden, it says how many and which key shows them', {skip}, async context => {
	const ids = ['a', 'b', 'c'].map(letter => letter.repeat(64));
	for (const [columns, rows, count] of [[200, 50, 3], [120, 40, 1], [80, 24, 3], [40, 12, 2]] as const) {
		const engine = await startFakeEngine(undefined, ids.slice(0, count).map((id, index) => ({
			id, name: `old-${index}`, state: 'exited', status: 'Exited (0) 2 hours ago',
		})));
		context.after(async () => engine.close());
		const session = openEmpty(context, columns, rows, {DOCKER_HOST: engine.address});
		await session.until('the stopped ones', shown => shown.includes('old-0') && shown.includes('exited'));
		session.press('a');
		const screen = await session.until('that none runs', shown =>
			shown.includes('No container is running.')
			&& shown.includes(count === 1 ? 'One is stopped: a shows it.' : `${count} are stopped: a shows them.`));
		assert.doesNotMatch(screen, /old-0/);
		session.press('a');
		await session.until('they are there again', shown => shown.includes('old-0') && !shown.includes('No container is running.'));
		assert.equal(await session.quit(), 0);
	}
});
