import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {eventually} from '../helpers/engine.ts';
import {bashImage, busyboxImage, shellLessImage} from '../helpers/images.ts';
import {makeFolder} from '../helpers/live-process.ts';
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

const cast = await openCast(bashImage, busyboxImage, shellLessImage);
const {skip, engine, name} = cast;
if (skip === false) {
	await Promise.all([
		cast.run('bash', bashImage, '--', 'sleep', '1000'),
		cast.run('ash', busyboxImage, '--', 'sleep', '1000'),
		cast.run('bare', shellLessImage, '--', '/sleep', '1000'),
		cast.run('gone', busyboxImage, '--', 'sleep', '1000'),
		// Its bash is the first to be tried, and never answers.
		cast.run(
			'slow',
			busyboxImage,
			'--',
			'sh',
			'-c',
			String.raw`printf '#!/bin/sh\nexec sleep 1001\n' > /bin/bash; chmod +x /bin/bash; exec sleep 1000`,
		),
	]);
}

/**
The program with one container alone, halted, so that what is on screen changes by keys only.
*/
async function open(context: TestContext, role: string, {columns = 100, rows = 30, environment = {}} = {}): Promise<Session> {
	const session = openSession(context, columns, rows, {words: ['--host', engine.address, '--interval', '0.3'], environment});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
	session.press(`/${name(role)}\r`);
	await session.until('the container and its process', screen => isSelected(screen, name(role)) && screen.includes('sleep 1000'));
	session.press('F');
	await session.until('it is halted', screen => screen.includes('FROZEN'));
	return session;
}

/**
Opens a shell and waits for its prompt.
*/
async function enter(session: Session, role: string): Promise<void> {
	session.press('e');
	await session.until(
		'the prompt',
		screen => screen.includes(` in ${name(role)} - exit or Ctrl-D comes back`) && /[#$] *$/.test(screen.trimEnd()),
	);
}

for (const [role, shell] of [
	['bash', /\/bin\/bash in /],
	['ash', /\/bin\/ash in /],
] as const) {
	test(
		`e opens ${role} with a terminal of the same size, exit 3 comes back to the same screen, and the code is told`,
		{skip},
		async context => {
			const session = await open(context, role);
			const before = await session.cells();
			const modesBefore = await session.modes();
			await enter(session, role);
			assert.match(await session.screen(), shell);
			assert.deepEqual(await session.modes(), untouchedModes, 'the shell has the terminal as it was');
			session.press('stty size; hostname; tty; exit 3\r');
			const back = await untilBack(session, 'exit code 3');
			assert.match(messageOn(back), new RegExp(String.raw`${name(role)} has ended with exit code 3\.`));
			session.press('1');
			await session.until('the message is gone', screen => lastLine(screen).includes('q quit') && messageOn(screen) === '');
			await untilSameCells(session, before);
			assert.deepEqual(await session.modes(), modesBefore);
			const host = await cast.inspect(role, '.Config.Hostname');
			assert.match(session.terminal.written(), new RegExp(String.raw`\n30 100\r\n${host}\r\n/dev/pts/\d+\r\n`));
			assert.equal(await session.quit(), 0);
			assert.match(await session.screen(), /stty size; hostname/, 'what was done in the shell stays in the terminal');
		},
	);
}

test('a new size of the window arrives in the shell, and on the screen when one comes back', {skip}, async context => {
	const session = await open(context, 'ash');
	await enter(session, 'ash');
	session.press('trap "echo told" WINCH\r');
	session.resize(90, 25);
	session.press('while [ "$(stty size)" != "25 90" ]; do sleep 0.05; done; echo si"ze is there"\r');
	await session.until('the new size', screen => screen.includes('size is there'));
	session.press('exit\r');
	await untilBack(session, 'exit code 0', screen => isFilled(screen, 90, 25));
	assert.equal(await session.quit(), 0);
});

test('Ctrl-C reaches the command in the container alone, and Ctrl-D comes back', {skip}, async context => {
	const session = await open(context, 'bash');
	await enter(session, 'bash');
	session.press('sleep 777\r');
	await eventually('it sleeps', async () => (await engine.docker('exec', name('bash'), 'ps')).includes('sleep 777'));
	session.press(keys.ctrlC);
	await eventually('it does not any more', async () => !(await engine.docker('exec', name('bash'), 'ps')).includes('sleep 777'));
	session.press('echo co"de of it is" $?\r');
	await session.until('the shell goes on', screen => screen.includes('code of it is 130'));
	session.press(keys.ctrlD);
	await untilBack(session, 'exit code 0');
	assert.equal(await session.quit(), 0);
});

test(
	'what is typed while the shell is on its way arrives in the shell whole and in order, and nothing of it is a key',
	{skip},
	async context => {
		const session = await open(context, 'bash');
		const before = await session.cells();
		const lines = Array.from({length: 40}, (_, index) => `line ${index} SyqDz?`);
		session.press('e');
		await session.until('it has the keyboard', screen => /Opening a shell|comes back/.test(screen));
		session.press('cat > /tmp/typed\r', ...lines.slice(0, 10).map(line => `${line}\r`));
		for (const line of lines.slice(10)) {
			session.press(`${line}\r`);
		}

		await eventually('the last line is there', async () =>
			(await engine.docker('exec', name('bash'), 'cat', '/tmp/typed')).includes(lines.at(-1)!),
		);
		session.press(keys.ctrlD, 'exit 7\r');
		await untilBack(session, 'exit code 7');
		const typed = await engine.docker('exec', name('bash'), 'cat', '/tmp/typed');
		// What comes while the shell itself reads keys keeps the character of the Enter key.
		assert.equal(typed.trim().replaceAll('\r', '\n'), lines.join('\n'));
		session.press('1');
		await session.until('the message is gone', screen => lastLine(screen).includes('q quit') && messageOn(screen) === '');
		await untilSameCells(session, before);
	},
);

test('the first key after coming back is the screen\'s, three times over', {skip}, async context => {
	const session = await open(context, 'ash');
	for (const code of [11, 12, 13]) {
		await enter(session, 'ash');
		session.press(`exit ${code}\r`);
		await untilBack(session, `exit code ${code}`);
		session.press('?');
		await session.until('the help', screen => screen.includes('─ Help ─'));
		session.press('q');
		await session.until('no help', screen => !screen.includes('─ Help ─'));
	}

	assert.equal(await session.quit(), 0);
	assert.match(await session.screen(), /exit 11\n[\s\S]*exit 12\n[\s\S]*exit 13\n/, 'each goes on below the one before');
});

test('whatever state a command leaves the terminal in, the screen is as before', {skip}, async context => {
	const session = await open(context, 'ash');
	const before = await session.cells();
	const modesBefore = await session.modes();
	const extensionsBefore = extensions(session);
	await enter(session, 'ash');
	// Line drawing for letters, origin mode, a scroll region, insert mode, application keys, mouse, focus and paste reports, no wrapping,
	// another screen, colours; extended keyboards, the shape of the cursor, mouse in pixels, reports of colour schemes and sizes.
	session.press(
		String.raw`printf '\033(0\033[?6h\033[5;10r\033[4h\033[?1h\033=\033[?1000h\033[?1006h\033[?1004h\033[?2004h\033[?7l\033[?1049h\033[41;1m\033[?25h'; `
		+ String.raw`printf '\033[>31u\033[=15u\033[>4;2m\033[5 q\033[?1016h\033[?2031h\033[?2048h'; exit 9`,
		'\r',
	);
	await untilBack(session, 'exit code 9');
	session.press('1');
	await session.until('the message is gone', screen => lastLine(screen).includes('q quit') && messageOn(screen) === '');
	assert.deepEqual(await session.modes(), modesBefore);
	assert.deepEqual(extensions(session), extensionsBefore);
	await untilSameCells(session, before);
	session.resize(90, 28);
	await session.until('the new size', screen => screen.split('\n', 27)[26]!.startsWith('└'));
	session.resize(100, 30);
	await session.until('the old size', screen => screen.split('\n', 29)[28]!.startsWith('└'));
	await untilSameCells(session, before);
	assert.equal(await session.quit(), 0);
	assert.deepEqual(await session.modes(), untouchedModes);
});

/**
What no terminal here interprets, followed through all that was written: levels of kitty's keyboard, its flags, modifyOtherKeys, the
cursor's shape, and private modes that are on.
*/
function extensions(session: Session): unknown {
	const modes = new Set<number>();
	const state = {
		levels: 0, flags: 0, otherKeys: 0, cursor: 0,
	};
	for (const [, marker, first = '', second = '', final] of session.terminal.written().matchAll(extension)) {
		const number = Number(first);
		if (final === ' q') {
			state.cursor = number;
		} else if (final === 'm' && marker === '>') {
			state.otherKeys = Number(second);
		} else if (final === 'u') {
			state.levels = marker === '>' ? state.levels + 1 : (marker === '<' ? Math.max(0, state.levels - number) : state.levels);
			state.flags = marker === '<' ? 0 : number;
		} else if (marker === '?' && number > 1006 && number !== 1049) {
			modes[final === 'h' ? 'add' : 'delete'](number);
		}
	}

	return {...state, modes};
}

// eslint-disable-next-line no-control-regex, regexp/no-control-character -- Sequences begin with one.
const extension = /\u{1B}\[([<=>?]?)(\d*)(?:;(\d*))?([hlmu]| q)/gu;

test('each byte that is typed is there at once, Ctrl-P and all other controls too', {skip}, async context => {
	const session = await open(context, 'ash');
	await enter(session, 'ash');
	session.press('stty raw -echo; echo read"y"; dd bs=1 count=15 2>/dev/null; stty sane; exit 6\r');
	await session.until('the terminal is raw', () => session.terminal.written().endsWith('ready\n'));
	let echoed = session.terminal.written();
	for (const byte of [0x10, 0x11, 0, 1, 3, 4, 5, 0xF, 0x1A, 0x1C, 0x1D, 0x1F, 0x7F, 0x1B, 0x78]) {
		const character = String.fromCodePoint(byte);
		session.press(character);
		const expected = echoed + character;
		echoed = expected;
		await session.until(`byte ${byte}`, () => session.terminal.written().startsWith(expected));
	}

	await untilBack(session, 'exit code 6');
	assert.equal(await session.quit(), 0);
});

test('keys that Docker\'s client is set to detach by do so, and that is no failure', {skip}, async context => {
	const folder = mkdtempSync('/tmp/nstop-detach-');
	context.after(() => {
		rmSync(folder, {recursive: true});
	});
	writeFileSync(path.join(folder, 'config.json'), '{"detachKeys": "ctrl-o,x"}');
	const session = await open(context, 'ash', {environment: {DOCKER_CONFIG: folder}});
	await enter(session, 'ash');
	session.press('echo it is th"ere"\r');
	await session.until('it runs', screen => screen.includes('it is there'));
	session.press('\u{F}x');
	await untilBack(session, `Detached from /bin/ash in ${name('ash')}.`);
	assert.equal(await session.quit(), 0);
});

test('a megabyte of output comes through whole, and the screen is there again behind it', {skip}, async context => {
	const session = await open(context, 'ash');
	await enter(session, 'ash');
	session.press('seq 1 150000; exit 4\r');
	await untilBack(session, 'exit code 4');
	const numbers = session.terminal.written().split('\r\n').filter(line => /^\d+$/.test(line));
	const wrong = numbers.findIndex((line, index) => line !== String(index + 1));
	assert.equal(numbers.length, 150_000, `line ${wrong} is ${numbers[wrong]}, before it ${JSON.stringify(session.terminal.written().slice(-300))}`);
	assert.ok(numbers.every((line, index) => line === String(index + 1)));
});

test(
	'a container without any shell gets a sentence and a prompt for a command; Esc leaves it, a command is run, a wrong one is told',
	{skip},
	async context => {
		const session = await open(context, 'bare');
		const before = await session.cells();
		const asked = (screen: string): boolean => screen.includes('Command to run') && screen.includes(`${name('bare')} has no shell`);
		session.press('e');
		await session.until('the prompt', asked);
		session.press('q');
		await session.until('q is text there', screen => screen.includes('> q'));
		session.press(keys.escape);
		await session.until('it is left', screen => !screen.includes('Command to run'));
		await untilSameCells(session, before);
		session.press('e');
		await session.until('the prompt again, empty', screen => asked(screen) && !screen.includes('> q'));
		session.press('/sleep 0', keys.enter);
		await untilBack(session, `/sleep in ${name('bare')} has ended with exit code 0.`);
		session.press('e');
		await session.until('the prompt again', asked);
		session.press('/no-such-program', keys.enter);
		await session.until('what went wrong', screen =>
			/exit code 12[67]|no such file/i.test(messageOn(screen)) && isSelected(screen, name('bare')));
		session.press('1');
		await session.until('the message is gone', shown => lastLine(shown).includes('q quit') && messageOn(shown) === '');
		await untilSameCells(session, before);
		assert.equal(await session.quit(), 0);
	},
);

test('a command that is over before the terminal is ready for it comes back like any other', {skip}, async context => {
	const folder = makeFolder();
	const go = path.join(folder, 'go');
	writeFileSync(path.join(folder, 'stty'), `#!/bin/sh
until [ -e ${go} ]; do sleep 0.05; done
PATH='${process.env.PATH}' exec stty "$@"
`, {mode: 0o755});
	const session = await open(context, 'bare', {environment: {PATH: `${folder}:${process.env.PATH}`}});
	session.press('e');
	await session.until('the prompt', screen => screen.includes('Command to run'));
	session.press('/sleep 0', keys.enter);
	await session.until('it is begun', screen => screen.includes(`nstop: /sleep 0 in ${name('bare')}`));
	await eventually('it is over', async () => await cast.inspect('bare', 'len .ExecIDs') === '0');
	writeFileSync(go, '');
	await untilBack(session, `/sleep in ${name('bare')} has ended with exit code 0.`);
	assert.equal(await session.quit(), 0);
});

test('a container that is killed under the shell ends it, and the screen is back', {skip}, async context => {
	const session = await open(context, 'gone');
	await enter(session, 'gone');
	await engine.docker('kill', name('gone'));
	await untilBack(session, `${name('gone')} has ended`);
	session.press('?');
	await session.until('a key works', screen => screen.includes('─ Help ─'));
	session.press('q');
	await session.until('no help', screen => !screen.includes('─ Help ─'));
	assert.equal(await session.quit(), 0);
});

test('a line feed alone goes straight down, as full-screen programs need it', {skip}, async context => {
	const session = await open(context, 'ash');
	await enter(session, 'ash');
	session.press(String.raw`stty -opost; printf 'ab''ove\nbe''low\r\n'; stty opost`, '\r');
	await session.until('the second word below the end of the first', screen => /^above\n {5}below$/m.test(screen));
	session.press('exit\r');
	await untilBack(session, 'exit code 0');
	assert.equal(await session.quit(), 0);
});

test('Ctrl-C while the shell is on its way gives up waiting, and what was typed for it is nobody\'s', {skip}, async context => {
	const session = await open(context, 'slow');
	const before = await session.cells();
	session.press('e');
	await session.until('it is on its way', screen => messageOn(screen).includes(`Opening a shell in ${name('slow')} …`));
	session.press('Sy?q', keys.down);
	session.press(keys.ctrlC);
	await session.until('it is given up', screen => messageOn(screen).includes(`No shell was opened in ${name('slow')}.`));
	session.press('1');
	await session.until('the message is gone', screen => lastLine(screen).includes('q quit') && messageOn(screen) === '');
	await untilSameCells(session, before);
	assert.equal(await session.quit(), 0);
});

test('e at a paused container is answered by a sentence', {skip}, async context => {
	// One of its own: an engine that is asked to pause while an exec is on its way may never answer again.
	await cast.run('still', busyboxImage, '--', 'sleep', '1000');
	await engine.docker('pause', name('still'));
	const session = await open(context, 'still');
	session.press('e');
	await session.until('the sentence', screen =>
		messageOn(screen).includes(`${name('still')} is paused: a shell needs a running container.`),
	);
	await engine.docker('unpause', name('still'));
	assert.equal(await session.quit(), 0);
});
