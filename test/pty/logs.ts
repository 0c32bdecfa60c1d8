/**
Logs on the screen of the built program: followed, left and followed again, filtered, searched, merged and saved; and what strangers write
does nothing to the terminal.
*/
import assert from 'node:assert/strict';
import {readFileSync, statSync} from 'node:fs';
import test, {type TestContext} from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';
import {makeFolder} from '../helpers/live-process.ts';
import {
	isEngineUp,
	isSelected,
	keys,
	messageOn,
	openSession,
	type Session,
} from '../helpers/session.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, name} = cast;

async function write(role: string, script: string): Promise<void> {
	await cast.run(role, busyboxImage, '--', 'sh', '-c', script);
}

/**
The program with the containers whose names contain a text, sorted by name, the cursor on the first one.
*/
async function open(context: TestContext, text: string, first: string, folder = '.'): Promise<Session> {
	const session = openSession(context, 120, 30, {
		words: ['--host', engine.address, '--interval', '0.3', '--filter', text, '--sort', 'name'],
		command: `cd '${folder}' && exec "$@"`,
	});
	await session.until('its containers', screen => isEngineUp(screen) && isSelected(screen, name(first)));
	return session;
}

/**
How many lines the title counts while one of them is looked at.
*/
function count(screen: string): number {
	return Number(/ · \d{1,6} of (\d{1,6}) /.exec(screen)?.[1] ?? 0);
}

test('the newest line is followed until one goes up, and again from the end', {skip}, async context => {
	await write('counts', 'i=0; while :; do i=$((i+1)); echo "line $i."; sleep 0.1; done');
	const session = await open(context, name('counts'), 'counts');
	session.press('l');
	await session.until('it is followed', screen => screen.includes('[Logs]') && /following \d{2,} lines/.test(screen) && !screen.includes('line 1.'));
	session.press(keys.up);
	const held = await session.until('a line is looked at', screen => /▸ line \d+\./.test(screen) && count(screen) > 0);
	const line = /▸ line (\d+)\./.exec(held)![1]!;
	const later = await session.until('the log has grown', screen => count(screen) > count(held) + 5);
	assert.match(later, new RegExp(String.raw`▸ line ${line}\.`), 'what is looked at stays');
	session.press(keys.home);
	await session.until('the first line', screen => screen.includes('▸ line 1. '));
	session.press(keys.end);
	await session.until('it is followed again', screen => /following \d+ lines/.test(screen) && !screen.includes('▸'));
	session.press('l');
	await session.until('the list', screen => screen.includes('1 Containers'));
	assert.equal(await session.quit(), 0);
});

test('lines are filtered by words and level, and found; a wrong pattern is said', {skip}, async context => {
	await write('speaks', 'for i in 1 2 3 4 5 6 7 8 9; do echo "INFO: request $i"; done; echo "ERROR: it broke" >&2; echo "INFO: request 10"; sleep 1000');
	const session = await open(context, name('speaks'), 'speaks');
	session.press('l');
	await session.until('all lines', screen => screen.includes('following 11 lines') && screen.includes('│E ERROR: it broke'));
	session.press('&');
	await session.until('the field', screen => screen.includes('Filter log:'));
	session.press(...'level:e');
	await session.until('errors alone', screen => screen.includes('it broke') && !screen.includes('request'));
	session.press(keys.escape);
	await session.until('all again', screen => screen.includes('request 9'));
	session.press('&');
	await session.until('the field', screen => screen.includes('Filter log:'));
	session.press('/', '(', 'a', '+', ')', '+', '/');
	await session.until('what is wrong with it', screen => screen.includes('could take for ever'));
	session.press(keys.escape);
	await session.until('all again', screen => screen.includes('request 9') && !screen.includes('for ever'));
	session.press('/');
	await session.until('the field', screen => screen.includes('Search log:'));
	session.press(...'request 1');
	session.press(keys.enter);
	await session.until('the newest match', screen => screen.includes('▸ INFO: request 10') && screen.includes('2 of 2 found'));
	session.press('n');
	await session.until('the other one', screen => screen.includes('▸ INFO: request 1 ') && screen.includes('1 of 2 found'));
	session.press('N');
	await session.until('back', screen => screen.includes('▸ INFO: request 10'));
	session.press(keys.escape);
	await session.until('the search is cleared, and the line still looked at', screen =>
		!screen.includes('found') && screen.includes('▸ INFO: request 10'));
	assert.equal(await session.quit(), 0);
});

test('of a log that is longer than can be kept the start stays until one goes on, whatever is looked for', {skip}, async context => {
	await write('long', 'seq 500000; echo THE-END; sleep 1000');
	const session = await open(context, name('long'), 'long');
	const filter = async (): Promise<void> => {
		session.press('&');
		await session.until('the field', screen => screen.includes('Filter log:'));
		session.press(...'THE-END', keys.enter);
		await session.until('what was read has none', screen => /No line matches the filter in the first \d+ lines/.test(screen));
	};

	const isHeldAtStart = (screen: string): boolean => screen.includes('from the start · held at 1 of') && screen.includes('▸ 1 ');
	session.press('l');
	await session.until('its end', screen => screen.includes('THE-END'));
	session.press('1');
	await session.until('its start', isHeldAtStart);
	session.press('/');
	await session.until('the field', screen => screen.includes('Search log:'));
	session.press(...'THE-END', keys.enter);
	await session.until('all that was read is searched', screen => screen.includes('not found yet'));
	session.press('n');
	await session.until('where it may be', screen => /THE-END was not found in the first \d+ lines\. The rest is not read yet/.test(screen));
	session.press(keys.escape);
	await session.until('the message is gone', screen => !screen.includes('was not found'));
	session.press(keys.escape);
	await session.until('no search', screen => !screen.includes('not found yet') && isHeldAtStart(screen));
	await filter();
	session.press(keys.escape);
	await session.until('the start again', isHeldAtStart);
	await filter();
	session.press(keys.end);
	await session.until('the only line', screen => screen.includes(' not kept · following 1 line ') && !screen.includes('from the start'));
	session.press(keys.escape);
	await session.until('all lines', screen => screen.includes('THE-END') && screen.includes('500000'));
	session.press('1');
	await session.until('the start is read again', isHeldAtStart);
	assert.equal(await session.quit(), 0);
});

test('the logs of tagged containers are one, each line with its name, and are saved for their owner alone', {skip}, async context => {
	await write('many-a', 'echo from a; sleep 1000');
	await write('many-b', 'sleep 0.5; echo from b; sleep 1000');
	const folder = makeFolder();
	const session = await open(context, name('many'), 'many-a', folder);
	session.press(' ');
	await session.until('one is tagged', screen => screen.includes('1 tagged') && isSelected(screen, name('many-b')));
	session.press(' ');
	await session.until('both are tagged', screen => screen.includes('2 tagged'));
	session.press('l');
	await session.until('both logs', screen => ['a', 'b'].every(letter => new RegExp(`${name(`many-${letter}`)} +from ${letter}`).test(screen)));
	session.press('\u{13}');
	const told = messageOn(await session.until('it is saved', shown => messageOn(shown).includes('2 lines saved to')));
	const file = /saved to (\S+\.log)\./.exec(told)![1]!;
	assert.equal(readFileSync(file, 'utf8'), `${name('many-a')} from a\n${name('many-b')} from b\n`);
	assert.equal(statSync(file).mode % 0o1000, 0o600);
	assert.equal(await session.quit(), 0);
});

test('the log of one tagged container has its name in title and file, wherever the cursor is', {skip}, async context => {
	await write('only-a', 'echo from a; sleep 1000');
	await write('only-b', 'echo from b; sleep 1000');
	const session = await open(context, name('only'), 'only-a', makeFolder());
	session.press(' ');
	await session.until('the cursor on the other one', screen => screen.includes('1 tagged') && isSelected(screen, name('only-b')));
	session.press('l');
	await session.until('its name above its line', screen => screen.includes(`┌ 4 ${name('only-a')} `) && screen.includes('from a'));
	session.press('\u{13}');
	const told = messageOn(await session.until('it is saved', screen => messageOn(screen).includes('1 line saved to')));
	assert.match(told, new RegExp(String.raw`/${name('only-a')}-[\d-]+\.log`));
	assert.equal(await session.quit(), 0);
});

test('nothing that is written into a log commands the terminal', {skip}, async context => {
	const hostile = String.raw`a\033]52;c;aGk=\007b\033]0;title\007c\033[2J\033[3;5rd\033P1$qm\033\\e\033[8mhid\033[5mden\r\033[31mred\033[0m end`;
	await write('hostile', String.raw`printf '${hostile}\n'; printf 'half \303'; printf '\000nul\n'; sleep 1000`);
	const session = await open(context, name('hostile'), 'hostile');
	session.press('l');
	const screen = await session.until('its lines', shown => shown.includes('red end') && shown.includes('nul'));
	assert.match(screen.split('\n', 3)[2]!, /^┌ 4 .*┐$/);
	assert.doesNotMatch(screen, /\]52|\]0;|\[2J/);
	session.press('l');
	await session.until('the list', shown => shown.includes('1 Containers'));
	assert.equal(await session.quit(), 0);
});
