import assert from 'node:assert/strict';
import {spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {
	existsSync,
	readFileSync,
	readlinkSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {eventually} from '../helpers/engine.ts';
import {busyboxImage, shellLessImage} from '../helpers/images.ts';
import {isRoot, makeFolder} from '../helpers/live-process.ts';
import {
	isFilled,
	isSelected,
	keys,
	lastLine,
	messageOn,
	openSession,
	untilBack,
	untilSameCells,
	untouchedModes,
	type Session,
} from '../helpers/session.ts';
import {namespaceInode, pidsInNamespace} from '../helpers/zoo.ts';

const hasTool = spawnSync('nsenter', ['--version']).status === 0;
const needs = isRoot ? !hasTool && 'needs nsenter' : 'needs root';
const cast = await openCast(busyboxImage, shellLessImage);
const skip = needs || cast.skip;
if (skip === false) {
	await Promise.all([
		cast.run('ns', busyboxImage, '--', 'sleep', '1000'),
		cast.run('broken', busyboxImage, '--', 'sh', '-c', 'echo \'#!/no/such\' > /bin/bash; chmod +x /bin/bash; exec sleep 1000'),
		cast.run('nobash', shellLessImage, '--', '/sleep', '1000'),
	]);
}

type Unshared = {
	/**
	Of the first process in the new namespaces.
	*/
	readonly pid: number;
	readonly name: string;
	stop(): Promise<void>;
};

/**
A container as the kernel alone makes one: a process in a network, a pid, a mount and a uts namespace of its own, which no engine knows.
*/
async function unshare(context: TestContext, more: readonly string[] = []): Promise<Unshared> {
	const maker = spawn(
		'unshare',
		[...['net', 'pid', 'mount', 'uts', 'fork', 'kill-child', ...more].map(option => `--${option}`), 'sleep', '1000'],
		{stdio: 'ignore'},
	);
	const pid = await eventually('its first process', () => childOf(maker));
	const stop = async (): Promise<void> => {
		if (maker.exitCode !== null || maker.signalCode !== null) {
			return;
		}

		maker.kill('SIGKILL');
		await once(maker, 'exit');
	};

	context.after(stop);
	return {pid, name: `pid-${namespaceInode(pid, 'pid')}`, stop};
}

function childOf({pid}: ChildProcess): number | undefined {
	const child = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ', 1)[0]);
	return child > 0 && readFileSync(`/proc/${child}/comm`, 'utf8') === 'sleep\n' ? child : undefined;
}

/**
The program with one container alone, halted, so that what is on screen changes by keys only.
*/
async function open(
	context: TestContext,
	name: string,
	words: readonly string[],
	environment: Readonly<Record<string, string>> = {},
): Promise<Session> {
	const session = openSession(context, 100, 30, {words: [...words, '--interval', '0.3'], environment});
	await session.until('the panes', screen => screen.includes('1 Containers'));
	// Another's container that was under the cursor and has just died stays in sight, above this one.
	session.press(`/${name}\rG`);
	await session.until('the container and its process', screen => isSelected(screen, name) && screen.includes('sleep 1000'));
	session.press('F');
	await session.until('it is halted', screen => screen.includes('FROZEN'));
	return session;
}

/**
Settings of the terminal's driver, seen from outside, and whether the program is in the foreground.
*/
function driver({terminal: {pty}}: Session): {readonly settings: string; readonly isInForeground: boolean} {
	const tty = readlinkSync(`/proc/${pty.pid}/fd/0`);
	return {settings: spawnSync('stty', ['-F', tty, '-g'], {encoding: 'utf8'}).stdout, isInForeground: isInForeground(pty.pid)};
}

function isInForeground(pid: number): boolean {
	const [, , group, , , foreground] = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ', 6);
	return group === foreground;
}

async function ask(session: Session, name: string): Promise<string> {
	session.press('E');
	return session.until('the choice', screen => screen.includes(`Host shell in ${name}`));
}

/**
Says yes to the command and waits for the prompt behind it.
*/
async function enter(session: Session): Promise<void> {
	await session.answer('Run this on the host?');
	await session.until('the prompt', screen => screen.includes(' - exit or Ctrl-D comes back') && /[#$] *$/.test(screen.trimEnd()));
}

/**
Names of the interfaces that /proc/net/dev told between two marks.
*/
function interfacesIn(written: string): readonly string[] {
	return [...written.matchAll(/^ *([^\s:]+): +\d+ /gm)].map(([, name]) => name!);
}

test(
	'E shows the very command, yes enters: only the network of the container is seen, and the screen comes back as it was',
	{skip: needs},
	async context => {
		const {pid, name} = await unshare(context);
		const session = await open(context, name, ['--no-engine']);
		const [before, modesBefore, driverBefore] = [await session.cells(), await session.modes(), driver(session)];
		assert.equal(driverBefore.isInForeground, true);
		await ask(session, name);
		session.press(keys.enter);
		await session.until('the command', screen => screen.includes(`nsenter -t ${pid} -n -p -u -- /bin/bash`));
		await enter(session);
		assert.deepEqual(
			await session.modes(),
			{...untouchedModes, isBracketedPaste: (await session.modes()).isBracketedPaste},
			'the shell has the terminal as it was',
		);
		session.press('cat /proc/net/dev; echo in $(readlink /proc/$$/ns/net); exit 3\r');
		const back = await untilBack(session, 'exit code 3');
		assert.match(messageOn(back), new RegExp(String.raw`The shell in the namespaces of ${name} has ended with exit code 3\.`));
		const written = session.terminal.written();
		assert.deepEqual(interfacesIn(written), ['lo']);
		assert.deepEqual(driver(session), driverBefore, 'the terminal is the program\'s again, with the settings of before');
		session.press('1');
		await session.until('the message is gone', screen => lastLine(screen).includes('q quit') && messageOn(screen) === '');
		await untilSameCells(session, before);
		assert.deepEqual(await session.modes(), modesBefore);
		assert.equal(await session.quit(), 0);
		assert.deepEqual(await session.modes(), untouchedModes);
		assert.match(await session.screen(), /nstop: nsenter -t/, 'what was done in the shell stays in the terminal');
	},
);

const busybox = spawnSync('sh', ['-c', 'command -v busybox'], {encoding: 'utf8'}).stdout.trim();
const busyboxUsage = busybox === '' ? '' : spawnSync(busybox, ['nsenter', '--help'], {encoding: 'utf8'}).stderr;

test(
	'an nsenter that knows neither cgroup nor time, as BusyBox\' does, enters all others, and the choice says so',
	{skip: needs || (!/^\s-n/m.test(busyboxUsage) && 'needs a BusyBox with nsenter') || (/^\s-C/m.test(busyboxUsage) && 'BusyBox knows them')},
	async context => {
		const {pid, name} = await unshare(context, ['cgroup', 'time']);
		const folder = makeFolder();
		symlinkSync(busybox, path.join(folder, 'nsenter'));
		const session = await open(context, name, ['--no-engine'], {PATH: `${folder}:${process.env.PATH ?? ''}`});
		const choice = await ask(session, name);
		assert.match(choice, /all namespaces but cgroup and time, with/);
		session.press(keys.down);
		session.press(keys.enter);
		await session.until('the command', screen => /nsenter -t \d+ -n -p -u -m -r -w -- \/bin\/bash/.test(screen));
		await enter(session);
		session.press('echo in $(readlink /proc/self/ns/net); exit 3\r');
		await untilBack(session, 'exit code 3');
		assert.ok(session.terminal.written().includes(`\rin ${readlinkSync(`/proc/${pid}/ns/net`)}\r`));
		assert.equal(await session.quit(), 0);
	},
);

test(
	'of a container without a shell the network can be entered with the host\'s tools; what needs a shell in it is not offered',
	{skip},
	async context => {
		const name = cast.name('nobash');
		const session = await open(context, name, ['--host', cast.engine.address]);
		const asked = await ask(session, name);
		assert.doesNotMatch(asked, /all namespaces|\[ \] mnt/);
		session.press(keys.enter);
		const pid = await cast.inspect('nobash', '.State.Pid');
		await session.until('the command', screen => screen.includes(`nsenter -t ${pid} -n -p -i -u -- /bin/bash`));
		await enter(session);
		session.press('cat /proc/net/dev; hostname\r', keys.ctrlD);
		await untilBack(session, 'exit code 0');
		const written = session.terminal.written();
		assert.deepEqual(interfacesIn(written).toSorted(), ['eth0', 'lo']);
		assert.ok(written.includes(`\r\n${await cast.inspect('nobash', '.Config.Hostname')}\r\n`));
	},
);

test('with all namespaces it is the container\'s own shell and root, and nothing of the host\'s environment', {skip}, async context => {
	const name = cast.name('ns');
	const session = await open(context, name, ['--host', cast.engine.address], {NSTOP_TEST_TOKEN: 'hunter2'});
	await ask(session, name);
	session.press('j', keys.enter);
	await session.until('the command', screen => /nsenter -t \d+ -n -p -i -u -m(?: -C)? -r -w -- \/bin\/ash/.test(screen));
	await enter(session);
	session.press('env; echo files: $(ls /); exit 4\r');
	await untilBack(session, 'exit code 4');
	const written = session.terminal.written();
	assert.match(written, /\r\nfiles: bin dev etc proc root sys tmp\r\n/);
	assert.match(written, /\r\nHOME=\/\r\n/);
	assert.doesNotMatch(written, /hunter2/);
});

test('a single kind can be ticked, and no other is entered', {skip: needs}, async context => {
	const {pid, name} = await unshare(context);
	const session = await open(context, name, ['--no-engine']);
	await ask(session, name);
	session.press('G', ' ');
	await session.until('the tick', screen => screen.includes('[x] uts'));
	session.press(keys.enter);
	await session.until('the command', screen => screen.includes(`nsenter -t ${pid} -u -- /bin/bash`));
	await enter(session);
	session.press('echo net $(readlink /proc/self/ns/net) uts $(readlink /proc/self/ns/uts); exit\r');
	await untilBack(session, 'exit code 0');
	assert.ok(
		session.terminal.written().includes(`\rnet ${readlinkSync('/proc/self/ns/net')} uts ${readlinkSync(`/proc/${pid}/ns/uts`)}\r\n`),
		session.terminal.written(),
	);
});

test('every line that is typed reaches the shell, the first key afterwards the screen, three times over', {skip: needs}, async context => {
	const {name} = await unshare(context);
	const folder = makeFolder();
	const session = await open(context, name, ['--no-engine']);
	for (const code of [11, 12, 13]) {
		const file = path.join(folder, String(code));
		await ask(session, name);
		session.press(keys.enter);
		await session.until('the command', screen => screen.includes('# nsenter -t'));
		await enter(session);
		session.press(`cat > ${file}; echo "it en"ded\r`);
		// What is typed while a line is edited waits with its carriage returns.
		await eventually('cat waits for lines', () => existsSync(file));
		const lines = Array.from({length: 40}, (_, index) => `line ${index} SyqDE?`);
		for (const line of lines) {
			session.press(`${line}\r`);
		}

		await eventually('the last line is there', () => readFileSync(file, 'utf8').includes(lines.at(-1)!));
		session.press(keys.ctrlD);
		await session.until('the end of cat', screen => screen.includes('it ended'));
		assert.equal(readFileSync(file, 'utf8'), `${lines.join('\n')}\n`);
		session.press(`exit ${code}\r`);
		await untilBack(session, `exit code ${code}`);
		session.press('?');
		await session.until('the help', screen => screen.includes('─ Help ─'));
		session.press('q');
		await session.until('no help', screen => !screen.includes('─ Help ─'));
	}

	session.press('q');
	assert.equal(await session.terminal.ended, 0);
});

test('Ctrl-C is for the command in the shell alone, and a new size is there when one comes back', {skip: needs}, async context => {
	const {pid, name} = await unshare(context);
	const session = await open(context, name, ['--no-engine']);
	await ask(session, name);
	session.press(keys.enter);
	await session.until('the command', screen => screen.includes('# nsenter -t'));
	await enter(session);
	session.press('sleep 777\r');
	const network = namespaceInode(pid, 'net');
	await eventually('it sleeps and has the terminal', () =>
		pidsInNamespace('net', network).some(
			each => readFileSync(`/proc/${each}/cmdline`, 'utf8') === 'sleep\u{0}777\u{0}' && isInForeground(each),
		),
	);
	session.press(keys.ctrlC);
	session.press('echo co"de of it is" $?\r');
	await session.until('the shell goes on', screen => screen.includes('code of it is 130'));
	session.resize(90, 25);
	session.press('while [ "$(stty size)" != "25 90" ]; do sleep 0.05; done; exit\r');
	await untilBack(session, 'exit code 0', screen => isFilled(screen, 90, 25));
	assert.equal(await session.quit(), 0);
});

test(
	'a shell that is killed and leaves the terminal without echo changes nothing for the screen or for who comes after',
	{skip: needs},
	async context => {
		const {name} = await unshare(context);
		const session = await open(context, name, ['--no-engine']);
		const [before, driverBefore] = [await session.cells(), driver(session)];
		await ask(session, name);
		session.press(keys.enter);
		await session.until('the command', screen => screen.includes('# nsenter -t'));
		await enter(session);
		session.press(String.raw`stty -echo -icanon; printf '\033(0\033[?1000h\033[41m'; kill -9 $$`, '\r');
		await untilBack(session, 'has ended with exit code 137');
		assert.deepEqual(driver(session), driverBefore);
		session.press('1');
		await session.until('the message is gone', screen => lastLine(screen).includes('q quit') && messageOn(screen) === '');
		await untilSameCells(session, before);
	},
);

test('a process that has ended since the question is not entered, whoever has its pid now', {skip: needs}, async context => {
	const {pid, name, stop} = await unshare(context);
	const session = await open(context, name, ['--no-engine']);
	const before = await session.cells();
	await ask(session, name);
	session.press(keys.enter);
	await session.until('the command', screen => screen.includes('# nsenter -t'));
	await stop();
	await eventually('it has ended', () => !existsSync(`/proc/${pid}/ns/net`));
	await session.answer('Run this on the host?');
	await untilBack(session, `${name} has ended: there is nothing to enter.`);
	session.press('1');
	await session.until('the message is gone', screen => lastLine(screen).includes('q quit') && messageOn(screen) === '');
	await untilSameCells(session, before);
	session.press('E');
	await session.until('the same sentence', screen => messageOn(screen).includes(`${name} has ended: there is nothing to enter.`));
	assert.equal(await session.quit(), 0);
});

test('what is typed after yes, while the shell is on its way, reaches the shell whole and in order', {skip: needs}, async context => {
	const {name} = await unshare(context);
	const folder = makeFolder();
	const session = await open(context, name, ['--no-engine']);
	await ask(session, name);
	session.press(keys.enter);
	await session.until('the command', screen => screen.includes('# nsenter -t'));
	const words = Array.from({length: 200}, (_, index) => `${index}SyqD`).join(' ');
	await session.answer('Run this on the host?');
	session.press(`echo ${words} > ${folder}/typed; exit 5\r`);
	await untilBack(session, 'exit code 5');
	assert.equal(readFileSync(`${folder}/typed`, 'utf8'), `${words}\n`);
	assert.equal(await session.quit(), 0);
});

test(
	'a shell that cannot be run is reported on the screen in nsenter\'s words, and what was typed for it is nobody\'s',
	{skip},
	async context => {
		const name = cast.name('broken');
		const folder = makeFolder();
		const go = path.join(folder, 'go');
		// What is typed before it has failed is meant for it; afterwards the keys are the screen's.
		writeFileSync(path.join(folder, 'nsenter'), `#!/bin/sh
export PATH='${process.env.PATH}'
[ "$1" != -t ] || until [ -e ${go} ]; do sleep 0.1; done
exec nsenter "$@"
`, {mode: 0o755});
		const session = await open(context, name, ['--host', cast.engine.address], {PATH: `${folder}:${process.env.PATH}`});
		const before = await session.cells();
		await ask(session, name);
		session.press('j', keys.enter);
		await session.until('the command', screen => screen.includes('-- /bin/bash'));
		await session.answer('Run this on the host?');
		session.press('Sy\rq?');
		await session.until('it is on its way', screen => messageOn(screen).includes(`Entering ${name}`));
		writeFileSync(go, '');
		await untilBack(
			session,
			`Could not enter ${name}: nsenter: failed to execute /bin/bash: No such file or directory`,
			screen => isSelected(screen, name),
		);
		session.press('1');
		await session.until('the message is gone', shown => lastLine(shown).includes('q quit') && messageOn(shown) === '');
		await untilSameCells(session, before);
		assert.equal(await cast.inspect('broken', '.State.Status'), 'running');
	},
);

test('read-only has no E at all', {skip: needs}, async context => {
	const {name} = await unshare(context);
	const session = await open(context, name, ['--no-engine', '--read-only']);
	session.press('E', '?');
	const help = await session.until('the help', screen => screen.includes('─ Help ─'));
	assert.doesNotMatch(help, /Host shell in/);
	session.press('q');
	await session.until('no help', screen => !screen.includes('─ Help ─'));
	assert.equal(await session.quit(), 0);
});
