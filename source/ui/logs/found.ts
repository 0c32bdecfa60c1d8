/**
To the lines that a search has found.
*/
import {keyWord, type Keymap} from '../../settings/keymap.ts';
import type {Outcome} from '../actions/action.ts';
import {notify} from '../messages.ts';
import type {UiState} from '../state.ts';
import type {View} from '../view.ts';
import type {LogReading} from './reading.ts';
import {linesRead} from './unread.ts';

/**
To the next line that was found below, or above; at the end on from the other end.
*/
export function goToFound(state: UiState, view: View, direction: 1 | -1): Outcome {
	const {log, subject: {log: reading}, settings: {keymap}} = view;
	if (state.search === '') {
		return {state: notify(state, {text: `No search yet: press ${keyWord(keymap, 'find')} to start one.`, tone: 'normal'})};
	}

	const found = reading?.found;
	if (!log || !found || found.count === 0) {
		const missed = (found ? undefined : reading?.problem) ?? missedText(state.search, reading, keymap);
		return {state: notify(state, {text: found?.isDone === false ? 'The log is still being searched.' : missed, tone: 'warn'})};
	}

	const {cursor} = log;
	// Whoever follows is below the last line.
	const from = cursor?.number ?? reading.ring.end;
	const below = found.placeOf(direction === 1 ? from + 1 : from);
	const index = direction === 1 ? (below < found.count ? below : 0) : (below > 0 ? below - 1 : found.count - 1);
	const there = {cursor: {number: found.at(index), row: 0}, seekBefore: undefined, top: log.rows[0]};
	return {state: {...state, log: {...state.log, ...there}}};
}

function missedText(words: string, reading: LogReading | undefined, keymap: Keymap): string {
	const read = reading && linesRead(reading);
	return read === undefined
		? `${words} was not found.`
		: `${words} was not found in ${read}. The rest is not read yet: ${keyWord(keymap, 'last')} goes to the newest lines.`;
}

/**
To the newest match up to the line that is looked at, as soon as one is found: whoever types fast has pressed Enter before that. Lines
are seen from their starts again, as other words may stand anywhere in them.
*/
export function seekFound(state: UiState, {log}: View): UiState {
	return log
		? {
			...state, log: {
				...state.log, seekBefore: log.cursor ? log.cursor.number + 1 : log.reading.ring.end, top: log.rows[0], shift: 0,
			},
		}
		: state;
}
