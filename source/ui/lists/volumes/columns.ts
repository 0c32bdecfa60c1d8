/**
The columns of the volumes pane.
*/
import type {Volume} from '../../../model/resources/resource.ts';
import {unsupported} from '../../../known.ts';
import {clean, clipMiddle} from '../../../text/clean.ts';
import {formatBytes} from '../../../text/format.ts';
import type {Column} from '../../table/column.ts';
import {ageColumn, engineColumn, usersColumn} from '../resources/columns.ts';
import type {ResourceRow} from '../resources/row.ts';

export const volumeColumns: ReadonlyArray<Column<ResourceRow<Volume>>> = [
	{
		id: 'volume',
		title: 'VOLUME',
		help: 'Name of the volume; one that nobody has named has an id for a name.',
		width: {min: 12, max: 40},
		priority: 100,
		sortKey: 'identity',
		sizedBy: ({resource}) => [resource.name],
		value: ({resource}) => resource.name,
		text: ({resource}, {width, theme}) => clipMiddle(clean(resource.name, theme.isUnicode), width, theme.glyphs.ellipsis),
		tone: () => 'strong',
	},
	{
		id: 'driver',
		title: 'DRIVER',
		help: 'Driver that keeps it.',
		width: {min: 6, max: 16},
		priority: 55,
		sizedBy: ({resource}) => [resource.driver],
		value: ({resource}) => resource.driver,
		tone: () => 'dim',
	},
	{
		id: 'size',
		title: 'SIZE',
		help: 'What its files took on the disk when they were counted; + where counting was stopped or goes on.',
		width: {min: 6},
		align: 'right',
		priority: 95,
		isDescending: true,
		sortKey: 'memory',
		value: ({count}) => count && (count.state === 'failed' ? unsupported : count.count.allocatedBytes),
		text: ({count}) => count ? `${formatBytes(count.count.allocatedBytes)}${count.state === 'counted' ? '' : '+'}` : '',
		tone: ({count}) => count?.state === 'counted' ? undefined : 'warn',
	},
	ageColumn('How long ago it was made.'),
	usersColumn('USED BY', 'Containers that mount it, running or not.'),
	{
		id: 'mount-point',
		title: 'MOUNT POINT',
		help: 'Where its files lie, as its engine sees it.',
		width: {min: 12, max: 80},
		priority: 35,
		sizedBy: ({resource}) => [resource.mountPoint],
		value: ({resource}) => resource.mountPoint,
		cut: 'start',
		tone: () => 'dim',
	},
	engineColumn(),
];
