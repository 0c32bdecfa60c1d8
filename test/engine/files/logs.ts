import assert from 'node:assert/strict';
import test from 'node:test';
import {criLog} from '../../../source/engine/files/cri-log.ts';
import {jsonLog} from '../../../source/engine/files/json-log.ts';
import type {LogFormat} from '../../../source/engine/files/log-format.ts';
import {kept} from '../../helpers/kept-lines.ts';
import {cutsOf, piecesOf} from '../../helpers/pieces.ts';

const at = Date.UTC(2026, 10, 27, 8, 57, 5);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function linesOf(format: LogFormat, pieces: readonly Uint8Array[]) {
	const lines: unknown[][] = [];
	const reader = format.open(line => {
		const {text, time, stream, bytesCut} = kept(line);
		lines.push([text, time === undefined ? undefined : time - at, stream, bytesCut]);
	});
	for (const piece of pieces) {
		reader.push(piece);
	}

	reader.end();
	return lines;
}

function assertHoweverCut(format: LogFormat, text: string, expected: readonly unknown[]): void {
	const bytes = bytesOf(text);
	assert.deepEqual(linesOf(format, [bytes]), expected);
	for (const cut of cutsOf(bytes)) {
		assert.deepEqual(linesOf(format, cut), expected);
	}

	assert.deepEqual(linesOf(format, piecesOf(bytes, 1)), expected);
}

const object = (log: string, second: number, stream = 'stdout') =>
	`${JSON.stringify({log, stream, time: `2026-11-27T08:57:0${second}.000000000Z`})}\n`;

test('objects of Docker\'s file become lines, and pieces of both streams are joined', () => {
	const text = [
		object('one\n', 5),
		object('wrong-', 6, 'stderr'),
		object('long-', 6),
		object('er\n', 7),
		object('er\n', 8, 'stderr'),
		object('é\u{0}\r\n', 7),
		'no object\n',
		'{"log":"no time\\n"}\n',
		object('no line feed', 9),
	].join('');
	assertHoweverCut(jsonLog, text, [
		['one', 0, 'stdout', 0],
		['long-er', 1000, 'stdout', 0],
		['wrong-er', 1000, 'stderr', 0],
		['é\0', 2000, 'stdout', 0],
		['no object', undefined, 'stdout', 0],
		['no time', undefined, 'stdout', 0],
		['no line feed', 4000, 'stdout', 0],
	]);
	assert.equal(jsonLog.timeOf(bytesOf(object('x', 6).trim())), at + 1000);
	assert.equal(jsonLog.timeOf(bytesOf('x')), undefined);
});

test('the usual lines of Docker\'s file are the same as if they were parsed', () => {
	const fractions = ['Z', '.1Z', '.123456789Z', '.999999999Z', '.5+01:00', '.xZ', ''];
	const texts = ['plain\n', '', '\n', 'no end', 'é\n', 'a "quote"\n', 'back\\slash\n', 'two\nlines\n', '\\n","stream":"stdout\n'];
	const all = fractions.flatMap(fraction => texts.flatMap(log =>
		['stdout', 'stderr', 'other'].map(stream => ({log, stream, time: `2026-11-27T08:57:05${fraction}`}))));
	const read = (objects: readonly unknown[]) => linesOf(jsonLog, objects.map(each => bytesOf(`${JSON.stringify(each)}\n`)))
		.map(([line, time, ...rest]) => [line, typeof time === 'number' ? Math.round(time * 1000) : time, ...rest]);
	// In another order it is not the usual line.
	assert.deepEqual(read(all), read(all.map(({log, stream, time}) => ({time, stream, log}))));
});

test('lines of Kubernetes and Podman lose what is before their text, and pieces are joined', () => {
	const text = [
		'2026-11-27T08:57:05Z stdout F one',
		'2026-11-27T08:57:06.000000000Z stderr P wrong-',
		'2026-11-27T09:57:06+01:00 stdout P long-',
		'2026-11-27T08:57:07Z stdout P:x long-',
		'2026-11-27T08:57:08Z stdout F er',
		'2026-11-27T08:57:09Z stderr F er',
		'2026-11-27T08:57:09Z stdout F ',
		'2026-11-27T08:57:09Z stdout F',
		'2026-11-27T08:57:09Z other F x',
		'no time',
		'2026-11-27T08:57:09Z stdout P no end',
	].join('\n');
	assertHoweverCut(criLog, text, [
		['one', 0, 'stdout', 0],
		['long-long-er', 1000, 'stdout', 0],
		['wrong-er', 1000, 'stderr', 0],
		['', 4000, 'stdout', 0],
		['', 4000, 'stdout', 0],
		['2026-11-27T08:57:09Z other F x', undefined, 'stdout', 0],
		['no time', undefined, 'stdout', 0],
		['no end', 4000, 'stdout', 0],
	]);
	assert.equal(criLog.timeOf(bytesOf('2026-11-27T08:57:06Z stdout F x')), at + 1000);
	assert.equal(criLog.timeOf(bytesOf('x')), undefined);
});
