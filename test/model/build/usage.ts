import test from 'node:test';
import assert from 'node:assert/strict';
import {
	denied,
	firstSample,
	gone,
	isMissing,
	unsupported,
} from '../../../source/known.ts';
import type {CgroupReading} from '../../../source/kernel/reading.ts';
import type {QuotaCounters} from '../../../source/kernel/cgroup/cpu.ts';
import {
	goneUsage,
	remoteUsage,
	unknownUsage,
	usageOf,
} from '../../../source/model/build/usage.ts';
import {
	makeCgroup,
	makeInterface,
	makeQuota,
	pairOf,
} from '../../helpers/readings.ts';

const hostMemoryBytes = 16_000_000_000;
const hostSize = {memoryBytes: hostMemoryBytes, cpus: 2};

test('100 percent of CPU is one core', () => {
	const before = makeCgroup({cpu: {usageNanoseconds: 0, userNanoseconds: 0, systemNanoseconds: 0}});
	const now = makeCgroup({cpu: {usageNanoseconds: 3e9, userNanoseconds: 1e9, systemNanoseconds: 2e9}});
	const usage = usageOf(pairOf(now, before, 2), undefined, hostSize);
	assert.deepEqual([usage.cpuPercent, usage.cpuUserPercent, usage.cpuSystemPercent], [150, 50, 100]);
});

test('of a first sample the rates are unknown, and everything else is there', () => {
	const usage = usageOf(pairOf(makeCgroup()), pairOf([makeInterface('eth0', 5, 6)]), hostSize);
	const waiting = Object.entries(usage).filter(([, value]) => value === firstSample).map(([name]) => name);
	assert.deepEqual(waiting.toSorted(), [
		'blockReadPerSecond',
		'blockWritePerSecond',
		'cpuPercent',
		'cpuSystemPercent',
		'cpuUserPercent',
		'networkRxPerSecond',
		'networkTxPerSecond',
		'throttledCgroup',
		'throttledPercent',
	]);
	assert.deepEqual(Object.entries(usage).filter(([, value]) => isMissing(value) && value !== firstSample), []);
	assert.deepEqual([usage.memoryBytes, usage.tasks, usage.networkRxBytes, usage.blockWriteBytes, usage.pressureIo], [500, 3, 5, 2000, 3]);
});

test('a cgroup created again under the same name has smaller counters: its rates wait', () => {
	const before = makeCgroup({cpu: {usageNanoseconds: 9e9}, io: {readBytes: 9000}});
	const usage = usageOf(pairOf(makeCgroup({cpu: {usageNanoseconds: 1e9}, io: {readBytes: 10}}), before), undefined, hostSize);
	assert.equal(usage.cpuPercent, firstSample);
	assert.equal(usage.blockReadPerSecond, firstSample);
	assert.equal(usage.blockReadBytes, 10);
});

/**
The share and the cgroup, from the quotas as they were and as they are.
*/
function throttlingBetween(before: readonly QuotaCounters[] | undefined, now: readonly QuotaCounters[]) {
	const pair = pairOf(makeCgroup({cpu: {throttling: now}}), before && makeCgroup({cpu: {throttling: before}}));
	const {throttledPercent, throttledCgroup} = usageOf(pair, undefined, hostSize);
	return [throttledPercent, throttledCgroup];
}

test('throttling is the share of periods in which a quota was hit, of the quota that holds it up most', () => {
	const quota = makeQuota;
	assert.deepEqual(throttlingBetween([quota('/a', 100, 10)], [quota('/a', 110, 15)]), [50, '/a']);
	assert.deepEqual(throttlingBetween([quota('/a', 100, 10)], [quota('/a', 100, 10)]), [0, undefined], 'an idle container is not throttled');
	assert.deepEqual(
		throttlingBetween([quota('/s/a', 100, 10), quota('/s', 100, 10)], [quota('/s/a', 110, 12), quota('/s', 120, 30)]),
		[100, '/s'],
		'its own quota is hit less often than that of its slice',
	);
	assert.deepEqual(throttlingBetween([quota('/s/a', 0, 0), quota('/s', 0, 0)], [quota('/s/a', 9, 9), quota('/s', 9, 9)]), [100, '/s/a']);
	assert.deepEqual(throttlingBetween(undefined, []), [0, undefined], 'without a quota nothing waits for one');
	assert.deepEqual(throttlingBetween([], [quota('/a', 110, 15)]), [firstSample, firstSample], 'a new quota');
	assert.deepEqual(throttlingBetween([quota('/a', 100, 10)], [quota('/a', unsupported, 10)]), [unsupported, unsupported]);
});

test('a limit that the host does not have is no limit', () => {
	const limitOf = (limitBytes: number | undefined | typeof denied, host: number | typeof denied = hostMemoryBytes) =>
		usageOf(pairOf(makeCgroup({memory: {limitBytes}})), undefined, {memoryBytes: host, cpus: 2}).memoryLimitBytes;
	assert.equal(limitOf(64_000_000), 64_000_000);
	assert.equal(limitOf(undefined), undefined);
	assert.equal(limitOf(9_223_372_036_854_771_712), undefined);
	assert.equal(limitOf(hostMemoryBytes), undefined);
	assert.equal(limitOf(denied), denied);
	assert.equal(limitOf(64_000_000, denied), 64_000_000, 'whatever the host has');
	const placeOf = (limitBytes: number | undefined | typeof denied) =>
		usageOf(pairOf(makeCgroup({memory: {limitBytes}, limiting: {memory: '/a'}})), undefined, hostSize).memoryLimitCgroup;
	assert.deepEqual([placeOf(64_000_000), placeOf(hostMemoryBytes), placeOf(undefined), placeOf(denied)], ['/a', undefined, undefined, denied]);
});

test('cores that can be used are the least of quota, processors and those that are online', () => {
	const coresOf = (quotaCores: number | undefined, cpuset: CgroupReading['cpu']['cpuset'], cpus: number | typeof denied = 4) => {
		const usage = usageOf(pairOf(makeCgroup({cpu: {quotaCores, cpuset}})), undefined, {memoryBytes: hostMemoryBytes, cpus});
		return [usage.cpuCores, usage.cpuset, usage.cpuLimit];
	};

	assert.deepEqual(coresOf(undefined, {list: '0-3', count: 4}), [4, undefined, undefined]);
	assert.deepEqual(coresOf(0.05, {list: '0-3', count: 4}), [0.05, undefined, 0.05]);
	assert.deepEqual(coresOf(3, {list: '0,2', count: 2}), [2, '0,2', 3]);
	assert.deepEqual(coresOf(6, unsupported), [4, undefined, 6], 'more than there are');
	assert.deepEqual(coresOf(undefined, {list: '0-3', count: 4}, 3), [3, undefined, undefined], 'one has gone offline a moment ago');
	assert.deepEqual(coresOf(2, {list: '0', count: 1}, denied), [denied, denied, 2]);
	assert.deepEqual(coresOf(1, denied), [1, denied, 1]);
});

test('without a cgroup of its own nothing of it can be told, never 0', () => {
	const usage = usageOf(undefined, pairOf([makeInterface('eth0', 30, 40)], [makeInterface('eth0', 10, 10)]), hostSize);
	assert.deepEqual([usage.cpuPercent, usage.memoryBytes, usage.tasks], [unsupported, unsupported, unsupported]);
	assert.deepEqual([usage.networkRxBytes, usage.networkTxPerSecond], [30, 30], 'but its network namespace tells the network');
});

test('the host\'s network is not billed to a container', () => {
	const usage = usageOf(pairOf(makeCgroup()), undefined, hostSize);
	assert.deepEqual(
		[usage.networkRxBytes, usage.networkTxBytes, usage.networkRxPerSecond, usage.networkTxPerSecond],
		Array.from({length: 4}, () => unsupported),
	);
});

test('what a container says to itself does not count, all other interfaces do', () => {
	const before = [makeInterface('lo', 0, 0), makeInterface('eth0', 100, 50), makeInterface('eth1', 10, 5)];
	const now = [makeInterface('lo', 9999, 9999), makeInterface('eth0', 300, 60), makeInterface('eth1', 20, 5)];
	const usage = usageOf(undefined, pairOf(now, before, 2), hostSize);
	assert.deepEqual([usage.networkRxBytes, usage.networkTxBytes, usage.networkRxPerSecond, usage.networkTxPerSecond], [320, 65, 105, 5]);
});

test('an interface that was taken away makes the sum smaller: no negative rate', () => {
	const usage = usageOf(
		undefined,
		pairOf([makeInterface('eth0', 5, 5)], [makeInterface('eth0', 5, 5), makeInterface('eth1', 90, 90)]),
		hostSize,
	);
	assert.deepEqual([usage.networkRxPerSecond, usage.networkTxPerSecond], [firstSample, firstSample]);
});

test('every part may be unknown for a reason of its own', () => {
	const usage = usageOf(
		pairOf(
			makeCgroup({
				memory: {usedBytes: denied},
				tasks: {current: gone},
				io: {readBytes: unsupported},
				pressure: {io: unsupported},
			}),
		),
		undefined,
		hostSize,
	);
	assert.deepEqual(
		[usage.memoryBytes, usage.tasks, usage.blockReadBytes, usage.blockReadPerSecond, usage.pressureIo],
		[denied, gone, unsupported, unsupported, unsupported],
	);
	assert.deepEqual([usage.anonBytes, usage.pressureCpu], [300, 1]);
});

test('an unknown usage has all fields that a known one has', () => {
	const fields = Object.keys(usageOf(pairOf(makeCgroup()), undefined, hostSize)).toSorted();
	assert.deepEqual(Object.keys(unknownUsage(gone)).toSorted(), fields);
	assert.ok(Object.values(goneUsage).every(value => value === gone));
	assert.ok(Object.values(remoteUsage).every(value => value === unsupported));
});
