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

	const {usage, unit, pids} = container;
	// Of what is no container nobody waits for numbers that the kernel does not count.
	const fact = (label: string, known: Known<unknown>, value: Line): readonly Fact[] =>
		unit && isMissing(known) && known.missing === 'unsupported' ? [] : [{label, value}];
	const series = snapshot.history.get(container.key);
	return [
		...paragraph('state', container.unit?.facts ? unitLifeFacts(container, snapshot.takenAt) : lifeFacts(container, snapshot.takenAt), width),
		...paragraph('cpu', [
			...fact(markOf('cpuPercent', usage), usage.cpuPercent, percent(usage.cpuPercent, theme, 'strong')),
			...fact('of', usage.cpuLimit, limit(usage.cpuLimit, cores => `${formatCores(cores)} ${cores === 1 ? 'core' : 'cores'}`, theme)),
			...(valueOf(usage.cpuset) === undefined ? [] : [{label: 'on CPU', value: text(usage.cpuset, list => list ?? '', theme)}]),
			...fact('user', usage.cpuUserPercent, percent(usage.cpuUserPercent, theme)),
			...fact('system', usage.cpuSystemPercent, percent(usage.cpuSystemPercent, theme)),
			...fact('throttled', usage.throttledPercent, throttled(container, theme)),
			...fact('pressure', usage.pressureCpu, pressure(usage.pressureCpu, theme)),
		], width, spark(series?.cpuPercent, width, theme, percentScale)),
		...paragraph('memory', [
			...fact(markOf('memoryBytes', usage), usage.memoryBytes, bytes(usage.memoryBytes, theme, 'strong')),
			...fact('of', usage.memoryLimitBytes, limit(usage.memoryLimitBytes, formatBytes, theme)),
			...fact('peak', usage.memoryPeakBytes, bytes(usage.memoryPeakBytes, theme)),
			...fact('anon', usage.anonBytes, bytes(usage.anonBytes, theme)),
			...fact('file', usage.fileBytes, bytes(usage.fileBytes, theme)),
			...fact('shmem', usage.shmemBytes, bytes(usage.shmemBytes, theme)),
			...fact('kernel', usage.kernelBytes, bytes(usage.kernelBytes, theme)),
			...fact('swap', usage.swapBytes, bytes(usage.swapBytes, theme, isAbove(usage.swapBytes, 0) ? 'warn' : undefined)),
			...((valueOf(usage.zswappedBytes) ?? 0) > 0
				? [{label: 'of it in zswap', value: text(usage.zswappedBytes, was => `${formatBytes(was)}${takenOf(usage.zswapBytes)}`, theme)}]
				: []),
			...fact('OOM kills', usage.oomKills, count(usage.oomKills, theme, isAbove(usage.oomKills, 0) ? 'bad' : undefined)),
			...fact('pressure', usage.pressureMemory, pressure(usage.pressureMemory, theme)),
		], width, spark(series?.memoryBytes, width, theme, bytesScale(usage.memoryLimitBytes))),
		...paragraph('network', [
			...fact('received', usage.networkRxBytes, bytes(usage.networkRxBytes, theme)),
			...fact('at', usage.networkRxPerSecond, rate(usage.networkRxPerSecond, theme)),
			...fact('sent', usage.networkTxBytes, bytes(usage.networkTxBytes, theme)),
			...fact('at', usage.networkTxPerSecond, rate(usage.networkTxPerSecond, theme)),
		], width),
		...paragraph('block I/O', [
			...fact('read', usage.blockReadBytes, bytes(usage.blockReadBytes, theme)),
			...fact('at', usage.blockReadPerSecond, rate(usage.blockReadPerSecond, theme)),
			...fact('written', usage.blockWriteBytes, bytes(usage.blockWriteBytes, theme)),
			...fact('at', usage.blockWritePerSecond, rate(usage.blockWritePerSecond, theme)),
			...fact('pressure', usage.pressureIo, pressure(usage.pressureIo, theme)),
		], width),
		...paragraph('tasks', [
			...fact(markOf('tasks', usage), usage.tasks, count(usage.tasks, theme)),
			...fact('of', usage.tasksLimit, limit(usage.tasksLimit, String, theme)),
			...(unit?.kind === 'host' ? [] : [{label: 'processes', value: String(pids.length)}]),
		], width),
		...paragraph('cgroup', fact('', container.cgroup, text(container.cgroup, path => clean(path), theme)), width),
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

function pressure(value: Known<number>, theme: Theme): Line {
	return percent(value, theme, isAbove(value, 10) ? 'warn' : undefined);
}

function isAbove(value: Known<number>, bound: number): boolean {
	return !isMissing(value) && value > bound;
}
