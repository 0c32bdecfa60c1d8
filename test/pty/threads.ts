import assert from 'node:assert/strict';
import test from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {eventually} from '../helpers/engine.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	isSelected,
	keys,
	lastLine,
	lineWith,
	messageOn,
	openSession,
	type Session,
} from '../helpers/session.ts';
import {compileThreads} from '../helpers/threads.ts';

const cast = await openCast(busyboxImage);
const {engine, tag, name} = cast;
const compiled = compileThreads();
const skip = cast.skip || compiled.skip;
if (skip === false) {
	const mayUnshare = ['--cap-add', 'SYS_ADMIN', '--security-opt', 'seccomp=unconfined', '--security-opt', 'apparmor=unconfined'];
	await cast.run('th', busyboxImage, '--cpus', '0.2', ...mayUnshare, '--volume', `${compiled.folder}:/t:ro`, '--', '/t/threads', '3');
	await eventually('its threads are there', async () => (await engine.docker('logs', name('th'))) === 'ready');
}

const size = {
	wide: [160, 40], usual: [120, 40], narrow: [80, 24], least: [40, 12],
} as const;

async function open(context: Parameters<typeof openSession>[0], [columns, rows]: readonly [number, number]): Promise<Session> {
	const session = openSession(context, columns, rows, {
		words: ['--host', engine.address, '--interval', '0.3', '--filter', tag],
	});
	await session.until('the container', screen => isSelected(screen, name('th')));
	session.press('2');
	await session.until('its process', screen => screen.includes('/t/threads 3'));
	return session;
}

test('H lists the threads below their process with what they wait for, and takes them away again', {skip}, async context => {
	const session = await open(context, size.wide);
	assert.ok(!(await session.screen()).includes('{sleeper}'));
	session.press('H');
	await session.until('threads', screen =>
		/S .* 0\.0 .*pause.*├─ \{sleeper\}/.test(lineWith(screen, '{sleeper}')) && screen.includes('{outsider}')
		&& screen.includes('1 process, 6 threads') && /CPU# +WCHAN/.test(screen));
	session.press('H');
	await session.until('no threads', each => !each.includes('{sleeper}') && each.includes('/t/threads 3'));
	assert.equal(await session.quit(), 0);
});

test('a signal on a thread is asked for its process, and that is said', {skip}, async context => {
	const session = await open(context, size.usual);
	session.press('H');
	await session.until('threads', screen => screen.includes('{outsider}'));
	session.press('G');
	await session.until('the last thread', screen => lineWith(screen, '{outsider}').startsWith('│▸'));
	session.press('K');
	await session.until('the signals', screen => screen.includes('Signal for threads'));
	session.press(keys.enter);
	await session.until('the question', screen =>
		screen.includes('Send SIGTERM to threads') && screen.replaceAll(/[\s│]+/g, ' ').includes('A signal goes to the whole process'));
	session.press('n');
	await session.until('no question', each => lastLine(each).includes('q quit') && !each.includes('Send SIGTERM'));
	session.press(' ');
	await session.until('why not', each => messageOn(each).includes('Threads cannot be tagged'));
	assert.equal(await cast.inspect('th', '.State.Status'), 'running');
	assert.equal(await session.quit(), 0);
});

test('threads are found by their names, and the process that leads to one stays above it', {skip}, async context => {
	const session = await open(context, size.usual);
	session.press('H');
	await session.until('threads', screen => screen.includes('{outsider}'));
	session.press('/', 'outs', 'ider', keys.enter);
	await session.until('one thread', screen =>
		lineWith(screen, '{outsider}').startsWith('│▸') && !screen.includes('{sleeper}') && screen.includes('/t/threads 3'));
	assert.equal(await session.quit(), 0);
});

test('the namespace that only a thread is in is in the list of its container, and Enter names the thread', {skip}, async context => {
	const session = await open(context, size.wide);
	session.press('3');
	await session.until('a second namespace of its kind', screen => /uts .* 1 +only thread \d/.test(screen));
	session.press('G');
	await session.until('the last one', screen => /▸uts .*only thread/.test(screen));
	session.press(keys.enter);
	await session.until('the thread', screen =>
		screen.includes('0 processes, 1 thread without its process') && /\{outsider\} thread of \d+ threads/.test(screen));
	session.press(keys.escape);
	await session.until('no box', screen => !screen.includes('without its process'));
	assert.equal(await session.quit(), 0);
});

for (const [word, [columns, rows]] of Object.entries(size)) {
	test(`threads can be listed on a ${word} screen`, {skip}, async context => {
		const session = await open(context, [columns, rows]);
		session.press('H');
		const screen = await session.until('threads', each => /[└├]─ \{\w/.test(each));
		assert.ok(screen.split('\n').every(line => line.length <= columns));
		assert.equal(await session.quit(), 0);
	});
}
