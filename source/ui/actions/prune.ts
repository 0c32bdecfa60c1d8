/**
Removing at once what nobody needs of the images, the volumes or the networks.
*/
import {can} from '../../engine/operations.ts';
import type {ResourceKind} from '../../engine/resources.ts';
import {isPrunable} from '../../model/resources/removal.ts';
import type {Resource} from '../../model/resources/resource.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import {notify} from '../messages.ts';
import {kindOfPane} from '../resources/reading.ts';
import {openDialog, type UiState} from '../state.ts';
import type {View} from '../view.ts';
import type {Outcome} from './action.ts';
import {questionFor} from './question.ts';
import {resourceTarget} from './resource-targets.ts';

const words = {
	image: {condition: 'dangling', what: 'dangling images'},
	volume: {condition: 'unused', what: 'unused volumes'},
	network: {condition: 'unused', what: 'unused networks'},
} as const satisfies Record<ResourceKind, unknown>;

/**
Asks about what nobody needs of what the filter leaves.
*/
export function prune(state: UiState, view: View): Outcome {
	const kind = kindOfPane(state.first);
	if (kind === undefined) {
		return {state};
	}

	const rows = view.lists[state.first].rows.flatMap(row => 'resource' in row ? [row.resource] : []);
	const targets = prunable(rows, view.snapshot)
		// What was built on another image goes before that.
		.toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
		.map(resource => resourceTarget(resource));
	return targets.length === 0
		? {state: notify(state, {text: nothingToPrune(kind, view), tone: 'normal'})}
		: {state: openDialog(state, {...questionFor({name: 'remove'}, targets, view), what: words[kind].what})};
}

function prunable(resources: readonly Resource[], {engines}: Pick<Snapshot, 'engines'>): readonly Resource[] {
	return resources.filter(resource => {
		const engine = engines.find(({id}) => id === resource.engine);
		return engine && can(engine, 'removeResource') && isPrunable(resource, engine.kind);
	});
}

/**
Why there is nothing among the rows: what is not shown can only be hidden by the filter.
*/
function nothingToPrune(kind: ResourceKind, {resources: {lists}, snapshot}: View): string {
	const {condition} = words[kind];
	const hidden = prunable(lists[kind].flatMap(({resources}) => resources), snapshot).length;
	return hidden === 0
		? `No ${kind} is ${condition}: there is nothing to prune.`
		: `None of the ${kind}s shown is ${condition}; the filter hides ${hidden} that ${hidden === 1 ? 'is' : 'are'}.`;
}
