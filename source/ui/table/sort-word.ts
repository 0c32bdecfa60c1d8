/**
The order of a list in one word, as the command line has it.
*/
import {nearest} from '../../text/nearest.ts';
import {columnWords} from '../lists/index.ts';
import type {ListPaneId, Sort} from '../state.ts';

/**
Reads the id of a column: `memory` in the direction that suits it, `-memory` with the largest first, `+memory` with the smallest. What is
no column gets a sentence for whoever typed it.
*/
export function readSort(word: string, pane: ListPaneId): Sort | {readonly refusal: string} {
	const [, sign, id = ''] = /^([+-]?)(.*)$/s.exec(word)!;
	const columns = columnWords(pane);
	const column = columns.find(each => each.id === id.toLowerCase());
	if (column) {
		return {column: column.id, isDescending: sign === '' ? column.isDescending ?? false : sign === '-'};
	}

	const ids = columns.map(each => each.id);
	const meant = nearest(id, ids);
	const guess = meant === undefined ? '' : ` (did you mean ${meant}?)`;
	return {refusal: `no column is called ${JSON.stringify(id)}${guess}: there are ${ids.join(', ')}`};
}
