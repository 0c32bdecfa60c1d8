import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
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

const cast = await openCast(busyboxImage);
const {skip, engine, name} = cast;
if (skip === false) {
	await Promise.all([
		cast.run('tty', busyboxImage, '-it', '--', 'sh'),
		cast.run('line', busyboxImage, '-i', '--', 'sh'),
		cast.run('deaf', busyboxImage, '--', 'sh', '-c', 'while :; do echo tick; sleep 1; done'),
	]);
}

const detachKeys = '\u{10}\u{11}';

/**
The program with one container alone, halted, so that what is on screen changes by keys only.
*/
async function open(context: TestContext, role: string): Promise<Session> {
	const session = openSession(context, 100, 30, {words: ['--host', engine.address, '--interval', '0.3']});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
	session.press(`/${name(role)}\r`);
	await session.until('the container', screen => isSelected(screen, name(role)) && /\d[hms] sh/.test(screen));
	session.press('F');
	await session.until('it is halted', screen => screen.includes('FROZEN'));
	return session;
}

/**
Chooses attaching in the menu, and gives the question.
*/
async function ask(session: Session, role: string): Promise<string> {
	session.press(keys.enter);
	await session.until('the menu', screen => screen.includes('attach') && screen.includes('choose'));
	session.press('/attach to');
	await session.until('it is chosen', screen => /▸ +attach/.test(screen));
	session.press(keys.enter);
	await session.until('the filter is left', screen => lastLine(screen).includes('q quit'));
	await session.answer('/attach to', keys.enter);
	return session.until('the question', screen => screen.includes(`Attach to ${name(role)}?`));
}

async function attach(session: Session, role: string): Promise<void> {
	await session.answer(`Attach to ${name(role)}?`);
	await session.until('it is attached', screen => screen.includes(`attached to ${name(role)} - Ctrl-P Ctrl-Q detaches`));
}

async function isRunning(role: string): Promise<boolean> {
	return await cast.inspect(role, '.State.Running') === 'true';
}

test('a container with a terminal gets the keys, detaching leaves it running and the screen as it was', {skip}, async context => {
	const session = await open(context, 'tty');
	const before = await session.cells();
	const modesBefore = await session.modes();
	const question = await ask(session, 'tty');
	assert.match(question, /each key .*\n.*goes there, also Ctrl-C/);
	await attach(session, 'tty');
	assert.deepEqual(await session.modes(), untouchedModes);
	session.press('stty size; echo it an"swers"\r');
	await session.until('the answer', screen => screen.includes('30 100') && screen.includes('it answers'));
	session.resize(90, 25);
	session.press('while [ "$(stty size)" != "25 90" ]; do sleep 0.05; done; echo si"ze is there"\r');
	await session.until('the new size', screen => screen.includes('size is there'));
	session.resize(100, 30);
	session.press(keys.ctrlC, 'echo go"es on"\r');
	await session.until('Ctrl-C went there', screen => screen.includes('goes on'));
	session.press(detachKeys);
	await untilBack(session, `Detached from ${name('tty')}, which runs on.`);
	assert.ok(await isRunning('tty'));
	session.press('1');
	await session.until('the message is gone', screen => lastLine(screen).includes('q quit') && messageOn(screen) === '');
	await untilSameCells(session, before);
	assert.deepEqual(await session.modes(), modesBefore);

	await ask(session, 'tty');
	await attach(session, 'tty');
	session.press('exit 3\r');
	await untilBack(session, `${name('tty')} has ended with exit code 3.`);
	assert.deepEqual(await session.modes(), modesBefore);
	assert.equal(await session.quit(), 0);
	assert.deepEqual(await session.modes(), untouchedModes);
});

test('a container without a terminal gets lines, Ctrl-C detaches and does not end it', {skip}, async context => {
	const session = await open(context, 'line');
	const modesBefore = await session.modes();
	await ask(session, 'line');
	await attach(session, 'line');
	session.press('echo on', 'f\u{7F}', 'e"" two\r');
	const screen = await session.until('the answer', shown => /^one two$/m.test(shown));
	assert.match(screen, /^echo one"" two$/m, 'what was typed is shown');
	session.press(keys.ctrlC);
	await untilBack(session, `Detached from ${name('line')}, which runs on.`);
	assert.ok(await isRunning('line'));
	assert.deepEqual(await session.modes(), modesBefore);
	await ask(session, 'line');
	await attach(session, 'line');
	session.press('exit 5\r');
	await untilBack(session, `${name('line')} has ended with exit code 5.`);
	assert.equal(await session.quit(), 0);
});

test('a container that reads nothing is looked at, as the question says, and its end comes back by itself', {skip}, async context => {
	const session = await open(context, 'deaf');
	assert.match(await ask(session, 'deaf'), /Nothing that you type goes .*\n.*there: it was started without/);
	await attach(session, 'deaf');
	session.press('typed');
	await session.until('its output', screen => /^tick\ntick$/m.test(screen));
	assert.doesNotMatch(await session.screen(), /typed/);
	await engine.docker('kill', name('deaf'));
	await untilBack(session, `${name('deaf')} has ended with exit code 137.`);
	session.press('?');
	await session.until('a key works', screen => screen.includes('─ Help ─'));
	session.press('q');
	await session.until('no help', screen => !screen.includes('─ Help ─'));
	assert.equal(await session.quit(), 0);
});
