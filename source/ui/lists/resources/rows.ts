/**
The rows of the images, the volumes and the networks.
*/
import type {EngineStatus} from '../../../engine/engine.ts';
import {shortId, type Resource} from '../../../model/resources/resource.ts';
import {isWanted, parseQuery, type Searchable} from '../../../model/search/query.ts';
import type {Snapshot} from '../../../model/snapshot.ts';
import type {ResourceList, ResourceReading} from '../../resources/reading.ts';
import type {ListPaneId, UiState} from '../../state.ts';
import type {Column} from '../../table/column.ts';
import {sortRows} from '../../table/row.ts';
import type {ResourceRow} from './row.ts';

/**
Filtered and sorted. The lists are of one kind, that of the pane.
*/
export function resourceRows<Item extends Resource>(
	{lists, counts}: {readonly lists: readonly ResourceList[]; readonly counts: ResourceReading['counts']},
	{pane, state, snapshot, columns}: {
		readonly pane: ListPaneId;
		readonly state: UiState;
		readonly snapshot: Snapshot;
		readonly columns: ReadonlyArray<Column<ResourceRow<Item>>>;
	},
): ReadonlyArray<ResourceRow<Item>> {
	const {engines} = snapshot;
	const rows = lists.flatMap(({engine: id, resources}) => {
		const engine = engines.find(each => each.id === id);
		const place = engines.length > 1 && engine ? placeOf(engine, snapshot) : undefined;
		return resources.map(resource => ({
			key: resource.key, isLastAt: [], resource: resource as Item, place, count: counts.get(resource.key),
		}));
	});
	const query = parseQuery(state.filters[pane]);
	return sortRows(rows.filter(row => isWanted(query, () => searchableResource(row))), columns, state.sorts[pane]);
}

/**
The engines of the host by what they are, those in containers by where they are.
*/
function placeOf({kind, container}: EngineStatus, {containers}: Snapshot): string {
	return container === undefined ? kind : `in ${containers.get(container)?.name ?? container}`;
}

function searchableResource({resource, place}: ResourceRow): Searchable {
	const users = resource.users.map(({name}) => name);
	const common = [...users, place ?? ''];
	const untagged = resource.kind === 'image' && resource.tags.length === 0 ? ['dangling'] : [];
	switch (resource.kind) {
		case 'image': {
			return {texts: [...resource.tags, ...untagged, ...common], numbers: [], ids: [shortId(resource)]};
		}

		case 'volume': {
			return {texts: [resource.name, resource.driver, resource.mountPoint ?? '', ...common], numbers: []};
		}

		case 'network': {
			const {name, driver, subnets, id} = resource;
			return {texts: [name, driver, ...subnets.map(({subnet}) => subnet), ...common], numbers: [], ids: [id]};
		}
	}
}
