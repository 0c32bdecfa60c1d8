/**
The Stats tab: what the container or the process takes, right now and over the last minutes.
*/
import {
	isMissing,
	mapKnown,
	valueOf,
	type Known,
} from '../../known.ts';
import type {CgroupMembership} from '../../kernel/pid/cgroup.ts';
import type {ProcessLinks} from '../../kernel/reading.ts';
import type {Container} from '../../model/container.ts';
import type {Process} from '../../model/process.ts';
import type {ProcessDetails} from '../../model/process-details.ts';
import type {Series} from '../../model/snapshot.ts';
import {flow, type Fact} from '../../text/flow.ts';
import {formatAge, formatBytes, formatPorts} from '../../text/format.ts';
import {bytesTop, percentTop, sparkline} from '../../text/sparkline.ts';
import {clean} from '../../text/clean.ts';
import type {Line, Span} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import type {Subject, Tab} from './tab.ts';
import {
	bytes,
	count,
	limit,
	percent,
	perSecond,
	rate,
	text,
} from './values.ts';

const labelWidth = 11;

export const statsTab: Tab = {
	id: 'stats',
	title: 'Stats',
	help:
		'CPU, memory, tasks, network, block I/O and pressure of the container, from its cgroup; state, memory with its proportional share '
		+ '(PSS), OOM score, I/O, program, cgroup and ancestors of a process, from /proc.',
	subjects: ['container', 'process'],
	files: ['io', 'descriptors'],
	processFiles: ['oom', 'links', 'memoryShare'],
	lines: (subject, width, theme) =>
		subject.kind === 'container' ? containerLines(subject, width, theme) : processLines(subject, width, theme),
};

/**
A paragraph: its name at the left of the first line, the facts beside it.
*/
function paragraph(name: string, facts: readonly Fact[], width: number, lead: readonly Span[] = []): readonly Line[] {
	const leadWidth = lead.reduce((sum, span) => sum + span.text.length + 1, 0);
	return flow(facts, width - labelWidth - leadWidth).map((line, index): Line => [
		{text: (index === 0 ? name : '').padEnd(labelWidth), tone: 'strong'},
		...(index === 0 ? lead.flatMap(span => [span, {text: ' '}]) : [{text: ' '.repeat(leadWidth)}]),
		...(typeof line === 'string' ? [{text: line}] : line),
	]);
}

/**
The recent past with its scale, where there is room for both.
*/
function spark(values: Series['cpuPercent'] | undefined, width: number, theme: Theme, topOf: Top): readonly Span[] {
	if (width < 60) {
		return [];
	}

	const cells = width < 100 ? 16 : 30;
	const shown = values?.last(cells) ?? [];
	if (shown.every(value => value === undefined)) {
		return [];
	}

	const {top, words} = topOf(shown);
	return [
		{text: sparkline(shown, cells, theme.glyphs, top), tone: 'accent'},
		{text: `0${theme.glyphs.dash}${words}`.padEnd(7), tone: 'dim'},
	];
}

/**
The top of a scale for these values, and how it is said.
*/
type Top = (values: ReadonlyArray<number | undefined>) => {readonly top: number; readonly words: string};

const percentScale: Top = values => ({top: percentTop(values), words: `${percentTop(values)}%`});

function containerLines({container, snapshot}: Subject, width: number, theme: Theme): readonly Line[] {
	if (!container) {
		return ['No container is selected.'];
	}

	const {usage} = container;
	const series = snapshot.history.get(container.key);
	return [
		...paragraph('state', lifeFacts(container, snapshot.takenAt), width),
		...paragraph('cpu', [
			{label: '', value: percent(usage.cpuPercent, theme, 'strong')},
			{label: 'of', value: limit(usage.cpuLimit, cores => `${cores} cores`, theme)},
			{label: 'user', value: percent(usage.cpuUserPercent, theme)},
			{label: 'system', value: percent(usage.cpuSystemPercent, theme)},
			{label: 'throttled', value: percent(usage.throttledPercent, theme, isAbove(usage.throttledPercent, 0) ? 'warn' : undefined)},
			{label: 'pressure', value: percent(usage.pressureCpu, theme, isAbove(usage.pressureCpu, 10) ? 'warn' : undefined)},
		], width, spark(series?.cpuPercent, width, theme, percentScale)),
		...paragraph('memory', [
			{label: '', value: bytes(usage.memoryBytes, theme, 'strong')},
			{label: 'of', value: limit(usage.memoryLimitBytes, formatBytes, theme)},
			{label: 'peak', value: bytes(usage.memoryPeakBytes, theme)},
			{label: 'anon', value: bytes(usage.anonBytes, theme)},
			{label: 'file', value: bytes(usage.fileBytes, theme)},
			{label: 'shmem', value: bytes(usage.shmemBytes, theme)},
			{label: 'kernel', value: bytes(usage.kernelBytes, theme)},
			{label: 'swap', value: bytes(usage.swapBytes, theme, isAbove(usage.swapBytes, 0) ? 'warn' : undefined)},
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
			{label: '', value: count(usage.tasks, theme)},
			{label: 'of', value: limit(usage.tasksLimit, String, theme)},
			{label: 'processes', value: String(container.pids.length)},
		], width),
		...paragraph('cgroup', [{label: '', value: text(container.cgroup, path => clean(path), theme)}], width),
		...paragraph('id', [{label: '', value: clean(container.id)}], width),
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

function isAbove(value: Known<number>, bound: number): boolean {
	return !isMissing(value) && value > bound;
}

/**
Up to the limit, where there is one.
*/
function bytesScale(limitBytes: Known<number | undefined>): Top {
	const bound = valueOf(limitBytes);
	return values => {
		const top = typeof bound === 'number' ? bound : bytesTop(values);
		return {top, words: formatBytes(top)};
	};
}

const stateWords: Readonly<Record<string, string>> = {
	R: 'running',
	S: 'sleeping',
	D: 'waiting for the kernel',
	T: 'stopped',
	t: 'traced',
	Z: 'zombie',
	X: 'dead',
	I: 'idle',
};

function processLines(subject: Subject, width: number, theme: Theme): readonly Line[] {
	const {process, details} = subject;
	if (!process) {
		return ['No process is selected.'];
	}

	const isRead = details?.key === process.key;
	return [
		...paragraph(
			'command',
			[{label: '', value: text(process.args, args => clean(args.length > 0 ? args.join(' ') : `[${process.comm}]`), theme)}],
			width,
		),
		...paragraph(
			'pid',
			[
				{label: 'host', value: [{text: String(process.pid), tone: 'strong'}]},
				{label: 'at each level', value: process.nspid.join(' > ')},
				{label: 'parent', value: String(process.parentPid)},
				{label: 'user', value: text(process.uid, uid => (process.user ? `${clean(process.user)} (${uid})` : String(uid)), theme)},
			],
			width,
		),
		...paragraph(
			'state',
			[
				{label: '', value: text(process.state, state => `${state} ${stateWords[state] ?? ''}`.trim(), theme, 'strong')},
				{label: 'threads', value: count(process.threads, theme)},
				...(isRead ? closeStateFacts(details, theme) : []),
			],
			width,
		),
		...paragraph(
			'cpu',
			[
				{label: '', value: percent(process.cpuPercent, theme, 'strong')},
				{label: 'user', value: percent(process.cpuUserPercent, theme)},
				{label: 'system', value: percent(process.cpuSystemPercent, theme)},
				...(isRead ? switchFacts(details, theme) : []),
			],
			width,
		),
		...(isRead ? closeParagraphs(details, width, theme) : []),
		...paragraph('tree', [{label: '', value: ancestorsOf(subject).map(({comm}) => clean(comm, theme.isUnicode)).join(' > ')}], width),
	];
}

/**
The process and those above it, from the first process of the selected container on, as far as they are known.
*/
export function ancestorsOf({process, container, snapshot}: Pick<Subject, 'process' | 'container' | 'snapshot'>): readonly Process[] {
	const first = container && valueOf(container.initPid);
	const byPid = new Map([...snapshot.processes.values()].map(each => [each.pid, each]));
	const chain: Process[] = [];
	// A parent may have ended and its pid be used again below: nobody is taken twice.
	for (let next = process; next && !chain.includes(next); next = byPid.get(next.parentPid)) {
		chain.unshift(next);
		if (next.pid === first) {
			break;
		}
	}

	return chain;
}

function closeStateFacts(details: ProcessDetails, theme: Theme): readonly Fact[] {
	return [
		{label: 'open files', value: count(details.descriptors, theme)},
		{label: 'nice', value: text(details.stat, stat => String(stat.nice), theme)},
		{label: 'on cpu', value: text(details.stat, stat => String(stat.processor), theme)},
	];
}

function switchFacts(details: ProcessDetails, theme: Theme): readonly Fact[] {
	return [
		{label: 'switches', value: perSecond(details.voluntarySwitchesPerSecond, theme)},
		{label: 'forced', value: perSecond(details.involuntarySwitchesPerSecond, theme)},
		{label: 'faults', value: perSecond(details.faultsPerSecond, theme)},
	];
}

function closeParagraphs(details: ProcessDetails, width: number, theme: Theme): readonly Line[] {
	const {status, io} = details;
	const memory = (pick: 'residentBytes' | 'anonBytes' | 'fileBytes' | 'shmemBytes' | 'swapBytes' | 'peakResidentBytes'): Line =>
		bytes(isMissing(status) ? status : status[pick], theme);
	const counter = (pick: 'readBytes' | 'writeBytes'): Line => bytes(isMissing(io) ? io : io[pick], theme);
	return [
		...paragraph('memory', [
			{label: 'resident', value: memory('residentBytes')},
			{label: 'peak', value: memory('peakResidentBytes')},
			{label: 'anon', value: memory('anonBytes')},
			{label: 'file', value: memory('fileBytes')},
			{label: 'shmem', value: memory('shmemBytes')},
			{label: 'swapped', value: memory('swapBytes')},
			{label: 'proportional', value: bytes(mapKnown(details.memoryShare, share => share.proportionalBytes), theme)},
			{label: 'OOM score', value: count(details.oomScore, theme)},
			{label: 'adjusted by', value: text(details.oomAdjustment, String, theme)},
		], width),
		...paragraph('I/O', [
			{label: 'read', value: counter('readBytes')},
			{label: 'at', value: rate(details.readBytesPerSecond, theme)},
			{label: 'written', value: counter('writeBytes')},
			{label: 'at', value: rate(details.writeBytesPerSecond, theme)},
		], width),
		...paragraph('program', programFacts(details, theme), width),
		...paragraph(
			'cgroup',
			[{label: '', value: text(details.cgroups, cgroups => clean(pathsOf(cgroups).join('  '), theme.isUnicode), theme)}],
			width,
		),
	];
}

function programFacts({links}: ProcessDetails, theme: Theme): readonly Fact[] {
	const path = (pick: keyof ProcessLinks): Line =>
		text(
			isMissing(links) ? links : links[pick],
			link => `${clean(link.path, theme.isUnicode)}${link.isDeleted ? ' (deleted)' : ''}`,
			theme,
		);
	return [
		{label: '', value: path('executable')},
		{label: 'in', value: path('workingDirectory')},
	];
}

/**
Where it is in the hierarchies, each place told once. Unused hierarchies of v1 leave all processes at the root.
*/
function pathsOf(cgroups: readonly CgroupMembership[]): readonly string[] {
	const paths = [...new Set(cgroups.map(({path}) => path))];
	return paths.length > 1 ? paths.filter(path => path !== '/') : paths;
}

