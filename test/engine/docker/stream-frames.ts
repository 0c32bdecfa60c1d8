import {Buffer} from 'node:buffer';
import test from 'node:test';
import assert from 'node:assert/strict';
import {StreamFrames} from '../../../source/engine/docker/stream-frames.ts';

function frame(stream: number, text: string): Buffer {
	const header = Buffer.alloc(8);
	header[0] = stream;
	header.writeUInt32BE(Buffer.byteLength(text), 4);
	return Buffer.concat([header, Buffer.from(text)]);
}

test('the output of both streams comes without frames, wherever the pieces are cut', () => {
	const bytes = Buffer.concat([frame(1, 'one\n'), frame(2, ''), frame(2, 'two '), frame(1, 'x'.repeat(300))]);
	for (const size of [1, 3, 7, 8, 9, 64, bytes.length]) {
		const frames = new StreamFrames();
		const pieces = Array.from({length: Math.ceil(bytes.length / size)}, (_piece, index) => bytes.subarray(index * size, (index + 1) * size));
		const output = Buffer.concat(pieces.flatMap(piece => frames.take(piece))).toString();
		assert.equal(output, `one\ntwo ${'x'.repeat(300)}`, `${size} bytes at a time`);
	}
});
