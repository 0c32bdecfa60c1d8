/**
What the Graph tab has charts of, each as one record.
*/
import {valueOf} from '../../../known.ts';
import type {ProcessMetric} from '../../../model/build/process-history.ts';
import type {Metric} from '../../../model/build/timeline.ts';
import type {Usage} from '../../../model/usage.ts';
import {formatBytes, formatPercent, formatRate} from '../../../text/format.ts';
import type {Tone} from '../../../text/theme.ts';

export type Chart<AnyMetric extends string = string> = {
	readonly title: string;
	readonly metric: AnyMetric;
	/**
	A value as its heading and its scale show it.
	*/
	format(value: number): string;
	readonly isBytes: boolean;
	/**
	The scale never ends below this, so that the noise of an idle thing does not look like a mountain.
	*/
	readonly floor: number;
	/**
	The limit that is drawn as a line, out of the usage of the container; undefined where none is set or known.
	*/
	limit?(usage: Usage): number | undefined;
	/**
	Whether there can be anything to draw of a container that uses this; always if absent.
	*/
	isMeant?(usage: Usage): boolean;
	readonly tone: Tone;
};

const percent = (value: number): string => `${formatPercent(value)}%`;
const rate = {format: formatRate, isBytes: true, floor: 1024} as const;
const share = {
	format: percent, isBytes: false, floor: 10, tone: 'warn',
} as const;

const cpu = {
	format: percent,
	isBytes: false,
	floor: 10,
	limit(usage: Usage) {
		const cores = valueOf(usage.cpuLimit);
		return cores === undefined ? undefined : cores * 100;
	},
	tone: 'good',
} as const;
const memory = {
	format: formatBytes,
	isBytes: true,
	floor: 1024 * 1024,
	limit: (usage: Usage) => valueOf(usage.memoryLimitBytes),
	tone: 'accent',
} as const;

/**
From left to right and from top to bottom, two to a row where there is room.
*/
export const containerCharts: ReadonlyArray<Chart<Metric>> = [
	{title: 'CPU', metric: 'cpuPercent', ...cpu},
	{title: 'memory', metric: 'memoryBytes', ...memory},
	{
		title: 'throttled', metric: 'throttledPercent', isMeant: ({cpuLimit}) => cpuLimit !== undefined, ...share,
	},
	{title: 'waiting for CPU', metric: 'pressureCpu', ...share},
	{title: 'waiting for memory', metric: 'pressureMemory', ...share},
	{title: 'waiting for I/O', metric: 'pressureIo', ...share},
	{
		title: 'network in', metric: 'networkRxPerSecond', tone: 'good', ...rate,
	},
	{
		title: 'network out', metric: 'networkTxPerSecond', tone: 'accent', ...rate,
	},
	{
		title: 'disk read', metric: 'blockReadPerSecond', tone: 'good', ...rate,
	},
	{
		title: 'disk written', metric: 'blockWritePerSecond', tone: 'accent', ...rate,
	},
];

/**
Those of a process, under the limits of its container.
*/
export const processCharts: ReadonlyArray<Chart<ProcessMetric>> = [
	{title: 'CPU', metric: 'cpuPercent', ...cpu},
	{title: 'resident memory', metric: 'residentBytes', ...memory},
	{
		title: 'disk read', metric: 'readBytesPerSecond', tone: 'good', ...rate,
	},
	{
		title: 'disk written', metric: 'writeBytesPerSecond', tone: 'accent', ...rate,
	},
];
