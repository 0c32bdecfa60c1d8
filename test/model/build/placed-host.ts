import assert from 'node:assert/strict';
import {test} from 'node:test';
import {firstSample, unsupported} from '../../../source/known.ts';
import type {CgroupReading, HostReading} from '../../../source/kernel/reading.ts';
import {buildHost, type HostFacts} from '../../../source/model/build/host.ts';
import type {Inside} from '../../../source/model/inside/inside.ts';
import {restOfHost} from '../../../source/model/units/rest.ts';
import {remoteUsage} from '../../../source/model/build/usage.ts';
import {makeUsage} from '../../helpers/make.ts';
import {
	inodes,
	makeCgroup,
	makeHostReading,
	pairOf,
} from '../../helpers/readings.ts';

const inside: Inside = {
	runtime: 'lxc', evidence: '/proc/1/environ', isOwnWorld: true, cgroups: [], ownFiles: new Set(),
};

function hostIn(place: Partial<Inside>, now?: CgroupReading, before?: CgroupReading) {
	const facts: HostFacts = {
		hostname: 'c1', kernel: '6.12.1', os: 'Debian', cgroup: 'v2', inside: {...inside, ...place},
	};
	const reading = (cgroup: CgroupReading | undefined): HostReading =>
		({...makeHostReading(), uptimeSeconds: 500, world: {cgroup, startTicks: 20_000}});
	return buildHost(facts, pairOf(reading(now), reading(before)), inodes(0), 5);
}

const after = (nanoseconds: number, changes: Parameters<typeof makeCgroup>[0] = {}) =>
	makeCgroup({...changes, cpu: {usageNanoseconds: nanoseconds, ...changes.cpu}});

test('in a world of its own the numbers are those of the container\'s cgroup, and of what was mounted over /proc', () => {
	const limited = {cpu: {quotaCores: 0.5}, memory: {usedBytes: 30, limitBytes: 100}, tasks: {current: 7, limit: 20}};
	const host = hostIn({}, after(1_250_000_000, limited), after(1_000_000_000, limited));
	assert.equal(host.cpuPercent, 50, 'a quarter of a core where half a core may be used');
	assert.equal(host.cpuLimit, 0.5);
	assert.deepEqual([host.memoryUsedBytes, host.memoryBytes], [30, 100]);
	assert.deepEqual([host.inside?.tasks, host.inside?.tasksLimit, host.inside?.memoryLimitBytes], [7, 20, 100]);
	assert.equal(host.inside?.uptimeSeconds, 300);
	assert.equal(host.uptimeSeconds, 500, 'the clock of the kernel');
	assert.equal(host.corePercents, unsupported);
	assert.deepEqual(host.inside?.ofMachine, new Set(['load']));
	assert.deepEqual(hostIn({ownFiles: new Set(['loadavg'])}, after(1)).inside?.ofMachine, new Set());
	assert.equal(hostIn({}, after(1)).cpuPercent, firstSample);
});

test('processors that the container is bound to are as many as it may use, unless its quota is less', () => {
	const bound = (quotaCores: number | undefined, count: number) =>
		hostIn({}, after(1, {cpu: {quotaCores, cpuset: {list: `0-${count - 1}`, count}}})).cpuLimit;
	assert.deepEqual([bound(undefined, 1), bound(0.5, 1), bound(undefined, 2)], [1, 0.5, undefined]);
});

test('a limit that is more than the machine has is none', () => {
	const {memoryBytes} = hostIn({});
	const host = hostIn({}, after(1, {cpu: {quotaCores: 1000}, memory: {limitBytes: 2 ** 60}}));
	assert.equal(host.memoryBytes, memoryBytes);
	assert.equal(host.inside?.memoryLimitBytes, undefined);
	assert.equal(host.cpuLimit, undefined);
});

test('without a cgroup that can be read the numbers are the machine\'s, and it is said of which', () => {
	assert.deepEqual(hostIn({}).inside?.ofMachine, new Set(['cpu', 'memory', 'swap', 'load']));
	assert.deepEqual(hostIn({ownFiles: new Set(['stat', 'meminfo'])}).inside?.ofMachine, new Set(['load']), 'lxcfs');
	const beside = hostIn({isOwnWorld: false}, after(1, {memory: {limitBytes: 100}}));
	assert.deepEqual(beside.inside?.ofMachine, new Set());
	assert.notEqual(beside.memoryBytes, 100, 'who sees the processes of the host has its numbers');
});

test('the row of the host has the sum over its processes in place of the machine\'s numbers, and the limits of the world', () => {
	const processes = makeUsage({
		cpuPercent: 7, memoryBytes: 900, tasks: 4, summed: new Set(['cpuPercent']),
	});
	const others = [makeUsage({cpuPercent: 5, memoryBytes: 10, tasks: 2})];
	const summed = restOfHost({host: hostIn({}), threads: unsupported, processes}, others);
	assert.deepEqual([summed.cpuPercent, summed.memoryBytes, summed.swapBytes, summed.tasks], [7, 900, unsupported, 4]);
	const limited = {cpu: {quotaCores: 0.5}, memory: {usedBytes: 30, limitBytes: 100}, tasks: {current: 7, limit: 20}};
	const host = hostIn({}, after(1_250_000_000, limited), after(1_000_000_000, limited));
	const counted = restOfHost({host, threads: unsupported, processes: remoteUsage}, others);
	assert.deepEqual([counted.cpuPercent, counted.memoryBytes, counted.tasks], [20, 20, 5]);
	assert.deepEqual([counted.cpuLimit, counted.memoryLimitBytes, counted.tasksLimit], [0.5, 100, 20]);
});
