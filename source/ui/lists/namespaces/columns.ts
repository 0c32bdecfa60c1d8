/**
The columns of the namespaces pane.
*/
import {mapKnown} from '../../../known.ts';
import {clean} from '../../../text/clean.ts';
import type {Column} from '../../table/column.ts';
import type {NamespaceRow} from './row.ts';

export const namespaceColumns: ReadonlyArray<Column<NamespaceRow>> = [
	{
		id: 'kind',
		title: 'KIND',
		sortKey: 'identity',
		help: 'What the namespace isolates.',
		width: {min: 6},
		priority: 100,
		value: ({kind}) => kind,
		tone: () => 'strong',
	},
	{
		id: 'inode',
		title: 'INODE',
		help: 'The number in /proc/PID/ns: processes with the same number are in the same namespace.',
		width: {min: 10},
		align: 'right',
		priority: 95,
		value: ({inode}) => inode,
	},
	{
		id: 'host',
		title: 'HOST?',
		help: 'Whether it is the host\'s own, or one made for containers.',
		width: {min: 5},
		priority: 90,
		value: ({isHost}) => mapKnown(isHost, value => value ? 'host' : 'own'),
		tone: ({isHost}) => isHost === true ? 'host' : 'good',
	},
	{
		id: 'processes',
		title: 'PROCS',
		help: 'Known processes in it and threads that are in it without their process, counted on the whole host.',
		width: {min: 5},
		align: 'right',
		priority: 20,
		isDescending: true,
		value: ({processes}) => processes,
	},
	{
		id: 'shared',
		title: 'SHARED WITH',
		shortTitle: 'SHARED',
		help:
			'The other containers in it. In the lists of a project and of the host: all containers in it. If no process is in it: the threads that '
			+ 'are, or the mount or descriptor that keeps it alive.',
		width: {min: 8, weight: 1},
		priority: 92,
		value: row => sharedText(row),
		text: (row, {theme}) => sharedText(row) === undefined ? theme.glyphs.dash : clean(sharedText(row)!, theme.isUnicode),
		tone: ({containers, isHost}) => isHost === true ? 'dim' : (containers.length > 0 ? 'shared' : 'dim'),
	},
];

function sharedText({isHost, containers, isWholeHost, heldBy}: NamespaceRow): string | undefined {
	if (heldBy) {
		return `only ${heldBy.join(', ')}`;
	}

	if (isHost === true && !isWholeHost) {
		return 'the host';
	}

	return containers.length === 0 ? undefined : containers.join(', ');
}
