/**
What stands in the question before something is done: the targets, what will come of it, what falls with them, through which engine.
*/
import type {EngineStatus} from '../../engine/engine.ts';
import {isOrderUntold} from '../../model/project-order.ts';
import {clean} from '../../text/clean.ts';
import {fold} from '../../text/fold.ts';
import type {Line} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import {wrap, wrapWhole} from '../../text/wrap.ts';
import {refusalOf} from '../actions/refusals.ts';
import {areNeededFirst, stepsOf} from '../actions/steps.ts';
import type {Operation, Target} from '../target.ts';
import type {View} from '../view.ts';
import {casualties} from './casualties.ts';
import {consequence} from './consequence.ts';
import type {Room} from './dialog.ts';
import type {Searched} from './search.ts';
import {narrowedNote, targetLines} from './target-list.ts';

/**
The question before something is done to targets.
*/
export type Confirm = Searched & {
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

/**
Whether what was asked still fits any of the targets.
*/
export function canBeDone({operation, targets}: Confirm, view: View): boolean {
	return targets.some(target => refusalOf(operation.name, target, view) === undefined);
}

/**
The targets as they are now, how many lines they have, and below them the engines and the consequence. Where there is little room the names
stay longest; where even so not all can be seen, what falls with them and the consequence are scrolled to behind the names.
*/
export function arranged(
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
