/**
One chart of the Graph tab with its heading, its scale and its time axis.
*/
import {slotCount} from '../../../model/build/rings.ts';
import {
	chartRows,
	resampled,
	scaleTop,
	valuesPerCell,
} from '../../../text/chart.ts';
import {clip, pad} from '../../../text/clean.ts';
import {formatKnown} from '../../../text/format.ts';
import {clipLine, lineWidth, type Span} from '../../../text/spans.ts';
import type {Theme, Tone} from '../../../text/theme.ts';
import type {Curve} from './curves.ts';
import {eventNames, type Mark} from './marks.ts';

/**
Cells of the scale at the left of a chart.
*/
export const labelWidth = 8;

/**
A limit further above the highest value than this, in times of it, would press the chart flat: it is told instead.
*/
const furthestLimit = 20;

type Panel = {
	readonly curve: Curve;
	readonly slotsBack: number;
	readonly marks: readonly Mark[];
	readonly width: number;
	/**
	Rows of the chart alone.
	*/
	readonly height: number;
};

/**
Lines of a panel whose chart has this number of rows.
*/
export function panelHeight(chartHeight: number): number {
	return chartHeight + 2;
}

/**
The lines of a panel, each exactly as wide as it.
*/
export function panelLines(panel: Panel, theme: Theme): ReadonlyArray<readonly Span[]> {
	const {curve: {chart, values, limit}, width, height} = panel;
	let highest = 0;
	for (const value of values) {
		highest = Math.max(highest, value ?? 0);
	}

	const isLimitInScale = limit !== undefined && limit <= highest * furthestLimit;
	const top = scaleTop(Math.max(highest, chart.floor, isLimitInScale ? limit : 0), chart.isBytes);
	const cells = Math.max(1, width - labelWidth);
	const columns = resampled(values, cells * valuesPerCell(theme.isUnicode));
	const rows = chartRows(columns, {
		height, top, tone: chart.tone, ...theme, limit: isLimitInScale ? limit : undefined,
	});
	return [
		fitted(headingOf(panel, {highest, isLimitInScale}, theme), width, theme),
		...rows.map((row, index) => {
			const label = index === 0 ? chart.format(top) : (index === height - 1 ? '0' : '');
			const edge = theme.glyphs.junctions[label === '' ? 5 : 13]!;
			return [{text: `${pad(clip(label, labelWidth - 2), labelWidth - 2, 'right')} ${edge}`, tone: 'dim' as const}, ...row];
		}),
		axisOf(panel, cells, theme),
	];
}

/**
The value at the moment that is looked at, and what the chart cannot say.
*/
function headingOf(
	{curve: {chart, values, now: current, limit}, slotsBack}: Panel,
	{highest, isLimitInScale}: {readonly highest: number; readonly isLimitInScale: boolean},
	{glyphs}: Theme,
): readonly Span[] {
	const then = values.at(-1 - slotsBack);
	const now = slotsBack === 0
		? formatKnown(current, value => chart.format(value), 8, glyphs)
		: (then === undefined ? 'not read' : chart.format(then));
	return [
		{text: chart.title, tone: 'header'},
		{text: ` ${now === '' ? glyphs.dash : now}`, tone: 'strong'},
		...(limit === undefined
			? []
			: [{text: ` limit ${chart.format(limit)}${isLimitInScale ? '' : ` ${glyphs.up}`}`, tone: 'bad' as const}]),
		...(highest > 0 ? [{text: ` peak ${chart.format(highest)}`, tone: 'dim' as const}] : []),
	];
}

function fitted(spans: readonly Span[], width: number, {glyphs}: Theme): readonly Span[] {
	const clipped = clipLine(spans, width, glyphs.ellipsis);
	return [...clipped, {text: ' '.repeat(Math.max(0, width - lineWidth(clipped)))}];
}

/**
Ten minutes from left to right, with what happened then and the moment that is looked at.
*/
function axisOf({slotsBack, marks}: Panel, cells: number, {glyphs}: Theme): readonly Span[] {
	const letters: Array<{text: string; tone: Tone}> = Array.from({length: cells}, () => ({text: glyphs.horizontal, tone: 'dim'}));
	const write = (text: string, start: number, tone: Tone): void => {
		for (const [index, letter] of [...text].entries()) {
			letters[start + index] = {text: letter, tone};
		}
	};

	const placeOf = (back: number): number => Math.min(cells - 1, Math.floor((slotCount - 1 - back) * cells / slotCount));
	const marked = new Set([...marks.map(({back}) => placeOf(back)), placeOf(slotsBack)]);
	for (const [label, place] of [['10m', 0], ['5m', Math.floor(cells / 2)]] as const) {
		// A label that is half covered would say something else.
		if (cells >= 12 && [...label].every((_letter, index) => !marked.has(place + index))) {
			write(label, place, 'dim');
		}
	}

	for (const {kind, letter, tone} of eventNames) {
		for (const mark of marks.filter(each => each.kind === kind)) {
			write(letter, placeOf(mark.back), tone);
		}
	}

	if (slotsBack > 0) {
		write(glyphs.up, placeOf(slotsBack), 'selected');
	}

	return [{text: `${' '.repeat(labelWidth - 1)}${glyphs.junctions[3]!}`, tone: 'dim'}, ...letters];
}
