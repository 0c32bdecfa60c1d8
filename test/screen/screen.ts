import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Screen} from '../../source/screen/screen.ts';
import {createTerminal, type TestTerminal} from '../helpers/terminal.ts';
import {createRandom, randomLine, Reference} from '../helpers/reference.ts';

/**
A screen with one canvas on all of it.
*/
function createFullScreen(terminal: TestTerminal, draw: (width: number, height: number) => readonly string[]): Screen {
	const screen = new Screen({tty: terminal.tty});
	screen.add({
		measure: () => ({
			x: 0, y: 0, width: screen.columns, height: screen.rows,
		}),
		draw,
	});
	return screen;
}

test('paints before there is any Ink, and the first ?1049h of Ink changes nothing then', async () => {
	const terminal = createTerminal(20, 3);
	const screen = createFullScreen(terminal, () => ['first']);
	screen.enter();
	screen.flush();
	await terminal.settle();
	assert.equal(terminal.screenText(), 'first\n\n');
	assert.ok(terminal.isAlternate());
	assert.ok(terminal.isCursorHidden());
	const before = terminal.bytesWritten();
	screen.write('\u{1B}[?1049h');
	screen.write('\u{1B}[?25l');
	await terminal.settle();
	assert.equal(terminal.bytesWritten(), before);
});

test('goes to the alternate screen when Ink asks first', async () => {
	const terminal = createTerminal(20, 3);
	const screen = createFullScreen(terminal, () => ['x']);
	screen.write('\u{1B}[?1049h');
	screen.enter();
	await terminal.settle();
	assert.ok(terminal.isAlternate());
	assert.equal(terminal.tty.writes.filter(text => text.includes('?1049h')).length, 1);
});

test('the cursor stays hidden when Ink shows it, and is shown again at the end', async () => {
	const terminal = createTerminal(20, 3);
	const screen = createFullScreen(terminal, () => ['x']);
	screen.enter();
	screen.write('\u{1B}[?25h');
	await terminal.settle();
	assert.ok(terminal.isCursorHidden());
	screen.leave();
	screen.leave();
	screen.write('\u{1B}[?1049l');
	await terminal.settle();
	assert.ok(!terminal.isCursorHidden());
	assert.ok(!terminal.isAlternate());
	assert.equal(terminal.tty.writes.filter(text => text.includes('?1049l')).length, 1);
});

test('many changes in one turn are one synchronised write', async () => {
	const terminal = createTerminal(20, 3);
	let text = 'a';
	const screen = createFullScreen(terminal, () => [text]);
	screen.enter();
	await terminal.settle();
	const before = terminal.tty.writes.length;
	for (text of ['b', 'c', 'd']) {
		screen.schedule();
		screen.write('frame');
	}

	await terminal.settle();
	assert.deepEqual(terminal.tty.writes.slice(before), ['\u{1B}[?2026h\u{1B}[Hd\u{1B}[?2026l']);
	assert.equal(screen.framesWritten, 2);
	assert.equal(screen.bytesWritten, terminal.bytesWritten());
});

test('a paint that changes nothing writes nothing', async () => {
	const terminal = createTerminal(20, 3);
	const screen = createFullScreen(terminal, () => ['\u{1B}[31mred']);
	screen.enter();
	await terminal.settle();
	const before = terminal.bytesWritten();
	screen.schedule();
	await terminal.settle();
	assert.equal(terminal.bytesWritten(), before);
});

test('while a child has the terminal nothing is written, and afterwards all is drawn at the new size', async () => {
	const terminal = createTerminal(20, 3);
	const screen = createFullScreen(terminal, (width, height) => [`${width}x${height}`]);
	screen.write('\u{1B}[?1049h');
	screen.write('\u{1B}[?2004h');
	await terminal.settle();
	screen.leave();
	await terminal.settle();
	assert.ok(!terminal.xterm.modes.bracketedPasteMode, 'the child does not get our modes');
	const before = terminal.bytesWritten();
	terminal.print('junk\u{1B}[41m');
	terminal.resize(30, 5);
	screen.write('frame');
	screen.schedule();
	screen.redraw();
	screen.flush();
	await terminal.settle();
	assert.equal(terminal.bytesWritten(), before);
	screen.enter();
	await terminal.settle();
	assert.equal(terminal.screenText(), '30x5\n\n\n\n');
	assert.ok(terminal.xterm.modes.bracketedPasteMode, 'our modes are back');
});

test('a size of which nobody told is seen on return', async () => {
	const terminal = createTerminal(20, 3);
	const screen = createFullScreen(terminal, (width, height) => [`${width}x${height}`]);
	screen.enter();
	await terminal.settle();
	screen.leave();
	let resizes = 0;
	screen.on('resize', () => {
		resizes++;
	});
	terminal.xterm.resize(25, 4);
	terminal.tty.columns = 25;
	terminal.tty.rows = 4;
	screen.enter();
	await terminal.settle();
	assert.equal(resizes, 1);
	assert.equal(terminal.screenText(), '25x4\n\n\n');
});

test('a terminal that tells no size is taken for 80x24', () => {
	const terminal = createTerminal(20, 3);
	terminal.tty.columns = 0;
	Reflect.deleteProperty(terminal.tty, 'rows');
	const screen = new Screen({tty: terminal.tty});
	assert.deepEqual([screen.columns, screen.rows], [80, 24]);
});

test('modes of Ink while a child has the terminal wait until it is back', async () => {
	const terminal = createTerminal(20, 3);
	const screen = createFullScreen(terminal, () => ['x']);
	screen.enter();
	screen.leave();
	await terminal.settle();
	const before = terminal.bytesWritten();
	screen.write('\u{1B}[?2004h');
	assert.equal(terminal.bytesWritten(), before);
	screen.enter();
	await terminal.settle();
	assert.ok(terminal.xterm.modes.bracketedPasteMode);
	screen.write('\u{1B}[?2004l');
	await terminal.settle();
	assert.ok(!terminal.xterm.modes.bracketedPasteMode);
});

test('what leave would write can be had for a synchronous write, once', async () => {
	const terminal = createTerminal(20, 3);
	const screen = createFullScreen(terminal, () => ['x']);
	assert.equal(screen.restore(), '', 'nothing was taken');
	screen.enter();
	screen.write('\u{1B}[?1003h');
	const bytes = screen.restore();
	terminal.print(bytes);
	await terminal.settle();
	assert.equal(terminal.isAlternate(), false);
	assert.equal(terminal.xterm.modes.mouseTrackingMode, 'none');
	assert.equal(screen.restore(), '');
	assert.equal(screen.framesWritten, 0, 'the paint that was due is not made any more');
});

test('a slow terminal gets no frame while it has not read the one before, then the latest', async () => {
	const terminal = createTerminal(20, 3, {highWaterMark: 1});
	let tick = 0;
	const drawn: number[] = [];
	const screen = createFullScreen(terminal, () => {
		drawn.push(tick);
		return [`tick ${tick}`];
	});
	screen.enter();
	await terminal.settle();
	terminal.tty.hold();
	for (tick = 1; tick <= 20; tick++) {
		screen.schedule();
		await terminal.settle();
	}

	assert.deepEqual(drawn, [0, 1]);
	const queued = terminal.tty.writableLength;
	assert.ok(queued < 40, `one frame is under way, ${queued} bytes`);
	assert.equal(terminal.screenText(), 'tick 0\n\n');
	assert.equal(screen.isSettled, false);
	terminal.tty.release();
	await terminal.settle();
	assert.equal(terminal.screenText(), 'tick 21\n\n');
	assert.deepEqual(drawn, [0, 1, 21]);
	assert.ok(screen.isSettled);
});

test('a resize and a loan while the terminal is slow end with the right screen', async () => {
	const terminal = createTerminal(20, 3, {highWaterMark: 1});
	const screen = createFullScreen(terminal, (width, height) => [`${width}x${height}`]);
	screen.enter();
	await terminal.settle();
	terminal.tty.hold();
	screen.redraw();
	await terminal.settle();
	terminal.resize(12, 4);
	await terminal.settle();
	screen.leave();
	screen.enter();
	await terminal.settle();
	terminal.resize(14, 2);
	await terminal.settle();
	terminal.tty.release();
	await terminal.settle();
	assert.equal(terminal.screenText(), '14x2\n');
	assert.ok(terminal.isAlternate());
});

test('redraw repairs what another program has written', async () => {
	const terminal = createTerminal(20, 3);
	const screen = createFullScreen(terminal, () => ['mine']);
	screen.enter();
	await terminal.settle();
	terminal.print('\u{1B}[2;2H\u{1B}[41mjunk');
	screen.redraw();
	await terminal.settle();
	assert.equal(terminal.screenText(), 'mine\n\n');
	assert.equal(terminal.cellAt(1, 1).background, '');
});

test('a canvas that is gone uncovers the frame below, and a cover shows it within a canvas', async () => {
	const terminal = createTerminal(6, 3);
	const screen = new Screen({tty: terminal.tty});
	screen.write('abcdef\nghijkl\nmnopqr');
	const remove = screen.add({
		measure: () => ({
			x: 1, y: 0, width: 4, height: 9,
		}),
		draw: (width, height) => Array.from({length: height}, () => '.'.repeat(width)),
	});
	screen.enter();
	await terminal.settle();
	assert.equal(terminal.screenText(), 'a....f\ng....l\nm....r', 'a canvas is told the part of it that is on the screen');
	const uncover = screen.cover(() => ({
		x: 2, y: 1, width: 2, height: 1,
	}));
	await terminal.settle();
	assert.equal(terminal.screenText(), 'a....f\ng.ij.l\nm....r');
	uncover();
	await terminal.settle();
	assert.equal(terminal.screenText(), 'a....f\ng....l\nm....r');
	remove();
	await terminal.settle();
	assert.equal(terminal.screenText(), 'abcdef\nghijkl\nmnopqr');
});

test('a canvas without width or height is not there and is not asked to draw', async () => {
	const terminal = createTerminal(6, 1);
	const screen = new Screen({tty: terminal.tty});
	screen.write('abc');
	screen.add({
		measure: () => ({
			x: 0, y: 0, width: 0, height: 1,
		}),
		draw() {
			throw new Error('asked to draw');
		},
	});
	screen.enter();
	await terminal.settle();
	assert.equal(terminal.screenText(), 'abc');
});

test('the empty text that Ink waits with is no frame, an empty frame is one', async () => {
	const terminal = createTerminal(6, 1);
	const screen = new Screen({tty: terminal.tty});
	screen.enter();
	screen.write('abc');
	let isDone = false;
	screen.write('', () => {
		isDone = true;
	});
	assert.ok(isDone);
	await terminal.settle();
	assert.equal(terminal.screenText(), 'abc');
	screen.write('');
	await terminal.settle();
	assert.equal(terminal.screenText(), '');
});

test('more styles over time than there are numbers for: all keep their colours', async () => {
	const terminal = createTerminal(60, 12);
	let tick = 0;
	// The first two rows stay as they are, the others hold 600 new styles each time.
	const draw = (width: number, height: number) => [...rainbow(0, width, height).slice(0, 2), ...rainbow(tick, width, height).slice(2)];
	const screen = createFullScreen(terminal, draw);
	screen.enter();
	for (; tick < 12; tick++) {
		screen.schedule();
		await terminal.settle();
		const reference = new Reference(60, 12);
		reference.put(0, 0, 60, draw(60, 12));
		assert.equal(await reference.difference(terminal.xterm), '', `in tick ${tick}`);
	}
});

test('more styles at once than there are numbers for: the others are plain, the text is right', async () => {
	const terminal = createTerminal(60, 40);
	let tick = 0;
	const screen = createFullScreen(terminal, (width, height) => rainbow(tick, width, height));
	screen.enter();
	for (; tick < 3; tick++) {
		screen.schedule();
		await terminal.settle();
		assert.equal(terminal.screenText(), Array.from({length: 40}, () => 'x'.repeat(60)).join('\n'));
		assert.equal(terminal.cellAt(0, 1).foreground, `#0${tick}0100`);
	}
});

function rainbow(tick: number, width: number, height: number): readonly string[] {
	return Array.from({length: height}, (_, row) =>
		Array.from({length: width}, (__, column) => `\u{1B}[38;2;${tick};${row};${column}mx`).join(''),
	);
}

test('more clusters over time than there are numbers for: all are drawn', async () => {
	const terminal = createTerminal(100, 10);
	let tick = 0;
	const draw = (width: number, height: number) =>
		Array.from({length: height}, (_, row) =>
			Array.from({length: width}, (__, column) => String.fromCodePoint(0x61 + row, 0x3_00 + column, 0x3_00 + tick)).join(''),
		);
	const screen = createFullScreen(terminal, draw);
	screen.enter();
	for (; tick < 10; tick++) {
		screen.schedule();
		await terminal.settle();
		const reference = new Reference(100, 10);
		reference.put(0, 0, 100, draw(100, 10));
		assert.equal(await reference.difference(terminal.xterm), '', `in tick ${tick}`);
	}
});

test('nothing that a canvas draws gets out but glyphs and colours', async () => {
	const terminal = createTerminal(30, 4);
	const random = createRandom(3);
	let lines: readonly string[] = [];
	const screen = createFullScreen(terminal, () => lines);
	screen.enter();
	await terminal.settle();
	const pieces = [
		'\u{1B}',
		'\u{9B}',
		'[',
		']',
		'?1049l',
		'2J',
		'6n',
		'0;title\u{7}',
		'P',
		'\u{9C}',
		'\u{1B}\\',
		'\n',
		'\r',
		'\t',
		'\u{8}',
		'\u{0}',
		'\u{7F}',
		'c',
		';',
		'31m',
		'\u{D800}',
		'\u{2028}',
		'\u{E}',
		'x',
	];
	for (let step = 0; step < 300; step++) {
		lines = Array.from({length: 4}, () =>
			Array.from({length: 12}, () => (random() < 0.7 ? pieces[Math.floor(random() * pieces.length)] : randomLine(random, 2, 0.5))).join(''),
		);
		const before = terminal.tty.writes.length;
		screen.schedule();
		await terminal.settle();
		const written = terminal.tty.writes
			.slice(before)
			.join('')
			.replaceAll(/\u{1B}\[(?:\?2026[hl]|[\d;]*[CGHm])|\r/gu, ''); // eslint-disable-line no-control-regex, regexp/no-control-character -- What the screen itself sends.
		assert.doesNotMatch(
			written,
			/[\p{Control}\p{Line_Separator}\p{Paragraph_Separator}\p{Surrogate}\u{202A}-\u{202E}\u{2066}-\u{2069}]/u,
			JSON.stringify(lines),
		);
	}
});
