/**
The text of a log's line without what commands a terminal: a state machine like a terminal's own, which takes each control sequence with
all its contents and gives only text, and how that text shall look.
*/
import {Buffer} from 'node:buffer';
import {lookAfter} from '../text/sgr.ts';

/* eslint-disable no-control-regex, regexp/no-control-character -- Controls are what is looked for. */

/**
All controls but the tab.
*/
const control = /[\u{0}-\u{8}\u{A}-\u{1F}\u{7F}-\u{9F}]/gu;
const sgr = /(?:\u{1B}\[|\u{9B})([\d:;]*)m/uy;

/* eslint-enable no-control-regex, regexp/no-control-character */

/**
A stretch of text in one look, not clean yet.
*/
export type Run = {readonly text: string; readonly look: string};

type Runs = {
	readonly runs: readonly Run[];
	/**
	How many bytes of text were more than the wanted length.
	*/
	readonly bytesMore: number;
};

/**
What a terminal would be left with: a carriage return begins the line again as soon as more text follows it. Looks go on over a carriage
return and end with the line.
*/
export function runsOf(text: string, longest: number): Runs {
	let runs: Run[] = [];
	let bytesMore = 0;
	let room = longest;
	let look = '';
	let isReturned = false;
	const write = (start: number, end: number): void => {
		if (isReturned) {
			runs = [];
			bytesMore = 0;
			room = longest;
			isReturned = false;
		}

		const kept = endOfKept(text, start, Math.min(end, start + room));
		const last = runs.at(-1);
		if (last?.look === look) {
			runs[runs.length - 1] = {text: last.text + text.slice(start, kept), look};
		} else if (kept > start) {
			runs.push({text: text.slice(start, kept), look});
		}

		room = kept < end ? 0 : room - (kept - start);
		bytesMore += kept < end ? Buffer.byteLength(text.slice(kept, end)) : 0;
	};

	const lastReturn = text.lastIndexOf('\r');
	let index = 0;
	while (index < text.length) {
		if (bytesMore > 0 && index > lastReturn && !isReturned) {
			// What follows a full line is only counted.
			bytesMore += Buffer.byteLength(text.slice(index));
			break;
		}

		control.lastIndex = index;
		const next = control.test(text) ? control.lastIndex - 1 : text.length;
		if (next > index) {
			write(index, next);
		}

		sgr.lastIndex = next;
		const parameters = sgr.exec(text)?.[1];
		if (parameters === undefined) {
			isReturned ||= text[next] === '\r';
			index = endOfControl(text, next);
		} else {
			look = lookAfter(look, parameters);
			index = sgr.lastIndex;
		}
	}

	return {runs, bytesMore};
}

/**
Not between the two halves of a character.
*/
function endOfKept(text: string, start: number, end: number): number {
	return end > start && end < text.length && text.codePointAt(end - 1)! > 0xFF_FF ? end - 1 : end;
}

/* eslint-disable unicorn/prefer-code-point -- Sequences are walked by code units. */

/**
The index after the control character there, or after the sequence that it begins; the end of the text where that is never terminated.
*/
function endOfControl(text: string, index: number): number {
	const unit = text.charCodeAt(index);
	if (unit === 0x1B) {
		return endOfEscape(text, index + 1);
	}

	// The control characters from U+0080 are an escape and a letter in one.
	return unit >= 0x80 ? endOfKind(text, unit - 0x40, index + 1) ?? index + 1 : index + 1;
}

function endOfEscape(text: string, start: number): number {
	const end = endOfKind(text, text.charCodeAt(start), start + 1);
	if (end !== undefined) {
		return end;
	}

	for (let index = start; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		if (unit === 0x1B || unit >= 0x80) {
			return index;
		}

		if (isCancel(unit) || (unit >= 0x30 && unit <= 0x7E)) {
			return index + 1;
		}
	}

	return text.length;
}

/**
The end of a sequence that begins with an escape and this letter; undefined where no sequence of its own begins so.
*/
function endOfKind(text: string, letter: number, start: number): number | undefined {
	switch (letter) {
		case 0x5B: {
			return endOfControlSequence(text, start);
		}

		// Operating system command; it may end with a bell.
		case 0x5D: {
			return endOfString(text, start, true);
		}

		// Device control string, start of string, privacy message, application program command.
		case 0x50:
		case 0x58:
		case 0x5E:
		case 0x5F: {
			return endOfString(text, start, false);
		}

		default: {
			return undefined;
		}
	}
}

function endOfControlSequence(text: string, start: number): number {
	for (let index = start; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		if (unit === 0x1B || unit >= 0x80) {
			return index;
		}

		if (isCancel(unit) || (unit >= 0x40 && unit <= 0x7E)) {
			return index + 1;
		}
	}

	return text.length;
}

/**
An escape ends a string too: mostly it is the first half of the terminator, and then all of that is dropped as a sequence.
*/
function endOfString(text: string, start: number, isEndedByBell: boolean): number {
	for (let index = start; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		if (unit === 0x1B || (unit >= 0x80 && unit <= 0x9F)) {
			return index;
		}

		if (isCancel(unit) || (isEndedByBell && unit === 0x07)) {
			return index + 1;
		}
	}

	return text.length;
}

function isCancel(unit: number): boolean {
	return unit === 0x18 || unit === 0x1A;
}

/* eslint-enable unicorn/prefer-code-point */
