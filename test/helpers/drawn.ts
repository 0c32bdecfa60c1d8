/**
What must hold of everything that is drawn, and the names of strangers to draw.
*/
import stringWidth from 'string-width';
import {unpaint} from '../../source/text/theme.ts';

const controls = /[\p{Bidi_Control}\p{Control}\p{Surrogate}\u{2028}\u{2029}]/gu;

/**
Characters that a terminal would obey, or that turn the direction of text, in rows that may have the looks of a theme but nothing else;
as code points, for the message of a failed test.
*/
export function unsafeIn(rows: readonly string[]): readonly string[] {
	const found = rows.flatMap(row => unpaint(row).match(controls) ?? []);
	return [...new Set(found)].map(character => `U+${character.codePointAt(0)!.toString(16)}`);
}

/**
Rows that are not as wide as they should be, with their width.
*/
export function wrongWidths(rows: readonly string[], width: number): readonly string[] {
	return rows.map(row => unpaint(row)).filter(row => stringWidth(row) !== width).map(row => `${stringWidth(row)} of ${width}: ${row}`);
}

/**
Texts that have fooled terminals: sequences in both forms, line ends, direction, widths, invisible and broken characters, and lengths.
*/
export const hostileTexts: readonly string[] = [
	'\u{1B}[2J\u{1B}[31mred\u{1B}[0m',
	'\u{1B}]0;title\u{7}x',
	'\u{9B}31mC1',
	'line\nfeed\r\ttab\0nul\u{7F}',
	'\u{85}\u{2028}\u{2029}lines',
	'x\u{202E}gpj.exe\u{2066}iso\u{2069}\u{200F}',
	'漢字かな'.repeat(20),
	'👩‍👩‍👧‍👦 family \u{1F1E9}\u{1F1EA} flag 👍🏽',
	`z${'\u{301}'.repeat(50)}algo`,
	'\u{301}leading mark',
	'zero\u{200B}width\u{200D}join\u{FEFF}er\u{AD}',
	'\u{D800}lone\u{DC00}surrogates',
	'\u{E000}private\u{FFFF}unassigned\u{E0041}tag',
	'한각 한글 \u{1100}\u{1100}\u{1160}',
	'مرحبا שלום नमस्ते ไทย',
	'ﷺ\u{FDFD}𒐫꧅',
	'a'.repeat(5000),
	'',
	' ',
	'⃝enclosed1\u{20E3}',
];
