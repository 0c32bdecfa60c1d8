/**
The lines of a log as text that is safe to draw, to copy and to search.
*/
import {Buffer} from 'node:buffer';
import {cellWidth, clean} from '../text/clean.ts';
import {plainText} from '../text/search.ts';
import type {Line, Span} from '../text/spans.ts';
import {runsOf, type Run} from './runs.ts';

/**
How much text of a line is drawn, in UTF-16 code units.
*/
const longestDrawn = 16 * 1024;

const tabStop = 8;

/**
How a line is drawn.
*/
type Drawing = {
	readonly isUnicode: boolean;
	/**
	Whether text keeps the looks that its writer has chosen. Without them, what a change of looks has torn apart is one again.
	*/
	readonly areColoursKept: boolean;
	/**
	How many bytes at the line's end are not there.
	*/
	readonly bytesCut?: number;
	/**
	Whether all is drawn that was kept.
	*/
	readonly isWhole?: boolean;
};

/**
The line as it is drawn: its text, tabs as blanks up to the next stop of eight, and its looks. Whatever else the bytes hold commands no
terminal. After 16 KiB it ends unless it is wanted whole, and says how much more there is, and how much was not kept.
*/
export function logSpans(bytes: Uint8Array, {isUnicode, areColoursKept, bytesCut = 0, isWhole = false}: Drawing): Line {
	const longest = isWhole ? bytes.length : longestDrawn;
	const after = (bytesMore: number): readonly Span[] => [
		...(bytesMore === 0 ? [] : [{text: clean(`… ${sizeOf(bytesMore)} more`, isUnicode), tone: 'dim'} as const]),
		...(bytesCut === 0 ? [] : [{text: clean(notKept(bytesCut), isUnicode), tone: 'dim'} as const]),
	];
	if (isPrintableAscii(bytes)) {
		const text = bufferOf(bytes).toString('latin1', 0, longest);
		const more = after(bytes.length - text.length);
		return more.length === 0 ? text : [{text}, ...more];
	}

	const {runs, bytesMore} = runsOf(bufferOf(bytes).toString('utf8'), longest);
	const spans = [...cleaned(areColoursKept ? runs : joined(runs), isUnicode), ...after(bytesMore)];
	return spans.some(span => span.look !== undefined || span.tone !== undefined) ? spans : plainText(spans);
}

/**
The whole text of the line as it is drawn with all characters, without looks: to search and to filter by.
*/
export function logText(bytes: Uint8Array): string {
	return isPrintableAscii(bytes)
		? bufferOf(bytes).toString('latin1')
		: plainText(cleaned(joined(runsOf(bufferOf(bytes).toString('utf8'), Infinity).runs), true));
}

/**
The same to copy and to save, which tells how much of the line was not kept.
*/
export function textToKeep(bytes: Uint8Array, bytesCut: number): string {
	return logText(bytes) + (bytesCut === 0 ? '' : notKept(bytesCut));
}

function isPrintableAscii(bytes: Uint8Array): boolean {
	for (const byte of bytes) {
		if (byte < 0x20 || byte > 0x7E) {
			return false;
		}
	}

	return true;
}

function bufferOf(bytes: Uint8Array): Buffer {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function joined(runs: readonly Run[]): readonly Run[] {
	return runs.length === 0 ? [] : [{text: runs.map(({text}) => text).join(''), look: ''}];
}

function cleaned(runs: readonly Run[], isUnicode: boolean): readonly Span[] {
	const spans: Span[] = [];
	// Columns are counted only where a tab needs them: that is expensive.
	const hasTabs = runs.some(({text}) => text.includes('\t'));
	let column = 0;
	for (const run of runs) {
		let text = '';
		for (const [index, part] of hasTabs ? run.text.split('\t').entries() : [[0, run.text] as const]) {
			const gap = index === 0 ? 0 : tabStop - column % tabStop;
			const safe = clean(part, isUnicode);
			text += ' '.repeat(gap) + safe;
			column += hasTabs ? gap + cellWidth(safe) : 0;
		}

		if (text !== '') {
			spans.push(run.look === '' ? {text} : {text, look: run.look});
		}
	}

	return spans;
}

function notKept(bytes: number): string {
	return ` … ${sizeOf(bytes)} not kept`;
}

function sizeOf(bytes: number): string {
	if (bytes < 1024) {
		return bytes === 1 ? '1 byte' : `${bytes} bytes`;
	}

	const kilobytes = bytes / 1024;
	return kilobytes < 1024 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
