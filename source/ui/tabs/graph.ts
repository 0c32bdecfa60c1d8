/**
The Graph tab: what the container used in the last ten minutes, and what happened to it then.
*/
import {slotAt, slotCount, slotMilliseconds} from '../../model/build/timeline.ts';
import {keyWord} from '../../settings/keymap.ts';
import {valuesPerCell} from '../../text/chart.ts';
import {formatDuration} from '../../text/format.ts';
import type {Line, Span} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import {graphCharts} from './graph/charts.ts';
import {labelWidth, panelHeight, panelLines} from './graph/panel.ts';
import {eventNames, marksOf, type Mark} from './graph/marks.ts';
import type {Subject, Tab} from './tab.ts';

/**
Cells of one chart with its labels, below which charts stand below each other.
*/
const leastWidth = 26;
const leastHeight = 2;
const gap = 2;

export const graphTab: Tab = {
	id: 'graph',
	title: 'Graph',
	help: 'CPU, memory, network, disk and pressure over the last ten minutes, with limits as lines and what happened as letters; '
		+ '{previous-file} freezes the screen and moves back along it, {zoom} fills the screen with it.',
	subjects: ['container'],
	files: [],
	heading: (subject, width, theme) => subject.container ? [headline(subject, width, theme)] : [],
	lines: (subject, width, theme) => draw(subject, {width, height: 0}, theme),
	fill: draw,
};

function draw(subject: Subject, {width, height}: {readonly width: number; readonly height: number}, theme: Theme): readonly Line[] {
	const {container, snapshot, slotsBack} = subject;
	const timeline = container && snapshot.history.get(container.key)?.timeline;
	if (!container || !timeline) {
		return ['No container is selected.'];
	}

	const end = slotAt(snapshot.steadyMilliseconds);
	const marks = marksOf(timeline, end);
	const {perRow, panelWidth} = gridOf(width);
	const rowCount = Math.ceil(graphCharts.length / perRow);
	const chartHeight = Math.max(leastHeight, Math.floor((height - 1) / rowCount) - panelHeight(0));
	const panels = Array.from({length: rowCount}, (_row, row) => graphCharts
		.slice(row * perRow, (row + 1) * perRow)
		.map(chart => panelLines({
			chart, timeline, container, end, slotsBack, marks, width: panelWidth, height: chartHeight,
		}, theme)));
	const lines = panels.flatMap(row => Array.from({length: panelHeight(chartHeight)}, (_line, index): readonly Span[] =>
		row.flatMap((panel, place) => [...(place > 0 ? [{text: ' '.repeat(gap)}] : []), ...panel[index]!])));
	return [...lines, legend(marks, theme)];
}

/**
Two charts side by side where both have room.
*/
function gridOf(width: number): {readonly perRow: number; readonly panelWidth: number} {
	const perRow = width >= 2 * leastWidth + gap ? 2 : 1;
	return {perRow, panelWidth: Math.floor((width + gap) / perRow) - gap};
}

/**
What the charts show, and the moment that the numbers are of.
*/
function headline({container, snapshot, slotsBack, keymap}: Subject, width: number, theme: Theme): Line {
	const cells = Math.max(1, gridOf(width).panelWidth - labelWidth);
	const seconds = slotCount * slotMilliseconds / 1000;
	const ofOne = Math.max(slotMilliseconds / 1000, seconds / cells / valuesPerCell(theme.isUnicode));
	const back = slotsBack * slotMilliseconds;
	const moment: readonly Span[] = slotsBack === 0
		? []
		: [
			{text: new Date(snapshot.takenAt - back).toTimeString().slice(0, 8), tone: 'warn'},
			{text: `, ${formatDuration(back / 1000)} before the screen was frozen`, tone: 'dim'},
		];
	const keys = `${keyWord(keymap, 'previous-file', theme.isUnicode)} ${keyWord(keymap, 'next-file', theme.isUnicode)}`;
	return moment.length > 0 || !container
		? moment
		: [{text: `${formatDuration(seconds)} to now, the highest value of each ${ofOne.toFixed(0)} s; ${keys} to look back`, tone: 'dim'}];
}

/**
The letters that stand in the time axis, of what has happened.
*/
function legend(marks: readonly Mark[], {glyphs}: Theme): Line {
	const kinds = new Set(marks.map(({kind}) => kind));
	const known = eventNames.filter(({kind}) => kinds.has(kind));
	return known.length === 0
		? [{text: `no start, death, OOM kill or throttling ${glyphs.dot} a gap was not read`, tone: 'dim'}]
		: [
			...known.flatMap(({letter, name, tone}): readonly Span[] => [{text: letter, tone}, {text: ` ${name}  `, tone: 'dim'}]),
			{text: 'a gap was not read', tone: 'dim'},
		];
}

