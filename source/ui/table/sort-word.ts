/**
The order of a list in one word, as the command line has it.
*/
import {nearest} from '../../text/nearest.ts';
import {ordersOf} from '../lists/orders.ts';
import type {ListPaneId, Sort} from '../state.ts';

/**
Reads what to sort by: the id of a column, or of the second number in one, such as `limit` beside `memory`. `memory` sorts in the direction
that suits it, `-memory` with the largest first, `+memory` with the smallest. What is none of these gets a sentence for whoever typed it.
*/
export function readSort(word: string, pane: ListPaneId): Sort | {readonly refusal: string} {
	const [, sign, id = ''] = /^([+-]?)(.*)$/s.exec(word)!;
	const words = sortWords(pane);
	const found = words.find(each => each.word === id.toLowerCase());
	if (found) {
		const {column, part, isDescending} = found;
		return {column, ...(part !== undefined && {part}), isDescending: sign === '' ? isDescending : sign === '-'};
	}

	const ids = words.map(each => each.word);
	const meant = nearest(id, ids);
	const guess = meant === undefined ? '' : ` (did you mean ${meant}?)`;
	return {refusal: `cannot sort by ${JSON.stringify(id)}${guess}: there are ${ids.join(', ')}`};
}

/**
Each order by its word. The first number of a column goes by the column's own id.
*/
function sortWords(pane: ListPaneId): ReadonlyArray<Sort & {readonly word: string}> {
	const orders = ordersOf(pane);
	return orders.map(({column, part, isDescending}, index) => {
		const isFirst = orders[index - 1]?.column !== column;
		return {
			word: isFirst || part === undefined ? column : part,
			column,
			...(!isFirst && part !== undefined && {part}),
			isDescending,
		};
	});
}
