import assert from 'node:assert/strict';
import test from 'node:test';
import {
	denied,
	gone,
	isMissing,
	type Known,
} from '../../../source/known.ts';
import type {ProcessStat} from '../../../source/kernel/pid/stat.ts';
import type {KernelScanner} from '../../../source/kernel/scan.ts';
import {ThreadSamples} from '../../../source/sampler/parts/thread-samples.ts';
import {
	identitiesOf,
	makeIdentity,
	makeSample,
	makeStatus,
} from '../../helpers/readings.ts';

/**
Samples over a kernel in which each process has this number of threads, with ids from its pid on.
*/
function observe(counts: ReadonlyMap<number, number>, statOf: (id: number) => Known<ProcessStat> = id => makeSample({pid: id}).stat) {
	const asked = {stat: 0, status: 0};
	const scanner = {
		processes: {
			threads: {
				list: (pid: number, most: number) => Array.from({length: Math.min(most, counts.get(pid) ?? 0)}, (_, index) => pid + index),
				watch: (_pid: number, id: number) => ({
					sample() {
						asked.stat++;
						return statOf(id);
					},
				}),
				status(_pid: number, id: number) {
					asked.status++;
					return makeStatus({nspid: [id]});
				},
			},
		},
	} as unknown as KernelScanner;
	const samples = new ThreadSamples(scanner, 0.4);
	const pids = [...counts.keys()];
	const identities = identitiesOf(...pids.map(pid => makeIdentity({pid})));
	return {asked, read: (atSeconds: number) => samples.read(pids, identities, pid => counts.get(pid), () => atSeconds)};
}

test('of a hundred thousand threads five hundred are read, and the others are counted', () => {
	const {asked, read} = observe(new Map([[10, 100_000]]));
	const reading = read(1).get(10);
	assert.ok(reading);
	assert.ok(!isMissing(reading));
	assert.deepEqual([reading.threads.length, reading.leftOut, asked.stat], [500, 99_500, 500]);
});

test('many processes share what is read at most, and a small one among them has all its threads', () => {
	const counts = new Map(Array.from({length: 20}, (_, index) => [index * 10_000, index === 7 ? 3 : 5000]));
	const {asked, read} = observe(counts);
	const readings = [...read(1).values()].map(reading => isMissing(reading) ? [] : [reading.threads.length, reading.leftOut]);
	assert.deepEqual(readings[7], [3, 0]);
	assert.deepEqual(readings[0], [105, 4895]);
	assert.ok(asked.stat <= 2000, `${asked.stat}`);
});

test('a process with one thread has no list', () => {
	assert.equal(observe(new Map([[10, 1]])).read(1).size, 0);
});

test('the ids of a thread are read once, its counters each time, but not within an instant', () => {
	const {asked, read} = observe(new Map([[10, 4]]));
	const first = read(1).get(10);
	assert.equal(read(1.1).get(10), first);
	read(2);
	assert.deepEqual(asked, {stat: 8, status: 4});
});

test('an id that was given again is another thread, without rates', () => {
	let startTicks = 100;
	const {read} = observe(new Map([[10, 2]]), id => makeSample({pid: id, startTicks}).stat);
	const hasRates = (atSeconds: number) => {
		const reading = read(atSeconds).get(10);
		return reading && !isMissing(reading) && reading.threads.map(({pair}) => pair.before !== undefined);
	};

	assert.deepEqual(hasRates(1), [false, false]);
	assert.deepEqual(hasRates(2), [true, true]);
	startTicks = 200;
	assert.deepEqual(hasRates(3), [false, false]);
});

test('a thread that ends while it is read is left out, one that may not be read stays', () => {
	const {read} = observe(new Map([[10, 3]]), id => (id === 11 ? gone : (id === 12 ? denied : makeSample({pid: id}).stat)));
	const reading = read(1).get(10);
	assert.ok(reading);
	assert.ok(!isMissing(reading));
	assert.deepEqual(reading.threads.map(({id}) => id), [10, 12]);
});
