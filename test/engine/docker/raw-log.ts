import assert from 'node:assert/strict';
import test from 'node:test';
import {RawLog} from '../../../source/engine/docker/raw-log.ts';
import {longestLineBytes} from '../../../source/logs/line.ts';
import {kept} from '../../helpers/kept-lines.ts';
import {cutsOf, piecesOf} from '../../helpers/pieces.ts';

const at = Date.UTC(2026, 10, 27, 8, 57, 5);
const stamp = '2026-11-27T08:57:05.000000000Z ';

function read(pieces: readonly Uint8Array[]) {
	const lines: Array<ReturnType<typeof kept>> = [];
	const log = new RawLog(line => {
		lines.push(kept(line));
	});
	for (const piece of pieces) {
		log.push(piece);
	}

	log.end();
	return lines;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const line = (text: string, isTimed = true) => ({
	text, time: isTimed ? at : undefined, stream: 'stdout', bytesCut: 0,
});

test('each line loses its stamp and one carriage return, wherever the bytes are cut', () => {
	const bytes = bytesOf(`${stamp}first\r\n${stamp}\r\n${stamp}10%\r50%\r\r\nno time\r\n\n${stamp}bare\n${stamp}login: `);
	const expected = [line('first'), line(''), line('10%\r50%\r'), line('no time', false), line('', false), line('bare'), line('login: ')];
	assert.deepEqual(read([bytes]), expected);
	for (const cut of cutsOf(bytes)) {
		assert.deepEqual(read(cut), expected);
	}

	for (const size of [1, 2, 3, 31, 35, 36]) {
		assert.deepEqual(read(piecesOf(bytes, size)), expected);
	}
});

test('stamps within a long line stand after each 16 KiB of it alone', () => {
	const piece = `${stamp.trim()} `.repeat(600).slice(0, 16_384);
	const bytes = bytesOf(`${stamp}${piece}${stamp}${piece}${stamp}end\r\n${stamp}${piece}${stamp}\r\n${stamp}next\r\n`);
	const expected = [line(`${piece}${piece}end`), line(piece), line('next')];
	assert.deepEqual(read([bytes]), expected);
	assert.deepEqual(read(piecesOf(bytes, 1000)), expected);
	assert.deepEqual(read(piecesOf(bytes, 16_384)), expected);
	assert.deepEqual(read(piecesOf(bytes, 1)), expected);
});

test('a long line in which no stamps stand stays whole', () => {
	assert.deepEqual(read([bytesOf(`${stamp}${'y'.repeat(50_000)}\r\n${stamp}next\r\n`)]), [line('y'.repeat(50_000)), line('next')]);
});

test('a line that is too long is cut, and its carriage return is not counted', () => {
	const pieces = Array.from({length: 65}, () => `${stamp}${'x'.repeat(16_384)}`).join('');
	for (const size of [1000, 65_536, 10_000_000]) {
		assert.deepEqual(
			read(piecesOf(bytesOf(`${pieces}${stamp}\r\n`), size)).map(({text, bytesCut}) => [text.length, bytesCut]),
			[[longestLineBytes, 16_384]],
		);
	}
});
