/**
A filter over containers that are in a container: the outer one is shown, so that one sees where they are, and is not meant.
*/
import assert from 'node:assert/strict';
import process from 'node:process';
import test, {before} from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {eventually} from '../helpers/engine.ts';
import {busyboxImage} from '../helpers/images.ts';
import {machineImage, prepareNesting, startEngineInside} from '../helpers/nested-engine.ts';
import {
	isSelected,
	keys,
	lineWith,
	messageOn,
	openSession,
	rowOf,
	type Session,
} from '../helpers/session.ts';
import type {ShownCell} from '../helpers/terminal.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, tag, name} = cast;
const [first, second] = [`${tag}deep-a`, `${tag}deep-b`];

before(async () => {
	if (skip !== false) {
		return;
	}

	const nesting = await prepareNesting(engine);
	await cast.run('outer', machineImage, ...nesting.options, '--', startEngineInside);
	const docker = async (...words: readonly string[]): Promise<string> => engine.docker('exec', name('outer'), 'docker', ...words);
	await eventually('the engine inside answers', async () => docker('version'));
	await nesting.load(docker);
	for (const inner of [first, second]) {
		await docker('run', '--detach', '--network', 'none', '--name', inner, busyboxImage, 'sleep', '3000');
	}
});

/**
Whether the name of a container is dim on screen.
*/
async function isDim(session: Session, container: string): Promise<boolean> {
	const textOf = (cells: readonly ShownCell[]): string => cells.map(({text}) => text).join('');
	const cells = (await session.cells()).find(row => textOf(row).startsWith('│') && textOf(row).includes(`${container} `))!;
	const start = textOf(cells).indexOf(container);
	return cells.slice(start, start + container.length).every(cell => cell.isDim);
}

test('the cursor is on what matches; the container around it is dim, passed over, and neither tagged nor acted on', {skip}, async context => {
	const session = openSession(context, 140, 40, {words: ['--host', engine.address, '--interval', '0.3']});
	// Their names are known before the engine inside answers, and only it can stop them.
	await session.until(
		'all three, and both engines',
		screen => (screen.split('\n', 1)[0]!).includes('+1 ●') && [name('outer'), first, second].every(each => screen.includes(`${each} `)),
	);
	session.press('/');
	await session.until('the field', screen => screen.includes('Filter containers:'));
	session.press(second);
	await session.until(
		'what matches, and what it is in',
		screen => isSelected(screen, `└─ ${second}`) && rowOf(screen, name('outer')) !== '' && !screen.includes(`${first} `),
	);
	assert.ok(await isDim(session, name('outer')));
	assert.ok(!await isDim(session, second));
	session.press(keys.enter);
	await session.until('the keys', screen => screen.includes('q quit'));

	session.press(keys.up, keys.home, ' ');
	const tagged = await session.until('one tag', screen => screen.includes('1 tagged'));
	assert.match(lineWith(tagged, `└─ ${second}`), /^│[•◆]/, 'the one that matches is tagged');
	assert.match(rowOf(tagged, name('outer')), /^│ /, 'the one around it is not');
	session.press('S');
	const asked = await session.until('the question', screen => screen.includes(`Stop ${second}?`));
	assert.ok(!asked.includes(`Stop ${name('outer')}`));
	session.press('n');
	await session.until('no question', screen => !screen.includes(`Stop ${second}?`));

	session.press('U');
	await session.until('no tag', screen => !screen.includes('1 tagged'));
	session.press(keys.escape);
	await session.until('all of them again, and what was chosen by Enter is still chosen', screen =>
		[name('outer'), first, second].every(each => screen.includes(`${each} `)) && isSelected(screen, `└─ ${second}`));
	assert.equal(await session.quit(), 0);
});

test('an engine inside a container that hangs while another was named is a dot with a letter and stands in the list, but gives no message', {skip}, async context => {
	const session = openSession(context, 140, 40, {words: ['--host', engine.address, '--interval', '0.3']});
	await session.until('both engines', screen => screen.split('\n', 1)[0]!.includes('+1 ●'));
	const pid = Number(await engine.docker('inspect', '--format', '{{.State.Pid}}', name('outer')));
	process.kill(pid, 'SIGSTOP');
	try {
		const screen = await session.until('that it is away', shown => shown.split('\n', 1)[0]!.includes('+1 ○!'));
		assert.equal(messageOn(screen), '');
		session.press('!');
		await session.until('which one it is', shown => shown.includes(` in ${name('outer')}: unreachable`));
		session.press(keys.escape);
		await session.until('no list', shown => !shown.includes(': unreachable'));
	} finally {
		process.kill(pid, 'SIGCONT');
	}

	const after = await session.until('it is back', shown => shown.split('\n', 1)[0]!.includes('+1 ●'));
	assert.equal(messageOn(after), '');
	assert.equal(await session.quit(), 0);
});
