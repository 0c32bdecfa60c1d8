/**
The columns of what goes in and out of a container: two rates in one column, each of which it can be sorted by.
*/
import {mapKnown, type Known} from '../../../known.ts';
import {formatBytes, formatKnown} from '../../../text/format.ts';
import {pad} from '../../../text/clean.ts';
import type {CellContext, Column} from '../../table/column.ts';
import type {ContainerRow} from './row.ts';

export const trafficColumns: ReadonlyArray<Column<ContainerRow>> = [
	{
		id: 'network',
		title: 'NET RX   TX',
		help: 'Bytes per second received and sent by its network namespace; – where that is the host\'s.',
		width: {min: 11},
		align: 'right',
		reads: 'network',
		priority: 50,
		isDescending: true,
		parts: [
			{
				id: 'received',
				title: 'NET RX',
				help: 'Bytes received per second.',
				isDescending: true,
				value: ({container: {usage}}) => usage.networkRxPerSecond,
			},
			{
				id: 'sent',
				title: 'NET TX',
				help: 'Bytes sent per second.',
				isDescending: true,
				value: ({container: {usage}}) => usage.networkTxPerSecond,
			},
		],
		value: ({container: {usage}}) =>
			mapKnown(usage.networkRxPerSecond, received => mapKnown(usage.networkTxPerSecond, sent => received + sent)),
		text: ({container: {usage}}, context) => pairText(usage.networkRxPerSecond, usage.networkTxPerSecond, context),
	},
	{
		id: 'block',
		title: 'DISK R    W',
		help: 'Bytes per second read from and written to block devices.',
		width: {min: 11},
		align: 'right',
		reads: 'io',
		priority: 15,
		isDescending: true,
		parts: [
			{
				id: 'read',
				title: 'DISK R',
				help: 'Bytes read per second.',
				isDescending: true,
				value: ({container: {usage}}) => usage.blockReadPerSecond,
			},
			{
				id: 'written',
				title: 'DISK W',
				help: 'Bytes written per second.',
				isDescending: true,
				value: ({container: {usage}}) => usage.blockWritePerSecond,
			},
		],
		value: ({container: {usage}}) =>
			mapKnown(usage.blockReadPerSecond, read => mapKnown(usage.blockWritePerSecond, written => read + written)),
		text: ({container: {usage}}, context) => pairText(usage.blockReadPerSecond, usage.blockWritePerSecond, context),
	},
];

/**
Two rates side by side.
*/
function pairText(first: Known<number>, second: Known<number>, {theme}: CellContext): string {
	const show = (value: Known<number>): string => formatKnown(value, formatBytes, 4, theme.glyphs);
	return `${pad(show(first), 5, 'right')} ${pad(show(second), 5, 'right')}`;
}
