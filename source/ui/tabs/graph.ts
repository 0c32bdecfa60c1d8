/**
The Graph tab: what the container or the process used in the last ten minutes, and what happened to it then.
*/
import {slotCount, slotMilliseconds} from '../../model/build/rings.ts';
import {keyWord} from '../../settings/keymap.ts';
import {valuesPerCell} from '../../text/chart.ts';
import {formatDuration} from '../../text/format.ts';
import type {Line, Span} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import {pictureOf} from './graph/curves.ts';
import {labelWidth, panelHeight, panelLines} from './graph/panel.ts';
import {eventNames, type Mark} from './graph/marks.ts';
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
	help: 'CPU, memory, network, disk and pressure over the last ten minutes, with limits as lines and what happened as letters; of a process '
		+ 'CPU, memory and disk since it was selected. {previous-file} freezes the screen and moves back along it, {zoom} fills the screen with '
		+ 'it, and with both {graph-back} and {graph-on} move as well.',
	subjects: ['container', 'process'],
	isForProjects: true,
	isOfPast: true,
	files: [],
	processFiles: ['io'],
	heading: (subject, width, theme) => isAnySelected(subject) ? [headline(subject, width, theme)] : [],
	lines: (subject, width, theme) => draw(subject, {width, height: 0}, theme),
	fill: draw,
};

function draw(subject: Subject, {width, height}: {readonly width: number; readonly height: number}, theme: Theme): readonly Line[] {
	const {kind, slotsBack} = subject;
	const picture = pictureOf(subject);
	if (!picture) {
		return [isAnySelected(subject) ? 'Its numbers are being read.' : `No ${kind} is selected.`];
	}

	const {curves, marks} = picture;
	const {perRow, panelWidth} = gridOf(width);
	if (curves.length === 0) {
		return ['None of its numbers are counted here.'];
	}

	const rowCount = Math.ceil(curves.length / perRow);
	const chartHeight = Math.max(leastHeight, Math.floor((height - 1) / rowCount) - panelHeight(0));
	const panels = Array.from({length: rowCount}, (_row, row) => curves
		.slice(row * perRow, (row + 1) * perRow)
		.map(curve => panelLines({
			curve, slotsBack, marks, width: panelWidth, height: chartHeight,
		}, theme)));
	const lines = panels.flatMap(row => Array.from({length: panelHeight(chartHeight)}, (_line, index): readonly Span[] =>
		row.flatMap((panel, place) => [...(place > 0 ? [{text: ' '.repeat(gap)}] : []), ...panel[index]!])));
	return [...lines, legend(subject, marks, theme)];
}

function isAnySelected({kind, container, process}: Subject): boolean {
	return (kind === 'container' ? container : process) !== undefined;
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
function headline({snapshot, slotsBack, keymap}: Subject, width: number, theme: Theme): Line {
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
	return moment.length > 0
		? moment
		: [{text: `${formatDuration(seconds)} to now, the highest value of each ${ofOne.toFixed(0)} s; ${keys} to look back`, tone: 'dim'}];
}

/**
The letters that stand in the time axis, of what has happened, and what a gap means.
*/
function legend({kind}: Subject, marks: readonly Mark[], {glyphs}: Theme): Line {
	const kinds = new Set(marks.map(mark => mark.kind));
	const known = eventNames.filter(name => kinds.has(name.kind));
	const none = kind === 'container' ? `no start, death, OOM kill or throttling ${glyphs.dot} ` : '';
	const unread = kind === 'container'
		? 'a gap was not read'
		: `limits of its container ${glyphs.dot} a gap was not read: a process is read while it is selected`;
	return [
		...known.flatMap(({letter, name, tone}): readonly Span[] => [{text: letter, tone}, {text: ` ${name}  `, tone: 'dim'}]),
		{text: `${known.length === 0 ? none : ''}${unread}`, tone: 'dim'},
	];
}
