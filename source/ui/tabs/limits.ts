/**
The Limits tab: what may be used next to what is used, and the resulting pressure.
*/
import {isMissing, valueOf, type Known} from '../../known.ts';
import type {ResourceLimit} from '../../kernel/pid/limits.ts';
import {bar} from '../../text/bar.ts';
import {
	formatBytes,
	formatCount,
	formatMissing,
	formatPercent,
} from '../../text/format.ts';
import type {Line, Span} from '../../text/spans.ts';
import {clean, pad} from '../../text/clean.ts';
import type {Theme, Tone} from '../../text/theme.ts';
import type {Subject, Tab} from './tab.ts';

const barWidth = 22;

export const limitsTab: Tab = {
	id: 'limits',
	title: 'Limits',
	help: 'Limits of the cgroup and what is used of them, with pressure (PSI) and OOM kills; the resource limits of a process.',
	subjects: ['container', 'process'],
	files: ['limits', 'descriptors'],
	lines: (subject, _width, theme) =>
		subject.kind === 'container' ? [...cgroupLines(subject, theme), '', ...pressureLines(subject, theme)] : processLines(subject, theme),
};

type Gauge = {
	readonly name: string;
	readonly used: Known<number>;
	readonly limit: Known<number | undefined>;
	readonly cgroup: Known<string | undefined>;
	format(value: number): string;
};

function cgroupLines({container}: Subject, theme: Theme): readonly Line[] {
	if (!container) {
		return ['No container is selected.'];
	}

	const {usage} = container;
	const gauges: readonly Gauge[] = [
		{
			name: 'cpu, cores',
			used: isMissing(usage.cpuPercent) ? usage.cpuPercent : usage.cpuPercent / 100,
			limit: usage.cpuLimit,
			cgroup: usage.cpuLimitCgroup,
			format: value => value.toFixed(2),
		},
		{
			name: 'memory', used: usage.memoryBytes, limit: usage.memoryLimitBytes, cgroup: usage.memoryLimitCgroup, format: formatBytes,
		},
		{
			name: 'tasks', used: usage.tasks, limit: usage.tasksLimit, cgroup: usage.tasksLimitCgroup, format: formatCount,
		},
	];
	return [
		[{text: `${pad('', 12)}${pad('USED', 10, 'right')}${pad('LIMIT', 10, 'right')}`, tone: 'header'}],
		...gauges.map(line => gaugeLine(line, container.cgroup, theme)),
		[
			{text: pad('throttled', 12), tone: 'dim'},
			{text: pad(show(usage.throttledPercent, value => `${formatPercent(value)}%`, theme), 10, 'right')},
			{text: '  of the time slices in which it wanted to run', tone: 'dim'},
		],
		[
			{text: pad('OOM kills', 12), tone: 'dim'},
			{text: pad(show(usage.oomKills, formatCount, theme), 10, 'right'), tone: (valueOf(usage.oomKills) ?? 0) > 0 ? 'bad' : 'normal'},
			{text: '  processes killed because its memory limit was reached', tone: 'dim'},
		],
	];
}

function gaugeLine({name, used, limit, cgroup, format}: Gauge, own: Known<string>, theme: Theme): Line {
	const place = valueOf(cgroup);
	const known = valueOf(used);
	const bound = valueOf(limit);
	const fraction = known !== undefined && typeof bound === 'number' && bound > 0 ? known / bound : undefined;
	return [
		{text: pad(name, 12), tone: 'dim'},
		{text: pad(show(used, format, theme), 10, 'right'), tone: 'strong'},
		{text: pad(show(limit, value => value === undefined ? 'no limit' : format(value), theme), 10, 'right')},
		...(fraction === undefined ? [] : gauge(fraction, theme)),
		...(place === undefined || place === own ? [] : [{text: `  set by ${clean(place, theme.isUnicode)}`, tone: 'dim'} as const]),
	];
}

function gauge(fraction: number, theme: Theme): readonly Span[] {
	const tone: Tone = fraction > 0.9 ? 'bad' : (fraction > 0.7 ? 'warn' : 'good');
	const marks = bar([{fraction, tone: 'normal'}], barWidth, {...theme, paint: (_tone, text) => text});
	return [{text: '  '}, {text: marks, tone}, {text: ` ${formatPercent(fraction * 100)}%`, tone}];
}

function pressureLines({container}: Subject, theme: Theme): readonly Line[] {
	if (!container) {
		return [];
	}

	const {pressureCpu, pressureMemory, pressureIo} = container.usage;
	const rows: ReadonlyArray<readonly [string, Known<number>, string]> = [
		['cpu', pressureCpu, 'waiting for a core'],
		['memory', pressureMemory, 'waiting for memory to be freed'],
		['io', pressureIo, 'waiting for a disk'],
	];
	return [
		[
			{text: `${pad('PRESSURE', 12)}${pad('10 s', 10, 'right')}`, tone: 'header'},
			{text: '  share of the time in which some task was held up', tone: 'dim'},
		],
		...rows.map(([name, value, meaning]): Line => [
			{text: pad(name, 12), tone: 'dim'},
			{
				text: pad(
					show(value, number => `${formatPercent(number)}%`, theme),
					10,
					'right',
				),
				tone: (valueOf(value) ?? 0) > 10 ? 'warn' : 'normal',
			},
			{text: `  ${meaning}`, tone: 'dim'},
		]),
	];
}

function show<Value>(value: Known<Value>, format: (value: Value) => string, theme: Theme): string {
	return isMissing(value) ? formatMissing(value, 6, theme.glyphs) : format(value);
}

function processLines({process, details}: Subject, theme: Theme): readonly Line[] {
	if (!process) {
		return ['No process is selected.'];
	}

	if (!details || isMissing(details.limits)) {
		return [`The limits of process ${process.pid} are ${details ? reasonOf(details.limits) : 'being read'}.`];
	}

	const used = new Map([['Max open files', details.descriptors]]);
	return [
		[
			{
				text: `${pad('RESOURCE', 24)}${pad('USED', 10, 'right')}${pad('SOFT', 14, 'right')}${pad('HARD', 14, 'right')}  UNIT`,
				tone: 'header',
			},
		],
		...details.limits.map((limit): Line => [
			{text: pad(limit.name.replace(/^Max /, ''), 24), tone: 'dim'},
			{text: pad(showUsed(used.get(limit.name), theme), 10, 'right'), tone: 'strong'},
			{text: pad(showLimit(limit.soft, limit), 14, 'right')},
			{text: pad(showLimit(limit.hard, limit), 14, 'right')},
			{text: `  ${limit.unit}`, tone: 'dim'},
		]),
	];
}

function showUsed(value: Known<number> | undefined, theme: Theme): string {
	return value === undefined ? '' : show(value, String, theme);
}

function showLimit(value: ResourceLimit['soft'], {unit}: ResourceLimit): string {
	return value === 'unlimited' ? 'unlimited' : (unit === 'bytes' ? formatBytes(value) : String(value));
}

function reasonOf(value: Known<unknown>): string {
	return isMissing(value) ? value.missing : 'known';
}
