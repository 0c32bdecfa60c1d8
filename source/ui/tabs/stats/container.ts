/**
The Stats tab of a container, from its cgroup.
*/
import {isMissing, valueOf, type Known} from '../../../known.ts';
import {cgroupAbove} from '../../../model/cgroup-above.ts';
import type {Container} from '../../../model/container.ts';
import type {Fact} from '../../../text/flow.ts';
import {
	formatAge,
	formatBytes,
	formatCores,
	formatPorts,
} from '../../../text/format.ts';
import {clean} from '../../../text/clean.ts';
import type {Line} from '../../../text/spans.ts';
import type {Theme} from '../../../text/theme.ts';
import type {Subject} from '../tab.ts';
import {
	bytes,
	count,
	limit,
	percent,
	rate,
	text,
} from '../values.ts';
import {paragraph} from './paragraph.ts';
import {projectLines} from './project.ts';
import {bytesScale, percentScale, spark} from './recent.ts';

/**
What the selected container takes and may take.
*/
export function containerLines({container, snapshot}: Subject, width: number, theme: Theme): readonly Line[] {
	if (!container) {
		return ['No container is selected.'];
	}

	if (container.sumOf) {
		return projectLines(container, {snapshot}, width, theme);
	}

	const {usage} = container;
	const series = snapshot.history.get(container.key);
	return [
		...paragraph('state', container.unit?.facts ? unitLifeFacts(container, snapshot.takenAt) : lifeFacts(container, snapshot.takenAt), width),
		...paragraph('cpu', [
			{label: markOf('cpuPercent', usage), value: percent(usage.cpuPercent, theme, 'strong')},
			{label: 'of', value: limit(usage.cpuLimit, cores => `${formatCores(cores)} ${cores === 1 ? 'core' : 'cores'}`, theme)},
			...(valueOf(usage.cpuset) === undefined ? [] : [{label: 'on CPU', value: text(usage.cpuset, list => list ?? '', theme)}]),
			{label: 'user', value: percent(usage.cpuUserPercent, theme)},
			{label: 'system', value: percent(usage.cpuSystemPercent, theme)},
			{label: 'throttled', value: throttled(container, theme)},
			{label: 'pressure', value: percent(usage.pressureCpu, theme, isAbove(usage.pressureCpu, 10) ? 'warn' : undefined)},
		], width, spark(series?.cpuPercent, width, theme, percentScale)),
		...paragraph('memory', [
			{label: markOf('memoryBytes', usage), value: bytes(usage.memoryBytes, theme, 'strong')},
			{label: 'of', value: limit(usage.memoryLimitBytes, formatBytes, theme)},
			{label: 'peak', value: bytes(usage.memoryPeakBytes, theme)},
			{label: 'anon', value: bytes(usage.anonBytes, theme)},
			{label: 'file', value: bytes(usage.fileBytes, theme)},
			{label: 'shmem', value: bytes(usage.shmemBytes, theme)},
			{label: 'kernel', value: bytes(usage.kernelBytes, theme)},
			{label: 'swap', value: bytes(usage.swapBytes, theme, isAbove(usage.swapBytes, 0) ? 'warn' : undefined)},
			...((valueOf(usage.zswappedBytes) ?? 0) > 0
				? [{label: 'of it in zswap', value: text(usage.zswappedBytes, was => `${formatBytes(was)}${takenOf(usage.zswapBytes)}`, theme)}]
				: []),
			{label: 'OOM kills', value: count(usage.oomKills, theme, isAbove(usage.oomKills, 0) ? 'bad' : undefined)},
			{label: 'pressure', value: percent(usage.pressureMemory, theme, isAbove(usage.pressureMemory, 10) ? 'warn' : undefined)},
		], width, spark(series?.memoryBytes, width, theme, bytesScale(usage.memoryLimitBytes))),
		...paragraph('network', [
			{label: 'received', value: bytes(usage.networkRxBytes, theme)},
			{label: 'at', value: rate(usage.networkRxPerSecond, theme)},
			{label: 'sent', value: bytes(usage.networkTxBytes, theme)},
			{label: 'at', value: rate(usage.networkTxPerSecond, theme)},
		], width),
		...paragraph('block I/O', [
			{label: 'read', value: bytes(usage.blockReadBytes, theme)},
			{label: 'at', value: rate(usage.blockReadPerSecond, theme)},
			{label: 'written', value: bytes(usage.blockWriteBytes, theme)},
			{label: 'at', value: rate(usage.blockWritePerSecond, theme)},
			{label: 'pressure', value: percent(usage.pressureIo, theme, isAbove(usage.pressureIo, 10) ? 'warn' : undefined)},
		], width),
		...paragraph('tasks', [
			{label: markOf('tasks', usage), value: count(usage.tasks, theme)},
			{label: 'of', value: limit(usage.tasksLimit, String, theme)},
			{label: 'processes', value: String(container.pids.length)},
		], width),
		...paragraph('cgroup', [{label: '', value: text(container.cgroup, path => clean(path), theme)}], width),
		...paragraph('id', [{label: '', value: clean(container.id)}], width),
	];
}

/**
What the kernel does not count as a whole is marked as in the list.
*/
function markOf(field: string, {summed}: Container['usage']): string {
	return summed?.has(field) ? '~' : '';
}

/**
A unit's state in systemd's own words.
*/
function unitLifeFacts({unit, startedAt}: Container, now: number): readonly Fact[] {
	const {activeState = '', subState = '', description = '', result, restarts} = unit?.facts ?? {};
	return [
		{label: '', value: [{text: clean(`${activeState} (${subState})`), tone: activeState === 'failed' ? 'bad' : 'strong'}]},
		...(typeof result === 'string' && result !== 'success' ? [{label: 'result', value: [{text: clean(result), tone: 'bad' as const}]}] : []),
		...(typeof restarts === 'number' && restarts > 0 ? [{label: 'restarts', value: [{text: String(restarts), tone: 'warn' as const}]}] : []),
		...(startedAt === undefined ? [] : [{label: 'up', value: formatAge(startedAt, now)}]),
		...(description === '' ? [] : [{label: '', value: clean(description)}]),
	];
}

function lifeFacts(container: Container, now: number): readonly Fact[] {
	const {
		state, exitCode, startedAt, health, ports, command, restartCount = 0,
	} = container;
	const isUp = startedAt !== undefined && container.pids.length > 0;
	return [
		{label: '', value: [{text: exitCode === undefined ? state : `${state} with code ${exitCode}`, tone: 'strong'}]},
		...(container.isOomKilled ? [{label: '', value: [{text: 'killed for lack of memory', tone: 'bad' as const}]}] : []),
		...(restartCount > 0 ? [{label: 'restarts', value: [{text: String(restartCount), tone: 'warn' as const}]}] : []),
		...(isUp ? [{label: 'up', value: formatAge(startedAt, now)}] : []),
		...(health === undefined
			? []
			: [{label: 'health', value: [{text: health, tone: health === 'unhealthy' ? ('bad' as const) : ('normal' as const)}]}]),
		...(ports.length > 0 ? [{label: 'ports', value: clean(formatPorts(ports))}] : []),
		...(command === '' ? [] : [{label: 'command', value: clean(command)}]),
	];
}

/**
The memory that something compressed takes.
*/
function takenOf(taken: Known<number>): string {
	return isMissing(taken) ? '' : ` as ${formatBytes(taken)}`;
}

/**
The share of periods, and whose quota it is where that is not the container's own.
*/
function throttled({usage, cgroup}: Container, theme: Theme): Line {
	const share = percent(usage.throttledPercent, theme, isAbove(usage.throttledPercent, 0) ? 'warn' : undefined);
	const above = cgroupAbove(usage.throttledCgroup, cgroup);
	return above === undefined || typeof share === 'string' ? share : [...share, {text: ` by ${clean(above, theme.isUnicode)}`}];
}

function isAbove(value: Known<number>, bound: number): boolean {
	return !isMissing(value) && value > bound;
}
