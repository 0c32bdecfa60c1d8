/**
Images, volumes and networks as targets.
*/
import {idOf, titleOf, type Resource} from '../../model/resources/resource.ts';
import type {UiState} from '../state.ts';
import type {ResourceTarget} from '../target.ts';
import type {View} from '../view.ts';

/**
Those that are meant by a key in their pane: the tagged ones in sight of the filter, else the selected one.
*/
export function resourceTargets(state: UiState, view: View): readonly ResourceTarget[] {
	const resources = view.lists[state.first].rows.flatMap(row => 'resource' in row ? [row.resource] : []);
	const tagged = resources.filter(({key}) => state.tagged.has(key));
	const meant: readonly Resource[] = tagged.length > 0 ? tagged : (view.resource ? [view.resource] : []);
	return meant.map(resource => resourceTarget(resource));
}

/**
One as a target of its own, whatever is tagged.
*/
export function resourceTarget(resource: Resource): ResourceTarget {
	const {kind, key, engine} = resource;
	return {
		kind,
		key,
		id: idOf(resource),
		name: titleOf(resource),
		engine,
		...(resource.kind === 'image' && {tags: resource.tags}),
		...(resource.kind === 'volume' && {createdAt: resource.createdAt}),
	};
}
