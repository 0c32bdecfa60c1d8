/**
How wide text is on a terminal, by the same rules that the screen cuts it with.
*/
import stringWidth from 'string-width';

/**
Whether a UTF-16 code unit is a glyph of one cell on every terminal and takes no mark before or after it into one cluster: Latin,
arrows, box drawing, blocks, braille. Indexed by the code unit.
*/
const simpleUnits = new Uint8Array(0x29_00);
for (const [first, last] of [
	[0x20, 0x7E], [0xA0, 0xAC], [0xAE, 0x2_FF], [0x20_10, 0x20_27], [0x21_90, 0x21_FF], [0x25_00, 0x25_FC], [0x28_00, 0x28_FF],
] as const) {
	simpleUnits.fill(1, first, last + 1);
}

/**
Whether a UTF-16 code unit is surely one glyph of one cell as long as the unit after it is simple too, or a control character, or the
end of the text.
*/
export function isSimple(unit: number): boolean {
	return simpleUnits[unit] === 1;
}

/**
Cells that one grapheme takes, 0 for what cannot be seen.
*/
export function graphemeWidth(grapheme: string): number {
	return stringWidth(grapheme);
}
