/**
The way from the host down to the cgroup of a container, in the Limits tab: what each cgroup uses and what is set for it.
*/
import {
	isMissing,
	mapKnown,
	valueOf,
	type Known,
} from '../../../known.ts';
import {cgroupName} from '../../../model/cgroup-above.ts';
import type {CgroupLevel} from '../../../model/cgroup-level.ts';
import type {Host} from '../../../model/host.ts';
import {
	cellWidth,
	clean,
	clipMiddle,
	pad,
} from '../../../text/clean.ts';
import {
	formatBytes,
	formatCores,
	formatCoresInUse,
	formatCount,
	formatMissing,
	formatPercent,
} from '../../../text/format.ts';
import type {Line, Span} from '../../../text/spans.ts';
import type {Theme, Tone} from '../../../text/theme.ts';
import type {Subject} from '../tab.ts';
import {coresOf, toneOfShare} from './gauges.ts';

const leastNameWidth = 12;
const mostNameWidth = 40;

/**
What is used, and beside it the limit and, of the CPU, the share of throttled periods. An absent field is left blank.
*/
type Use = {
	readonly used?: Known<number>;
	readonly limit?: Known<number | undefined>;
	readonly throttled?: Known<number | undefined>;
};

type Resource = {
	readonly titles: readonly string[];
	format(value: number): string;
	/**
	How the limit is written, if not like what is used.
	*/
	formatLimit?(value: number): string;
	ofLevel(level: CgroupLevel): Use;
	ofHost(host: Host): Use;
};

const cellWidths = [7, 7, 6];

const swap: Resource = {
	titles: ['SWAP', 'LIMIT'],
	format: formatBytes,
	ofLevel: ({swapBytes, swapLimitBytes}) => ({used: swapBytes, limit: swapLimitBytes}),
	ofHost: ({swapUsedBytes, swapBytes}) => ({used: swapUsedBytes, limit: swapBytes}),
};

const resources: readonly Resource[] = [
	{
		titles: ['CORES', 'LIMIT', 'THR%'],
		format: formatCoresInUse,
		formatLimit: formatCores,
		ofLevel: ({cpuPercent, cpuLimit, throttledPercent}) => ({used: coresOf(cpuPercent), limit: cpuLimit, throttled: throttledPercent}),
		ofHost: ({cpuPercent, cpus}) => ({
			used: mapKnown(cpuPercent, percent => mapKnown(cpus, count => percent * count / 100)), limit: cpus,
		}),
	},
	{
		titles: ['MEM', 'LIMIT'],
		format: formatBytes,
		ofLevel: ({memoryBytes, memoryLimitBytes}) => ({used: memoryBytes, limit: memoryLimitBytes}),
		ofHost: ({memoryUsedBytes, memoryBytes}) => ({used: memoryUsedBytes, limit: memoryBytes}),
	},
	swap,
	{
		titles: ['TASKS', 'LIMIT'],
		format: formatCount,
		ofLevel: ({tasks, tasksLimit}) => ({used: tasks, limit: tasksLimit}),
		ofHost: () => ({}),
	},
];

/**
A line for the host and for each cgroup, the innermost last, those of containers by their names; in several tables below each other where
one is too wide. Nothing where the container has no cgroup of its own, or its way was not read yet.
*/
export function levelLines({details, snapshot: {host, containers}}: Subject, width: number, theme: Theme): readonly Line[] {
	const levels = valueOf(details?.cgroupLevels ?? []) ?? [];
	if (levels.length === 0) {
		return [];
	}

	const hasSwap = host.swapBytes !== 0 || levels.some(({swapBytes}) => (valueOf(swapBytes) ?? 0) > 0);
	const shown = resources.filter(resource => resource !== swap || hasSwap);
	const known = new Map(Array.from(containers.values(), ({cgroup, name}) => [valueOf(cgroup), name]));
	const names = ['host', ...levels.map(({path}, index) =>
		' '.repeat(index + 1) + clean(known.get(path) ?? cgroupName(path), theme.isUnicode))];
	const all = shown.reduce((sum, resource) => sum + widthOf(resource), 0);
	const longest = Math.min(mostNameWidth, Math.max(leastNameWidth, ...names.map(name => cellWidth(name))));
	const nameWidth = Math.max(leastNameWidth, Math.min(longest, width - all));
	return tablesOf(shown, width - nameWidth).flatMap((table, index) => [
		...(index === 0 ? [] : ['']),
		[
			{text: pad(index === 0 ? 'CGROUP' : '', nameWidth), tone: 'header'} as const,
			...table.flatMap(({titles}) => titles.map((title, place): Span => ({text: pad(title, cellWidths[place]!, 'right'), tone: 'header'}))),
		],
		...names.map((name, row): Line => [
			{text: pad(clipMiddle(name, nameWidth, theme.glyphs.ellipsis), nameWidth), tone: 'dim'},
			...table.flatMap(resource => cellsOf(resource, row === 0 ? resource.ofHost(host) : resource.ofLevel(levels[row - 1]!), theme)),
		]),
	]);
}

function widthOf({titles}: Resource): number {
	return titles.reduce((sum, _, index) => sum + cellWidths[index]!, 0);
}

/**
As many resources side by side as fit.
*/
function tablesOf(shown: readonly Resource[], width: number): ReadonlyArray<readonly Resource[]> {
	const tables: Resource[][] = [];
	let room = 0;
	for (const resource of shown) {
		const table = tables.at(-1);
		const needed = widthOf(resource);
		if (table && needed <= room) {
			table.push(resource);
			room -= needed;
		} else {
			tables.push([resource]);
			room = width - needed;
		}
	}

	return tables;
}

function cellsOf({titles, format, formatLimit = format}: Resource, {used, limit, throttled}: Use, theme: Theme): readonly Span[] {
	const known = used === undefined ? undefined : valueOf(used);
	const bound = limit === undefined ? undefined : valueOf(limit);
	const isBounded = known !== undefined && typeof bound === 'number' && bound > 0;
	const tone = isBounded ? toneOfShare(known / bound) : 'normal';
	const cells: readonly Cell[] = [
		{value: used, format, tone: tone === 'good' ? 'normal' : tone},
		{value: limit, format: formatLimit},
		{value: throttled, format: formatPercent, tone: throttled !== undefined && (valueOf(throttled) ?? 0) > 0 ? 'warn' : 'normal'},
	];
	return cells.slice(0, titles.length).map((each, place) => cell(each, cellWidths[place]!, theme));
}

type Cell = {
	readonly value: Known<number | undefined>;
	readonly tone?: Tone;
	format(value: number): string;
};

/**
Blank where there is none.
*/
function cell({value, format, tone = 'normal'}: Cell, width: number, theme: Theme): Span {
	const text = isMissing(value) ? formatMissing(value, width - 1, theme.glyphs) : (value === undefined ? '' : format(value));
	return {text: pad(text, width, 'right'), tone: isMissing(value) ? 'dim' : tone};
}
