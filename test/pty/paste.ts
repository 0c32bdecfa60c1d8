import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {eventually} from '../helpers/engine.ts';
import {busyboxImage, shellLessImage} from '../helpers/images.ts';
import {
	isSelected,
	keys,
	lastLine,
	messageOn,
	openSession,
	untouchedModes,
	type Session,
} from '../helpers/session.ts';

const cast = await openCast(busyboxImage, shellLessImage);
const {skip, engine, name} = cast;
if (skip === false) {
	await Promise.all([
		cast.run('a', busyboxImage, '--', 'sleep', '1000'),
		cast.run('bare', shellLessImage, '--', '/sleep', '1000'),
	]);
}

/**
Pastes as terminals do: with marks around the text where the program has asked for them, else as if it were typed.
*/
async function paste(session: Session, text: string): Promise<void> {
	const {isBracketedPaste} = await session.modes();
	session.press(isBracketedPaste ? `\u{1B}[200~${text}\u{1B}[201~` : text);
}

async function open(context: TestContext, role: string): Promise<Session> {
	const session = openSession(context, 100, 30, {words: ['--host', engine.address, '--interval', '0.3']});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
	session.press(`/${name(role)}\r`);
	await session.until('the container and its process', screen => isSelected(screen, name(role)) && screen.includes('sleep 1000'));
	return session;
}

test('a pasted Sy stops nothing, and is told to be ignored; q in it does not leave', {skip}, async context => {
	const session = await open(context, 'a');
	await paste(session, 'Sy\rSy\nDyq');
	await session.until('the message', screen => messageOn(screen).includes('Paste ignored'));
	session.press('S');
	await session.until('the question', screen => screen.includes(`Stop ${name('a')}?`));
	await paste(session, 'y\ry');
	const screen = await session.until('the message again', shown => messageOn(shown).includes('Paste ignored'));
	assert.ok(screen.includes(`Stop ${name('a')}?`), 'the question is still open');
	session.press('n');
	await session.until('it is closed', shown => !shown.includes(`Stop ${name('a')}?`));
	assert.equal(await cast.inspect('a', '.State.Status'), 'running');
	assert.equal(await session.quit(), 0);
	assert.deepEqual(await session.modes(), untouchedModes);
});

test('pasted into the filter it is one line without controls, and nothing of it is a key', {skip}, async context => {
	const session = await open(context, 'a');
	session.press('/\u{15}');
	await session.until('an empty filter', screen => lastLine(screen).includes('Filter containers:  '));
	await paste(session, `\t${name('a')}\r\n\u{1B}[2J\u{3}\u{7F}q\n`);
	await session.until('the text in the field', screen => lastLine(screen).includes(`Filter containers: ${name('a')} [2Jq `));
	session.press(keys.escape);
	await session.until('the keys', screen => lastLine(screen).includes('q quit'));
	session.press('4/');
	await session.until('the search', screen => lastLine(screen).includes('Search details:'));
	await paste(session, 'up\n2m');
	await session.until('the words', screen => lastLine(screen).includes('Search details: up 2m '));
	session.press(keys.enter);
	assert.equal(await session.quit(), 0);
});

test('pasted into the dialog for a command it is text, and its line end does not run it', {skip}, async context => {
	const session = await open(context, 'bare');
	session.press('e');
	await session.until('the dialog', screen => screen.includes('Command to run'));
	await paste(session, '/sleep 0\n');
	await session.until('the command, not yet run', screen => screen.includes('> /sleep 0 '));
	session.press(keys.enter);
	await session.until('it has run', screen => messageOn(screen).includes(`/sleep in ${name('bare')} has ended with exit code 0.`));
	assert.equal(await session.quit(), 0);
});

test('in a shell the mode is the shell\'s, and what was pasted while it was on its way arrives without marks', {skip}, async context => {
	const session = await open(context, 'a');
	assert.equal((await session.modes()).isBracketedPaste, true);
	session.press('e');
	await session.until('it has the keyboard', screen => /Opening a shell|comes back/.test(screen));
	session.press('\u{1B}[200~cat > /tmp/pasted; ec\u{1B}[201~ho th"at is all"\rfirst\r');
	await session.until('the shell reads', screen => screen.includes(' - exit or Ctrl-D comes back'));
	assert.equal((await session.modes()).isBracketedPaste, false);
	await eventually('the line', async () => (await engine.docker('exec', name('a'), 'cat', '/tmp/pasted')).includes('first'));
	// The shell has asked the terminal for its cursor: the answer may have come too late for it, and then begins a line of cat's.
	session.press('\r', keys.ctrlD);
	await session.until('the rest of the line', screen => screen.includes('that is all'));
	session.press('exit\r');
	await session.until('it is back', screen => messageOn(screen).includes('exit code 0'));
	assert.equal((await session.modes()).isBracketedPaste, true);
	assert.equal(await session.quit(), 0);
	assert.deepEqual(await session.modes(), untouchedModes);
});
