/**
The columns of every list.
*/
import type {ListPaneId} from '../state.ts';
import type {ColumnWords} from '../table/column.ts';
import {containerColumns} from './containers/columns.ts';
import {namespaceColumns} from './namespaces/columns.ts';
import {processColumns} from './processes/columns.ts';

const columnsOf = {
	containers: containerColumns,
	processes: processColumns,
	namespaces: namespaceColumns,
} as const satisfies Record<ListPaneId, unknown>;

/**
The columns of a pane, as words.
*/
export function columnWords(pane: ListPaneId): readonly ColumnWords[] {
	return columnsOf[pane];
}
