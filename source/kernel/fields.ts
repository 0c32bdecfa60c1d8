/**
What the parsers of this folder have in common: numbers, lines and keys in the text files of the kernel.
*/
import type {Buffer} from 'node:buffer';
import {isMissing, type Known, unsupported} from '../known.ts';

/**
The contents of a file, as `files/content.ts` reads them.
*/

export type Bytes = Buffer;

/**
Takes the contents of a file apart, or hands on why there are none.
*/
export function parsed<Value>(bytes: Known<Bytes>, parse: (bytes: Bytes) => Known<Value>): Known<Value> {
	return isMissing(bytes) ? bytes : parse(bytes);
}

/**
Lines without their line ends, empty ones left out. Bytes that are no UTF-8 become U+FFFD.
*/
export function linesOf(bytes: Bytes): string[] {
	return bytes.toString('utf8').split('\n').filter(line => line !== '');
}

/**
Words of a text, parted by any blanks.
*/
export function wordsOf(text: string): string[] {
	return text.split(/\s+/u).filter(word => word !== '');
}

const numberPattern = /^-?\d+$/u;

/**
A whole number in decimal and nothing else; unsupported for any other text.
*/
export function numberOf(text: string | undefined): Known<number> {
	return text !== undefined && numberPattern.test(text) ? Number(text) : unsupported;
}

/**
A file that holds one number, such as oom_score or pids.current.
*/
export function parseNumber(bytes: Bytes): Known<number> {
	return numberOf(bytes.toString('latin1').trim());
}

/**
A file that holds one number or `max`, as the limits of cgroup v2 do; undefined means without a limit.
*/
export function parseMaximum(bytes: Bytes): Known<number | undefined> {
	const text = bytes.toString('latin1').trim();
	return text === 'max' ? undefined : numberOf(text);
}

/**
What follows a key at the start of a line, up to its end and without blanks around; undefined where no line starts so. The key includes
its separator: `VmRSS:`, `oom_kill `.
*/
export function textAfter(text: string, key: string): string | undefined {
	let start = 0;
	if (!text.startsWith(key)) {
		start = text.indexOf('\n' + key) + 1;
		if (start === 0) {
			return undefined;
		}
	}

	const end = text.indexOf('\n', start);
	return text.slice(start + key.length, end === -1 ? undefined : end).trim();
}

/**
The number after a key at the start of a line, whatever unit follows it; unsupported where there is none.
*/
export function numberAfter(text: string, key: string): Known<number> {
	const value = Number.parseInt(textAfter(text, key) ?? '', 10);
	return Number.isNaN(value) ? unsupported : value;
}

/**
The same for the `kB` of /proc, in bytes: the kernel means 1024.
*/
export function bytesAfter(text: string, key: string): Known<number> {
	const kibibytes = numberAfter(text, key);
	return typeof kibibytes === 'number' ? kibibytes * 1024 : kibibytes;
}
