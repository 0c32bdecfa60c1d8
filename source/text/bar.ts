/**
A meter: a bar between two end marks, filled by one or more segments.
*/
import type {Theme, Tone} from './theme.ts';

/**
Share of the whole bar, from 0 to 1, and how it looks.
*/
type BarSegment = {readonly fraction: number; readonly tone: Tone};

/**
The bar in exactly `width` cells, end marks included: `▕███▌  ▏`, in ASCII `[###  ]`. The end is drawn to an eighth of a cell, borders
between segments to a whole one. Together more than 1 is a full bar; more than
nothing is always seen. Without colours each segment has a fill of its own.
*/
export function bar(segments: readonly BarSegment[], width: number, theme: Theme): string {
	const room = width - 2;
	if (room <= 0) {
		return ' '.repeat(Math.max(0, width));
	}

	const {barLeft, barRight, barParts, barFills} = theme.glyphs;
	const drawn = segments.filter(({fraction}) => fraction > 0);
	const total = Math.min(1, drawn.reduce((sum, {fraction}) => sum + fraction, 0));
	const parts = total > 0 ? Math.max(1, Math.round(total * room * barParts.length)) : 0;
	const whole = Math.floor(parts / barParts.length);
	const partial = parts % barParts.length;

	let inside = '';
	let cells = 0;
	let sum = 0;
	for (const [index, {fraction, tone}] of drawn.entries()) {
		sum += fraction;
		const isLast = index === drawn.length - 1;
		const end = isLast ? whole : Math.min(whole, Math.round(sum * room));
		const fill = theme.level === 'none' ? barFills[index % barFills.length]! : barFills[0]!;
		const tail = isLast && partial > 0 ? barParts[partial - 1]! : '';
		inside += theme.paint(tone, fill.repeat(end - cells) + tail);
		cells = end;
	}

	const empty = room - whole - (partial > 0 ? 1 : 0);
	return theme.paint('dim', barLeft) + inside + ' '.repeat(empty) + theme.paint('dim', barRight);
}
