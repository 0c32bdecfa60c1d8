/**
The columns of the images pane.
*/
import {shortId, type Image} from '../../../model/resources/resource.ts';
import {formatBytes} from '../../../text/format.ts';
import type {Column} from '../../table/column.ts';
import {
	ageColumn,
	engineColumn,
	namesIn,
	usersColumn,
} from '../resources/columns.ts';
import type {ResourceRow} from '../resources/row.ts';

const dangling = '(dangling)';

export const imageColumns: ReadonlyArray<Column<ResourceRow<Image>>> = [
	{
		id: 'image',
		title: 'IMAGE',
		help: 'Its tags; (dangling) where none leads to it.',
		width: {min: 12, max: 60},
		priority: 100,
		sortKey: 'identity',
		sizedBy: ({resource}) => [resource.tags],
		value: ({resource: {tags}}) => tags.length === 0 ? dangling : tags.join(', '),
		text: ({resource: {tags}}, context) => tags.length === 0 ? dangling : namesIn(tags, context),
		tone: ({resource: {tags}}) => tags.length === 0 ? 'dim' : 'strong',
	},
	{
		id: 'id',
		title: 'ID',
		help: 'The first twelve digits of its id.',
		width: {min: 12},
		priority: 70,
		value: ({resource}) => shortId(resource),
		tone: () => 'dim',
	},
	{
		id: 'size',
		title: 'SIZE',
		help: 'Size of its layers, those that it shares with other images too.',
		width: {min: 5},
		align: 'right',
		priority: 95,
		isDescending: true,
		sortKey: 'memory',
		value: ({resource}) => resource.sizeBytes,
		text: ({resource: {sizeBytes = 0}}) => formatBytes(sizeBytes),
	},
	ageColumn('How long ago it was built.'),
	usersColumn('USED BY', 'Containers that were made of it, running or not.'),
	engineColumn(),
];
