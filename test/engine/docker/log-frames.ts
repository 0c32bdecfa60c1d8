import assert from 'node:assert/strict';
import test from 'node:test';
import {LogFrames} from '../../../source/engine/docker/log-frames.ts';
import {longestLineBytes} from '../../../source/logs/line.ts';
import {kept} from '../../helpers/kept-lines.ts';
import {cutsOf, piecesOf} from '../../helpers/pieces.ts';

const at = Date.UTC(2026, 10, 27, 8, 57, 5);

function stamp(second: number): string {
	return `2026-11-27T08:57:0${second}.000000000Z `;
}

function frame(stream: number, text: string): Uint8Array {
	const body = new TextEncoder().encode(text);
	const header = new Uint8Array(8);
	new DataView(header.buffer).setUint32(4, body.length);
	return new Uint8Array([stream, ...header.subarray(1), ...body]);
}

function bytesOf(...frames: readonly Uint8Array[]): Uint8Array {
	return new Uint8Array(frames.flatMap(each => [...each]));
}

function read(pieces: readonly Uint8Array[]) {
	const lines: Array<ReturnType<typeof kept>> = [];
	const frames = new LogFrames(line => {
		lines.push(kept(line));
	});
	for (const piece of pieces) {
		frames.push(piece);
	}

	frames.end();
	return lines;
}

const line = (text: string, second: number | undefined, stream: 'stdout' | 'stderr' = 'stdout', bytesCut = 0) => ({
	text, time: second === undefined ? undefined : at + ((second - 5) * 1000), stream, bytesCut,
});

const mixed = bytesOf(
	frame(1, `${stamp(5)}first\n`),
	frame(2, `${stamp(5)}trouble\n`),
	frame(1, `${stamp(6)}\n`),
	// Pieces of long lines of both streams in turn.
	frame(1, `${stamp(6)}long-`),
	frame(2, `${stamp(7)}wrong-`),
	frame(1, `${stamp(8)}longer-`),
	frame(2, `${stamp(9)}wronger\n`),
	frame(1, `${stamp(9)}longest\n`),
	frame(0, `${stamp(9)}from the input\n`),
	frame(1, 'without a time\n'),
	frame(1, '\n'),
	frame(1, ''),
	frame(1, '2026-11-27T09:57:06.5+01:00 as Podman writes it\n'),
	frame(1, `${stamp(7)}two lines\nin one frame\nand a`),
	frame(1, `${stamp(8)}n end\n`),
	frame(1, `${stamp(9)}${stamp(9)}said by the container\n`),
	frame(2, `${stamp(8)}carriage return stays\r\n`),
	frame(1, `${stamp(9)}no line feed`),
);
const expected = [
	line('first', 5),
	line('trouble', 5, 'stderr'),
	line('', 6),
	line('wrong-wronger', 7, 'stderr'),
	line('long-longer-longest', 6),
	line('from the input', 9),
	line('without a time', undefined),
	line('', undefined),
	line('as Podman writes it', 6.5),
	line('two lines', 7),
	line('in one frame', 7),
	line('and an end', 7),
	line(`${stamp(9)}said by the container`, 9),
	line('carriage return stays\r', 8, 'stderr'),
	line('no line feed', 9),
];

test('frames become lines with their times and streams, and pieces are joined', () => {
	assert.deepEqual(read([mixed]), expected);
});

test('it makes no difference where the bytes are cut', () => {
	for (const cut of cutsOf(mixed)) {
		assert.deepEqual(read(cut), expected);
	}

	for (const size of [1, 2, 3, 7, 8, 9, 64]) {
		assert.deepEqual(read(piecesOf(mixed, size)), expected);
	}
});

test('an answer that ends within a frame gives what has come of it', () => {
	const whole = bytesOf(frame(1, `${stamp(5)}cut off here\n`));
	assert.deepEqual(read([whole.subarray(0, -6)]), [line('cut off', 5)]);
	assert.deepEqual(read([whole.subarray(0, 20)]), [line('2026-11-27T0', undefined)]);
	assert.deepEqual(read([whole.subarray(0, 5)]), []);
	assert.deepEqual(read([]), []);
});

test('a line that is too long is cut, in one piece or in many, and the rest is counted', () => {
	const long = 'x'.repeat(longestLineBytes + 12_345);
	const [whole] = read([frame(1, `${stamp(5)}${long}\n`)]);
	assert.deepEqual([whole?.text.length, whole?.bytesCut], [longestLineBytes, 12_345]);
	const pieces = piecesOf(new TextEncoder().encode(long), 16_384).map(piece => frame(1, stamp(5) + new TextDecoder().decode(piece)));
	const lines = read([...pieces, frame(1, `${stamp(6)}\n`), frame(1, `${stamp(6)}next\n`)]);
	assert.deepEqual(lines.map(({text, bytesCut, time}) => [text.length, bytesCut, time]), [
		[longestLineBytes, 12_345, at],
		[4, 0, at + 1000],
	]);
});

test('bytes that are no text stay as they are', () => {
	const seen: number[][] = [];
	const frames = new LogFrames(({bytes}) => {
		seen.push([...bytes]);
	});
	frames.push(new Uint8Array([1, 0, 0, 0, 0, 0, 0, 5, 0xFF, 0, 0x80, 13, 10]));
	assert.deepEqual(seen, [[0xFF, 0, 0x80, 13]]);
});

test('what is no frame is refused, and what the engine complains about is an error', () => {
	assert.throws(() => read([new TextEncoder().encode('2026-11-27 plain text')]), /is not a log/);
	assert.throws(() => read([bytesOf(frame(1, 'x\n'), frame(3, 'Error grabbing logs: broken\n'))]), /^Error: Error grabbing logs: broken$/);
	for (const cut of cutsOf(frame(3, 'Error grabbing logs: broken\n')).slice(0, -1)) {
		assert.throws(() => read(cut), /Error grabbing logs: broken/);
	}
});
