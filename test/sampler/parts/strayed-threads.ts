import assert from 'node:assert/strict';
import test from 'node:test';
import type {StrayedThread} from '../../../source/kernel/reading.ts';
import type {KernelScanner} from '../../../source/kernel/scan.ts';
import {StrayedThreadFinder} from '../../../source/sampler/parts/strayed-threads.ts';

/**
A finder over a kernel in which each process has this number of threads, with ids from its pid on; the named ones strayed.
*/
function observe(counts: ReadonlyMap<number, number>, strayed: Set<number>) {
	const looked: number[] = [];
	const scanner = {
		processes: {
			threads: {
				count: (pid: number) => counts.get(pid) ?? 0,
				list: (pid: number, most: number) => Array.from({length: Math.min(most, counts.get(pid) ?? 0)}, (_, index) => pid + index),
				strayed(pid: number, ids: readonly number[]): readonly StrayedThread[] {
					looked.push(...ids);
					return ids.filter(id => strayed.has(id)).map(id => ({
						pid, id, nspid: [id], comm: 'worker', namespaces: {net: 77},
					}));
				},
			},
		},
	} as unknown as KernelScanner;
	const finder = new StrayedThreadFinder(scanner);
	const pids = new Set(counts.keys());
	return {
		looked,
		finder,
		read: (atSeconds: number, {scope = 'web', isAllAtOnce = false} = {}) =>
			finder.read({scope, pids}, isAllAtOnce, atSeconds).map(({id}) => id),
	};
}

test('processes with one thread are not looked into', () => {
	const {looked, read} = observe(new Map([[10, 1], [20, 1]]), new Set());
	assert.deepEqual(read(1), []);
	assert.deepEqual(looked, []);
});

test('threads are gone through in parts, each once in a round, and a round begins no sooner than after ten seconds', () => {
	const {looked, read} = observe(new Map([[10_000, 600]]), new Set([10_599]));
	const parts = [1, 2, 3, 4, 10.9].map(atSeconds => {
		const before = looked.length;
		read(atSeconds);
		return looked.length - before;
	});
	assert.ok(parts.every(part => part <= 257), parts.join(' '));
	assert.equal(new Set(looked).size, 600);
	assert.deepEqual(read(10.9), [10_599]);
	const before = looked.length;
	read(11);
	assert.ok(looked.length > before + 200);
});

test('a thread that comes back or ends is gone with the next look', () => {
	const strayed = new Set([11]);
	const {read} = observe(new Map([[10, 2]]), strayed);
	assert.deepEqual(read(1), [11]);
	assert.deepEqual(read(2), [11]);
	strayed.clear();
	assert.deepEqual(read(3), []);
});

test('the same threads are the same array', () => {
	const {finder} = observe(new Map([[10, 2]]), new Set([11]));
	const wanted = {scope: 'web', pids: new Set([10])};
	assert.equal(finder.read(wanted, false, 1), finder.read(wanted, false, 2));
});

test('whoever looks elsewhere is answered at once', () => {
	const {read, finder} = observe(new Map([[10, 2]]), new Set([11]));
	finder.read({scope: 'other', pids: new Set()}, false, 1);
	assert.deepEqual(read(1.1), [11]);
});

test('one look is enough where there is only one, and what it has left out is told', () => {
	const few = observe(new Map([[10, 900], [10_000, 900]]), new Set([10_899]));
	assert.deepEqual(few.read(1, {isAllAtOnce: true}), [10_899]);
	assert.deepEqual([few.finder.cut.size, few.finder.isCutShort], [0, false]);
	const many = observe(new Map([[10, 100_000]]), new Set());
	many.read(1, {isAllAtOnce: true});
	assert.deepEqual([[...many.finder.cut], many.looked.length], [[[10, 100_000]], 4096]);
});
