/**
What a key is called, and the names behind the sequences that terminals send for it.
*/

/**
A printable character itself (`a`, `A`, `é`), or a name: `up down left right pageUp pageDown home end insert delete enter tab escape backspace space f1`…`f20`, `paste`, `mouse`. Modifiers stand before it in the order
`ctrl-alt-shift-`: `ctrl-a`, `alt-x`, `shift-tab`, `ctrl-shift-up`; with a printable character shift is in the character.
*/
export type KeyName = string;

export type MouseReport = {
	readonly action: 'press' | 'release' | 'move' | 'wheelUp' | 'wheelDown';
	/**
	0 left, 1 middle, 2 right, 3 none.
	*/
	readonly button: number;
	/**
	Cells from the top left corner of the screen, from 0.
	*/
	readonly column: number;
	readonly row: number;
};

export type Key = {
	readonly name: KeyName;
	/**
	What the key writes into a field of text; none for a key that writes nothing.
	*/
	readonly text?: string;
	readonly mouse?: MouseReport;
};

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
The name with its modifiers before it. These are as terminals number them, less one: 1 shift, 2 alt, 4 ctrl, 8 meta, which is taken for alt.
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

/**
Keys by the final byte of their sequence.
*/
const finals = new Map([
	['A', 'up'], ['B', 'down'], ['C', 'right'], ['D', 'left'], ['F', 'end'], ['H', 'home'], ['P', 'f1'], ['Q', 'f2'], ['R', 'f3'], ['S', 'f4'],
]);

/**
Keys by the number before a tilde. The Linux console and rxvt send f13 and more for shifted function keys.
*/
const numbered = new Map([
	[1, 'home'],
	[2, 'insert'],
	[3, 'delete'],
	[4, 'end'],
	[5, 'pageUp'],
	[6, 'pageDown'],
	[7, 'home'],
	[8, 'end'],
	[11, 'f1'],
	[12, 'f2'],
	[13, 'f3'],
	[14, 'f4'],
	[15, 'f5'],
	[17, 'f6'],
	[18, 'f7'],
	[19, 'f8'],
	[20, 'f9'],
	[21, 'f10'],
	[23, 'f11'],
	[24, 'f12'],
	[25, 'f13'],
	[26, 'f14'],
	[28, 'f15'],
	[29, 'f16'],
	[31, 'f17'],
	[32, 'f18'],
	[33, 'f19'],
	[34, 'f20'],
]);

/**
Keys of the numeric pad in application mode, by their characters.
*/
const padKeys = new Map([
	['I', '\t'],
	['M', '\r'],
	['X', '='],
	['j', '*'],
	['k', '+'],
	['l', ','],
	['m', '-'],
	['n', '.'],
	['o', '/'],
	['p', '0'],
	['q', '1'],
	['r', '2'],
	['s', '3'],
	['t', '4'],
	['u', '5'],
	['v', '6'],
	['w', '7'],
	['x', '8'],
	['y', '9'],
]);

/**
The key of `ESC O`, a modifier or none, and this final byte.
*/
export function keyOfSingleShift(parameter: string, final: string): Key | undefined {
	const padKey = padKeys.get(final);
	if (padKey !== undefined) {
		return keyOfCharacter(padKey);
	}

	return final >= 'a' && final <= 'd' ? named(finals.get(final.toUpperCase()), control) : named(finals.get(final), modifiersOf(Number.parseInt(parameter, 10)));
}

const shift = 1;
const control = 4;

/**
Terminals count modifiers from 1, and leave them out where there are none.
*/
function modifiersOf(parameter = 1): number {
	return Math.max(1, parameter || 1) - 1;
}

/**
The key that a control sequence stands for, by the parameters between bracket and final byte.
*/
export function keyOfSequence(parameters: string, final: string): Key | undefined {
	if (parameters.startsWith('<')) {
		return final === 'M' || final === 'm' ? mouseKey(parameters, final) : undefined;
	}

	if (!/^[\d:;]*$/.test(parameters)) {
		return undefined;
	}

	const numbers = parameters.split(';').map(text => Number.parseInt(text, 10));
	const [first = 1, second] = numbers;
	const modifiers = modifiersOf(second);
	switch (final) {
		case '~': {
			return first === 27 ? keyOfCode(numbers[2] ?? 0, modifiers) : named(numbered.get(first), modifiers);
		}

		case '^': {
			return named(numbered.get(first), control);
		}

		case '$': {
			return named(numbered.get(first), shift);
		}

		case '@': {
			return named(numbered.get(first), control + shift);
		}

		case 'u': {
			return keyOfCode(first, modifiers);
		}

		case 'Z': {
			return {name: 'shift-tab'};
		}

		case 'a':
		case 'b':
		case 'c':
		case 'd': {
			return named(finals.get(final.toUpperCase()), shift);
		}

		default: {
			// Another number than 1 makes it the answer to a question, such as where the cursor is, that somebody else has asked.
			return first > 1 ? undefined : named(finals.get(final), modifiers);
		}
	}
}

function named(name: string | undefined, modifiers: number): Key | undefined {
	return name === undefined ? undefined : {name: withModifiers(name, modifiers)};
}

/**
A key told by its code point and modifiers, as terminals with extended keyboards do.
*/
function keyOfCode(code: number, modifiers: number): Key | undefined {
	if (code === 27) {
		return named('escape', modifiers);
	}

	const key = code > 0 && code <= 0x10_FF_FF ? keyOfCharacter(String.fromCodePoint(code)) : undefined;
	if (key?.text === undefined || key.name === 'space') {
		return modifiers === 0 ? key : named(key?.name, modifiers);
	}

	if (modifiers > 1) {
		return named(key.name, modifiers);
	}

	const text = modifiers === 1 ? key.text.toUpperCase() : key.text;
	return {name: text, text};
}

function mouseKey(parameters: string, final: string): Key | undefined {
	const [code, column, row] = parameters.slice(1).split(';').map(Number);
	if (!column || !row || code === undefined || Number.isNaN(code)) {
		return undefined;
	}

	const action = mouseAction(code, final);
	return action && {
		name: 'mouse',
		mouse: {
			action, button: code % 4, column: column - 1, row: row - 1,
		},
	};
}

/**
From 128 on there are extra buttons, from 64 the wheel, which may also turn sideways, from 32 motion; below these the modifiers of the keyboard are counted in.
*/
function mouseAction(code: number, final: string): MouseReport['action'] | undefined {
	if (code >= 128) {
		return undefined;
	}

	if (code >= 64) {
		return (['wheelUp', 'wheelDown'] as const)[code % 4];
	}

	if (code >= 32) {
		return 'move';
	}

	return final === 'M' ? 'press' : 'release';
}
