/**
What the top line of the pane says of the log in it.
*/
import type {LogChoice} from './choice.ts';
import type {LogWindow} from './log-window.ts';
import {rangeOf} from './ranges.ts';

/**
Whether the newest line is followed or which one is looked at, how many matches there are, and how many lines are not kept.
*/
export function noteOfLog(window: LogWindow | undefined, choice: LogChoice, search: string): string {
	const begun = choice.output ? '' : rangeOf(choice.range).title;
	const parts = window ? [foundNote(window, search), filterNote(window, choice), goneNote(window), begun, placeNote(window)] : [begun];
	return parts.filter(part => part !== '').join(' · ');
}

function placeNote({cursor, shown, reading: {isHeld, origins, ring}}: LogWindow): string {
	if (cursor) {
		return `${isHeld ? 'held at ' : ''}${shown.placeOf(cursor.number) + 1} of ${shown.count}`;
	}

	const isEnded = origins.length > 0 && origins.every(({state}) => state === 'ended');
	// What nstop says between them is found by any filter, and no line.
	const count = Math.max(0, shown.count - ring.notes);
	const lines = count === 1 ? '1 line' : `${count} lines`;
	return isEnded ? `${lines}, ended` : `following ${lines}`;
}

function filterNote({reading: {filtered}}: LogWindow, {filter}: LogChoice): string {
	return filter !== '' && filtered?.isDone === false ? 'looking' : '';
}

function foundNote({reading: {found}, cursor}: LogWindow, search: string): string {
	if (search === '' || !found) {
		return '';
	}

	const index = cursor ? found.placeOf(cursor.number) : found.count;
	const isAt = cursor && index < found.count && found.at(index) === cursor.number;
	const count = `${found.count}${found.isDone ? '' : '+'}`;
	return found.count === 0 ? (found.isDone ? 'not found' : 'looking') : (isAt ? `${index + 1} of ${count} found` : `${count} found`);
}

function goneNote({reading: {ring}}: LogWindow): string {
	return ring.linesGone === 0 ? '' : `${ring.linesGone} not kept`;
}
