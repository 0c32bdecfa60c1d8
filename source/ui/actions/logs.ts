/**
Actions on the log in the details, and the key that opens it.
*/
import {keyWord} from '../../settings/keymap.ts';
import {shownCommand} from '../commands.ts';
import {
	beginLog,
	stampKinds,
	type LogChoice,
} from '../logs/choice.ts';
import {isLogInFront, isRanged, isReader} from '../logs/front.ts';
import {logRanges} from '../logs/ranges.ts';
import {toggleReader} from '../logs/reader.ts';
import {nameOfTagged} from '../logs/wanted.ts';
import {panesBeside} from '../layout/layout.ts';
import {openDialog, type UiState} from '../state.ts';
import {notify} from '../messages.ts';
import type {View} from '../view.ts';
import type {Action, Outcome} from './action.ts';

/**
Cells that a log moves sideways at once.
*/
const sidewaysCells = 16;

function change(state: UiState, part: Partial<LogChoice>): Outcome {
	return {state: {...state, log: {...state.log, ...part}}};
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
		help: 'Wrap long lines, or cut them, while the log fills the screen.',
		footer: 7.4,
		isMeant: isReader,
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
		run(state, {subject: {log: reading}}) {
			const begun: UiState = {...state, log: beginLog(state.log, id)};
			if (state.log.range !== id) {
				return {state: begun};
			}

			// What is not kept any more is there again after another reading.
			return reading && reading.ring.linesGone > 0
				? change(begun, {timesReread: state.log.timesReread + 1})
				: {state: notify(begun, {text: `The log begins with ${begin} already.`, tone: 'normal'})};
		},
	})),
];
