/**
What of a log can be copied: its lines as they were written, whole, without what stands before them on screen.
*/
import {textToKeep} from '../../logs/text.ts';
import type {Choice, Copyable} from '../actions/copy.ts';
import type {LogChoice} from './choice.ts';
import type {LogWindow} from './log-window.ts';
import {placeInLines} from './reading.ts';

/**
The lines in sight, the one under the cursor chosen first; before them those that are marked, behind them all in sight.
*/
export function linesOfLog({rows, cursor, shown, reading: {ring}}: LogWindow, {marks}: LogChoice): Choice {
	const textOf = (number: number): string => textToKeep(ring.bytes(number), ring.entry(number).bytesCut);
	const labelOf = (number: number): string =>
		ring.entry(number).stream === 'note' ? 'Note of nstop' : `Line ${placeInLines(number, shown, ring)}`;
	const numbers = [...new Set(rows.map(({number}) => number))];
	const looked = cursor?.number ?? numbers.at(-1);
	const lines = numbers.map(number => ({number, text: textOf(number)})).filter(({text}) => text !== '');
	const marked = [...marks].filter(number => number >= ring.first && number < ring.end).toSorted((a, b) => a - b);
	const several = (label: string, chosen: readonly number[]): readonly Copyable[] =>
		chosen.length === 0 ? [] : [{label, text: chosen.map(number => textOf(number)).join('\n')}];
	return {
		items: [
			...several(marked.length === 1 ? 'Marked line' : `${marked.length} marked lines`, marked),
			...lines.map(({number, text}): Copyable => ({label: labelOf(number), text})),
			...several('All in sight', numbers),
		],
		cursor: marked.length > 0 ? 0 : Math.max(0, lines.findIndex(({number}) => number === looked)),
	};
}
