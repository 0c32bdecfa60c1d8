import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseLine} from '../../source/screen/cells.ts';
import {diff} from '../../source/screen/diff.ts';
import {createGrid, type Grid} from '../../source/screen/grid.ts';
import {Palette} from '../../source/screen/palette.ts';
import {createXterm, parsed} from '../helpers/terminal.ts';
import {
	createRandom,
	pick,
	randomLine,
	Reference,
} from '../helpers/reference.ts';

function draw(palette: Palette, grid: Grid, lines: readonly string[]): void {
	for (let row = 0; row < grid.rows; row++) {
		parseLine(palette, lines[row] ?? '', grid.cells.subarray(row * grid.columns, (row + 1) * grid.columns));
	}
}

/**
What leads from one list of lines to another on a terminal that shows the first.
*/
function bytesBetween(before: readonly string[], after: readonly string[], columns = 20): string {
	const palette = new Palette();
	const front = createGrid(columns, after.length);
	const back = createGrid(columns, after.length);
	draw(palette, front, before);
	draw(palette, back, after);
	return diff(back, front, new Uint8Array(after.length).fill(1), palette);
}

test('equal screens need no bytes', () => {
	assert.equal(bytesBetween(['a\u{1B}[31m世b', '│'], ['a\u{1B}[31m世b', '│']), '');
});

test('blanks in different colours of the foreground are equal', () => {
	assert.equal(bytesBetween(['\u{1B}[31m   a'], ['\u{1B}[1;32m   \u{1B}[0;31ma']), '');
	assert.notEqual(bytesBetween(['\u{1B}[31m   a'], ['\u{1B}[7;31m   \u{1B}[27ma']), '');
});

test('a short gap of unchanged ASCII is printed again, a long one jumped over', () => {
	assert.equal(bytesBetween(['a12b'], ['x12y']), '\u{1B}[Hx12y');
	assert.equal(bytesBetween(['a12345b'], ['x12345y']), '\u{1B}[Hx\u{1B}[5Cy');
	assert.equal(bytesBetween(['a│b'], ['x│y']), '\u{1B}[Hx\u{1B}[Cy');
	assert.equal(bytesBetween(['a\u{1B}[31m1\u{1B}[0mb'], ['x\u{1B}[31m1\u{1B}[0my']), '\u{1B}[Hx\u{1B}[Cy');
});

test('a style is set once for a run and reset at the end', () => {
	assert.equal(bytesBetween([], ['\u{1B}[1;31mab      c\u{1B}[0m']), '\u{1B}[H\u{1B}[1;31mab\u{1B}[6Cc\u{1B}[m');
	assert.equal(bytesBetween(['xxxx'], ['\u{1B}[1;31mab c\u{1B}[0m']), '\u{1B}[H\u{1B}[1;31mab c\u{1B}[m');
});

test('rows that are not dirty are not looked at', () => {
	const palette = new Palette();
	const front = createGrid(4, 2);
	const back = createGrid(4, 2);
	draw(palette, back, ['a', 'b']);
	assert.equal(diff(back, front, new Uint8Array([0, 1]), palette), '\u{1B}[2Hb');
});

test('after the last column the next move is absolute', () => {
	assert.equal(bytesBetween(['', ''], ['abc', 'd'], 3), '\u{1B}[Habc\u{1B}[2Hd');
});

test('a wide glyph stands on blanks and the next position is absolute', () => {
	assert.equal(bytesBetween(['aaaaa'], ['a世bb']), '\u{1B}[1;2H  \u{1B}[2G世\u{1B}[1;4Hbb');
});

test('cells that a cluster may have spilt over are printed again although they are the same', () => {
	assert.equal(bytesBetween(['xxabcdefgh'], ['🇩🇪abcdefgh']), '\u{1B}[H  \r🇩🇪\u{1B}[1;3Hab');
});

test('random screens: what leads from one to the next makes a terminal show the next', async () => {
	const random = createRandom(7);
	for (const oddness of [0, 0.1, 0.5]) {
		const columns = 30 + Math.floor(random() * 20);
		const rows = 12;
		const palette = new Palette();
		const front = createGrid(columns, rows);
		const terminal = createXterm(columns, rows);
		terminal.write('\u{1B}[?7l');
		let lines = Array.from({length: rows}, () => '');
		for (let step = 0; step < 40; step++) {
			lines = lines.map(line => random() < 0.5 ? line : changed(random, line, columns, oddness));
			const back = createGrid(columns, rows);
			draw(palette, back, lines);
			terminal.write(diff(back, front, new Uint8Array(rows).fill(1), palette));
			assert.deepEqual(front.cells, back.cells);
			const reference = new Reference(columns, rows);
			reference.put(0, 0, columns, lines);
			await parsed(terminal);
			const difference = await reference.difference(terminal);
			assert.equal(difference, '', `in step ${step} with oddness ${oddness}\n${difference}`);
		}

		terminal.dispose();
	}
});

/**
Another line, or the same one with one glyph in front more or less, so that halves of wide glyphs meet.
*/
function changed(random: () => number, line: string, columns: number, oddness: number): string {
	return pick(random, [
		() => randomLine(random, Math.floor(random() * columns * 1.3), oddness),
		() => randomLine(random, 1, oddness) + line,
		() => line.slice(0, Math.max(0, line.lastIndexOf('\u{1B}'))),
	])();
}
