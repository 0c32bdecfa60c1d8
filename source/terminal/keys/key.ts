/**
What a key is called, and the key of a single character.
*/
import type {MouseReport} from './mouse-report.ts';

/**
A printable character itself (`a`, `A`, `é`), or a name: `up down left right pageUp pageDown home end insert delete enter tab escape
backspace space f1`…`f20`, `paste`, `mouse`. Modifiers stand before it in the order
`ctrl-alt-shift-`: `ctrl-a`, `alt-x`, `shift-tab`, `ctrl-shift-up`; with a printable character shift is in the character.
*/
export type KeyName = string;

export type Key = {
	readonly name: KeyName;
	/**
	What the key writes into a field of text; none for a key that writes nothing.
	*/
	readonly text?: string;
	readonly mouse?: MouseReport;
	/**
	Of a key that came with an escape character before it: the key alone. Terminals send Alt so, and so does a slow line that brings Escape
	and the next key in one piece.
	*/
	readonly afterEscape?: Key;
};

/**
The key of a character after an escape character, taken for Alt.
*/
export function keyBehindEscape(character: string): Key | undefined {
	const key = keyOfCharacter(character);
	return key && {name: withModifiers(key.name, 2), afterEscape: key};
}

const controlNames: Readonly<Record<string, string>> = {
	'\0': 'ctrl-space',
	'\b': 'backspace',
	'\t': 'tab',
	'\n': 'enter',
	'\r': 'enter',
	'\u{1C}': 'ctrl-\\',
	'\u{1D}': 'ctrl-]',
	'\u{1E}': 'ctrl-^',
	'\u{1F}': 'ctrl-_',
	'\u{7F}': 'backspace',
};

/**
The key of one character that stands by itself, controls included; undefined for what no key sends.
*/
export function keyOfCharacter(character: string): Key | undefined {
	if (character === ' ') {
		return {name: 'space', text: ' '};
	}

	const name = controlNames[character];
	if (name !== undefined) {
		return {name};
	}

	const code = character.codePointAt(0)!;
	if (code < 0x20) {
		return {name: `ctrl-${String.fromCodePoint(code + 0x60)}`};
	}

	// Bytes that are no UTF-8 have become U+FFFD; keys that are no text have private characters in some protocols.
	return /[\p{Control}\p{Private_Use}\p{Surrogate}\u{FFFD}]/u.test(character) ? undefined : {name: character, text: character};
}

/**
The name with its modifiers before it. These are as terminals number them, less one: 1 shift, 2 alt, 4 ctrl, 8 meta, which is taken for
alt.
*/
export function withModifiers(name: string, modifiers: number): string {
	const isControl = name.startsWith('ctrl-');
	return (isControl || hasBit(modifiers, 4) ? 'ctrl-' : '')
		+ (hasBit(modifiers, 2) || hasBit(modifiers, 8) ? 'alt-' : '')
		+ (hasBit(modifiers, 1) ? 'shift-' : '')
		+ (isControl ? name.slice(5) : name);
}

function hasBit(bits: number, bit: number): boolean {
	return Math.floor(bits / bit) % 2 === 1;
}
