/**
What a terminal sends, as keys. Pure: bytes and what was left of the last ones in, keys and what is left of these out. A sequence that
is not known is dropped whole; no part of it ever comes out as text.
*/
import {Buffer} from 'node:buffer';
import {keyBehindEscape, keyOfCharacter, type Key} from './key.ts';
import {keyOfSequence, keyOfSingleShift} from './sequence.ts';

export type {Key, KeyName} from './key.ts';

/**
The start of something whose end has not come yet.
*/
export type Pending = {
	/**
	An unfinished sequence or paste, from its escape character on.
	*/
	readonly sequence: string;
	/**
	An unfinished UTF-8 character.
	*/
	readonly bytes: Uint8Array;
};

type Decoded = {readonly keys: readonly Key[]; readonly pending: Pending};

/**
The very object that `decodeKeys` gives when nothing is left over, and to begin with.
*/
export const nothingPending: Pending = Object.freeze({sequence: '', bytes: new Uint8Array(0)});

const escape = '\u{1B}';
const pasteStart = `${escape}[200~`;
const pasteEnd = `${escape}[201~`;
const longestPaste = 65_536;
const longestSequence = 256;

/**
The keys of a chunk of input, and what has to wait for the next one. While something waits, the caller sets a timer of some 25 ms and
calls `flushKeys` if nothing came: a lone escape character is the key, or the start of another.
With a `limit` it stops after that number of keys, and the rest waits: an empty chunk then goes on with it.
*/
export function decodeKeys(chunk: string | Uint8Array, pending: Pending = nothingPending, limit = Infinity): Decoded {
	const {text, bytes} = decodeText(chunk, pending.bytes);
	const input = pending.sequence + text;
	const keys: Key[] = [];
	let at = 0;
	while (at < input.length && keys.length < limit) {
		const step = readOne(input, at);
		if (step === undefined) {
			break;
		}

		if (step.key !== undefined) {
			keys.push(step.key);
		}

		at = step.end;
	}

	const sequence = input.slice(at);
	return {keys, pending: sequence === '' && bytes.length === 0 ? nothingPending : {sequence, bytes}};
}

/**
What waits, taken for complete since nothing followed: the escape key, or Alt with a character that could have begun a sequence. Half a
sequence is dropped. A paste goes on waiting, however slow the line: its rest must not become keys. Ctrl-C as its last character gets
out of one whose end never comes.
*/
export function flushKeys(pending: Pending): Decoded {
	const {sequence} = pending;
	if (sequence.startsWith(pasteStart)) {
		return sequence.endsWith('\u{3}') ? {keys: [{name: 'ctrl-c'}], pending: nothingPending} : {keys: [], pending};
	}

	const keys: Key[] = [];
	if (sequence === escape) {
		keys.push({name: 'escape'});
	} else if (sequence.length === 2 && sequence.startsWith(escape)) {
		keys.push(...[keyBehindEscape(sequence.slice(1))].filter(key => key !== undefined));
	}

	return {keys, pending: nothingPending};
}

function decodeText(chunk: string | Uint8Array, before: Uint8Array): {readonly text: string; readonly bytes: Uint8Array} {
	if (typeof chunk === 'string') {
		return {text: chunk, bytes: nothingPending.bytes};
	}

	const all = before.length === 0 ? chunk : Buffer.concat([before, chunk]);
	const end = all.length - unfinishedLength(all);
	return {
		text: Buffer.from(all.buffer, all.byteOffset, end).toString('utf8'),
		// A copy: the caller may use its buffer again.
		bytes: end === all.length ? nothingPending.bytes : Uint8Array.from(all.subarray(end)),
	};
}

/**
Bytes at the end that begin a UTF-8 character without finishing it.
*/
function unfinishedLength(bytes: Uint8Array): number {
	for (let length = 1; length <= Math.min(3, bytes.length); length++) {
		const byte = bytes[bytes.length - length]!;
		if (byte < 0x80) {
			return 0;
		}

		if (byte >= 0xC0) {
			const wanted = byte >= 0xF0 ? 4 : (byte >= 0xE0 ? 3 : 2);
			return wanted > length ? length : 0;
		}
	}

	return 0;
}

/**
One key or none, and where the next begins. Undefined in place of all: the input ends too early to tell.
*/
type Step = {readonly key?: Key; readonly end: number} | undefined;

function readOne(input: string, at: number): Step {
	const first = input[at]!;
	if (first === '\u{9B}') {
		return readControlSequence(input, at, at + 1);
	}

	if (first !== escape) {
		const character = String.fromCodePoint(input.codePointAt(at)!);
		return {key: keyOfCharacter(character), end: at + character.length};
	}

	const second = input[at + 1];
	switch (second) {
		case undefined: {
			return undefined;
		}

		case '[': {
			return readControlSequence(input, at, at + 2);
		}

		case 'O': {
			return readSingleShift(input, at);
		}

		// Strings that a terminal sends in answer to a question.
		case ']':
		case 'P':
		case 'X':
		case '^':
		case '_': {
			return readString(input, at);
		}

		case escape: {
			return {key: {name: 'escape'}, end: at + 1};
		}

		default: {
			const character = String.fromCodePoint(input.codePointAt(at + 1)!);
			return {key: keyBehindEscape(character), end: at + 1 + character.length};
		}
	}
}

/**
`ESC [`, parameters, final byte; `start` is after the bracket.
*/
function readControlSequence(input: string, at: number, start: number): Step {
	// The Linux console: ESC [ [ A to E are F1 to F5.
	if (input[start] === '[') {
		const final = input[start + 1];
		return final === undefined
			? undefined
			: {key: final >= 'A' && final <= 'E' ? {name: `f${final.codePointAt(0)! - 0x40}`} : undefined, end: start + 2};
	}

	// The oldest form of mouse reports has three characters after its final byte.
	if (input[start] === 'M') {
		return input.length < start + 4 ? undefined : {end: start + 4};
	}

	let end = start;
	while (end < input.length && isBetween(input[end]!, ' ', '?')) {
		// Rxvt ends a shifted key by a dollar sign, which elsewhere is no end.
		if (input[end] === '$' && /^\d+$/.test(input.slice(start, end))) {
			break;
		}

		end++;
	}

	if (end === input.length) {
		return end - at > longestSequence ? {end} : undefined;
	}

	const final = input[end]!;
	if (final !== '$' && !isBetween(final, '@', '~')) {
		// A control inside a sequence breaks it off and counts by itself.
		return {end};
	}

	const parameters = input.slice(start, end);
	return final === '~' && parameters === '200' ? readPaste(input, end + 1) : {key: keyOfSequence(parameters, final), end: end + 1};
}

/**
`ESC O`, perhaps a modifier, one letter.
*/
function readSingleShift(input: string, at: number): Step {
	let end = at + 2;
	while (end < input.length && /\d/.test(input[end]!)) {
		end++;
	}

	const final = input[end];
	if (final === undefined) {
		return end - at > longestSequence ? {end} : undefined;
	}

	return isBetween(final, '@', '~') ? {key: keyOfSingleShift(input.slice(at + 2, end), final), end: end + 1} : {end};
}

/**
A string from the terminal, up to its terminator, is dropped.
*/
function readString(input: string, at: number): Step {
	for (let end = at + 2; end < input.length; end++) {
		if (input[end] === '\u{7}' || input[end] === '\u{9C}') {
			return {end: end + 1};
		}

		if (input[end] === escape) {
			return end + 1 === input.length ? undefined : {end: input[end + 1] === '\\' ? end + 2 : end};
		}
	}

	return input.length - at > longestSequence ? {end: input.length} : undefined;
}

function readPaste(input: string, start: number): Step {
	const end = input.indexOf(pasteEnd, start);
	return end === -1
		? undefined
		: {key: {name: 'paste', text: input.slice(start, Math.min(end, start + longestPaste))}, end: end + pasteEnd.length};
}

function isBetween(character: string, first: string, last: string): boolean {
	return character >= first && character <= last;
}
