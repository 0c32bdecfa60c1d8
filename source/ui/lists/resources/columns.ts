/**
Columns that images, volumes and networks have in common.
*/
import type {Resource} from '../../../model/resources/resource.ts';
import {cellWidth, clean, clipMiddle} from '../../../text/clean.ts';
import {formatAge} from '../../../text/format.ts';
import type {CellContext, Column} from '../../table/column.ts';
import type {ResourceRow} from './row.ts';

/**
How long ago it was made.
*/
export function ageColumn<Item extends Resource>(help: string): Column<ResourceRow<Item>> {
	return {
		id: 'age',
		title: 'AGE',
		help,
		width: {min: 6},
		align: 'right',
		priority: 41,
		isMoving: true,
		isDescending: true,
		sortKey: 'time',
		value: ({resource}) => resource.createdAt,
		text: ({resource: {createdAt = 0}}, {now}) => formatAge(createdAt, now),
	};
}

/**
The containers that use it. What does not fit is counted.
*/
export function usersColumn<Item extends Resource>(title: string, help: string): Column<ResourceRow<Item>> {
	return {
		id: 'users',
		title,
		help,
		width: {min: 10, max: 60, weight: 1},
		priority: 80,
		sizedBy: ({resource}) => [resource],
		value: ({resource}) => namesOf(resource).join(' ') || undefined,
		text: ({resource}, context) => namesIn(namesOf(resource), context),
		tone: () => 'accent',
	};
}

function namesOf({users}: Resource): readonly string[] {
	return [...new Set(users.map(({name}) => name))];
}

/**
As many of the names as there is room for, and how many more there are. Where not even the first has room, its middle is left out.
*/
export function namesIn(names: readonly string[], {width, theme: {isUnicode, glyphs}}: Pick<CellContext, 'width' | 'theme'>): string {
	const shown = names.map(name => clean(name, isUnicode));
	for (let count = shown.length; count > 0; count--) {
		const rest = shown.length - count;
		const more = rest === 0 ? '' : ` +${rest}`;
		const text = `${shown.slice(0, count).join(', ')}${more}`;
		if (cellWidth(text) <= width) {
			return text;
		}

		if (count === 1) {
			return `${clipMiddle(shown[0]!, Math.max(1, width - more.length), glyphs.ellipsis)}${more}`;
		}
	}

	return '';
}

/**
Which engine keeps it, where there are several.
*/
export function engineColumn<Item extends Resource>(): Column<ResourceRow<Item>> {
	return {
		id: 'engine',
		title: 'ENGINE',
		help: 'Which engine keeps it, where there are several.',
		width: {min: 8, max: 24},
		priority: 50,
		sizedBy: ({place}) => [place],
		value: ({place}) => place,
		tone: () => 'dim',
	};
}
