/**
The columns of the networks pane.
*/
import {shortId, type Network} from '../../../model/resources/resource.ts';
import type {Column} from '../../table/column.ts';
import {
	ageColumn,
	engineColumn,
	namesIn,
	usersColumn,
} from '../resources/columns.ts';
import type {ResourceRow} from '../resources/row.ts';

export const networkColumns: ReadonlyArray<Column<ResourceRow<Network>>> = [
	{
		id: 'network',
		title: 'NETWORK',
		help: 'Name of the network.',
		width: {min: 12, max: 40},
		priority: 100,
		sortKey: 'identity',
		sizedBy: ({resource}) => [resource.name],
		value: ({resource}) => resource.name,
		text: ({resource}, context) => namesIn([resource.name], context),
		tone: () => 'strong',
	},
	{
		id: 'driver',
		title: 'DRIVER',
		help: 'Driver that makes it: bridge, host, macvlan and others.',
		width: {min: 7, max: 16},
		priority: 75,
		sizedBy: ({resource}) => [resource.driver],
		value: ({resource}) => resource.driver,
		tone: () => 'dim',
	},
	{
		id: 'subnet',
		title: 'SUBNET',
		help: 'Addresses that it gives to containers.',
		width: {min: 13, max: 40},
		priority: 90,
		sizedBy: ({resource}) => [resource.subnets],
		value: ({resource: {subnets}}) => subnets.map(({subnet}) => subnet).join(' ') || undefined,
	},
	{
		id: 'gateway',
		title: 'GATEWAY',
		help: 'Address of the host in it, through which containers leave it.',
		width: {min: 10, max: 40},
		priority: 65,
		sizedBy: ({resource}) => [resource.subnets],
		value: ({resource: {subnets}}) => subnets.flatMap(({gateway}) => gateway ?? []).join(' ') || undefined,
	},
	usersColumn('CONTAINERS', 'Containers that are in it, running or not.'),
	ageColumn('How long ago it was made.'),
	{
		id: 'id',
		title: 'ID',
		help: 'The first twelve digits of its id.',
		width: {min: 12},
		priority: 30,
		value: ({resource}) => shortId(resource),
		tone: () => 'dim',
	},
	{
		id: 'reach',
		title: 'REACH',
		help: 'internal where it has no way out, swarm where it spans several hosts; – for others.',
		width: {min: 8},
		priority: 43,
		value({resource: {isInternal, scope}}) {
			const words = [...(isInternal ? ['internal'] : []), ...(scope === 'local' ? [] : [scope])];
			return words.join(' ') || undefined;
		},
		tone: () => 'host',
	},
	engineColumn(),
];
