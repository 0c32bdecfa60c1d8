/**
The question before something is done: to what, through which engine, and what will come of it.
*/
import type {EngineStatus} from '../../engine/engine.ts';
import {fold} from '../../text/fold.ts';
import {refusalOf} from '../actions/refusals.ts';
import {areNeededFirst, stepsOf} from '../actions/steps.ts';
import {isOrderUntold} from '../../model/project-order.ts';
import type {Line} from '../../text/spans.ts';
import type {Key} from '../../terminal/keys/keyboard.ts';
import {
	closeDialog,
	openDialog,
	untag,
	type UiState,
} from '../state.ts';
import type {World} from '../world.ts';
import type {Operation, Target} from '../target.ts';
import {notify, reportFailure} from '../messages.ts';
import type {Outcome} from '../actions/action.ts';
import {clean} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import type {View} from '../view.ts';
import {wrap, wrapWhole} from '../../text/wrap.ts';
import {answerHint, answerOf} from './answer.ts';
import type {DialogRecord, Room} from './dialog.ts';
import {casualties} from './casualties.ts';
import {consequence} from './consequence.ts';
import {dialogRoom} from './room.ts';
import type {Searched} from './search.ts';
import {
	countInSight,
	hasSeveral,
	inSight,
	narrowedNote,
	targetLines,
} from './target-list.ts';
import {question} from './words.ts';

/**
Whether what was asked still fits any of the targets.
*/
function canBeDone({operation, targets}: Confirm, view: View): boolean {
	return targets.some(target => refusalOf(operation.name, target, view) === undefined);
}

/**
The question before something is done to targets.
*/
type Confirm = Searched & {
	readonly kind: 'confirm';
	readonly operation: Operation;
	readonly targets: readonly Target[];
	/**
	Name of the project whose containers are meant.
	*/
	readonly project?: string;
	/**
	What the targets are, where they were not chosen one by one.
	*/
	readonly what?: string;
	/**
	What was meant too, and left alone since it does not fit.
	*/
	readonly others?: readonly Target[];
	/**
	How many rows are tagged besides, out of sight, and not meant.
	*/
	readonly hiddenTags?: number;
	/**
	First line in sight of the list of targets.
	*/
	readonly scroll?: number;
	/**
	All are being stopped, and have not ended yet.
	*/
	readonly isBeingStopped?: true;
	/**
	Enter in another dialog opened it: the same key may bounce, so it does not answer.
	*/
	readonly cameByEnter?: boolean;
};

export const confirmDialog: DialogRecord<Confirm> = {
	kind: 'confirm',
	draw(dialog, {view, theme}, room) {
		return {
			title: clean(question(dialog), theme.isUnicode),
			lines: confirmLines(dialog, view, questionRoom(room), theme),
			hint: canBeDone(dialog, view) ? answerHint(isEnterYes(dialog), theme) : 'n close',
			isDangerous: true,
		};
	},
	// Narrowing the list changes what the eye is on: the answer counts once that could be read too.
	question: ({kind, operation, targets, search}) => search?.isTyping ? undefined : [kind, operation, targets, search?.words],
	isAnswer: (key, dialog) => answerOf(key, isEnterYes(dialog)) === 'yes',
	searching: 'filter',
	canSearch: hasSeveral,
	seek: (dialog, search) => ({...dialog, search, scroll: 0}),
	press(key, dialog, world) {
		const {view} = world;
		const {state} = view;
		switch (answerOf(key, isEnterYes(dialog))) {
			case 'yes': {
				return performed(dialog, view);
			}

			case 'no': {
				return {state: closeDialog(state)};
			}

			case undefined: {
				return {state: scrolled(key, dialog, world)};
			}
		}
	},
};

/**
In the bounds of what can be seen, so that each key back moves at once.
*/
function scrolled(key: Key, dialog: Confirm, {view, theme}: World): UiState {
	const {targets, room} = arranged(dialog, view, questionRoom(dialogRoom(view.state)), theme);
	const shown = countInSight(targets.length, room);
	const page = Math.max(1, shown - 1);
	const steps: Readonly<Record<string, number>> = {
		up: -1, k: -1, down: 1, j: 1, pageUp: -page, pageDown: page, space: page, home: -Infinity, g: -Infinity, end: Infinity, G: Infinity,
	};
	const {scroll = 0} = dialog;
	const wanted = Math.max(0, Math.min(scroll + (steps[key.name] ?? 0), targets.length - shown));
	return wanted === scroll ? view.state : openDialog(view.state, {...dialog, scroll: wanted});
}

/**
Sentences are read more easily in short lines.
*/
function questionRoom({width, height}: Room): Room {
	return {width: Math.min(width, 66), height};
}

/**
Whether Enter means yes. Removing, killing, and anything on several targets, take the letter alone; so does a question whose filter Enter
has left.
*/
function isEnterYes({cameByEnter, search, targets, operation}: Confirm): boolean {
	return cameByEnter !== true && search === undefined && targets.length === 1 && operation.name !== 'remove' && operation.name !== 'kill';
}

/**
Does what was asked to those targets that it still fits; the others have changed since, and that is said.
*/
function performed({operation, targets, isBeingStopped}: Confirm, view: View): Outcome {
	const closed = closeDialog(view.state);
	const judged = targets.map(target => ({target, refusal: refusalOf(operation.name, target, view)}));
	const refusals = judged.flatMap(({refusal}) => refusal ?? []);
	const fitting = judged.filter(({refusal}) => refusal === undefined).map(({target}) => target);
	if (fitting.length === 0) {
		return {state: notify(closed, {text: refusals.join(' '), tone: 'warn'})};
	}

	let told = closed;
	// What has ended by itself since then has done what was wanted.
	for (const refusal of isBeingStopped ? [] : refusals) {
		told = reportFailure(told, refusal);
	}

	const steps = stepsOf(operation, fitting, view.snapshot);
	return {
		state: untagProjects(told, fitting, view),
		effect: {
			kind: 'perform', operation, targets: fitting, ...(steps.length > 1 && {steps}),
		},
	};
}

/**
Takes the tags from projects of which all is acted on; each container loses its own when it is done.
*/
function untagProjects(state: UiState, targets: readonly Target[], {snapshot: {projects}}: View): UiState {
	const keys = new Set(targets.map(({key}) => key));
	const done = projects.values().filter(({sumOf}) => sumOf?.members.every(key => keys.has(key)));
	return done.reduce((untagged, {key}) => untag(untagged, key), state);
}

function confirmLines(dialog: Confirm, view: View, room: Room, theme: Theme): readonly Line[] {
	const {targets, room: rows, below} = arranged(dialog, view, room, theme);
	return [...inSight(targets, dialog.scroll ?? 0, rows, theme), ...below].slice(0, room.height);
}

/**
The targets as they are now, how many lines they have, and below them the engines and the consequence. Where there is little room the names
stay longest; where even so not all can be seen, what falls with them and the consequence are scrolled to behind the names.
*/
function arranged(
	dialog: Confirm,
	view: View,
	{width, height}: Room,
	theme: Theme,
): {readonly targets: readonly Line[]; readonly room: number; readonly below: readonly Line[]} {
	const {targets} = dialog;
	const meaning = meaningOf(dialog, view, width, theme);
	const engines = enginesOf(targets, view)
		.flatMap(({kind, address, state}) => {
			const start = state === 'stopped' ? wrap('which is stopped and will be started', width) : [];
			return [...fold(clean(`through ${kind} at ${address}`, theme.isUnicode), width), ...start];
		})
		.map((text): Line => [{text, tone: 'dim'}]);
	const managers: readonly Line[] = targets.some(({kind}) => kind === 'unit') ? [[{text: 'through systemctl', tone: 'dim'}]] : [];
	const means = [...engines, ...managers];
	const all = targetLines(dialog, view, {width, theme});
	const note = narrowedNote(dialog, width, theme);
	const whole = [...meaning.consequence, ...meaning.casualties];
	// While one types, no key answers, and the list is what one looks at.
	const least = dialog.search?.isTyping ? [[]] : [];
	const forms = [[...means, '', ...whole], [...means, ...whole], whole, ...least].map((lines): readonly Line[] => [...note, ...lines]);
	const below = forms.find(lines => lines.length + Math.min(all.length, leastNamed) <= height);
	return below
		? {targets: all, room: Math.max(1, height - below.length), below}
		: {
			targets: [...all, ...meaning.casualties, ...meaning.consequence, ...means],
			room: Math.max(1, height - note.length),
			below: note,
		};
}

/**
What will come of it, and what falls with the targets; for one that it does not fit, why.
*/
function meaningOf(
	dialog: Confirm, view: View, width: number, {isUnicode}: Theme,
): {readonly consequence: readonly Line[]; readonly casualties: readonly Line[]} {
	const {operation, targets} = dialog;
	const [first] = targets;
	const refusal = targets.length === 1 && first ? refusalOf(operation.name, first, view) : undefined;
	const warnings = (texts: readonly string[]): readonly Line[] =>
		texts.flatMap(text => wrapWhole(clean(text, isUnicode), width)).map((text): Line => [{text, tone: 'warn'}]);
	if (refusal !== undefined) {
		return {consequence: warnings([refusal]), casualties: []};
	}

	const consequences = canBeDone(dialog, view) ? clean(consequence(dialog, view), isUnicode) : 'This can no longer be done to any of them.';
	return {
		consequence: [...wrapWhole(consequences, width), ...wrap(orderOf(dialog, view), width)],
		casualties: warnings([...casualties(operation, targets, view.snapshot), ...hiddenNote(dialog)]),
	};
}

function hiddenNote({hiddenTags = 0}: Confirm): readonly string[] {
	return hiddenTags === 0 ? [] : [`${hiddenTags === 1 ? '1 tagged row is' : `${hiddenTags} tagged rows are`} out of sight and left alone.`];
}

/**
In how many steps it is done, or that a better order may be needed than is known; empty where all can be done at once.
*/
function orderOf({operation, targets}: Confirm, {snapshot}: View): string {
	const {length} = stepsOf(operation, targets, snapshot);
	if (ordered.has(operation.name) && isOrderUntold(targets.flatMap(({key}) => snapshot.containers.get(key) ?? []))) {
		return 'The order of the services is not known: the containers have no label that tells it.';
	}

	return length < 2
		? ''
		: `In ${length} steps, as listed: ${areNeededFirst(operation) ? 'what others depend on' : 'what depends on others'} first.`;
}

/**
What does harm, or fails, in the wrong order.
*/
const ordered: ReadonlySet<Operation['name']> = new Set(['start', 'stop', 'restart']);

/**
Lines of targets that stay in sight before the engines are left out.
*/
const leastNamed = 6;

function enginesOf(targets: readonly Target[], {snapshot}: View): readonly EngineStatus[] {
	const ids = new Set(targets.map(target => 'engine' in target ? target.engine : undefined));
	return snapshot.engines.filter(({id}) => ids.has(id));
}
