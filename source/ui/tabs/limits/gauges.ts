/**
The limits that are met first, in the Limits tab: how much of each is used, and who sets it.
*/
import {
	isMissing,
	mapKnown,
	valueOf,
	type Known,
} from '../../../known.ts';
import {cgroupAbove} from '../../../model/cgroup-above.ts';
import type {CgroupLevel} from '../../../model/cgroup-level.ts';
import type {Container} from '../../../model/container.ts';
import {bar} from '../../../text/bar.ts';
import {cellWidth, clean, pad} from '../../../text/clean.ts';
import {
	formatBytes,
	formatCores,
	formatCoresInUse,
	formatCount,
	formatKnown,
} from '../../../text/format.ts';
import type {Line, Span} from '../../../text/spans.ts';
import type {Theme, Tone} from '../../../text/theme.ts';
import type {Subject} from '../tab.ts';
import {namedValue, nameWidth, percentText} from './named-value.ts';

const usualValueWidth = 10;
// On a narrow screen `no limit` is the longest.
const leastValueWidth = 8;
const shareWidth = 7;
const leastBarWidth = 6;
const mostBarWidth = 22;

/**
A resource with its limit; `usedAt` is what a cgroup on the way up uses of it.
*/
type Gauge = {
	readonly name: string;
	readonly used: Known<number>;
	readonly limit: Known<number | undefined>;
	readonly cgroup: Known<string | undefined>;
	/**
	What else bounds it more than the cgroup's limit.
	*/
	readonly bound?: string | undefined;
	usedAt(level: CgroupLevel): Known<number>;
	format(value: number): string;
	/**
	How the limit is written, if not like what is used.
	*/
	formatLimit?(value: number): string;
};

/**
What 100 percent of one core make.
*/
export const coresOf = (percent: Known<number>): Known<number> => mapKnown(percent, value => value / 100);

/**
The quota, or the number of cores where these are fewer; undefined where it may use all of them.
*/
function coresAllowed({cpuLimit, cpuset, cpuCores}: Container['usage']): Known<number | undefined> {
	return isMissing(cpuLimit) || (cpuLimit === undefined && valueOf(cpuset) === undefined) ? cpuLimit : cpuCores;
}

function boundOf({cpuLimit, cpuset}: Container['usage']): string | undefined {
	const list = valueOf(cpuset);
	return list === undefined ? (typeof cpuLimit === 'number' ? 'all cores of the host' : undefined) : `only on CPU ${list}`;
}

function gaugesOf({usage}: Container, hasSwap: boolean): readonly Gauge[] {
	const isQuotaMet = valueOf(usage.cpuLimit) === valueOf(usage.cpuCores);
	return [
		{
			name: 'cpu, cores',
			used: coresOf(usage.cpuPercent),
			limit: coresAllowed(usage),
			cgroup: isQuotaMet ? usage.cpuLimitCgroup : undefined,
			bound: isQuotaMet ? undefined : boundOf(usage),
			usedAt: level => coresOf(level.cpuPercent),
			format: formatCoresInUse,
			formatLimit: formatCores,
		},
		{
			name: 'memory',
			used: usage.memoryBytes,
			limit: usage.memoryLimitBytes,
			cgroup: usage.memoryLimitCgroup,
			usedAt: level => level.memoryBytes,
			format: formatBytes,
		},
		...(hasSwap
			? [{
				name: 'swap',
				used: usage.swapBytes,
				limit: usage.swapLimitBytes,
				cgroup: usage.swapLimitCgroup,
				usedAt: (level: CgroupLevel) => level.swapBytes,
				format: formatBytes,
			}]
			: []),
		{
			name: 'tasks',
			used: usage.tasks,
			limit: usage.tasksLimit,
			cgroup: usage.tasksLimitCgroup,
			usedAt: level => level.tasks,
			format: formatCount,
		},
	];
}

/**
A line for each resource, then what comes of reaching the limits.
*/
export function gaugeLines(container: Container, {details, snapshot}: Subject, width: number, theme: Theme): readonly Line[] {
	const {usage} = container;
	const valueWidth = valueWidthIn(width);
	const levels = valueOf(details?.cgroupLevels ?? []) ?? [];
	const hasSwap = snapshot.host.swapBytes !== 0 || (valueOf(usage.swapBytes) ?? 0) > 0;
	const throttler = cgroupAbove(usage.throttledCgroup, container.cgroup);
	return [
		[{text: `${pad('', nameWidth)}${pad('USED', valueWidth, 'right')}${pad('LIMIT', valueWidth, 'right')}`, tone: 'header'}],
		...gaugesOf(container, hasSwap).map(gauge => gaugeLine(gauge, {container, levels}, width, theme)),
		[
			...namedValue('throttled', {
				value: usage.throttledPercent,
				format: percentText,
				tone: (valueOf(usage.throttledPercent) ?? 0) > 0 ? 'warn' : 'normal',
				width: valueWidth,
			}, theme),
			{
				text: throttler === undefined
					? '  of the time slices in which it wanted to run'
					: `  of its time slices, by the quota of ${clean(throttler, theme.isUnicode)}`,
				tone: 'dim',
			},
		],
		[
			...namedValue('OOM kills', {
				value: usage.oomKills, format: formatCount, tone: (valueOf(usage.oomKills) ?? 0) > 0 ? 'bad' : 'normal', width: valueWidth,
			}, theme),
			{text: '  processes killed because its memory limit was reached', tone: 'dim'},
		],
	];
}

function valueWidthIn(width: number): number {
	return width < nameWidth + (usualValueWidth * 2) + shareWidth ? leastValueWidth : usualValueWidth;
}

function gaugeLine(
	gauge: Gauge,
	{container, levels}: {readonly container: Container; readonly levels: readonly CgroupLevel[]},
	width: number,
	theme: Theme,
): Line {
	const valueWidth = valueWidthIn(width);
	const {name, used, limit, format, formatLimit = format, usedAt} = gauge;
	const above = cgroupAbove(gauge.cgroup, container.cgroup);
	const level = levels.find(({path}) => path === above);
	// A limit of many is as near as all of them together have brought it.
	const shared = level && valueOf(usedAt(level));
	const counted = shared ?? valueOf(used);
	const most = valueOf(limit);
	const bound = gauge.bound === undefined ? '' : `  ${gauge.bound}`;
	const settingNote = above === undefined ? bound : `  set by ${clean(above, theme.isUnicode)}`;
	const notes = shared === undefined ? [settingNote] : [`${settingNote}, which uses ${format(shared)}`, settingNote];
	const room = width - nameWidth - (valueWidth * 2) - shareWidth;
	const note = notes.find(text => cellWidth(text) <= room) ?? settingNote;
	return [
		...namedValue(name, {
			value: used, format, tone: 'strong', width: valueWidth,
		}, theme),
		{text: pad(formatKnown(limit, value => value === undefined ? 'no limit' : formatLimit(value), 6, theme.glyphs), valueWidth, 'right')},
		...(counted !== undefined && typeof most === 'number' && most > 0 ? meter(counted / most, room - cellWidth(note), theme) : []),
		{text: note, tone: 'dim'},
	];
}

/**
Near the limit is bad.
*/
export function toneOfShare(share: number): Tone {
	return share > 0.9 ? 'bad' : (share > 0.7 ? 'warn' : 'good');
}

/**
The share, after a bar where there is room for one.
*/
function meter(fraction: number, room: number, theme: Theme): readonly Span[] {
	const tone = toneOfShare(fraction);
	const barWidth = Math.min(mostBarWidth, room - 2);
	const marks = barWidth < leastBarWidth ? '' : bar([{fraction, tone: 'normal'}], barWidth, {...theme, paint: (_tone, text) => text});
	return [
		...(marks === '' ? [] : [{text: '  '}, {text: marks, tone}]),
		{text: pad(percentText(fraction * 100), shareWidth, 'right'), tone},
	];
}
