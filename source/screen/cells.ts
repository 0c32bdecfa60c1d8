/**
From a line of text with SGR colours to cells.
*/
import {graphemesOf} from './graphemes.ts';
import {
	blankCell,
	glyphCell,
	glyphWidth,
	makeCell,
	tailCell,
} from './cell.ts';
import type {Palette} from './palette.ts';
import {isSimple} from './width.ts';

/* eslint-disable unicorn/prefer-code-point -- A line is walked by code units; graphemes are cut elsewhere. */

/**
Writes a line into these cells: cut at the right edge, filled up with plain blanks. A wide glyph that does not fit
becomes a blank. Only SGR sequences have an effect: all other escape sequences
and control characters are dropped, so whatever the line holds, nothing but glyphs and colours reaches the terminal.
*/
export function parseLine(palette: Palette, line: string, cells: Uint32Array): void {
	let styleId = 0;
	let position = 0;
	let index = 0;
	while (index < line.length && position < cells.length) {
		const unit = line.charCodeAt(index);
		if (isSimple(unit) && isGlyphEnd(line, index + 1)) {
			cells[position++] = makeCell(unit, unit === 0x20 ? palette.blankOf(styleId) : styleId);
			index++;
		} else if (isControl(unit)) {
			const next = endOfControl(line, index);
			// Most lines hold no other sequence than ESC[…m.
			if (isSgr(line, index, next)) {
				styleId = palette.step(styleId, line.slice(index + (unit === 0x9B ? 1 : 2), next - 1));
			}

			index = next;
		} else {
			const next = endOfCluster(line, index);
			for (const grapheme of graphemesOf(line.slice(index, next))) {
				position = putGlyph(palette.glyph(grapheme), styleId, cells, position);
			}

			index = next;
		}
	}

	cells.fill(blankCell(0), position);
}

function putGlyph(glyph: number, styleId: number, cells: Uint32Array, position: number): number {
	const width = glyphWidth(glyph);
	if (position + width > cells.length) {
		cells.fill(blankCell(styleId), position);
		return cells.length;
	}

	if (width > 0) {
		cells[position] = glyphCell(glyph, styleId);
	}

	if (width > 1) {
		cells[position + 1] = tailCell(styleId);
		cells.fill(blankCell(styleId), position + 2, position + width);
	}

	return position + width;
}

function isControl(unit: number): boolean {
	return unit < 0x20 || (unit >= 0x7F && unit <= 0x9F);
}

function isGlyphEnd(line: string, index: number): boolean {
	if (index >= line.length) {
		return true;
	}

	const unit = line.charCodeAt(index);
	return isSimple(unit) || isControl(unit);
}

/**
The end of a stretch that has to be cut into graphemes: the next control character, or two simple glyphs in a row, of which the first is
the last of the stretch.
*/
function endOfCluster(line: string, start: number): number {
	let index = start + 1;
	while (index < line.length) {
		const unit = line.charCodeAt(index);
		if (isControl(unit) || (isSimple(unit) && isSimple(line.charCodeAt(index - 1)))) {
			return index;
		}

		index++;
	}

	return index;
}

function isSgr(line: string, start: number, end: number): boolean {
	const first = start + (line.charCodeAt(start) === 0x9B ? 1 : 2);
	if (line.charCodeAt(end - 1) !== 0x6D || end <= first || (first === start + 2 && line.charCodeAt(start + 1) !== 0x5B)) {
		return false;
	}

	for (let index = first; index < end - 1; index++) {
		const unit = line.charCodeAt(index);
		if (unit < 0x30 || unit > 0x3B) {
			return false;
		}
	}

	return true;
}

/**
The index after a control character or the escape sequence that it begins. Of a sequence that never ends only its beginning is taken.
*/
function endOfControl(line: string, start: number): number {
	const unit = line.charCodeAt(start);
	if (unit === 0x9B) {
		return endOfControlSequence(line, start + 1);
	}

	if (unit !== 0x1B) {
		return isStringStart(unit - 0x40) ? endOfString(line, start + 1) : start + 1;
	}

	const kind = line.charCodeAt(start + 1);
	if (kind === 0x5B) {
		return endOfControlSequence(line, start + 2);
	}

	if (isStringStart(kind)) {
		return endOfString(line, start + 2);
	}

	const last = skip(line, start + 1, 0x20, 0x2F);
	const final = line.charCodeAt(last);
	return (final >= 0x30 && final <= 0x7E ? last : start) + 1;
}

/**
`P`, `X`, `]`, `^`, `_`: device control string, start of string, operating system command, privacy message, application command.
*/
function isStringStart(unit: number): boolean {
	return [0x50, 0x58, 0x5D, 0x5E, 0x5F].includes(unit);
}

function endOfControlSequence(line: string, start: number): number {
	const last = skip(line, skip(line, start, 0x30, 0x3F), 0x20, 0x2F);
	const final = line.charCodeAt(last);
	return final >= 0x40 && final <= 0x7E ? last + 1 : start;
}

function endOfString(line: string, start: number): number {
	for (let index = start; index < line.length; index++) {
		const unit = line.charCodeAt(index);
		if (unit === 0x07 || unit === 0x9C) {
			return index + 1;
		}

		if (unit === 0x1B) {
			return line.charCodeAt(index + 1) === 0x5C ? index + 2 : start;
		}
	}

	return start;
}

function skip(line: string, start: number, first: number, last: number): number {
	let index = start;
	while (line.charCodeAt(index) >= first && line.charCodeAt(index) <= last) {
		index++;
	}

	return index;
}

/* eslint-enable unicorn/prefer-code-point */
