import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {
	copyFileSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {openCast} from '../helpers/cast.ts';
import {programFolder} from '../helpers/documents.ts';
import {eventually} from '../helpers/engine.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	isSelected,
	keys,
	lastLine,
	messageOn,
	openSession,
	untouchedModes,
	type Session,
} from '../helpers/session.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, name} = cast;
if (skip === false) {
	await Promise.all([
		cast.run('a', busyboxImage, '--', 'sleep', '1000'),
		// Its bash does not answer before the test lets it.
		cast.run(
			'late',
			busyboxImage,
			'--',
			'sh',
			'-c',
			String.raw`printf '#!/bin/sh\n[ "$1" ] || exec sleep 1001\nwhile [ ! -e /go ]; do sleep 0.1; done\n' > /bin/bash; chmod +x /bin/bash; exec sleep 1000`,
		),
		cast.run('stub', busyboxImage, '--stop-timeout', '600', '--', 'sh', '-c', 'trap "" TERM; while :; do sleep 0.2; done'),
	]);
}

/**
A shell that has the program as its command, and tells of the terminal before and after.
*/
type Visit = {
	readonly session: Session;
	/**
	Pid of the program itself.
	*/
	pid(): number;
	/**
	Waits for the end; the terminal must be as it was. Gives what the program has written to standard error.
	*/
	assertUntouched(code: number): Promise<string>;
};

function visit(context: TestContext, words: readonly string[] = ['--no-engine'], {columns = 100, rows = 30} = {}): Visit {
	const folder = mkdtempSync('/tmp/nstop-endings-');
	context.after(() => {
		rmSync(folder, {recursive: true});
	});
	const file = (fileName: string): string => path.join(folder, fileName);
	const session = openSession(context, columns, rows, {
		words: ['--interval', '0.3', ...words],
		environment: {FOLDER: folder, NODE_OPTIONS: '--inspect-port=0'},
		command:
			'echo here before; stty -a > $FOLDER/before; "$@" 2> $FOLDER/errors; echo $? > $FOLDER/code; stty -a > $FOLDER/after; echo here after',
	});
	return {
		session,
		pid() {
			const shell = session.terminal.pty.pid;
			const [child] = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').trim().split(' ', 1);
			return Number(child);
		},
		async assertUntouched(code) {
			await session.terminal.ended;
			assert.equal(readFileSync(file('after'), 'utf8'), readFileSync(file('before'), 'utf8'), 'the driver is set as before');
			assert.equal(readFileSync(file('code'), 'utf8').trim(), String(code));
			assert.deepEqual(await session.modes(), untouchedModes);
			return readFileSync(file('errors'), 'utf8');
		},
	};
}

/**
Waits for the panes.
*/
async function untilDrawn({session}: Visit): Promise<void> {
	await session.until('the panes and the keys', screen => screen.includes('1 Containers') && lastLine(screen).includes('q quit'));
	assert.equal((await session.modes()).isAlternate, true);
}

const afterwards = /^here before\nhere after\n*$/;

for (const [what, pressed] of [
	['q', 'q'],
	['F10', keys.f10],
	['Ctrl-C', keys.ctrlC],
	['Ctrl-C in a sheet', `?${keys.ctrlC}`],
	['Ctrl-C while a filter is typed', `/q${keys.ctrlC}`],
	['q after a sheet that q has closed', '?qq'],
] as const) {
	test(`${what} leaves with code 0 and the terminal as it was`, async context => {
		const visited = visit(context);
		await untilDrawn(visited);
		visited.session.press(pressed);
		assert.equal(await visited.assertUntouched(0), '');
		assert.match(await visited.session.screen(), afterwards);
	});
}

for (const [signal, code] of [['SIGTERM', 143], ['SIGHUP', 129], ['SIGINT', 130], ['SIGQUIT', 131]] as const) {
	test(`${signal} leaves with code ${code} and the terminal as it was`, async context => {
		const visited = visit(context);
		await untilDrawn(visited);
		process.kill(visited.pid(), signal);
		assert.equal(await visited.assertUntouched(code), '');
		assert.match(await visited.session.screen(), afterwards);
	});

	test(`${signal} at the very first sign of a screen leaves with code ${code} too`, async context => {
		const visited = visit(context);
		await visited.session.until('the other screen', async () => (await visited.session.modes()).isAlternate);
		process.kill(visited.pid(), signal);
		assert.equal(await visited.assertUntouched(code), '');
		assert.match(await visited.session.screen(), afterwards);
	});
}

test('q typed at the very first sign of a screen is not lost', async context => {
	const visited = visit(context);
	await visited.session.until('the other screen', async () => (await visited.session.modes()).isAlternate);
	visited.session.press('q');
	assert.equal(await visited.assertUntouched(0), '');
	assert.match(await visited.session.screen(), afterwards);
});

for (const [what, expression] of [
	['an exception', 'setImmediate(() => { throw new Error("provoked"); })'],
	['a promise that nobody waits for', 'void Promise.reject(new Error("provoked"))'],
] as const) {
	test(`a crash by ${what} gives the terminal back, says so once, and ends with code 1`, async context => {
		const visited = visit(context);
		await untilDrawn(visited);
		await provoke(visited, expression);
		const errors = await visited.assertUntouched(1);
		assert.match(errors, /^nstop: .*provoked/m);
		assert.equal(errors.split('provoked').length, 2);
		assert.match(await visited.session.screen(), afterwards);
	});
}

/**
Runs an expression in the program through Node's own debugger, which any Node starts on SIGUSR1.
*/
async function provoke(visited: Visit, expression: string): Promise<void> {
	const pid = visited.pid();
	process.kill(pid, 'SIGUSR1');
	const errors = (): string => readFileSync(`/proc/${pid}/fd/2`, 'utf8');
	const address = await eventually('the debugger listens', () => /ws:\/\/\S+/.exec(errors())?.[0]);
	const socket = new WebSocket(address);
	const once = async (event: 'open' | 'message'): Promise<void> => new Promise((resolve, reject) => {
		socket.addEventListener(event, () => {
			resolve();
		});
		socket.addEventListener('error', reject);
	});
	await once('open');
	const answered = once('message');
	socket.send(JSON.stringify({id: 1, method: 'Runtime.evaluate', params: {expression}}));
	await answered;
	// As long as a debugger looks on, no program ends.
	socket.close();
}

/**
More keys than frames fit into what the kernel holds for a terminal that nobody reads.
*/
const redraws = '\u{C}'.repeat(10);

for (const [what, leave] of [
	['q', ({session}: Visit) => {
		session.press('q');
	}],
	['SIGTERM', (visited: Visit) => {
		process.kill(visited.pid(), 'SIGTERM');
	}],
	['SIGHUP', (visited: Visit) => {
		process.kill(visited.pid(), 'SIGHUP');
	}],
] as const) {
	test(`${what} ends the program though the terminal never reads again`, async context => {
		const visited = visit(context, ['--no-engine'], {columns: 300, rows: 90});
		const {session} = visited;
		await untilDrawn(visited);
		const pid = visited.pid();
		session.terminal.pty.pause();
		await eventually('the kernel takes no more', async () => {
			session.press(redraws);
			return isStuck(pid);
		});
		leave(visited);
		await eventually('it has ended', () => !isAlive(pid));
		session.terminal.pty.resume();
		await session.terminal.ended;
		assert.equal(isAlive(pid), false);
	});
}

const lacksNobody = spawnSync('setpriv', ['--reuid=65534', '--clear-groups', 'true']).status !== 0 && 'needs root and setpriv';

/**
Words that run the program as nobody, who may not read a checkout in root's home.
*/
function asNobody(): string {
	const node = path.join(programFolder(), 'node');
	copyFileSync(process.execPath, node);
	return `setpriv --reuid=65534 --clear-groups ${node} ${path.join(programFolder(), 'cli.js')}`;
}

test(
	'who became another user may not open the terminal by its name: keys are answered, and q ends the program though it never reads again',
	{skip: lacksNobody},
	async context => {
		const session = openSession(context, 300, 90, {
			words: ['--no-engine', '--interval', '0.3'],
			command: `shift; exec ${asNobody()} "$@"`,
		});
		await session.until('the panes', screen => lastLine(screen).includes('q quit'));
		session.press('?');
		await session.until('the help', screen => screen.includes('─ Help ─'));
		session.press('q');
		await session.until('no help', screen => !screen.includes('─ Help ─'));
		const {pid} = session.terminal.pty;
		session.terminal.pty.pause();
		await eventually('the kernel takes no more', async () => {
			session.press(redraws);
			return isStuck(pid);
		});
		session.press('q');
		await eventually('it has ended', () => !isAlive(pid));
		session.terminal.pty.resume();
		await session.terminal.ended;
		assert.equal(isAlive(pid), false);
	},
);

/**
Less than this is no piece of a frame: Node.js wakes its own threads by writing a few bytes to them.
*/
const leastPieceBytes = 1024;

/**
Whether the pipe to the terminal is full: the program waits in a write, or tries again and again.
*/
async function isStuck(pid: number): Promise<boolean> {
	const written = (): number => Number(/^wchar: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1]);
	const before = written();
	await sleep(300);
	return written() - before < leastPieceBytes;
}

function isAlive(pid: number): boolean {
	try {
		return processOf(pid).state !== 'Z';
	} catch {
		return false;
	}
}

test('a terminal that reads again only after q is given back as it was', async context => {
	const visited = visit(context, ['--no-engine'], {columns: 300, rows: 90});
	const {session} = visited;
	await untilDrawn(visited);
	session.terminal.pty.pause();
	session.press(redraws, 'q');
	session.terminal.pty.resume();
	assert.equal(await visited.assertUntouched(0), '');
	assert.match(await session.screen(), afterwards);
});

test('a terminal that is closed ends the program, and nothing of it stays', async context => {
	const session = openSession(context, 100, 30, {words: ['--no-engine']});
	await session.until('the panes', screen => lastLine(screen).includes('q quit'));
	const {pid} = session.terminal.pty;
	const {session: group} = processOf(pid);
	assert.ok(processesOf(group).length > 0);
	// Closing is no part of the interface, but what happens when the window is closed.
	(session.terminal.pty as unknown as {destroy(): void}).destroy();
	await eventually('all processes of the terminal have ended', () => processesOf(group).length === 0);
});

function processOf(pid: number | string): {readonly state: string; readonly session: number} {
	const [state, , , session] = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ', 4);
	return {state: state!, session: Number(session)};
}

function processesOf(session: number): readonly string[] {
	return readdirSync('/proc').filter(entry => /^\d+$/.test(entry)).filter(pid => {
		try {
			const found = processOf(pid);
			return found.session === session && found.state !== 'Z';
		} catch {
			return false;
		}
	});
}

for (const [signal, code] of [['SIGTERM', 143], ['SIGHUP', 129]] as const) {
	test(`${signal} while a shell in a container has the terminal: code ${code}, and the terminal is as it was`, {skip}, async context => {
		const visited = await visitContainer(context, 'a');
		const {session} = visited;
		session.press('e');
		await session.until('the prompt', screen => /[#$] *$/.test(screen.trimEnd()) && screen.includes('comes back'));
		process.kill(visited.pid(), signal);
		assert.equal(await visited.assertUntouched(code), '');
		assert.match(await session.screen(), /here before\nnstop: .* comes back\n[\s\S]*here after/);
	});
}

for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
	test(`the shell in the container ends with the program that ${signal} ends, and so does what it runs`, {skip}, async context => {
		const visited = await visitContainer(context, 'a');
		const {session} = visited;
		session.press('e');
		await session.until('the prompt', screen => /[#$] *$/.test(screen.trimEnd()) && screen.includes('comes back'));
		session.press('sleep 4321\r');
		const processes = async (): Promise<string> => engine.docker('exec', name('a'), 'ps');
		await eventually('it runs', async () => (await processes()).includes('sleep 4321'));
		process.kill(visited.pid(), signal);
		await session.terminal.ended;
		await eventually('both have ended', async () => !/sleep 4321|\bash\b/.test(await processes()));
		assert.match(await processes(), /sleep 1000/, 'the container runs on');
	});
}

test('what runs in the container had changed the terminal: SIGTERM gives it back without any of that', {skip}, async context => {
	const visited = await visitContainer(context, 'a');
	const {session} = visited;
	session.press('e');
	await session.until('the prompt', screen => /[#$] *$/.test(screen.trimEnd()) && screen.includes('comes back'));
	session.press(String.raw`printf '\033[?1049h\033[?1003h\033[?25l\033[?2004h\033[?7l\033[2;5r\033(0'; sleep 999`, '\r');
	await session.until('the other screen', async () => (await session.modes()).isAlternate);
	process.kill(visited.pid(), 'SIGTERM');
	assert.equal(await visited.assertUntouched(143), '');
	assert.match(await session.screen(), /here after/);
});

test('a shell that Ctrl-C gave up while it was on its way does not stay in the container', {skip}, async context => {
	const visited = await visitContainer(context, 'late');
	const {session} = visited;
	session.press('e');
	await session.until('it is on its way', screen => messageOn(screen).includes('Opening a shell'));
	session.press(keys.ctrlC);
	await session.until('it is given up', screen => messageOn(screen).includes('No shell was opened'));
	await engine.docker('exec', name('late'), 'touch', '/go');
	await eventually('the engine has begun it', async () =>
		(
			await engine.docker(
				'events',
				'--since',
				'0',
				'--until',
				String(Math.floor(Date.now() / 1000)),
				'--filter',
				`container=${name('late')}`,
				'--filter',
				'event=exec_start',
				'--format',
				'{{.Action}}',
			)
		).includes('exec_start: /bin/bash '),
	);
	await eventually('it has ended', async () => (await cast.inspect('late', 'len .ExecIDs')) === '0');
	assert.equal(await session.quit(), 0);
});

test('after a shell the driver is as it was once one has left', {skip}, async context => {
	const visited = await visitContainer(context, 'a');
	const {session} = visited;
	session.press('e');
	await session.until('the shell', screen => /[#$] *$/.test(screen.trimEnd()) && screen.includes('comes back'));
	session.press('exit\r');
	await session.until('it is back', screen => messageOn(screen).includes('exit code 0'));
	session.press('q');
	assert.equal(await visited.assertUntouched(0), '');
});

test('q while a container is being stopped leaves at once', {skip}, async context => {
	const visited = await visitContainer(context, 'stub');
	const {session} = visited;
	session.press('S');
	await session.answer(`Stop ${name('stub')}?`);
	await session.until('it is being stopped', screen => messageOn(screen).includes('Stopping'));
	session.press('q');
	assert.equal(await visited.assertUntouched(0), '');
	assert.equal(await cast.inspect('stub', '.State.Status'), 'running');
	await engine.docker('kill', name('stub'));
});

async function visitContainer(context: TestContext, role: string): Promise<Visit> {
	const visited = visit(context, ['--host', engine.address]);
	const {session} = visited;
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.split('\n', 1)[0]!.includes('●'));
	session.press(`/${name(role)}\r`);
	await session.until('the container', screen => isSelected(screen, name(role)));
	return visited;
}
