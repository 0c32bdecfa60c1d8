/**
The columns of the containers pane.
*/
import {mapKnown} from '../../../known.ts';
import {isAlive} from '../../../model/build/container.ts';
import {flags, knownFlagsOf} from '../../../model/isolation/flags.ts';
import {formatImage, formatPorts} from '../../../text/format.ts';
import {percentTop, sparkline} from '../../../text/sparkline.ts';
import {clean, clipMiddle} from '../../../text/clean.ts';
import {branchPrefix, foldMark} from '../../table/branch.ts';
import type {Column} from '../../table/column.ts';
import type {ContainerRow} from './row.ts';
import {stateText, stateTone} from './state-cell.ts';
import {trafficColumns} from './traffic-columns.ts';
import {
	cpuText,
	cpuTone,
	isAbove,
	memoryText,
	memoryTone,
	swapInUse,
	swapText,
	throttledText,
	throttlerOf,
} from './usage-cells.ts';

export const containerColumns: ReadonlyArray<Column<ContainerRow>> = [
	{
		id: 'name',
		title: 'NAME',
		help: 'Name from the engine, or the id; nested containers stand below their parent.',
		width: {min: 12, max: 40},
		priority: 100,
		sortKey: 'identity',
		value: ({container}) => container.name,
		sizedBy: ({container}) => [container.name],
		text(row, {width, theme}) {
			const branch = branchPrefix(row, width, theme.glyphs);
			const name = clean(row.container.name, theme.isUnicode);
			const mark = foldMark(row);
			return [
				{text: branch, tone: 'dim'},
				{text: clipMiddle(name, width - branch.length - mark.length, theme.glyphs.ellipsis)},
				{text: mark, tone: 'accent'},
			];
		},
		tone: ({container}) => (isAlive(container.state) ? 'strong' : 'dim'),
	},
	{
		id: 'image',
		title: 'IMAGE',
		help: 'Image it was created from; of a unit, what systemd says it is.',
		width: {min: 10, max: 60},
		priority: 45,
		value: ({container}) => describedBy(container),
		sizedBy: ({container}) => [container.image, container.unit?.facts],
		text: ({container}, {theme}) => clean(container.unit ? describedBy(container) : formatImage(container.image), theme.isUnicode),
		cut: 'start',
		tone: () => 'dim',
	},
	{
		id: 'cpu',
		title: 'CPU%',
		help: 'CPU time as a percentage of one core: 200 means two busy cores. '
			+ '~ marks the sum over the processes, or what others leave of the host\'s.',
		width: {min: 5},
		align: 'right',
		priority: 96,
		isDescending: true,
		sortKey: 'cpu',
		value: ({container}) => container.usage.cpuPercent,
		text: ({container}) => cpuText(container),
		tone: ({container}) => cpuTone(container),
	},
	{
		id: 'history',
		title: 'LAST',
		help: 'CPU usage in the last samples, the newest on the right; the title says the scale, the same for all rows in sight. '
			+ 'Containers decide it, where there are any.',
		width: {min: 8, max: 60, weight: 1},
		isMoving: true,
		isPicture: true,
		priority: 40,
		value: ({container}) => container.usage.cpuPercent,
		text: ({series}, {width, theme, top = 100}) => sparkline(series?.cpuPercent.last(width) ?? [], width, theme.glyphs, top),
		scale(rows, width, theme) {
			// What is in no container would leave a line of a few cells to each container.
			const containers = rows.filter(({container}) => container.unit === undefined);
			const deciding = containers.length === 0 ? rows : containers;
			const top = Math.max(...deciding.map(({series}) => percentTop(series?.cpuPercent.last(width) ?? [])), percentTop([]));
			const range = `0${theme.glyphs.dash}${top}%`;
			const title = `LAST ${range}`;
			return {top, title: title.length <= width ? title : range};
		},
		tone: () => 'accent',
	},
	{
		id: 'memory',
		title: 'MEM / LIMIT',
		shortTitle: 'MEM',
		help: 'Memory as docker stats counts it, without the inactive page cache, and its limit.',
		width: {min: 6, max: 13},
		align: 'right',
		reads: 'memory',
		priority: 94,
		isDescending: true,
		parts: [
			{
				id: 'used',
				title: 'MEM',
				help: 'Memory in use.',
				isDescending: true,
				sortKey: 'memory',
				value: ({container}) => container.usage.memoryBytes,
			},
			{
				id: 'limit',
				title: 'MEM LIMIT',
				help: 'Limit of the memory, where one is set.',
				isDescending: true,
				value: ({container}) => container.usage.memoryLimitBytes,
			},
		],
		value: ({container}) => container.usage.memoryBytes,
		sizedBy: ({container: {usage}}) => [usage.memoryLimitBytes, usage.summed],
		text: ({container}, context) => memoryText(container, context),
		tone: ({container}) => memoryTone(container),
	},
	{
		id: 'swap',
		title: 'SWAP',
		help: 'What was moved from memory to swap; – where nothing was.',
		width: {min: 5},
		align: 'right',
		reads: 'swap',
		priority: 43,
		isDescending: true,
		value: ({container}) => swapInUse(container),
		text: ({container}) => swapText(container),
		tone: () => 'warn',
	},
	...trafficColumns,
	{
		id: 'throttled',
		title: 'THR%',
		help: 'Share of time slices in which a CPU quota was used up, its own or, where a name stands there, that of the cgroup around it; '
			+ '– without a quota.',
		width: {min: 5, max: 24},
		align: 'right',
		reads: 'throttling',
		priority: 20,
		isDescending: true,
		value: ({container: {usage}}) => mapKnown(usage.cpuLimit, limit => limit === undefined ? undefined : usage.throttledPercent),
		sizedBy: ({container}) => [throttlerOf(container)],
		text: ({container}, context) => throttledText(container, context),
		tone: ({container}) => isAbove(container.usage.throttledPercent, 0) ? 'warn' : undefined,
	},
	{
		id: 'tasks',
		title: 'PIDS',
		help: 'Tasks in its cgroup: processes and their threads, as docker stats counts PIDS.',
		width: {min: 5},
		align: 'right',
		reads: 'tasks',
		priority: 55,
		isDescending: true,
		value: ({container}) => container.usage.tasks,
	},
	{
		id: 'state',
		title: 'STATE',
		help: 'Uptime, paused, or the exit code; OOM if it ended after the kernel had killed one of its processes for lack of memory; '
			+ 'unhealthy if its health check fails.',
		width: {min: 10, max: 24, isWholeFirst: true},
		isMoving: true,
		priority: 80,
		parts: [
			{
				id: 'word',
				title: 'STATE',
				help: 'State of the container.',
				value: ({container}) => container.state,
			},
			{
				id: 'started',
				title: 'STARTED',
				help: 'When it was last started.',
				isDescending: true,
				sortKey: 'time',
				value: ({container}) => container.startedAt,
			},
		],
		value: ({container}) => container.state,
		sizedBy: ({container: {state, exitCode, health, isRemoved, isOomKilled, restartCount, unit, sumOf}}) =>
			[state, exitCode, health, isRemoved, isOomKilled, restartCount, unit?.facts, sumOf?.condition],
		// The width is that of the state, which comes back.
		text: ({container, doing}, context) => (context.width === Infinity ? undefined : doing) ?? stateText(container, context),
		tone: ({container, doing}) => doing === undefined ? stateTone(container) : 'warn',
	},
	{
		id: 'pid',
		title: 'HOST PID',
		shortTitle: 'PID',
		help: 'Pid of its first process, as the host sees it.',
		width: {min: 7, max: 9},
		align: 'right',
		priority: 75,
		value: ({container}) => container.initPid,
	},
	{
		id: 'flags',
		title: 'FLAGS',
		help: `What sets it apart. ${flags.map(({name, help}) => `${name}: ${help}`).join('; ')}.`,
		width: {min: 13, max: 70},
		priority: 70,
		sizedBy: ({container}) => [container.isolation, container.namespaces],
		value: ({container}) => mapKnown(knownFlagsOf(container), names => names.join(' ')),
		tone: () => 'host',
	},
	{
		id: 'ports',
		title: 'PORTS',
		help: 'Ports it publishes on the host.',
		width: {min: 10, max: 60},
		priority: 42,
		sizedBy: ({container}) => [container.ports],
		value: ({container}) => formatPorts(container.ports.filter(({hostPort}) => hostPort !== undefined)),
	},
];

/**
A container by its image, a unit by its description.
*/
function describedBy({image, unit}: ContainerRow['container']): string {
	return unit ? unit.facts?.description ?? '' : image;
}
