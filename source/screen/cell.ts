/**
One cell of the screen as an unsigned 32 bit number: code point (21 bits), whether the glyph goes on in the next cell (1 bit), number of
its style (10 bits).
*/

/* eslint-disable no-bitwise -- Numbers are packed here, and nowhere else. */

const codeMask = 0x1F_FF_FF;

/**
Set in the left half of a glyph of two cells.
*/
const wideFlag = 0x20_00_00;

/**
Codes from here on are no code points but numbers of clusters in the palette.
*/
export const clusterBase = 0x11_00_00;

/**
Stands in for what cannot be drawn.
*/
export const replacement = 0xFF_FD;

const tail = 0x1F_FF_FF;

/**
A cell of which nobody knows what the terminal shows there. Equals no cell that can be drawn.
*/
export const unknownCell = 0x1F_FF_FE;

/**
A code point, or a cluster's code.
*/
export function codeOf(cell: number): number {
	return cell & codeMask;
}

/**
The number of the style in the palette.
*/
export function styleOf(cell: number): number {
	return cell >>> 22;
}

/**
Whether the glyph goes on in the next cell.
*/
export function isWide(cell: number): boolean {
	return (cell & wideFlag) !== 0;
}

/**
Whether the cell is the right half of the glyph before it.
*/
export function isTail(cell: number): boolean {
	return (cell & codeMask) === tail;
}

/**
The cell of a code in a style.
*/
export function makeCell(code: number, styleId: number): number {
	return (code | (styleId << 22)) >>> 0;
}

/**
A glyph of any style: its code, and how many cells it takes. Width 0 stands for nothing to see.
*/
export function packGlyph(code: number, width: number): number {
	return (code | (width > 1 ? wideFlag : 0) | (width << 22)) >>> 0;
}

/**
How many cells a glyph takes.
*/
export function glyphWidth(glyph: number): number {
	return glyph >>> 22;
}

/**
The cell of a glyph in a style: its left half if it is wide.
*/
export function glyphCell(glyph: number, styleId: number): number {
	return ((glyph & (codeMask | wideFlag)) | (styleId << 22)) >>> 0;
}

/**
The right half of a wide glyph.
*/
export function tailCell(styleId: number): number {
	return makeCell(tail, styleId);
}

/**
A blank in a style.
*/
export function blankCell(styleId: number): number {
	return makeCell(0x20, styleId);
}
