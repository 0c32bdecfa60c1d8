import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LogRing} from '../../source/logs/ring.ts';

const plain: Parameters<LogRing['add']>[1] = {
	time: 1, stream: 'stdout', origin: 0, bytesCut: 0,
};

const textOf = (ring: LogRing, number: number): string => new TextDecoder().decode(ring.bytes(number));
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test('lines keep their numbers, and all that belongs to them', () => {
	const ring = new LogRing();
	ring.add(bytesOf('one'), {
		time: 1000.25, stream: 'stderr', origin: 3, bytesCut: 7,
	});
	ring.add(bytesOf(''), {...plain, time: undefined});
	ring.add(bytesOf('three'), {...plain, stream: 'note'});
	assert.deepEqual([ring.first, ring.end, ring.linesGone], [0, 3, 0]);
	assert.deepEqual([0, 1, 2].map(number => textOf(ring, number)), ['one', '', 'three']);
	assert.deepEqual(ring.entry(0), {
		time: 1000.25, stream: 'stderr', origin: 3, bytesCut: 7,
	});
	assert.deepEqual(ring.entry(1), {
		time: undefined, stream: 'stdout', origin: 0, bytesCut: 0,
	});
	assert.equal(ring.entry(2).stream, 'note');
	assert.throws(() => ring.bytes(3), /Line 3 is not kept/);
});

test('whatever lengths come, the newest lines are there whole and those before are counted', () => {
	for (let seed = 1; seed <= 200; seed++) {
		let state = seed;
		const random = (most: number): number => {
			state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
			return state % most;
		};

		const ring = new LogRing({bytes: 1024, lines: 64});
		const expected: string[] = [];
		for (let count = 0; count < 300; count++) {
			const text = `${count}`.padEnd(random(random(5) === 0 ? 300 : 20), 'x');
			expected.push(text.slice(0, 256));
			ring.add(bytesOf(text), plain);
			assert.equal(ring.end, count + 1);
			assert.equal(ring.linesGone, ring.first);
			assert.ok(ring.end - ring.first <= 64);
			for (let number = ring.first; number < ring.end; number++) {
				assert.equal(textOf(ring, number), expected[number], `line ${number} of ${count} with seed ${seed}`);
			}
		}

		assert.ok(ring.end - ring.first >= 3, 'lines of a quarter at most leave room for several');
	}
});

test('empty lines are lines', () => {
	const ring = new LogRing({bytes: 16, lines: 64});
	for (let count = 0; count < 100; count++) {
		ring.add(bytesOf(count % 10 === 0 ? 'ten' : ''), plain);
	}

	assert.equal(ring.end, 100);
	assert.equal(ring.linesGone, ring.first);
	assert.ok(ring.end - ring.first >= 8);
});

test('what nstop says itself is no line of the log', () => {
	const ring = new LogRing({bytes: 1024, lines: 4});
	for (const stream of ['note', 'stdout', 'note', 'stderr', 'stdout', 'stdout'] as const) {
		ring.add(bytesOf('x'), {...plain, stream});
	}

	assert.equal(ring.first, 2);
	assert.equal(ring.linesGone, 1);
	assert.equal(ring.notes, 1);
});

test('a line longer than a quarter of all is cut, and by how much is known', () => {
	const ring = new LogRing({bytes: 1024, lines: 64});
	ring.add(bytesOf('x'.repeat(1000)), {...plain, bytesCut: 5});
	assert.equal(ring.bytes(0).length, 256);
	assert.equal(ring.entry(0).bytesCut, 749);
});
