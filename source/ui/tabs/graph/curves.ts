/**
What the Graph tab draws of a container or a process: its numbers over time, and what happened.
*/
import {
	firstSample,
	isMissing,
	valueOf,
	type Known,
} from '../../../known.ts';
import {ticksPerSecond} from '../../../kernel/pid/stat.ts';
import type {ProcessMetric} from '../../../model/build/process-history.ts';
import {slotAt} from '../../../model/build/rings.ts';
import type {Process} from '../../../model/process.ts';
import type {Usage} from '../../../model/usage.ts';
import type {Subject} from '../tab.ts';
import {containerCharts, processCharts, type Chart} from './charts.ts';
import {marksOf, startMark, type Mark} from './marks.ts';

export type Curve = {
	readonly chart: Chart;
	/**
	By slot, the newest last; undefined where nothing was read.
	*/
	readonly values: ReadonlyArray<number | undefined>;
	readonly now: Known<number>;
	readonly limit: number | undefined;
};

type Picture = {readonly curves: readonly Curve[]; readonly marks: readonly Mark[]};

/**
The picture of what the details are about; undefined where nothing was read of it yet.
*/
export function pictureOf(subject: Subject): Picture | undefined {
	return subject.kind === 'container' ? containerPicture(subject) : processPicture(subject);
}

function containerPicture({container, snapshot}: Subject): Picture | undefined {
	const timeline = container && snapshot.history.get(container.key)?.timeline;
	const end = slotAt(snapshot.steadyMilliseconds);
	return container && timeline && {
		curves: containerCharts.map(chart => ({
			chart,
			values: timeline.values(chart.metric, end),
			now: container.usage[chart.metric],
			limit: chart.limit?.(container.usage),
		})).filter(curve => hasHope(curve, container.usage)),
		marks: marksOf(timeline, end),
	};
}

/**
Whether there is or may come anything to draw: a network that is the host's has no numbers, nor has what no cgroup counts. Where there is no
quota now, there may have been one.
*/
function hasHope({chart, values, now}: Curve, usage: Usage): boolean {
	return chart.isMeant?.(usage) === false
		? values.some(value => value !== undefined && value > 0)
		: !isMissing(now) || now.missing !== 'unsupported' || values.some(value => value !== undefined);
}

function processPicture({process, container, details, snapshot}: Subject): Picture | undefined {
	const past = process && snapshot.processHistory.get(process.key);
	const end = slotAt(snapshot.steadyMilliseconds);
	return process && past && {
		curves: processCharts.map(chart => ({
			chart,
			values: past.values(chart.metric, end),
			now: currentOf(process, details)[chart.metric],
			limit: container && chart.limit?.(container.usage),
		})),
		marks: startMark(ageOf(process, snapshot)),
	};
}

function currentOf({key, cpuPercent, residentBytes}: Process, details: Subject['details']): Readonly<Record<ProcessMetric, Known<number>>> {
	const {readBytesPerSecond, writeBytesPerSecond} = details?.key === key
		? details
		: {readBytesPerSecond: firstSample, writeBytesPerSecond: firstSample};
	return {
		cpuPercent, residentBytes, readBytesPerSecond, writeBytesPerSecond,
	};
}

/**
Milliseconds since it was started.
*/
function ageOf({startTicks}: Process, {host}: Subject['snapshot']): number | undefined {
	const uptime = valueOf(host.uptimeSeconds);
	return uptime === undefined ? undefined : (uptime - startTicks / ticksPerSecond) * 1000;
}
