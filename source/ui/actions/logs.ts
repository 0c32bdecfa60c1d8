/**
Actions on the log in the details, and the key that opens it.
*/
import {keyWord} from '../../settings/keymap.ts';
import {shownCommand, titleOfCommand} from '../commands.ts';
import {
	beginLog,
	stampKinds,
	type LogChoice,
} from '../logs/choice.ts';
import {moveInLog, type LogMove} from '../logs/move.ts';
import {logRanges} from '../logs/ranges.ts';
import {nameOfTagged} from '../logs/wanted.ts';
import {panesBeside} from '../layout/layout.ts';
import {openDialog, type UiState} from '../state.ts';
import {notify} from '../messages.ts';
import {logsTab} from '../tabs/logs.ts';
import type {View} from '../view.ts';
import type {Action, Outcome} from './action.ts';

/**
Cells that a log moves sideways at once.
*/
const sidewaysCells = 16;

/**
Whether keys are for a log.
*/
export function isLogInFront({tab, state}: View): boolean {
	return tab === logsTab && state.focus === 'details';
}

/**
Whether it has the screen for itself, so that digits are its own.
*/
function isReader(view: View): boolean {
	return isLogInFront(view) && view.state.isZoomed;
}

/**
Whether it is the log of something, of which one may want more or less than there is.
*/
export function isRanged(view: View): boolean {
	return isReader(view) && view.state.log.output === undefined;
}

function change(state: UiState, part: Partial<LogChoice>): Outcome {
	return {state: {...state, log: {...state.log, ...part}}};
}

/**
Moves in the log; nothing happens where it has no line.
*/
export function moveLog(state: UiState, {log}: View, move: LogMove): Outcome {
	return {state: log ? {...state, log: moveInLog(state.log, log, move)} : state};
}

/**
Back from the whole screen to the list. A command whose output was shown runs on.
*/
export function leaveReader(state: UiState, {settings: {keymap}}: Pick<View, 'settings'>): UiState {
	const {output} = state.log;
	const run = shownCommand(state);
	const told = run && run.ending === undefined
		? notify(state, {text: `${titleOfCommand(run)} runs on: ${keyWord(keymap, 'compose-output')} shows its output.`, tone: 'normal'})
		: state;
	const left: UiState = output ? {...told, tab: output.tabBefore, log: beginLog(told.log)} : told;
	return state.isZoomed ? {...left, isZoomed: false, focus: 'containers'} : left;
}

/**
From any pane to the log of what is selected or tagged, on the whole screen; from there back to where it was opened.
*/
function toggleReader(state: UiState, view: View): Outcome {
	if (isReader(view)) {
		return {state: leaveReader(state, view)};
	}

	const merged = state.focus === 'containers' ? [...state.tagged].filter(key => view.snapshot.containers.has(key)) : [];
	return {
		state: {
			...state,
			focus: 'details',
			companion: 'details',
			subject: 'container',
			tab: logsTab.id,
			isZoomed: true,
			search: '',
			hit: undefined,
			log: {
				...beginLog(state.log), merged, filter: '',
			},
		},
	};
}

/**
To the next line that was found below, or above; at the end on from the other end.
*/
export function goToFound(state: UiState, view: View, direction: 1 | -1): Outcome {
	const {log, settings: {keymap}} = view;
	if (state.search === '') {
		return {state: notify(state, {text: `No search yet: press ${keyWord(keymap, 'find')} to start one.`, tone: 'normal'})};
	}

	const found = log?.reading.found;
	if (!log || !found || found.count === 0) {
		const missed = (found ? undefined : log?.reading.problem) ?? `${state.search} was not found.`;
		return {state: notify(state, {text: found?.isDone === false ? 'The log is still being searched.' : missed, tone: 'warn'})};
	}

	const {cursor} = log;
	// Whoever follows is below the last line.
	const from = cursor?.number ?? log.reading.ring.end;
	const below = found.placeOf(direction === 1 ? from + 1 : from);
	const index = direction === 1 ? (below < found.count ? below : 0) : (below > 0 ? below - 1 : found.count - 1);
	return change(state, {cursor: {number: found.at(index), row: 0}, seekBefore: undefined, top: log.rows[0]});
}

/**
To the newest match up to the line that is looked at, as soon as one is found: whoever types fast has pressed Enter before that.
*/
export function seekFound(state: UiState, {log}: View): UiState {
	return log
		? {...state, log: {...state.log, seekBefore: log.cursor ? log.cursor.number + 1 : log.reading.ring.end, top: log.rows[0]}}
		: state;
}

/**
On the whole screen the arrows never leave the log, also where there is nothing to move.
*/
function isSideways(view: View): boolean {
	return isReader(view) || (isLogInFront(view) && !view.state.log.isWrapped);
}

function moveSideways(state: UiState, {settings: {keymap}}: View, cells: number): Outcome {
	return state.log.isWrapped
		? {state: notify(state, {text: `Lines are wrapped: ${keyWord(keymap, 'log-wrap')} cuts them, to move sideways.`, tone: 'normal'})}
		: change(state, {shift: Math.max(0, state.log.shift + cells)});
}

function toggleMark(state: UiState, {log}: View): Outcome {
	const number = log?.cursor?.number ?? log?.rows.at(-1)?.number;
	if (number === undefined) {
		return {state};
	}

	const marks = new Set(state.log.marks);
	if (!marks.delete(number)) {
		marks.add(number);
	}

	return change(state, {marks});
}

function openRecord(state: UiState, {log}: View): Outcome {
	const number = log?.cursor?.number ?? log?.rows.at(-1)?.number;
	return {
		state: number === undefined || !log
			? notify(state, {text: 'There is no line to open.', tone: 'normal'})
			: openDialog(state, {
				kind: 'log-line',
				bytes: new Uint8Array(log.reading.ring.bytes(number)),
				bytesCut: log.reading.ring.entry(number).bytesCut,
				scroll: 0,
			}),
	};
}

function save(state: UiState, view: View): Outcome {
	const {log} = view;
	const name = nameOfSaved(state, view);
	return log && name !== undefined
		? {state, effect: {kind: 'save-log', name, hasTimes: state.log.stamps !== 'off'}}
		: {state: notify(state, {text: 'There is no line to save.', tone: 'normal'})};
}

function nameOfSaved(state: UiState, {log, container, snapshot}: View): string | undefined {
	const run = shownCommand(state);
	if (run) {
		return `${run.project.name}-${run.verb}`;
	}

	return state.log.merged.length > 0 ? nameOfTagged({state, snapshot}, log?.reading) ?? 'merged' : container?.name;
}

export const logActions: readonly Action[] = [
	{
		id: 'log',
		keys: ['l'],
		topic: 'Log',
		panes: panesBeside('containers'),
		title: 'log',
		help: 'Show the log on the whole screen, of all tagged containers as one; from there go back.',
		footer: 3.5,
		isMeant: ({state}) => state.first === 'containers',
		run: toggleReader,
	},
	{
		id: 'log-filter',
		keys: ['&', 'f4'],
		topic: 'Log',
		panes: ['details'],
		title: 'filter',
		help: 'Show only lines that match: words, !word, a|b, /pattern/, level:warn, stream:stderr.',
		footer: 7.1,
		isMeant: isLogInFront,
		run: state => change({...state, isFieldFresh: true}, {isFiltering: true}),
	},
	{
		id: 'log-wrap',
		keys: ['w'],
		topic: 'Log',
		panes: ['details'],
		title: 'wrap',
		help: 'Wrap long lines, or cut them.',
		footer: 7.4,
		isMeant: isLogInFront,
		run: state => change(state, {isWrapped: !state.log.isWrapped, shift: 0, top: undefined}),
	},
	{
		id: 'log-stamps',
		keys: ['t', 'f5'],
		topic: 'Log',
		panes: ['details'],
		title: 'times',
		help: 'Show the time of each line, its age, or neither.',
		footer: 7.3,
		isMeant: isLogInFront,
		run: state => change(state, {stamps: stampKinds.at((stampKinds.indexOf(state.log.stamps) + 1) % stampKinds.length)!}),
	},
	{
		id: 'log-structure',
		keys: ['J'],
		topic: 'Log',
		panes: ['details'],
		title: 'JSON',
		help: 'Show JSON and logfmt as words, or as they are.',
		footer: 7.5,
		isMeant: isLogInFront,
		run: state => change(state, {isStructured: !state.log.isStructured, top: undefined}),
	},
	{
		id: 'log-mark',
		keys: ['m', 'space'],
		topic: 'Log',
		panes: ['details'],
		title: 'mark',
		help: 'Mark the line: marked lines are copied together.',
		footer: 7.6,
		isMeant: isLogInFront,
		run: toggleMark,
	},
	{
		id: 'log-line',
		keys: ['enter'],
		topic: 'Log',
		panes: ['details'],
		title: 'whole line',
		help: 'Show the whole line, JSON as a tree.',
		footer: 3.6,
		isMeant: isLogInFront,
		run: openRecord,
	},
	{
		id: 'log-save',
		keys: ['ctrl-s'],
		topic: 'Log',
		panes: ['details'],
		title: 'save',
		help: 'Save the lines shown to a new file in the working directory.',
		footer: 7.7,
		isMeant: isLogInFront,
		run: save,
	},
	{
		id: 'log-left',
		keys: ['left'],
		topic: 'Log',
		panes: ['details'],
		title: 'left',
		help: 'Move left where lines are cut.',
		isMeant: isSideways,
		run: (state, view) => moveSideways(state, view, -sidewaysCells),
	},
	{
		id: 'log-right',
		keys: ['right'],
		topic: 'Log',
		panes: ['details'],
		title: 'right',
		help: 'Move right where lines are cut.',
		isMeant: isSideways,
		run: (state, view) => moveSideways(state, view, sidewaysCells),
	},
	...logRanges.map(({id, key, help, title, begin}): Action => ({
		id: `log-${id}`,
		keys: [key],
		topic: 'Log',
		panes: ['details'],
		title,
		help,
		...(id === logRanges[0]!.id && {footer: 7.8, footerRange: {last: `log-${logRanges.at(-1)!.id}`, title: 'how far back'}}),
		isMeant: isRanged,
		run: state => state.log.range === id
			? {state: notify({...state, log: beginLog(state.log, id)}, {text: `The log begins with ${begin} already.`, tone: 'normal'})}
			: change(state, beginLog(state.log, id)),
	})),
];
