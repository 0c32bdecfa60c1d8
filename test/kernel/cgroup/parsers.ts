import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import type {Bytes} from '../../../source/kernel/fields.ts';
import {
	parseCpuacctStat,
	parseCpuMaximum,
	parseCpuUsage,
	parseQuotaCounters,
	quotaOf,
} from '../../../source/kernel/cgroup/cpu.ts';
import {parseCgroupEvents, parseFreezerState} from '../../../source/kernel/cgroup/freezer.ts';
import {parseBlkio, parseIoStat} from '../../../source/kernel/cgroup/io.ts';
import {
	limitOf,
	parseMemoryStat,
	parseMemoryStatV1,
	parseOomKills,
	usedBytesOf,
} from '../../../source/kernel/cgroup/memory.ts';
import {parseTaskLimit} from '../../../source/kernel/cgroup/pids.ts';
import {parsePressure} from '../../../source/kernel/cgroup/pressure.ts';
import {
	denied,
	gone,
	isMissing,
	unsupported,
} from '../../../source/known.ts';

const bytes = (text: string): Bytes => Buffer.from(text);

test('cpu: v2 counts in microseconds, and without the controller tells the usage alone', () => {
	assert.deepEqual(parseCpuUsage(bytes('usage_usec 30908\nuser_usec 20000\nsystem_usec 10908\n')), {
		usageNanoseconds: 30_908_000,
		userNanoseconds: 20_000_000,
		systemNanoseconds: 10_908_000,
	});
	assert.deepEqual(parseQuotaCounters(bytes('usage_usec 30908\n')), {
		periods: unsupported, throttledPeriods: unsupported, throttledNanoseconds: unsupported,
	});
	assert.deepEqual(parseQuotaCounters(bytes('nr_periods 10\nnr_throttled 3\nthrottled_usec 5\n')), {
		periods: 10,
		throttledPeriods: 3,
		throttledNanoseconds: 5000,
	});
});

test('cpu: v1 counts nanoseconds throttled and ticks used', () => {
	assert.deepEqual(parseQuotaCounters(bytes('nr_periods 10\nnr_throttled 3\nthrottled_time 5\n')), {
		periods: 10,
		throttledPeriods: 3,
		throttledNanoseconds: 5,
	});
	assert.deepEqual(parseCpuacctStat(bytes('user 12\nsystem 3\n')), {userNanoseconds: 120_000_000, systemNanoseconds: 30_000_000});
});

test('cpu: no quota is not an unknown quota', () => {
	assert.equal(parseCpuMaximum(bytes('30000 100000\n')), 0.3);
	assert.equal(parseCpuMaximum(bytes('max 100000\n')), undefined);
	assert.equal(parseCpuMaximum(bytes('')), unsupported);
	assert.equal(quotaOf(-1, 100_000), undefined);
	assert.equal(quotaOf(250_000, 100_000), 2.5);
	assert.equal(quotaOf(gone, 100_000), gone);
	assert.equal(quotaOf(1000, denied), denied);
	assert.equal(quotaOf(1000, 0), unsupported);
});

test('memory: inactive page cache is not in use, unless it is more than all', () => {
	assert.equal(usedBytesOf(65_654_784, 65_011_712), 643_072);
	assert.equal(usedBytesOf(100, 100), 100);
	assert.equal(usedBytesOf(100, 200), 100);
	assert.equal(usedBytesOf(100, unsupported), 100);
	assert.equal(usedBytesOf(gone, 1), gone);
});

test('memory: v1 is read with what lies below, and its largest number is no limit', () => {
	const text =
		'cache 1\nrss 2\nshmem 3\ninactive_file 4\nhierarchical_memory_limit 9223372036854771712\ntotal_cache 10\ntotal_rss 20\ntotal_shmem 30\ntotal_inactive_file 40\n';
	assert.deepEqual(parseMemoryStatV1(bytes(text)), {
		anonBytes: 20, fileBytes: 10, shmemBytes: 30, inactiveFileBytes: 40, limitBytes: undefined,
	});
	assert.equal(limitOf(9_223_372_036_854_710_272), undefined);
	assert.equal(limitOf(2 ** 50), 2 ** 50);
});

test('memory: older kernels do not sum up their own', () => {
	const {kernelBytes} = parseMemoryStat(bytes('anon 1\nkernel_stack 10\npagetables 20\npercpu 30\nsock 40\nslab 50\n'));
	assert.equal(kernelBytes, 150);
	assert.equal(parseMemoryStat(bytes('anon 1\nkernel 7\nkernel_stack 10\nslab 5\n')).kernelBytes, 7);
	assert.equal(parseMemoryStat(bytes('anon 1\n')).kernelBytes, unsupported);
});

test('memory: a kill is not an event of another kind', () => {
	assert.equal(parseOomKills(bytes('low 0\noom 9\noom_kill 2\noom_group_kill 5\n')), 2);
	assert.equal(parseOomKills(bytes('oom_kill_disable 0\nunder_oom 0\noom_kill 4\n')), 4);
	assert.equal(parseOomKills(bytes('oom_kill_disable 0\nunder_oom 0\n')), unsupported);
});

const everyDevice = (devices: readonly string[]): ReadonlySet<string> => new Set(devices);

test('io: devices are summed, and one without numbers does no harm', () => {
	assert.deepEqual(
		parseIoStat(bytes('8:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=5 dios=6\n254:16 \n8:16 rbytes=10 wbytes=20 rios=30 wios=40\n'), everyDevice),
		{
			readBytes: 11,
			writeBytes: 22,
			readOperations: 33,
			writeOperations: 44,
		},
	);
	assert.deepEqual(parseIoStat(bytes(''), everyDevice), {
		readBytes: 0, writeBytes: 0, readOperations: 0, writeOperations: 0,
	});
});

test('io: v1 without a device is unknown, not nothing', () => {
	assert.deepEqual(parseBlkio(bytes('Total 0\n'), everyDevice), {reads: unsupported, writes: unsupported});
	assert.deepEqual(parseBlkio(bytes('8:0 Read 5\n8:0 Write 6\n8:0 Sync 1\n8:0 Total 11\n8:16 Read 1\n8:16 Write 0\nTotal 12\n'), everyDevice), {
		reads: 6,
		writes: 6,
	});
});

test('pids: no limit is not an unknown one', () => {
	assert.equal(parseTaskLimit(bytes('max\n')), undefined);
	assert.equal(parseTaskLimit(bytes('100\n')), 100);
});

test('pressure: an old kernel does not tell of a CPU that all waited for', () => {
	const pressure = parsePressure(bytes('some avg10=1.50 avg60=0.25 avg300=0.01 total=12345\n'));
	assert.ok(!isMissing(pressure));
	assert.equal(pressure.someAverage10, 1.5);
	assert.equal(pressure.someAverage60, 0.25);
	assert.equal(pressure.someAverage300, 0.01);
	assert.equal(pressure.someTotalMicroseconds, 12_345);
	assert.equal(pressure.fullAverage10, unsupported);
	assert.equal(parsePressure(bytes('')), unsupported);
	assert.equal(parsePressure(bytes('full avg10=0.00 avg60=0.00 avg300=0.00 total=1\n')), unsupported);
});

test('freezer: a cgroup that is still being frozen is not frozen yet', () => {
	assert.equal(parseFreezerState(bytes('FROZEN\n')), true);
	assert.equal(parseFreezerState(bytes('FREEZING\n')), false);
	assert.equal(parseFreezerState(bytes('THAWED\n')), false);
	assert.equal(parseFreezerState(bytes('')), unsupported);
	assert.equal(parseCgroupEvents(bytes('populated 1\nfrozen 1\n')), true);
	assert.equal(parseCgroupEvents(bytes('populated 1\nfrozen 0\n')), false);
	assert.equal(parseCgroupEvents(bytes('populated 1\n')), unsupported);
});
