/**
Columns that images, volumes and networks have in common.
*/
import type {Resource} from '../../../model/resources/resource.ts';
import {cellWidth, clean} from '../../../text/clean.ts';
import {formatAge} from '../../../text/format.ts';
import type {Column} from '../../table/column.ts';
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
		priority: 39,
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
		text: ({resource}, {width, theme}) => namesIn(namesOf(resource).map(name => clean(name, theme.isUnicode)), width),
		tone: () => 'accent',
	};
}

function namesOf({users}: Resource): readonly string[] {
	return [...new Set(users.map(({name}) => name))];
}

function namesIn(names: readonly string[], width: number): string {
	for (let count = names.length; count > 0; count--) {
		const rest = names.length - count;
		const text = `${names.slice(0, count).join(', ')}${rest === 0 ? '' : ` +${rest}`}`;
		if (cellWidth(text) <= width || count === 1) {
			return text;
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
