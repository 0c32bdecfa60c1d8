/**
The columns of every list.
*/
import type {ListPaneId} from '../state.ts';
import type {Column} from '../table/column.ts';
import {containerColumns} from './containers/columns.ts';
import {namespaceColumns} from './namespaces/columns.ts';
import {processColumns} from './processes/columns.ts';

const columnsOf = {
	containers: containerColumns,
	processes: processColumns,
	namespaces: namespaceColumns,
} as const satisfies Record<ListPaneId, unknown>;

/**
What help, the sort dialog and the README say about a column.
*/
type ColumnWords = Pick<Column<never>, 'id' | 'title' | 'help' | 'isDescending'>;

/**
The columns of a pane that it can be sorted by, as words.
*/
export function sortableColumns(pane: ListPaneId): readonly ColumnWords[] {
	return columnsOf[pane];
}
