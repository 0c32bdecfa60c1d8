/**
What the top line of the pane says of the log in it.
*/
import type {LogChoice} from './choice.ts';
import type {LogWindow} from './log-window.ts';
import {rangeOf} from './ranges.ts';
import {countOfLines, placeInLines} from './reading.ts';

/**
Whether the newest line is followed or which one is looked at, how many matches there are, how many lines are not kept, or not to their
end, and where it begins: as much of it as the room has, what matters least left out first.
*/
export function noteOfLog(window: LogWindow | undefined, choice: LogChoice, {search, room}: {search: string; room: number}): string {
	const begun = choice.output ? '' : `from ${rangeOf(choice.range).begin}`;
	if (!window) {
		return begun;
	}

	const sought = [foundNote(window, search), filterNote(window, choice)];
	const gone = goneNote(window);
	const place = placeNote(window);
	const notes = [[...sought, gone, begun, place], [...sought, gone, place], [...sought, place], [place], [place.split(' ', 1)[0]!]]
		.map(parts => parts.filter(part => part !== '').join(' · '));
	return notes.find(note => note.length <= room) ?? '';
}

function placeNote({cursor, shown, reading: {isHeld, origins, ring}}: LogWindow): string {
	const count = countOfLines(shown, ring);
	if (cursor) {
		return `${isHeld ? 'held at ' : ''}${placeInLines(cursor.number, shown, ring)} of ${count}`;
	}

	const isEnded = origins.length > 0 && origins.every(({state}) => state === 'ended');
	const lines = count === 1 ? '1 line' : `${count} lines`;
	return isEnded ? `${lines}, ${origins.every(({isGone}) => isGone) ? 'removed' : 'ended'}` : `following ${lines}`;
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
	return [
		...(ring.linesGone === 0 ? [] : [`${ring.linesGone} not kept`]),
		...(ring.linesCut === 0 ? [] : [`${ring.linesCut} cut`]),
	].join(' · ');
}
