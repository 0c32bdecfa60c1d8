/**
The panes that stand in the place of the containers: images, volumes and networks.
*/
import type {Resource} from '../../model/resources/resource.ts';
import {columnFacts, tabFacts} from '../explain/in-front.ts';
import type {ResourcePaneId} from '../layout/layout.ts';
import {imageColumns} from '../lists/images/columns.ts';
import type {ListView} from '../lists/list-view.ts';
import {networkColumns} from '../lists/networks/columns.ts';
import {emptyResources, headingOfResources} from '../lists/resources/empty.ts';
import type {ResourceRow} from '../lists/resources/row.ts';
import {volumeColumns} from '../lists/volumes/columns.ts';
import type {Column} from '../table/column.ts';
import type {View} from '../view.ts';
import {listPane} from './list.ts';
import type {Pane} from './pane.ts';

type ResourcePane<Item extends Resource> = {
	readonly id: ResourcePaneId;
	readonly kind: Item['kind'];
	readonly title: string;
	readonly columns: ReadonlyArray<Column<ResourceRow<Item>>>;
	list(view: View): ListView<ResourceRow<Item>>;
};

function resourcePane<Item extends Resource>({id, kind, title, columns, list}: ResourcePane<Item>): Pane {
	return listPane({
		id,
		title: () => title,
		columns,
		list,
		total: ({resources}) => resources.lists[kind].reduce((sum, {resources: {length}}) => sum + length, 0),
		heading: view => headingOfResources(kind, view),
		emptyText: view => emptyResources(kind, view),
		explanations: view => [...tabFacts(view), ...columnFacts(id, [], view)],
	});
}

export const imagesPane = resourcePane({
	id: 'images', kind: 'image', title: 'Images', columns: imageColumns, list: ({lists}) => lists.images,
});

export const volumesPane = resourcePane({
	id: 'volumes', kind: 'volume', title: 'Volumes', columns: volumeColumns, list: ({lists}) => lists.volumes,
});

export const networksPane = resourcePane({
	id: 'networks', kind: 'network', title: 'Networks', columns: networkColumns, list: ({lists}) => lists.networks,
});
