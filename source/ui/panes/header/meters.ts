/**
The meters in the header: how busy the machine is, and what there is on it.
*/
import {
	isMissing,
	mapKnown,
	valueOf,
	type Known,
} from '../../../known.ts';
import {isAlive} from '../../../model/build/container.ts';
import type {Host, MachineNumber} from '../../../model/host.ts';
import {bar} from '../../../text/bar.ts';
import {cellWidth} from '../../../text/clean.ts';
import {formatBytes, formatKnown, formatMissing} from '../../../text/format.ts';
import {sparkline} from '../../../text/sparkline.ts';
import {fitLine, lineWidth, type Span} from '../../../text/spans.ts';
import {unpaint, type Theme, type Tone} from '../../../text/theme.ts';
import type {World} from '../../world.ts';

const processCount = (count: number): string => `${count} ${count === 1 ? 'process' : 'processes'}`;

/**
None where not one process lets its namespaces be read, as those of other users do not.
*/
function namespaceCount(count: number, isBesideSwap: boolean): readonly Count[] {
	const text = ` · ${count} ${count === 1 ? 'namespace' : 'namespaces'}`;
	// The meters need their room.
	return count === 0 ? [] : [{columns: isBesideSwap ? 130 : 100, line: [{text, tone: 'dim'}]}];
}

/**
The second line: meters as wide as there is room for, counts at the right.
*/
export function meters({view: {snapshot}, theme}: World, width: number): string {
	const {host, containers, namespaces} = snapshot;
	const running = [...containers.values()].filter(({state}) => isAlive(state)).length;
	const {glyphs} = theme;
	const [cpuLabel, memoryLabel] = meterLabels(host);
	const labelsWidth = cpuLabel.length + memoryLabel.length - 'cpumem'.length;
	// Long labels leave room for less.
	const isCramped = labelsWidth > 0 && width < 60;
	const memory = mapKnown(host.memoryUsedBytes, used => mapKnown(host.memoryBytes, total => used / total));
	const memoryText =
		isMissing(host.memoryUsedBytes) || isMissing(host.memoryBytes)
			? ''
			: formatBytes(host.memoryUsedBytes) + (isCramped ? '' : `/${formatBytes(host.memoryBytes)}`);
	const texts = theme.paint('dim', ` ${cpuLabel} `) + cpuText(host.cpuPercent, theme) + theme.paint('dim', `  ${memoryLabel} `) + memoryText;
	const swap = swapCounts(host, width);
	// One cell stays blank between them.
	const counts = countsFor(width, width - cellWidth(unpaint(texts)) - 1, [
		...swap,
		{
			columns: host.inside?.ofMachine.has('load') ? 160 : 60,
			line: [
				{text: host.inside?.ofMachine.has('load') ? 'machine load ' : 'load ', tone: 'dim'},
				{text: `${formatKnown(host.load, load => load.map(value => value.toFixed(2)).join(' '), 4, glyphs)}   `},
			],
		},
		{
			columns: isCramped ? 1 : 0,
			line: [
				{text: String(running), tone: 'strong'},
				{text: running === 1 ? ' container' : ' containers', tone: 'dim'},
			],
		},
		...namespaceCount(namespaces.size, swap.length > 0),
		{columns: 80, line: [{text: ` · ${formatKnown(host.processes, processCount, 4, glyphs)}`, tone: 'dim'}]},
		{columns: 0, line: [{text: ' '}]},
	]);
	const room = width - lineWidth(counts);
	const cores = coresText(host, width, theme);
	const barWidth = Math.max(0, Math.min(20, Math.floor((room - 32 - labelsWidth - cellWidth(unpaint(cores))) / 2)));
	const left =
		barWidth < 4
			? texts
			: theme.paint('dim', ` ${cpuLabel} `)
				+ meter(
					mapKnown(host.cpuPercent, percent => percent / 100),
					barWidth,
					theme,
				)
				+ ` ${cpuText(host.cpuPercent, theme)}`
				+ cores
				+ theme.paint('dim', `   ${memoryLabel} `)
				+ meter(memory, barWidth, theme)
				+ ` ${memoryText}`;
	return fitPainted(left, room) + fitLine(counts, Math.min(width, lineWidth(counts)), theme);
}

/**
What the meters of CPU and memory are called: by the machine where nstop sees a container alone, but not how much of them that uses.
*/
export function meterLabels({inside}: Host): readonly [cpu: string, memory: string] {
	const of = (number: MachineNumber): string => inside?.ofMachine.has(number) ? 'machine ' : '';
	return [`${of('cpu')}cpu`, `${of('memory')}mem`];
}

const columnsForCores = 160;
const mostCores = 16;

/**
A block for each core, as high as it is busy, where there is room for all of them.
*/
function coresText({corePercents}: Host, width: number, theme: Theme): string {
	if (width < columnsForCores || isMissing(corePercents) || corePercents.length < 2 || corePercents.length > mostCores) {
		return '';
	}

	const blocks = corePercents.map(percent =>
		theme.paint(toneOf((valueOf(percent) ?? 0) / 100), sparkline([valueOf(percent)], 1, theme.glyphs, 100)));
	return theme.paint('dim', '   cores ') + blocks.join('');
}

/**
Swap in use, of how much where there is room; nothing where there is no swap space, or where it is not known how much is used here. It is
called zram where all of it is compressed into memory: then it frees less than it holds.
*/
function swapCounts({swapBytes, swapUsedBytes, swaps, inside}: Host, width: number): readonly Count[] {
	const isOfMachine = inside?.ofMachine.has('swap') === true;
	if (isOfMachine || isMissing(swapBytes) || isMissing(swapUsedBytes) || swapBytes === 0) {
		return [];
	}

	const total = width < 150 ? '' : `/${formatBytes(swapBytes)}`;
	const areas = valueOf(swaps) ?? [];
	const label = areas.length > 0 && areas.every(({kind}) => kind === 'zram') ? 'zram ' : 'swap ';
	return [{columns: 110, line: [{text: label, tone: 'dim'}, {text: `${formatBytes(swapUsedBytes)}${total}   `}]}];
}

type Count = {readonly columns: number; readonly line: readonly Span[]};

/**
The counts that a screen of this width shows, the dearest left out first where huge numbers need more room than there is.
*/
function countsFor(width: number, room: number, counts: readonly Count[]): readonly Span[] {
	let shown = counts.filter(({columns}) => width >= columns);
	const widthOf = (list: readonly Count[]): number => lineWidth(list.flatMap(({line}) => line));
	while (widthOf(shown) > room && shown.some(({columns}) => columns > 0)) {
		const dearest = Math.max(...shown.map(({columns}) => columns));
		shown = shown.filter(({columns}) => columns < dearest);
	}

	return shown.flatMap(({line}) => line);
}

function meter(fraction: Known<number>, width: number, theme: Theme): string {
	const share = valueOf(fraction) ?? 0;
	return bar([{fraction: share, tone: toneOf(share)}], width, theme);
}

function toneOf(share: number): Tone {
	return share > 0.9 ? 'bad' : (share > 0.7 ? 'warn' : 'good');
}

/**
The share of all cores that is busy, always as wide.
*/
export function cpuText(percent: Known<number>, theme: Theme): string {
	return isMissing(percent) ? formatMissing(percent, 4, theme.glyphs).padStart(4) : `${percent.toFixed(0)}%`.padStart(4);
}

/**
Painted text is only ever shorter than its room, so that it need not be cut.
*/
function fitPainted(row: string, width: number): string {
	return row + ' '.repeat(Math.max(0, width - cellWidth(unpaint(row))));
}
