/**
Text from strangers, made safe and measured in terminal cells. All that reaches a row passes through `clean`; all that is cut or padded
is so by cells, never by length.
*/
import stringWidth from 'string-width';
import {graphemesOf} from '../screen/graphemes.ts';

const printableAscii = /^[\u{20}-\u{7E}]*$/u;

/**
Characters that take one cell and join with no neighbour: Latin, Greek, Cyrillic, arrows, control pictures, lines, blocks, braille and a
few signs of punctuation.
*/
const narrow =
	/^[\u{20}-\u{7E}\u{A0}-\u{AC}\u{AE}-\u{2FF}\u{391}-\u{3A1}\u{3A3}-\u{3FF}\u{400}-\u{482}\u{48A}-\u{527}\u{2010}-\u{2015}\u{2018}-\u{2027}\u{2190}-\u{21FF}\u{23CE}\u{2400}-\u{2426}\u{2500}-\u{25FC}\u{25FF}\u{2800}-\u{28FF}]*$/u;

const controls = /[\p{Control}\u{2028}\u{2029}]/gu;
/**
Draws nothing or turns the direction of what follows: bidirectional controls, zero-width spaces, soft hyphens, variation selectors,
tags, fillers. The joiner is dealt with apart.
*/
const invisible = /(?!\u{200D})[\p{Default_Ignorable_Code_Point}\p{Format}]/gu;
/**
A joiner is kept only where it joins two pictures into one.
*/
const looseJoiner = /(?<!\p{Extended_Pictographic}\p{Emoji_Modifier}?)\u{200D}|\u{200D}(?!\p{Extended_Pictographic})/gu;
const fourthJoiner = /(\p{Extended_Pictographic}\p{Emoji_Modifier}?(?:\u{200D}\p{Extended_Pictographic}\p{Emoji_Modifier}?){3})\u{200D}/gu;
const looseModifier = /(?<!\p{Emoji_Modifier_Base})\p{Emoji_Modifier}/gu;
const enclosingMark = /\p{Enclosing_Mark}/gu;
const pileOfMarks = /(\p{Mark}{2})\p{Mark}+/gu;
const leadingMark = /^\p{Mark}/u;
/**
C1 controls, lone surrogates, private and unassigned characters: no terminal draws them as any other does.
*/
const undrawable = /[\p{Control}\p{Private_Use}\p{Surrogate}\p{Unassigned}]/gu;

/**
Hostile text as one line that a terminal takes for text alone. Controls become visible (`␛[31m`, in ASCII `^[[31m`); what would draw
nothing or reorder the line is dropped; at most two marks stay on a letter; what
has no agreed glyph becomes `�`. In ASCII `→` becomes `>`, a few more signs their like, and every other character `?`. Cleaning twice
changes nothing more.
*/
export function clean(text: string, isUnicode = true): string {
	if ((isUnicode ? narrow : printableAscii).test(text)) {
		return text;
	}

	if (!isUnicode) {
		return cleanAscii(text);
	}

	// Invisible characters go first: what they kept apart is then judged as it will stand.
	const safe = text
		.replaceAll(controls, control => pictureOf(control))
		.replaceAll(invisible, '')
		.replaceAll(undrawable, '\u{FFFD}')
		.replaceAll(enclosingMark, '')
		.replaceAll(looseModifier, '')
		.replaceAll(looseJoiner, '')
		.replaceAll(fourthJoiner, '$1')
		.replaceAll(pileOfMarks, '$1');
	return leadingMark.test(safe) ? `◌${safe}` : safe;
}

/**
Terminals have pictures of the C0 controls only.
*/
function pictureOf(control: string): string {
	const code = control.codePointAt(0)!;
	if (code < 0x20) {
		return String.fromCodePoint(0x24_00 + code);
	}

	return code === 0x7F ? '␡' : (code < 0xA0 ? '�' : '␤');
}

/**
The signs that nstop itself writes between words.
*/
const asciiTwins: Readonly<Record<string, string>> = {
	'–': '-', '…': '~', '·': '.', '→': '>', '×': 'x',
};

function cleanAscii(text: string): string {
	return text
		.replaceAll(/[·×–…→]/g, sign => asciiTwins[sign]!)
		.replaceAll(controls, control => caretOf(control))
		.replaceAll(/[\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}\p{Format}\p{Mark}]/gu, '')
		.replaceAll(/[^\u{20}-\u{7E}]/gu, '?');
}

function caretOf(control: string): string {
	const code = control.codePointAt(0)!;
	if (code < 0x20) {
		return `^${String.fromCodePoint(0x40 + code)}`;
	}

	return code === 0x7F ? '^?' : (code < 0xA0 ? '?' : '^J');
}

const widths = new Map<string, number>();
const rememberedWidths = 4096;

/**
Terminal cells of one grapheme, as string-width counts them.
*/
function graphemeWidth(grapheme: string): number {
	let width = widths.get(grapheme);
	if (width === undefined) {
		width = stringWidth(grapheme);
		if (widths.size >= rememberedWidths) {
			widths.clear();
		}

		// A grapheme can be a slice of a huge text, which the map would keep alive.
		if (grapheme.length <= 16) {
			widths.set(grapheme, width);
		}
	}

	return width;
}

/**
Whether each UTF-16 unit of the text takes one cell, whatever stands beside it. False says nothing.
*/
export function isNarrow(text: string): boolean {
	return narrow.test(text);
}

/**
Terminal cells that the text takes, summed over its graphemes. The text is clean; escape sequences are not looked for.
*/
export function cellWidth(text: string): number {
	if (isNarrow(text)) {
		return text.length;
	}

	let width = 0;
	for (const segment of graphemesOf(text)) {
		width += graphemeWidth(segment);
	}

	return width;
}

/**
The start of the text in at most `width` cells, ending in the ellipsis where something was cut off.
*/
export function clip(text: string, width: number, ellipsis = '…'): string {
	if (isNarrow(text)) {
		return text.length <= width ? text : cutNarrow(text, width, ellipsis);
	}

	const room = width - cellWidth(ellipsis);
	let used = 0;
	let length = 0;
	let roomLength = 0;
	for (const segment of graphemesOf(text)) {
		used += graphemeWidth(segment);
		if (used > width) {
			return room < 0 ? '' : text.slice(0, roomLength) + ellipsis;
		}

		length += segment.length;
		if (used <= room) {
			roomLength = length;
		}
	}

	return text;
}

function cutNarrow(text: string, width: number, ellipsis: string): string {
	const room = width - cellWidth(ellipsis);
	return room < 0 ? '' : text.slice(0, room) + ellipsis;
}

/**
The end of the text in at most `width` cells, beginning with the ellipsis where something was cut off: for paths, whose end tells most.
*/
export function clipStart(text: string, width: number, ellipsis = '…'): string {
	const total = cellWidth(text);
	if (total <= width) {
		return text;
	}

	const room = width - cellWidth(ellipsis);
	if (room < 0) {
		return '';
	}

	let excess = total - room;
	let length = 0;
	for (const segment of graphemesOf(text)) {
		if (excess <= 0) {
			break;
		}

		excess -= graphemeWidth(segment);
		length += segment.length;
	}

	return ellipsis + text.slice(length);
}

/**
Start and end of the text in at most `width` cells, with the ellipsis between them where something was cut out: for names, which begin
with what they belong to and end with what tells them apart.
*/
export function clipMiddle(text: string, width: number, ellipsis = '…'): string {
	if (cellWidth(text) <= width) {
		return text;
	}

	const room = width - cellWidth(ellipsis);
	if (room < 2) {
		return clip(text, width, ellipsis);
	}

	const end = clipStart(text, Math.ceil(room / 2), '');
	return clip(text, room - cellWidth(end), '') + ellipsis + end;
}

export type Align = 'left' | 'right' | 'center';

/**
The text with spaces added up to `width` cells. Text that is already wider stays as it is.
*/
export function pad(text: string, width: number, align: Align = 'left'): string {
	const missing = width - cellWidth(text);
	if (missing <= 0) {
		return text;
	}

	if (align === 'left') {
		return text + ' '.repeat(missing);
	}

	const before = align === 'right' ? missing : Math.floor(missing / 2);
	return ' '.repeat(before) + text + ' '.repeat(missing - before);
}

/**
The text in exactly `width` cells: clipped where it is too long, padded where it is too short.
*/
export function fit(text: string, width: number, align: Align = 'left', ellipsis = '…'): string {
	return pad(clip(text, width, ellipsis), width, align);
}
