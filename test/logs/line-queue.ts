import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {LogLine} from '../../source/logs/line.ts';
import {LineQueue} from '../../source/logs/line-queue.ts';

const lineOf = (text: string, time?: number): LogLine => ({
	bytes: new TextEncoder().encode(text), time, stream: text.length % 2 === 0 ? 'stdout' : 'stderr', bytesCut: text.length % 3,
});

const wordsOf = ({bytes, ...rest}: LogLine) => ({...rest, text: new TextDecoder().decode(bytes)});

test('lines come out as they went in, whatever is added and taken in between', () => {
	const queue = new LineQueue();
	const expected: LogLine[] = [];
	const given: unknown[] = [];
	const wanted: unknown[] = [];
	let seed = 7;
	const random = (below: number): number => {
		seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
		return Math.floor(seed / 2_147_483_648 * below);
	};

	for (let step = 0; step < 20_000; step++) {
		// It grows for a while and shrinks for a while, down to nothing.
		const isGrowing = random(100) < (Math.floor(step / 2500) % 2 === 0 ? 70 : 30);
		if (isGrowing || expected.length === 0) {
			const line = lineOf('x'.repeat(random(random(50) === 0 ? 9000 : 90)) + step, random(4) === 0 ? undefined : step);
			queue.push(line, {order: step, arrivedAt: step + 0.5});
			expected.push(line);
		} else {
			given.push(wordsOf(queue.shift()));
			wanted.push(wordsOf(expected.shift()!));
		}

		const isRight = expected.length === 0
			? queue.isEmpty && queue.order === Infinity && queue.size === 0
			: !queue.isEmpty && queue.arrivedAt === queue.order + 0.5 && queue.size > expected.length;
		assert.ok(isRight, `step ${step}`);
	}

	assert.deepEqual(given, wanted);

	assert.ok(expected.length > 0);
});

test('from nothing nothing can be taken', () => {
	assert.throws(() => new LineQueue().shift(), RangeError);
});
