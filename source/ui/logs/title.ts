/**
What the top line of the pane says of the log in it.
*/
import type {LogChoice} from './choice.ts';
import type {LogWindow} from './log-window.ts';
import {rangeOf} from './ranges.ts';
import {countOfLines, placeInLines, type LogReading} from './reading.ts';

/**
Whether the newest line is followed or which one is looked at, whether more can come, how many matches there are, how many lines are not
kept, or not to their end, where it begins, and how far it was moved sideways: as much of it as the room has, what matters least left out
first. Where no line is shown, there is only the reading.
*/
export function noteOfLog(
	window: LogWindow | undefined,
	choice: LogChoice,
	{search, room, reading = window?.reading}: {search: string; room: number; reading?: LogReading | undefined},
): string {
	const gone = reading ? goneNote(reading) : '';
	const begun = begunNote(reading, choice);
	if (!window) {
		const held = reading?.isHeld ? 'held' : '';
		return firstThatFits([[gone, begun, held], [begun, held], [held]], room);
	}

	const sought = [foundNote(window, search), filterNote(window, choice)];
	const moved = choice.isWrapped || choice.shift === 0 ? '' : `from column ${choice.shift + 1}`;
	const place = placeNote(window);
	const ended = `${place}${endedNote(window)}`;
	return firstThatFits([
		[...sought, gone, begun, moved, ended],
		[...sought, gone, moved, ended],
		[...sought, moved, ended],
		[...sought, moved, place],
		[moved, place],
		[ended],
		[place],
		[place.split(' ', 1)[0]!],
	], room);
}

function firstThatFits(notes: ReadonlyArray<readonly string[]>, room: number): string {
	return notes.map(parts => parts.filter(part => part !== '').join(' · ')).find(note => note.length <= room) ?? '';
}

/**
Nothing where the lines from there are not kept any more.
*/
function begunNote(reading: LogReading | undefined, {output, range}: LogChoice): string {
	const areFirstGone = reading !== undefined && reading.ring.linesGone > 0;
	return output !== undefined || areFirstGone ? '' : `from ${rangeOf(range).begin}`;
}

function placeNote(window: LogWindow): string {
	const {cursor, shown, reading: {isHeld, ring}} = window;
	const count = countOfLines(shown, ring);
	if (cursor) {
		return `${isHeld ? 'held at ' : ''}${placeInLines(cursor.number, shown, ring)} of ${count}`;
	}

	const lines = count === 1 ? '1 line' : `${count} lines`;
	return isEnded(window) ? lines : `following ${lines}`;
}

function isEnded({reading: {origins}}: LogWindow): boolean {
	return origins.length > 0 && origins.every(({state}) => state === 'ended');
}

/**
That nothing more can come, or how many of several logs were removed while the others go on.
*/
function endedNote(window: LogWindow): string {
	const {origins} = window.reading;
	const removed = origins.filter(({isGone}) => isGone).length;
	if (isEnded(window)) {
		return removed === origins.length ? ', removed' : ', ended';
	}

	return removed === 0 || origins.length === 1 ? '' : `, ${removed} of ${origins.length} removed`;
}

function filterNote({reading: {filtered}}: LogWindow, {filter}: LogChoice): string {
	return filter !== '' && filtered?.isDone === false ? 'looking' : '';
}

function foundNote({reading: {found, isHeld}, cursor}: LogWindow, search: string): string {
	if (search === '' || !found) {
		return '';
	}

	const index = cursor ? found.placeOf(cursor.number) : found.count;
	const isAt = cursor && index < found.count && found.at(index) === cursor.number;
	const count = `${found.count}${found.isDone && !isHeld ? '' : '+'}`;
	const none = isHeld ? 'not found yet' : 'not found';
	return found.count === 0 ? (found.isDone ? none : 'looking') : (isAt ? `${index + 1} of ${count} found` : `${count} found`);
}

function goneNote({ring}: LogReading): string {
	return [
		...(ring.linesGone === 0 ? [] : [`${ring.linesGone} not kept`]),
		...(ring.linesCut === 0 ? [] : [`${ring.linesCut} cut`]),
	].join(' · ');
}
