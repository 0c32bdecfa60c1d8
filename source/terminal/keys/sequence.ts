/**
The keys that whole sequences stand for: what a terminal sends after its escape character, taken apart.
*/
import {keyOfCharacter, withModifiers, type Key} from './key.ts';
import {namesByFinal, namesByNumber, padCharacters} from './table.ts';
import {mouseReportOf} from './mouse-report.ts';

const shift = 1;
const control = 4;

/**
The key of `ESC O`, a modifier or none, and this final byte.
*/
export function keyOfSingleShift(parameter: string, final: string): Key | undefined {
	const padCharacter = padCharacters.get(final);
	if (padCharacter !== undefined) {
		return keyOfCharacter(padCharacter);
	}

	return final >= 'a' && final <= 'd'
		? named(namesByFinal.get(final.toUpperCase()), control)
		: named(namesByFinal.get(final), modifiersOf(Number.parseInt(parameter, 10)));
}

/**
Terminals count modifiers from 1, and leave them out where there are none. Caps Lock and Num Lock, from 64 on, are no modifiers of a key.
*/
function modifiersOf(parameter = 1): number {
	return (Math.max(1, parameter || 1) - 1) % 64;
}

/**
Whether a sequence tells that a key was let go: the third kind of event in kitty's protocol, after the modifiers.
*/
const release = /^[\d:]*;\d*:3(?:;|$)/;

/**
The key that a control sequence stands for, by the parameters between bracket and final byte.
*/
export function keyOfSequence(parameters: string, final: string): Key | undefined {
	if (parameters.startsWith('<')) {
		return final === 'M' || final === 'm' ? mouseKey(parameters, final) : undefined;
	}

	if (!/^[\d:;]*$/.test(parameters) || release.test(parameters)) {
		return undefined;
	}

	const numbers = parameters.split(';').map(text => Number.parseInt(text, 10));
	const [first = 1, second] = numbers;
	const modifiers = modifiersOf(second);
	switch (final) {
		case '~': {
			return first === 27 ? keyOfCode(numbers[2] ?? 0, modifiers) : named(namesByNumber.get(first), modifiers);
		}

		case '^': {
			return named(namesByNumber.get(first), control);
		}

		case '$': {
			return named(namesByNumber.get(first), shift);
		}

		case '@': {
			return named(namesByNumber.get(first), control + shift);
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
			return named(namesByFinal.get(final.toUpperCase()), shift);
		}

		default: {
			// Another number than 1 makes it the answer to a question, such as where the cursor is, that another program has asked.
			return first > 1 ? undefined : named(namesByFinal.get(final), modifiers);
		}
	}
}

function named(name: string | undefined, modifiers: number): Key | undefined {
	return name === undefined ? undefined : {name: withModifiers(name, modifiers)};
}

/**
A key given by its code point and modifiers, as terminals with extended keyboards do.
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
	const mouse = mouseReportOf(parameters, final);
	return mouse && {name: 'mouse', mouse};
}
