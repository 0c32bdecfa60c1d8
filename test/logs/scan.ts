import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LogRing} from '../../source/logs/ring.ts';
import {LogScan} from '../../source/logs/scan.ts';

const never = (): boolean => false;

function add(ring: LogRing, from: number, to: number): void {
	for (let number = from; number < to; number++) {
		ring.add(new TextEncoder().encode(`line ${number}`), {
			time: number, stream: 'stdout', origin: 0, bytesCut: 0,
		});
	}
}

function runSlice(scan: LogScan): void {
	let looks = 0;
	scan.run(() => ++looks > 640);
}

const found = (scan: LogScan): readonly number[] => Array.from({length: scan.count}, (_match, index) => scan.at(index));

test('what is near the end is found first, and all of it in slices', () => {
	const ring = new LogRing({bytes: 1024 * 1024, lines: 65_536});
	add(ring, 0, 10_000);
	const scan = new LogScan(ring, number => number % 1000 === 0);
	runSlice(scan);
	runSlice(scan);
	assert.equal(scan.at(scan.count - 1), 9000);
	assert.ok(scan.count < 10);
	let slices = 2;
	while (!scan.isDone) {
		slices++;
		runSlice(scan);
		assert.deepEqual(found(scan), found(scan).toSorted((a, b) => a - b));
	}

	assert.ok(slices > 5);
	assert.deepEqual(found(scan), [0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000]);
	add(ring, 10_000, 12_001);
	assert.ok(!scan.isDone);
	scan.run(never);
	assert.equal(scan.count, 13);
	assert.deepEqual([scan.placeOf(0), scan.placeOf(8999), scan.placeOf(9000), scan.placeOf(9001), scan.placeOf(99_999)], [0, 9, 9, 10, 13]);
});

test('matches that are not kept any more are none', () => {
	const ring = new LogRing({bytes: 1024 * 1024, lines: 1024});
	add(ring, 0, 500);
	const scan = new LogScan(ring, number => number % 2 === 0);
	scan.run(never);
	assert.equal(scan.count, 250);
	for (let number = 500; number < 30_000; number += 100) {
		add(ring, number, number + 100);
		scan.run(never);
		assert.equal(scan.count, (ring.end - ring.first) / 2);
		assert.equal(scan.at(0), ring.first + (ring.first % 2));
	}

	add(ring, 30_000, 40_000);
	assert.equal(scan.count, 0, 'all of it is new');
	scan.run(never);
	assert.equal(scan.count, 512);
});
