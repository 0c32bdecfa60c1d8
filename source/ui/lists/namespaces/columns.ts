/**
The columns of the namespaces pane.
*/
import {mapKnown} from '../../../known.ts';
import {cellWidth, clean, clipMiddle} from '../../../text/clean.ts';
import type {Theme} from '../../../text/theme.ts';
import type {Column} from '../../table/column.ts';
import type {NamespaceRow} from './row.ts';

const leastNameWidth = 8;

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
		text(row, {width, theme}) {
			const note = noteOf(row);
			return note === undefined
				? (row.containers.length === 0 ? theme.glyphs.dash : namesIn(row.containers, width, theme))
				: clean(note, theme.isUnicode);
		},
		tone: ({containers, isHost}) => isHost === true ? 'dim' : (containers.length > 0 ? 'shared' : 'dim'),
	},
];

function sharedText(row: NamespaceRow): string | undefined {
	return noteOf(row) ?? (row.containers.length === 0 ? undefined : row.containers.join(', '));
}

/**
What is said in place of names.
*/
function noteOf({isHost, isWholeHost, heldBy}: NamespaceRow): string | undefined {
	return heldBy ? `only ${heldBy.join(', ')}` : (isHost === true && !isWholeHost ? 'the host' : undefined);
}

/**
Names are cut in the middle, as in NAME, and each keeps the end that tells it from the others.
*/
function namesIn(names: readonly string[], width: number, {isUnicode, glyphs}: Theme): string {
	const cleaned = names.map(name => clean(name, isUnicode));
	const whole = cleaned.join(', ');
	const share = fairShare(cleaned.map(name => cellWidth(name)), width - (names.length - 1) * 2);
	return cellWidth(whole) <= width || share < leastNameWidth
		? whole
		: cleaned.map(name => clipMiddle(name, share, glyphs.ellipsis)).join(', ');
}

/**
The most cells that each may take so that all have room. Those that need less leave the rest to the others.
*/
function fairShare(widths: readonly number[], room: number): number {
	let left = room;
	for (const [index, width] of widths.toSorted((a, b) => a - b).entries()) {
		const share = Math.floor(left / (widths.length - index));
		if (width > share) {
			return share;
		}

		left -= width;
	}

	return Infinity;
}
