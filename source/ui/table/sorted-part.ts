/**
Which of several numbers in a column the rows are sorted by, and how the column shows it.
*/
import type {Sort} from '../state.ts';
import type {Column, ColumnPart} from './column.ts';

/**
What of a column tells which number a list is sorted by.
*/
export type SortedBy = Pick<Sort, 'column' | 'part'>;

/**
A sort that names no number means the first. Undefined where the column shows one alone.
*/
export function sortedPart<Row>({parts}: Column<Row>, {part}: SortedBy): ColumnPart<Row> | undefined {
	return parts?.find(({id}) => id === part) ?? parts?.[0];
}

/**
The column as it is while the rows are sorted by it: under the title of a number that is not its first one, with cells that know which it
is.
*/
export function asSorted<Row>(column: Column<Row>, sortedBy: SortedBy | undefined): Column<Row> {
	const part = sortedBy?.column === column.id ? sortedPart(column, sortedBy) : undefined;
	if (part === undefined || part === column.parts?.[0]) {
		return column;
	}

	const {text} = column;
	return {
		...column,
		title: part.title,
		shortTitle: part.title,
		...(text && {text: (row, context) => text(row, {...context, part: part.id})}),
	};
}
