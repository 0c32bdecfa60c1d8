import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import test, {type TestContext} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {eventually} from '../helpers/engine.ts';
import {
	assertSameCells,
	keys,
	lastLine,
	messageOn,
	openSession,
	type Session,
} from '../helpers/session.ts';

const redrawKey = '\u{C}';

/**
More than the kernel holds for a terminal that nobody reads.
*/
const kernelBytes = 32_768;

const stallMilliseconds = 5000;
const keyMilliseconds = 10;

/**
A screen so large that its frames are, held still so that only keys change it.
*/
async function openLarge(context: TestContext): Promise<Session> {
	const session = openSession(context, 300, 90, {words: ['--interval', '0.2']});
	// The missing engine is reported once it has been asked; the next key takes the message away.
	await session.until(
		'the panes and the message',
		screen => screen.includes('1 Containers') && messageOn(screen).includes('Could not reach'),
	);
	session.press('F');
	await session.until('the halt', screen => screen.includes('FROZEN'));
	return session;
}

/**
Has everything redrawn, again and again, for as long as a stall lasts.
*/
async function storm(session: Session): Promise<void> {
	for (let count = 0; count < stallMilliseconds / keyMilliseconds; count++) {
		session.press(redrawKey);
		await sleep(keyMilliseconds);
	}
}

async function untilTyped(session: Session, word: string): Promise<void> {
	await session.until(`what was typed: ${word}`, screen => lastLine(screen).includes(`Filter containers: ${word} `));
}

async function leaveFilter(session: Session): Promise<void> {
	session.press(keys.escape);
	await session.until('the keys', screen => lastLine(screen).includes('q quit'));
}

function writtenBytes({terminal}: Session): number {
	return Buffer.byteLength(terminal.written());
}

function statusNumber(file: string, field: string): number {
	return Number(new RegExp(String.raw`^${field}:\s+(\d+)`, 'm').exec(readFileSync(file, 'utf8'))?.[1]);
}

function residentBytes({terminal: {pty}}: Session): number {
	return statusNumber(`/proc/${pty.pid}/status`, 'VmRSS') * 1024;
}

/**
How often the main thread has gone to sleep: one that hangs in a write does not do so again.
*/
function pauses({terminal: {pty}}: Session): number {
	return statusNumber(`/proc/${pty.pid}/task/${pty.pid}/status`, 'voluntary_ctxt_switches');
}

test('a terminal that reads nothing for 5 s gets one frame afterwards and nothing of all that it missed', async context => {
	const session = await openLarge(context);
	const {pty} = session.terminal;
	const frameBytes = Buffer.byteLength(await session.redraw());
	// What the kernel has held, the frame that was being written, one with all that has changed since, and what the typed word adds.
	const allowedBytes = kernelBytes + 3 * frameBytes;
	const begin = writtenBytes(session);
	await storm(session);
	// A machine with a lot else to do draws less in the same time.
	await session.until('enough is drawn for a difference', () => {
		session.press(redrawKey);
		return writtenBytes(session) - begin > 5 * allowedBytes;
	});
	session.press('/read');
	await untilTyped(session, 'read');
	const drawnBytes = writtenBytes(session) - begin;
	await leaveFilter(session);

	const memory = residentBytes(session);
	const stalledAt = writtenBytes(session);
	pty.pause();
	await storm(session);
	session.press('/stalled');
	const grownBytes = residentBytes(session) - memory;
	pty.resume();
	await untilTyped(session, 'stalled');
	const lateBytes = writtenBytes(session) - stalledAt;

	context.diagnostic(
		`reading, the same keys draw ${drawnBytes} bytes; after the stall came ${lateBytes}; a frame has ${frameBytes}; memory grew by ${grownBytes}`,
	);
	assert.ok(lateBytes < allowedBytes, `${lateBytes} bytes came after the stall, a frame has ${frameBytes}`);
	// Resident memory is told and not judged: it grows with V8's heap. What was queued would have come after the stall.
	await leaveFilter(session);
	assert.equal(await session.quit(), 0);
});

test('after a stall the screen is the same as a fresh one', async context => {
	const session = await openLarge(context);
	session.terminal.pty.pause();
	for (let count = 0; count < 100; count++) {
		// Pane after pane alone and all together, the help, another size of the list of namespaces.
		// All of it may be read in one burst, and a burst with five printable keys that differ is a paste: z comes twice.
		session.press(...(count % 50 === 0 ? ['z'] : []), redrawKey, keys.f1, keys.f1, keys.tab);
		await sleep(keyMilliseconds);
	}

	session.press('o', '/fresh');
	session.terminal.pty.resume();
	await session.until('what was typed meanwhile', screen => /Filter \w+: fresh /.test(lastLine(screen)));
	await leaveFilter(session);
	const shown = await session.cells();
	await session.redraw();
	assertSameCells(await session.cells(), shown);
	assert.equal(await session.quit(), 0);
});

test('while the terminal reads nothing the program goes on: its clock ticks, keys have their effect, and q ends it as soon as reading goes on', async context => {
	const session = openSession(context, 300, 90, {words: ['--interval', '0.2']});
	await session.until('the panes and their keys', screen => screen.includes('1 Containers') && lastLine(screen).includes('q quit'));
	session.terminal.pty.pause();
	await storm(session);
	const before = pauses(session);
	await eventually('the main thread goes on', () => pauses(session) >= before + 10);
	session.press('q');
	session.terminal.pty.resume();
	assert.equal(await session.terminal.ended, 0);
	assert.equal((await session.modes()).isAlternate, false, 'the terminal is given back');
});
