import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {
	mkdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {dirname} from 'node:path';
import {test} from 'node:test';
import {findHierarchies} from '../../../../source/kernel/cgroup/reader/hierarchies.ts';
import {WayReader} from '../../../../source/kernel/cgroup/reader/way-up.ts';
import {parseCgroup} from '../../../../source/kernel/pid/cgroup.ts';
import {parseMountinfo} from '../../../../source/kernel/pid/mountinfo.ts';
import {gone, unsupported} from '../../../../source/known.ts';
import {makeFolder} from '../../../helpers/live-process.ts';

/**
A cgroup file system in which these files are all that there is.
*/
function makeTree(mounts: string, files: Readonly<Record<string, string>>): {readonly root: string; readonly reader: WayReader} {
	const root = makeFolder();
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(dirname(`${root}/${name}`), {recursive: true});
		writeFileSync(`${root}/${name}`, text);
	}

	return {root, reader: new WayReader(findHierarchies(parseMountinfo(Buffer.from(mounts)), root))};
}

const unified = '30 1 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup rw\n';

test('v2: each cgroup on the way has its own use and its own limits', () => {
	const {root, reader} = makeTree(unified, {
		'job.slice/cpu.stat': 'usage_usec 900\nuser_usec 1\nsystem_usec 1\nnr_periods 50\nnr_throttled 40\nthrottled_usec 9\n',
		'job.slice/cpu.max': '20000 100000\n',
		'job.slice/memory.current': '7000\n',
		'job.slice/memory.stat': 'inactive_file 2000\n',
		'job.slice/memory.max': '8000\n',
		'job.slice/memory.swap.current': '600\n',
		'job.slice/memory.swap.max': 'max\n',
		'job.slice/pids.current': '9\n',
		'job.slice/pids.max': '20\n',
		'job.slice/a/cpu.stat': 'usage_usec 300\nuser_usec 1\nsystem_usec 1\n',
		'job.slice/a/memory.current': '500\n',
		'job.slice/a/memory.stat': 'inactive_file 0\n',
		'job.slice/a/memory.max': 'max\n',
	});
	const place = parseCgroup(Buffer.from('0::/job.slice/a\n'));
	const [slice, own, ...others] = reader.read(place);
	assert.deepEqual(others, []);
	assert.deepEqual(slice, {
		path: '/job.slice',
		usageNanoseconds: 900_000,
		quotaCores: 0.2,
		periods: 50,
		throttledPeriods: 40,
		memoryBytes: 5000,
		memoryLimitBytes: 8000,
		swapBytes: 600,
		swapLimitBytes: undefined,
		tasks: 9,
		tasksLimit: 20,
	});
	assert.deepEqual(own, {
		path: '/job.slice/a',
		usageNanoseconds: 300_000,
		quotaCores: unsupported,
		periods: unsupported,
		throttledPeriods: unsupported,
		memoryBytes: 500,
		memoryLimitBytes: undefined,
		swapBytes: unsupported,
		swapLimitBytes: unsupported,
		tasks: unsupported,
		tasksLimit: unsupported,
	});
	writeFileSync(`${root}/job.slice/a/pids.max`, '5\n');
	assert.equal(reader.read(place)[1]?.tasksLimit, 5, 'a controller that was turned on meanwhile');
	rmSync(`${root}/job.slice/a`, {recursive: true});
	assert.deepEqual([reader.read(place)[0]?.tasks, reader.read(place)[1]?.memoryBytes], [9, gone]);
});

test('v1: the hierarchies are followed side by side, and swap is what both together may be beyond the memory', () => {
	const {reader} = makeTree(
		'30 1 0:26 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n31 1 0:27 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids\n'
		+ '32 1 0:28 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n33 1 0:29 / /sys/fs/cgroup/cpuacct rw - cgroup cgroup rw,cpuacct\n'
		+ '34 1 0:30 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,name=systemd\n',
		{
			'cpu/job/cpu.cfs_quota_us': '5000\n',
			'cpu/job/cpu.cfs_period_us': '100000\n',
			'cpu/job/cpu.stat': 'nr_periods 50\nnr_throttled 40\nthrottled_time 9\n',
			'cpuacct/job/cpuacct.usage': '77\n',
			'pids/job/pids.current': '2\n',
			'pids/job/pids.max': 'max\n',
			'memory/job/memory.usage_in_bytes': '4000\n',
			'memory/job/memory.stat': 'total_inactive_file 1000\ntotal_swap 30\n',
			'memory/job/memory.limit_in_bytes': '5000\n',
			'memory/job/memory.memsw.limit_in_bytes': '5600\n',
			'cpu/job/a/cpu.cfs_quota_us': '-1\n',
			'cpu/job/a/cpu.cfs_period_us': '100000\n',
			'memory/job/a/memory.limit_in_bytes': '9223372036854771712\n',
			'memory/job/a/memory.memsw.limit_in_bytes': '9223372036854771712\n',
		},
	);
	const way = reader.read(parseCgroup(Buffer.from(
		'5:name=systemd:/system.slice/docker.service/deeper\n4:cpuacct:/job/a\n3:cpu:/job/a\n2:memory:/job/a\n1:pids:/job/a\n0::/system.slice/x\n',
	)));
	assert.deepEqual(way.map(({path}) => path), ['/job', '/job/a']);
	assert.deepEqual(way[0], {
		path: '/job',
		usageNanoseconds: 77,
		quotaCores: 0.05,
		periods: 50,
		throttledPeriods: 40,
		memoryBytes: 3000,
		memoryLimitBytes: 5000,
		swapBytes: 30,
		swapLimitBytes: 600,
		tasks: 2,
		tasksLimit: undefined,
	});
	assert.deepEqual([way[1]?.quotaCores, way[1]?.memoryLimitBytes, way[1]?.swapLimitBytes], [undefined, undefined, undefined]);
});

test('in no cgroup but the root there is no way, and inside a container it begins at what is mounted', () => {
	const root = makeTree(unified, {}).reader;
	assert.deepEqual(root.read(parseCgroup(Buffer.from('0::/\n'))), []);
	assert.deepEqual(root.read(parseCgroup(Buffer.from('0::/../../proc\n'))), []);
	const {reader} = makeTree('30 1 0:26 /outer /sys/fs/cgroup rw - cgroup2 cgroup rw\n', {'pids.max': '4\n', 'inner/pids.max': '3\n'});
	const way = reader.read(parseCgroup(Buffer.from('0::/outer/inner\n')));
	assert.deepEqual(way.map(({path, tasksLimit}) => [path, tasksLimit]), [['/outer', 4], ['/outer/inner', 3]]);
});

test('a recorded hybrid host: the way of a container of Docker', () => {
	const host = 'test/fixtures/hosts/debian-hybrid';
	const mounts = parseMountinfo(readFileSync(`${host}/proc/self/mountinfo`));
	const reader = new WayReader(findHierarchies(mounts, `${host}/sys/fs/cgroup`));
	const way = reader.read(parseCgroup(readFileSync(`${host}/proc/14920/cgroup`)));
	assert.deepEqual(way.map(({quotaCores, tasksLimit}) => [quotaCores, tasksLimit]).at(-1), [0.5, 100]);
	assert.equal(way[0]?.path, '/docker');
});
