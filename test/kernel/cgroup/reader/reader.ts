import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {
	existsSync,
	mkdirSync,
	readFileSync,
	rmdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import process from 'node:process';
import {test} from 'node:test';
import type {CpuCounters} from '../../../../source/kernel/cgroup/cpu.ts';
import {findHierarchies} from '../../../../source/kernel/cgroup/reader/hierarchies.ts';
import {CgroupReader} from '../../../../source/kernel/cgroup/reader/reader.ts';
import {HeldFiles} from '../../../../source/kernel/files/held.ts';
import {BlockDevices} from '../../../../source/kernel/host/block-devices.ts';
import {type CgroupMembership, parseCgroup} from '../../../../source/kernel/pid/cgroup.ts';
import {parseMountinfo} from '../../../../source/kernel/pid/mountinfo.ts';
import {KernelScanner} from '../../../../source/kernel/scan.ts';
import {
	firstSample,
	gone,
	isMissing,
	unsupported,
	valueOf,
	type Known,
} from '../../../../source/known.ts';
import {
	makeFolder,
	canMakeCgroups,
	startShell,
	until,
} from '../../../helpers/live-process.ts';

const hosts = 'test/fixtures/hosts';

function readerOf(host: string): CgroupReader {
	const mounts = parseMountinfo(readFileSync(`${host}/proc/self/mountinfo`));
	return new CgroupReader(findHierarchies(mounts, `${host}/sys/fs/cgroup`), new HeldFiles(100));
}

function replaceUsage(folder: string): void {
	const file = `${folder}/cpu.stat`;
	writeFileSync(file, readFileSync(file, 'utf8').replace(/^usage_usec (\d+)$/mu, (_, usage: string) => `usage_usec ${Number(usage) + 1}`));
}

const periodsOf = ({throttling}: CpuCounters) => valueOf(throttling)?.map(({periods}) => periods);
const throttledOf = ({throttling}: CpuCounters) => valueOf(throttling)?.map(({throttledPeriods}) => throttledPeriods);

const membershipsOf = (host: string, pid: number) => parseCgroup(readFileSync(`${host}/proc/${pid}/cgroup`));

test('v2: every counter comes from its file', () => {
	const host = `${hosts}/v2`;
	const reader = readerOf(host);
	const memberships = membershipsOf(host, 2441);
	const none = {
		fullAverage10: 0, fullAverage60: 0, fullAverage300: 0, fullTotalMicroseconds: 0,
	};
	const expected = {
		cpu: {
			usageNanoseconds: 1_230_456_000,
			userNanoseconds: 800_123_000,
			systemNanoseconds: 430_333_000,
			throttling: [{
				path: memberships[0]!.path, periods: 410, throttledPeriods: 120, throttledNanoseconds: 9_876_543_000,
			}],
			quotaCores: 0.3,
			cpuset: unsupported,
		},
		memory: {
			usedBytes: 63_602_688 - 30_408_704,
			currentBytes: 63_602_688,
			limitBytes: 536_870_912,
			swapBytes: unsupported,
			swapLimitBytes: unsupported,
			zswapBytes: unsupported,
			zswappedBytes: unsupported,
			peakBytes: 70_254_592,
			anonBytes: 20_971_520,
			fileBytes: 40_894_464,
			shmemBytes: 4_194_304,
			kernelBytes: 1_736_704,
			inactiveFileBytes: 30_408_704,
			oomKills: 1,
		},
		io: {
			readBytes: 1_052_672,
			writeBytes: 2_097_152,
			readOperations: 65,
			writeOperations: 128,
		},
		limiting: {
			cpu: memberships[0]!.path, memory: '/system.slice', swap: undefined, tasks: undefined,
		},
		tasks: {current: 4, limit: undefined},
		pressure: {
			cpu: {
				someAverage10: 12.34,
				someAverage60: 5.6,
				someAverage300: 1.02,
				someTotalMicroseconds: 8_123_456,
				...none,
			},
			memory: {
				someAverage10: 0,
				someAverage60: 0.11,
				someAverage300: 0.05,
				someTotalMicroseconds: 20_480,
				fullAverage10: 0,
				fullAverage60: 0.1,
				fullAverage300: 0.04,
				fullTotalMicroseconds: 18_432,
			},
			io: {
				someAverage10: 0.5,
				someAverage60: 0.25,
				someAverage300: 0.1,
				someTotalMicroseconds: 40_960,
				fullAverage10: 0.4,
				fullAverage60: 0.2,
				fullAverage300: 0.08,
				fullTotalMicroseconds: 38_912,
			},
		},
		frozen: false,
	};
	assert.deepEqual(reader.read(memberships), expected);
	assert.deepEqual(reader.read(memberships), expected, 'a second time, from held files');
});

test('v2: the processes below a cgroup are its own too, and those of other namespaces are left out', () => {
	const host = `${hosts}/v2`;
	assert.deepEqual(readerOf(host).listProcesses(membershipsOf(host, 2441)), [2441, 2500, 2502]);
});

test('hybrid: each number comes from the hierarchy that has it', () => {
	const host = `${hosts}/debian-hybrid`;
	const reader = readerOf(host);
	const reading = reader.read(membershipsOf(host, 14_920));
	assert.deepEqual(reading.cpu, {
		usageNanoseconds: 22_749_000,
		userNanoseconds: 13_666_000,
		systemNanoseconds: 9_082_000,
		throttling: [{
			path: membershipsOf(host, 14_920).find(({controllers}) => controllers.includes('cpu'))!.path,
			periods: 3,
			throttledPeriods: 0,
			throttledNanoseconds: 0,
		}],
		quotaCores: 0.5,
		cpuset: gone,
	});
	assert.deepEqual(reading.memory, {
		usedBytes: 585_728,
		currentBytes: 585_728,
		peakBytes: 4_349_952,
		anonBytes: 49_152,
		fileBytes: 0,
		shmemBytes: 0,
		inactiveFileBytes: 0,
		limitBytes: 67_108_864,
		swapBytes: 0,
		swapLimitBytes: 67_108_864,
		zswapBytes: unsupported,
		zswappedBytes: unsupported,
		kernelBytes: 282_624,
		oomKills: 0,
	});
	assert.deepEqual(reading.io, {
		readBytes: unsupported,
		writeBytes: unsupported,
		readOperations: unsupported,
		writeOperations: unsupported,
	});
	assert.deepEqual(reading.tasks, {current: 2, limit: 100});
	assert.ok(!isMissing(reading.pressure.cpu));
	assert.equal(reading.pressure.cpu.someTotalMicroseconds, 10_752);
	assert.equal(reading.frozen, false);
	assert.deepEqual(reader.listProcesses(membershipsOf(host, 14_920)), [14_920]);
});

test('v1 alone: processor time comes from cpuacct, and there is no pressure', () => {
	const host = `${hosts}/debian-hybrid`;
	const mounts = parseMountinfo(readFileSync(`${host}/proc/self/mountinfo`)).filter(({fileSystem}) => fileSystem !== 'cgroup2');
	const reader = new CgroupReader(findHierarchies(mounts, `${host}/sys/fs/cgroup`), new HeldFiles(100));
	const {cpu, pressure} = reader.read(membershipsOf(host, 14_920));
	assert.deepEqual(
		[cpu.usageNanoseconds, cpu.userNanoseconds, cpu.systemNanoseconds, periodsOf(cpu), cpu.quotaCores],
		[22_749_380, 10_000_000, 0, [3], 0.5],
	);
	assert.deepEqual(pressure, {cpu: unsupported, memory: unsupported, io: unsupported});
});

test('v1 alone: what processor time is made up of is read again as soon as there is more of it', () => {
	const host = makeFolder(`${hosts}/debian-hybrid`);
	const mounts = parseMountinfo(readFileSync(`${host}/proc/self/mountinfo`)).filter(({fileSystem}) => fileSystem !== 'cgroup2');
	const reader = new CgroupReader(findHierarchies(mounts, `${host}/sys/fs/cgroup`), new HeldFiles(100));
	const place = membershipsOf(host, 14_920);
	const folder = `${host}/sys/fs/cgroup/cpuacct${place.find(({controllers}) => controllers.includes('cpuacct'))!.path}`;
	const first = reader.read(place);
	const same = reader.readParts(place, new Set(), first, false);
	assert.deepEqual([same.cpu.userNanoseconds, same.cpu.systemNanoseconds], [10_000_000, 0]);
	writeFileSync(`${folder}/cpuacct.usage`, '52749380\n');
	writeFileSync(`${folder}/cpuacct.stat`, 'user 3\nsystem 2\n');
	const {cpu} = reader.readParts(place, new Set(), same, false);
	assert.deepEqual([cpu.usageNanoseconds, cpu.userNanoseconds, cpu.systemNanoseconds], [52_749_380, 30_000_000, 20_000_000]);
});

test('how memory is made up is read again when use has moved, and otherwise after a few readings', () => {
	const host = makeFolder(`${hosts}/v2`);
	const reader = readerOf(host);
	const place = membershipsOf(host, 2441);
	const folder = `${host}/sys/fs/cgroup${place[0]!.path}`;
	const use = Number(readFileSync(`${folder}/memory.current`, 'utf8'));
	const parts = new Set(['memory'] as const);
	const look = (last: ReturnType<typeof reader.read>) => reader.readParts(place, parts, last, false);
	let last = look(reader.read(place));
	const {anonBytes: before} = last.memory;
	const stat = readFileSync(`${folder}/memory.stat`, 'utf8');
	writeFileSync(`${folder}/memory.stat`, stat.replace(/^anon \d+$/mu, 'anon 4096'));
	writeFileSync(`${folder}/memory.current`, `${use + 4096}\n`);
	last = look(last);
	assert.deepEqual([last.memory.currentBytes, last.memory.anonBytes], [use + 4096, before], 'a page more is no reason');
	writeFileSync(`${folder}/memory.current`, `${use + Math.max(262_144, Math.ceil(use / 256)) + 4096}\n`);
	last = look(last);
	assert.equal(last.memory.anonBytes, 4096, 'so much more is one');
	writeFileSync(`${folder}/memory.stat`, stat.replace(/^anon \d+$/mu, 'anon 8192'));
	const readings = Array.from({length: 6}, () => {
		last = look(last);
		return last.memory.anonBytes;
	});
	assert.deepEqual(readings, [4096, 4096, 4096, 4096, 4096, 8192]);
});

test('where nothing has run and memory is as it was, it is the very same reading, but only where that was a whole one of what is wanted', () => {
	const host = makeFolder(`${hosts}/v2`);
	const reader = readerOf(host);
	const place = membershipsOf(host, 2441);
	const folder = `${host}/sys/fs/cgroup${place[0]!.path}`;
	const first = reader.read(place);
	const parts = new Set(['memory', 'tasks'] as const);
	writeFileSync(`${folder}/pids.current`, '77\n');
	assert.equal(reader.readParts(place, parts, first, true), first);
	assert.equal(reader.readParts(place, parts, first, false).tasks.current, 77);
	replaceUsage(folder);
	const later = reader.readParts(place, parts, first, true);
	assert.notEqual(later, first);
	assert.deepEqual([later.tasks.current, later.io.readBytes], [77, firstSample]);
});

test('a device that stands on another counts the same bytes, and only the lower one adds up', () => {
	const host = makeFolder(`${hosts}/v2`);
	const block = `${host}/block`;
	for (const [device, number, name] of [['253:1', '253:0', 'dm-0'], ['253:0', '254:0', 'vda']] as const) {
		mkdirSync(`${block}/${device}/slaves/${name}`, {recursive: true});
		writeFileSync(`${block}/${device}/slaves/${name}/dev`, `${number}\n`);
	}

	const mounts = parseMountinfo(readFileSync(`${host}/proc/self/mountinfo`));
	const reader = new CgroupReader(findHierarchies(mounts, `${host}/sys/fs/cgroup`), new HeldFiles(100), new BlockDevices(block));
	const place = membershipsOf(host, 2441);
	const file = `${host}/sys/fs/cgroup${place[0]!.path}/io.stat`;
	const line = (device: string, bytes: number): string => `${device} rbytes=0 wbytes=${bytes} rios=0 wios=1\n`;
	writeFileSync(file, line('254:0', 1000) + line('253:0', 1000) + line('253:1', 1000) + line('8:0', 24));
	assert.equal(reader.read(place).io.writeBytes, 1024);
	writeFileSync(file, line('253:1', 1000) + line('254:0', 1000));
	assert.equal(reader.read(place).io.writeBytes, 1000, 'the one in between need not be there');
	writeFileSync(file, line('253:1', 500));
	assert.equal(reader.read(place).io.writeBytes, 500, 'nothing else counts these');
});

test('blocks that are written back while nothing runs are seen', () => {
	const host = makeFolder(`${hosts}/v2`);
	const reader = readerOf(host);
	const place = membershipsOf(host, 2441);
	const file = `${host}/sys/fs/cgroup${place[0]!.path}/io.stat`;
	const parts = new Set(['memory', 'io'] as const);
	const first = reader.read(place);
	assert.equal(reader.readParts(place, parts, first, true), first);
	writeFileSync(file, '254:0 rbytes=0 wbytes=83886080 rios=0 wios=80\n');
	const later = reader.readParts(place, parts, first, true);
	assert.deepEqual([later.io.writeBytes, later.io.writeOperations], [83_886_080, 80]);
	assert.equal(reader.readParts(place, parts, later, true), later);
});

test('a container is paused where its first process is in a cgroup below that is frozen, as crun has it', () => {
	const host = makeFolder(`${hosts}/v2`);
	const [outer] = membershipsOf(host, 2441);
	const inner = `${host}/sys/fs/cgroup${outer!.path}/container`;
	const whole = [{...outer!, innerPath: `${outer!.path}/container`}];
	const frozenWith = (outside: number, inside: number | undefined): Known<boolean> => {
		writeFileSync(`${host}/sys/fs/cgroup${outer!.path}/cgroup.events`, `populated 1\nfrozen ${outside}\n`);
		rmSync(inner, {recursive: true, force: true});
		if (inside !== undefined) {
			mkdirSync(inner);
			writeFileSync(`${inner}/cgroup.events`, `populated 1\nfrozen ${inside}\n`);
		}

		return readerOf(host).read(whole).frozen;
	};

	assert.deepEqual([frozenWith(0, 1), frozenWith(0, 0), frozenWith(1, 1)], [true, false, true]);
	assert.deepEqual([frozenWith(1, undefined), frozenWith(0, undefined)], [true, false], 'it was moved since');
});

test('a process in no cgroup but the root has no numbers, for those are the host\'s', () => {
	for (const [name, pid] of [['v2', 2441], ['debian-hybrid', 2]] as const) {
		const host = `${hosts}/${name}`;
		const reader = readerOf(host);
		const memberships = name === 'v2' ? [{hierarchy: 0, controllers: [], path: '/'}] : membershipsOf(host, pid);
		const {cpu, memory, io, tasks, pressure, frozen} = reader.read(memberships);
		for (const value of [
			...Object.values(cpu),
			...Object.values(memory),
			...Object.values(io),
			...Object.values(tasks),
			...Object.values(pressure),
			frozen,
		]) {
			assert.equal(value, unsupported);
		}

		assert.equal(reader.listProcesses(memberships), unsupported);
	}
});

test('a file that a cgroup lacks is unsupported, and a cgroup that was removed is gone', () => {
	const host = makeFolder(`${hosts}/v2`);
	const reader = readerOf(host);
	const memberships = membershipsOf(host, 2441);
	const directory = `${host}/sys/fs/cgroup${memberships[0]!.path}`;
	rmSync(`${directory}/memory.peak`);
	rmSync(`${directory}/cpu.pressure`);
	rmSync(`${directory}/io.stat`);
	const reading = reader.read(memberships);
	assert.equal(reading.memory.peakBytes, unsupported);
	assert.equal(reading.memory.currentBytes, 63_602_688);
	assert.equal(reading.pressure.cpu, unsupported);
	assert.equal(reading.io.readBytes, unsupported);
	writeFileSync(`${directory}/memory.peak`, '5\n');
	reader.forgetAbsent();
	assert.equal(reader.read(memberships).memory.peakBytes, 5);
	rmSync(directory, {recursive: true});
	const later = readerOf(host).read(memberships);
	for (const value of [
		...Object.values(later.cpu),
		...Object.values(later.memory),
		...Object.values(later.io),
		...Object.values(later.tasks),
		later.frozen,
	]) {
		assert.equal(value, gone);
	}

	assert.equal(reader.listProcesses(memberships), gone);
});

test(
	'a real cgroup is read, with what is below it, until it is removed',
	{skip: !canMakeCgroups && 'only root may make a cgroup'},
	async () => {
		const scanner = new KernelScanner();
		const name = `nstop-test-${process.pid}`;
		const {controllers, unified} = scanner.hierarchies;
		const wanted = ['cpu', 'cpuacct', 'memory', 'pids', 'blkio', 'freezer'].flatMap(controller => {
			const mount = controllers.get(controller);
			return mount ? [{mount, membership: {hierarchy: 1, controllers: [controller], path: `/${name}`}}] : [];
		});
		if (unified) {
			wanted.push({mount: unified, membership: {hierarchy: 0, controllers: [], path: `/${name}`}});
		}

		const memberships: readonly CgroupMembership[] = wanted.map(({membership}) => membership);
		const directories = [...new Set(wanted.map(({mount}) => `${mount.directory}/${name}`))];
		for (const directory of directories) {
			mkdirSync(`${directory}/below`, {recursive: true});
		}

		const child = await startShell('');
		try {
			for (const directory of directories) {
				writeFileSync(`${directory}/below/cgroup.procs`, String(child.pid));
			}

			const reading = scanner.cgroup(memberships);
			assert.deepEqual(scanner.cgroupProcesses(memberships), [child.pid]);
			assert.equal(typeof reading.cpu.usageNanoseconds, 'number');
			assert.equal(reading.frozen, false);
			const hasTasks = existsSync(`${directories.at(-1)}/pids.current`) || controllers.has('pids');
			const {tasks, memory} = reading;
			assert.deepEqual(hasTasks ? tasks : 'no controller', hasTasks ? {current: 1, limit: undefined} : 'no controller');
			assert.deepEqual(
				controllers.has('memory') ? [memory.limitBytes, typeof memory.currentBytes] : 'no controller',
				controllers.has('memory') ? [undefined, 'number'] : 'no controller',
			);
		} finally {
			await child.stop();
			const isRemoved = (directory: string): boolean => {
				try {
					rmdirSync(directory);
				} catch (error) {
					return (error as NodeJS.ErrnoException).code === 'ENOENT';
				}

				return true;
			};

			for (const directory of directories) {
				// The kernel lets go of an ended process a moment later.

				await until(() => isRemoved(`${directory}/below`) && isRemoved(directory));
			}
		}

		assert.equal(scanner.cgroup(memberships).cpu.usageNanoseconds, gone);
		assert.equal(scanner.cgroupProcesses(memberships), gone);
	},
);

test('a hostile path never leaves the cgroup tree', () => {
	const reader = readerOf(`${hosts}/v2`);
	for (const outside of ['/../../../../../../../../proc/self', '/a/../../proc']) {
		const memberships = parseCgroup(Buffer.from(`0::${outside}\n`));
		assert.equal(reader.listProcesses(memberships), unsupported);
		assert.equal(reader.read(memberships).cpu.usageNanoseconds, unsupported);
	}
});

/**
A host in which the files are all that there is; the text of a mount table, and files below /sys/fs/cgroup.
*/
function readerOfFiles(mounts: string, files: Readonly<Record<string, string>>): CgroupReader {
	const root = makeFolder();
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(`${root}/${name}`.replace(/\/[^/]*$/, ''), {recursive: true});
		writeFileSync(`${root}/${name}`, text);
	}

	return new CgroupReader(findHierarchies(parseMountinfo(Buffer.from(mounts)), root), new HeldFiles(100));
}

const throttled = (count: number): string => `usage_usec 5\nuser_usec 3\nsystem_usec 2\nnr_periods 50\nnr_throttled ${count}\nthrottled_usec 9\n`;

test('v2: the quota, its throttling and the limits of tasks and swap are those of the cgroup above where these are tighter', () => {
	const reader = readerOfFiles('30 1 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup rw\n', {
		'job.slice/cpu.max': '20000 100000\n',
		'job.slice/cpu.stat': throttled(40),
		'job.slice/pids.max': '20\n',
		'job.slice/a/cpu.max': 'max 100000\n',
		'job.slice/a/cpu.stat': throttled(0),
		'job.slice/a/pids.max': '5880\n',
		'job.slice/a/pids.current': '2\n',
		'job.slice/memory.swap.max': '5000\n',
		'job.slice/a/memory.swap.max': '9000\n',
		'job.slice/a/memory.swap.current': '300\n',
		'job.slice/b/cpu.max': '10000 100000\n',
		'job.slice/b/cpu.stat': throttled(7),
	});
	const read = (path: string) => {
		const {cpu, tasks} = reader.read([{hierarchy: 0, controllers: [], path}]);
		return [cpu.quotaCores, throttledOf(cpu), tasks.limit];
	};

	assert.deepEqual(read('/job.slice/a'), [0.2, [40], 20]);
	const {swapBytes, swapLimitBytes} = reader.read([{hierarchy: 0, controllers: [], path: '/job.slice/a'}]).memory;
	assert.deepEqual([swapBytes, swapLimitBytes], [300, 5000]);
	assert.deepEqual(read('/job.slice/b'), [0.1, [7, 40], 20], 'although its own controller of tasks is off');
	const limiting = (path: string) => reader.read([{hierarchy: 0, controllers: [], path}]).limiting;
	assert.deepEqual(limiting('/job.slice/a'), {
		cpu: '/job.slice', memory: undefined, swap: '/job.slice', tasks: '/job.slice',
	});
	assert.deepEqual(limiting('/job.slice/b'), {
		cpu: '/job.slice/b', memory: undefined, swap: '/job.slice', tasks: '/job.slice',
	});
});

test('v1: likewise', () => {
	const reader = readerOfFiles(
		'30 1 0:26 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n31 1 0:27 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids\n'
		+ '32 1 0:28 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n',
		{
			'cpu/job/cpu.cfs_quota_us': '20000\n',
			'cpu/job/cpu.cfs_period_us': '100000\n',
			'cpu/job/cpu.stat': 'nr_periods 50\nnr_throttled 40\nthrottled_time 9\n',
			'cpu/job/a/cpu.cfs_quota_us': '-1\n',
			'cpu/job/a/cpu.cfs_period_us': '100000\n',
			'cpu/job/a/cpu.stat': 'nr_periods 0\nnr_throttled 0\nthrottled_time 0\n',
			'pids/job/pids.max': '20\n',
			'pids/job/a/pids.max': 'max\n',
			'pids/job/a/pids.current': '2\n',
			'memory/job/memory.limit_in_bytes': '5000\n',
			'memory/job/a/memory.limit_in_bytes': '9223372036854771712\n',
		},
	);
	const {cpu, tasks, limiting} = reader.read([
		{hierarchy: 2, controllers: ['cpu'], path: '/job/a'},
		{hierarchy: 3, controllers: ['pids'], path: '/job/a'},
		{hierarchy: 4, controllers: ['memory'], path: '/job/a'},
	]);
	assert.deepEqual(limiting, {
		cpu: '/job', memory: '/job', swap: undefined, tasks: '/job',
	});
	assert.deepEqual([cpu.quotaCores, throttledOf(cpu), tasks.limit], [0.2, [40], 20]);
});

test('v2: the processors are those of the cgroup or, where the controller is off, of the one that it lies in', () => {
	const reader = readerOfFiles('30 1 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup rw\n', {
		'job.slice/cpuset.cpus.effective': '0-2,5\n',
		'job.slice/a/cpu.stat': throttled(0),
		'job.slice/b/cpuset.cpus.effective': '5\n',
	});
	const read = (path: string) => reader.read([{hierarchy: 0, controllers: [], path}]).cpu.cpuset;
	assert.deepEqual(read('/job.slice/a'), {list: '0-2,5', count: 4});
	assert.deepEqual(read('/job.slice/b'), {list: '5', count: 1});
	assert.equal(read('/job.slice/c'), gone);
	const v1 = readerOfFiles('30 1 0:26 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset\n', {'cpuset/a/cpuset.effective_cpus': '0-1\n'});
	assert.deepEqual(v1.read([{hierarchy: 1, controllers: ['cpuset'], path: '/a'}]).cpu.cpuset, {list: '0-1', count: 2});
});

test('v2: swap is read again where it is wanted, and zswap is a part of it', () => {
	const host = makeFolder(`${hosts}/v2`);
	const place = membershipsOf(host, 2441);
	const folder = `${host}/sys/fs/cgroup${place[0]!.path}`;
	writeFileSync(`${folder}/memory.swap.current`, '4096\n');
	const stat = readFileSync(`${folder}/memory.stat`, 'utf8');
	writeFileSync(`${folder}/memory.stat`, `${stat}zswap 1000\nzswapped 4096\n`);
	const reader = readerOf(host);
	const first = reader.read(place);
	assert.deepEqual([first.memory.swapBytes, first.memory.zswapBytes, first.memory.zswappedBytes], [4096, 1000, 4096]);
	writeFileSync(`${folder}/memory.swap.current`, '8192\n');
	assert.equal(reader.readParts(place, new Set(['memory']), first, false).memory.swapBytes, 4096);
	assert.equal(reader.readParts(place, new Set(['swap']), first, false).memory.swapBytes, 8192);
});
