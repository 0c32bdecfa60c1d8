/**
What a container uses, as cells of its row: numbers, and the tone of what is too much.
*/
import {isMissing, valueOf, type Known} from '../../../known.ts';
import type {Container} from '../../../model/container.ts';
import {cgroupAbove, cgroupName} from '../../../model/cgroup-above.ts';
import {formatBytes, formatKnown, formatPercent} from '../../../text/format.ts';
import {clean, clipMiddle, pad} from '../../../text/clean.ts';
import type {Span} from '../../../text/spans.ts';
import type {Tone} from '../../../text/theme.ts';
import type {CellContext} from '../../table/column.ts';

/**
Blank where there is none to tell.
*/
function percentText(value: Known<number>): string {
	return isMissing(value) ? '' : formatPercent(value);
}

const leastThrottlerWidth = 5;
const percentWidth = 5;

/**
The share, and before it the cgroup whose quota it is where that is not the container's own, as far as there is room.
*/
export function throttledText(container: Container, {width, theme}: CellContext): readonly Span[] {
	const share = {text: percentText(container.usage.throttledPercent)};
	const name = throttlerOf(container);
	const room = width - percentWidth - 1;
	return name === undefined || room < leastThrottlerWidth
		? [share]
		: [
			{text: `${clipMiddle(clean(name, theme.isUnicode), room, theme.glyphs.ellipsis)} `, tone: 'dim'},
			{text: pad(share.text, percentWidth, 'right')},
		];
}

/**
Name of the cgroup around the container whose quota holds it up; undefined where none does.
*/
export function throttlerOf({usage, cgroup}: Container): string | undefined {
	const path = cgroupAbove(usage.throttledCgroup, cgroup);
	return path === undefined ? undefined : cgroupName(path);
}

/**
CPU time; `~` stands before what the kernel does not count as a whole.
*/
export function cpuText({usage: {cpuPercent, summed}}: Container): string {
	return marked(percentText(cpuPercent), summed?.has('cpuPercent') ?? false);
}

function marked(text: string, isSummed: boolean): string {
	return isSummed && text !== '' ? `~${text}` : text;
}

const memoryWidth = 11;

/**
Used and limit in one width, so that the numbers of all rows stand below each other. Where there is no room for both, the one that the rows
are sorted by; what is used alone where there is no limit.
*/
export function memoryText({usage}: Container, {width, theme, part}: CellContext): string {
	const isSummed = usage.summed?.has('memoryBytes') ?? false;
	const used = formatKnown(usage.memoryBytes, bytes => marked(formatBytes(bytes), isSummed), 6, theme.glyphs);
	const {nothing} = theme.glyphs;
	const bound = formatKnown(usage.memoryLimitBytes, limit => limit === undefined ? nothing : formatBytes(limit), 4, theme.glyphs);
	if (width < memoryWidth) {
		return part === 'limit' ? bound : used;
	}

	return bound === '' ? (width === Infinity ? used : pad(used, Math.min(width, used.length + 7))) : `${used} / ${pad(bound, 4)}`;
}

/**
Bytes in swap; undefined where nothing is, and where it was not read yet: most hosts have no swap, and no column is kept for it.
*/
export function swapInUse({usage: {swapBytes}}: Container): Known<number | undefined> {
	const bytes = valueOf(swapBytes) ?? 0;
	return isMissing(swapBytes) && swapBytes.missing === 'denied' ? swapBytes : (bytes > 0 ? bytes : undefined);
}

export function swapText({usage: {swapBytes}}: Container): string {
	return isMissing(swapBytes) ? '' : formatBytes(swapBytes);
}

/**
Bad close to the limit.
*/
export function memoryTone({usage}: Container): Tone | undefined {
	const limit = valueOf(usage.memoryLimitBytes);
	const used = valueOf(usage.memoryBytes);
	return typeof limit === 'number' && used !== undefined && used > limit * 0.9 ? 'bad' : undefined;
}

/**
By how much of one core is busy, or of the part of one that it may use.
*/
export function cpuTone({usage}: Container): Tone | undefined {
	const whole = 100 * Math.min(1, valueOf(usage.cpuCores) ?? 1);
	return isAbove(usage.cpuPercent, whole * 0.9) ? 'bad' : (isAbove(usage.cpuPercent, whole * 0.3) ? 'warn' : undefined);
}

/**
Whether a value is known and above a bound.
*/
export function isAbove(value: Known<number>, bound: number): boolean {
	return !isMissing(value) && value > bound;
}
