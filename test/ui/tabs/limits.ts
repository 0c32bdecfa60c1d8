import test from 'node:test';
import assert from 'node:assert/strict';
import {drawOf} from '../../../source/ui/panes/index.ts';
import {focusPane, initialState} from '../../../source/ui/state.ts';
import {unpaint} from '../../../source/text/theme.ts';
import {denied, valueOf} from '../../../source/known.ts';
import type {Snapshot} from '../../../source/model/snapshot.ts';
import {
	makeContainer,
	makeDetails,
	makeSnapshot,
	makeUsage,
	makeWorld,
} from '../../helpers/make.ts';

test('a limit that another cgroup sets says which one', () => {
	const web = makeContainer({
		name: 'web',
		cgroup: '/job.slice/web',
		usage: makeUsage({
			cpuLimitCgroup: '/job.slice', memoryLimitCgroup: '/job.slice/web', tasksLimit: undefined, tasksLimitCgroup: undefined,
		}),
	});
	const world = makeWorld({snapshot: makeSnapshot({containers: [web]}), state: {...initialState(160, 50), tab: 'limits'}});
	const {rectangle} = world.view.layout.panes.find(({id}) => id === 'details')!;
	const lines = drawOf.details(world, rectangle.width, rectangle.height).map(row => unpaint(row));
	const line = (name: string): string => lines.find(each => each.includes(name))!;
	assert.match(line('cpu, cores'), /1\.5 .*set by \/job\.slice *│?$/);
	assert.doesNotMatch(line('memory'), /set by/);
	assert.match(line('tasks'), /no limit/);
	assert.doesNotMatch(line('tasks'), /set by/);
});

/**
The Limits tab of a container in a slice that has limits, in a pane as wide as the screen.
*/
function linesIn(columns: number, host: Partial<Snapshot['host']> = {}): readonly string[] {
	const web = makeContainer({
		name: 'web',
		cgroup: '/job.slice/f00',
		usage: makeUsage({
			throttledPercent: 40, throttledCgroup: '/job.slice', cpuLimit: 0.2, cpuCores: 0.2, cpuLimitCgroup: '/job.slice', cpuPercent: 4,
		}),
	});
	const level = {
		path: '/job.slice',
		cpuPercent: 19,
		cpuLimit: 0.2,
		throttledPercent: 40,
		memoryBytes: 60 * (2 ** 20),
		memoryLimitBytes: 64 * (2 ** 20),
		swapBytes: 0,
		swapLimitBytes: undefined,
		tasks: 9,
		tasksLimit: 20,
	};
	const own = {
		...level, path: '/job.slice/f00', cpuPercent: 4, cpuLimit: undefined, throttledPercent: undefined, tasks: denied, tasksLimit: denied,
	};
	const snapshot = makeSnapshot({containers: [web]});
	const world = makeWorld({
		snapshot: {...snapshot, host: {...snapshot.host, ...host}, details: makeDetails(valueOf(web.init)!, {cgroupLevels: [level, own]})},
		state: {...focusPane(initialState(columns, 60), 'details'), isZoomed: true, tab: 'limits'},
	});
	const {rectangle} = world.view.layout.panes.find(({id}) => id === 'details')!;
	return drawOf.details(world, rectangle.width, rectangle.height).map(row => unpaint(row).replaceAll('│', '').trim());
}

test('each cgroup on the way has a line with its own use and limits, the host first', () => {
	const lines = linesIn(120, {swapBytes: 0});
	const place = lines.findIndex(line => line.startsWith('CGROUP'));
	assert.deepEqual(lines.slice(place, place + 4).map(line => line.split(/ +/)), [
		['CGROUP', 'CORES', 'LIMIT', 'THR%', 'MEM', 'LIMIT', 'TASKS', 'LIMIT'],
		['host', '0.46', '2', '3.7G', '15G'],
		['job.slice', '0.19', '0.2', '40.0', '60M', '64M', '9', '20'],
		['web', '0.040', '60M', '64M', 'denied', 'denied'],
	]);
	assert.match(lines.find(line => line.startsWith('cpu, cores'))!, /0\.040 +0\.2 .* 95\.0% {2}set by \/job\.slice, which uses 0\.19$/);
	assert.match(lines.find(line => line.startsWith('throttled'))!, /40\.0% {2}of its time slices, by the quota of \/job\.slice$/);
	assert.ok(linesIn(120, {swapBytes: 2 ** 30}).some(line => /^CGROUP .* SWAP +LIMIT/.test(line)));
});

test('on a narrow screen the resources stand below each other, and the share is whole', () => {
	const lines = linesIn(40, {swapBytes: 0});
	const titles = lines.filter(line => line.includes('LIMIT')).map(line => line.replaceAll(/ +/g, ' '));
	assert.deepEqual(titles, ['USED LIMIT', 'CGROUP CORES LIMIT THR%', 'MEM LIMIT', 'TASKS LIMIT']);
	assert.equal(lines.filter(line => line.startsWith('job.slice')).length, 3);
	assert.match(lines.find(line => line.startsWith('cpu, cores'))!, /95\.0%/);
});

test('who may use only some processors, and where the host puts swap, is told', () => {
	const usage = makeUsage({
		cpuLimit: undefined, cpuset: '0', cpuCores: 1, cpuPercent: 50,
	});
	const pinned = makeContainer({name: 'pinned', usage});
	const snapshot = makeSnapshot({containers: [pinned]});
	const swaps = [
		{
			name: '/dev/zram0', kind: 'zram' as const, sizeBytes: 2 ** 26, usedBytes: 2 ** 24, memoryBytes: 2 ** 22,
		},
		{
			name: '/swap\u{1B}[2J', kind: 'file' as const, sizeBytes: 2 ** 30, usedBytes: 0, memoryBytes: undefined,
		},
	];
	const world = makeWorld({
		snapshot: {
			...snapshot, host: {
				...snapshot.host, swaps, zswapBytes: 2 ** 20, zswappedBytes: 2 ** 22,
			},
		},
		state: {...focusPane(initialState(120, 60), 'details'), isZoomed: true, tab: 'limits'},
	});
	const {rectangle} = world.view.layout.panes.find(({id}) => id === 'details')!;
	const lines = drawOf.details(world, rectangle.width, rectangle.height).map(row => unpaint(row).replaceAll('│', '').trim());
	const line = (name: string): string => lines.find(each => each.startsWith(name))!;
	assert.match(line('cpu, cores'), /0\.50 +1 .* 50\.0% {2}only on CPU 0$/);
	assert.match(line('/dev/zram0'), /^\/dev\/zram0 +16M +64M {2}compressed in 4\.0M of memory$/);
	assert.match(line('/swap'), / 0 +1\.0G {2}file$/);
	assert.match(line('zswap'), /^zswap +4\.0M +kept compressed in 1\.0M of memory, not on disk yet$/);
	assert.ok(lines.every(each => !each.includes('\u{1B}')));
});
