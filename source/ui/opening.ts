/**
What the command line says of the list of containers: which are meant, and in which order.
*/
import {isGlob} from '../model/glob.ts';
import type {PortListeners} from '../kernel/process/port-listeners.ts';
import type {Known} from '../known.ts';
import {portSentence} from '../model/port-use.ts';
import {isNarrowing, select, type Selection} from '../model/selection.ts';
import type {Snapshot} from '../model/snapshot.ts';
import {notify} from './messages.ts';
import {
	focusPane,
	setCursor,
	setFilter,
	setSort,
	type Sort,
	type UiState,
} from './state.ts';

export type Opening = {
	readonly selection: Selection;
	/**
	Empty for all.
	*/
	readonly filter: string;
	readonly sort: Sort | undefined;
};

/**
The state that a screen begins with: filter and order are there from the first frame.
*/
export function arranged(state: UiState, {filter, sort}: Opening): UiState {
	const sorted = sort ? setSort(state, 'containers', sort) : state;
	return filter === '' ? sorted : setFilter(sorted, 'containers', filter);
}

/**
A step towards what is meant, and whether it is the last one.
*/
type Step = {readonly state: UiState; readonly isDone: boolean};

/**
Puts the cursor on the first container that is meant, and for a pid on the process too. It is not done while there may be more to find: an
engine that has not answered may know the container, and processes are read once their container is selected. `listeners` are those on the
port that is asked for.
*/
export function stepToOpening(state: UiState, snapshot: Snapshot, {selection}: Opening, listeners?: Known<PortListeners>): Step {
	const {key: chosen} = state.cursors.containers;
	if (!isNarrowing(selection)) {
		return {state, isDone: true};
	}

	const {keys, refusals, portUses} = select(snapshot, selection, listeners);
	const [key] = keys;
	if (chosen !== undefined && chosen !== key) {
		// Whoever has moved already knows where to go.
		return {state, isDone: true};
	}

	const isEngineAwaited = snapshot.engines.some(engine => engine.state === 'connecting');
	// The first sample knows one process of each cgroup.
	const isMoreToCome = isEngineAwaited || snapshot.seconds === 0;
	if (key === undefined) {
		return isMoreToCome
			? {state, isDone: false}
			: {state: notify(state, {text: refusals.join(' ') || 'No container is all of what was asked for.', tone: 'warn'}), isDone: true};
	}

	// Which of the containers publishes a port, and under which name, the engine says.
	if (selection.port !== undefined && isMoreToCome) {
		return {state, isDone: false};
	}

	const told = selection.port === undefined ? state : notify(state, {text: portSentence(selection.port, portUses), tone: 'normal'});
	const there = chosen === key ? told : setCursor(told, 'containers', {key, index: 0});
	if (selection.pid === undefined) {
		// A name that nobody has yet, or a pattern, may be that of a container whose engine has not answered.
		return isEngineAwaited && (refusals.length > 0 || selection.names.some(name => isGlob(name)))
			? {state: there, isDone: false}
			: {state: narrowed(there, selection, [...keys].map(each => snapshot.containers.get(each)!.name)), isDone: true};
	}

	const process = snapshot.processes.values().find(({pid}) => pid === selection.pid);
	const focused = there.focus === 'processes' ? there : focusPane(there, 'processes');
	return process
		? {state: setCursor(focused, 'processes', {key: process.key, index: 0}), isDone: true}
		: {state: focused, isDone: false};
}

/**
Shows only what was named, where that is several, with the cursor on the first row: as a filter, so that it stands in the title and Esc
brings back the others. A pattern stays one, and means those that come later too.
*/
function narrowed(state: UiState, selection: Selection, names: readonly string[]): UiState {
	if (names.length < 2 || state.filters.containers !== '') {
		return state;
	}

	const [pattern = ''] = selection.names;
	const isPattern = selection.names.length === 1 && /^[\w*\-.]+$/.test(pattern) && pattern.includes('*');
	const words = isPattern ? pattern : names.map(name => /[\s!|]/.test(name) ? `"${name}"` : name).join('|');
	const filtered = setFilter(state, 'containers', words);
	// In whatever order they are, the cursor is on the first.
	return setCursor(filtered, 'containers', {key: undefined, index: 0});
}
