import test from 'node:test';
import assert from 'node:assert/strict';
import {denied, firstSample, isMissing} from '../../../source/known.ts';
import type {HostReading} from '../../../source/kernel/reading.ts';
import {buildHost, type HostFacts} from '../../../source/model/build/host.ts';
import {inodes, makeHostReading, pairOf} from '../../helpers/readings.ts';

const facts: HostFacts = {
	hostname: 'vm', kernel: '6.18.5', os: 'Debian', cgroup: 'v2',
};

function withTicks(changes: Readonly<Record<string, number>>): HostReading {
	const reading = makeHostReading();
	assert.ok(!isMissing(reading.stat));
	return {...reading, stat: {...reading.stat, cpu: {...reading.stat.cpu, ...changes}}};
}

const cpuPercent = (now: HostReading, before?: HostReading) => buildHost(facts, pairOf(now, before), inodes(0), 5).cpuPercent;

test('100 percent is the whole machine; waiting for a disk is idling and stolen time is not counted', () => {
	const before = withTicks({});
	assert.equal(cpuPercent(withTicks({
		user: 20, nice: 5, system: 10, irq: 3, softirq: 2, idle: 50, iowait: 10, steal: 1000,
	}), before), 40);
	assert.equal(cpuPercent(withTicks({user: 100}), before), 100);
	assert.equal(cpuPercent(withTicks({iowait: 100}), before), 0);
});

test('the first reading has no CPU share', () => {
	assert.equal(cpuPercent(withTicks({user: 100})), firstSample);
});

test('iowait may run backwards: the sum that shrinks makes no share', () => {
	assert.equal(cpuPercent(withTicks({user: 10, iowait: 0}), withTicks({user: 9, iowait: 50})), firstSample);
	assert.equal(
		cpuPercent(withTicks({user: 109, iowait: 20}), withTicks({user: 9, iowait: 50})),
		100,
		'a part is never more than the whole',
	);
});

test('each core has its own share, until one goes or comes', () => {
	const reading = makeHostReading();
	const {stat} = reading;
	assert.ok(!isMissing(stat));
	const withCores = (...busy: readonly number[]): HostReading =>
		({...reading, stat: {...stat, perCpu: busy.map(user => ({...stat.cpu, user, idle: 100 - user}))}});
	const cores = (now: HostReading, before: HostReading) => buildHost(facts, pairOf(now, before), inodes(0), 5).corePercents;
	const later = withCores(90, 20);
	assert.ok(!isMissing(later.stat));
	const moved = {...later, stat: {...later.stat, perCpu: later.stat.perCpu.map(ticks => ({...ticks, idle: ticks.idle + 100}))}};
	assert.deepEqual(cores(moved, withCores(0, 0)), [90, 20]);
	assert.deepEqual(cores(moved, withCores(0, 0, 0)), [firstSample, firstSample]);
	assert.equal(cores({...reading, stat: denied}, reading), denied);
});

test('memory in use is what programs could not get', () => {
	const host = buildHost(facts, pairOf(makeHostReading()), inodes(0), 5);
	assert.deepEqual([host.memoryBytes, host.memoryUsedBytes], [16_000_000_000, 4_000_000_000]);
	assert.deepEqual([host.load, host.uptimeSeconds, host.processes, host.hostname, host.cgroup], [[0.42, 0.31, 0.2], 11_520, 5, 'vm', 'v2']);
	assert.deepEqual(host.namespaces, inodes(0));
});

test('processors are those that are online now', () => {
	const reading = makeHostReading();
	assert.ok(!isMissing(reading.stat));
	assert.equal(buildHost(facts, pairOf(reading), inodes(0), 5).cpus, 2);
	assert.equal(buildHost(facts, pairOf({...reading, stat: {...reading.stat, cpus: 1}}, reading), inodes(0), 5).cpus, 1);
	assert.equal(buildHost(facts, pairOf({...reading, stat: denied}), inodes(0), 5).cpus, denied);
});

test('what may not be read is denied, and the rest is there', () => {
	const host = buildHost(facts, pairOf(makeHostReading({stat: denied, memory: denied, load: denied})), inodes(0), denied);
	assert.deepEqual(
		[host.cpuPercent, host.memoryBytes, host.memoryUsedBytes, host.load, host.processes],
		[denied, denied, denied, denied, denied],
	);
	assert.equal(host.uptimeSeconds, 11_520);
});
