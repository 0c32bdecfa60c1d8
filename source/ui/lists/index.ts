/**
The columns of every list.
*/
import type {ListPaneId} from '../state.ts';
import type {ColumnWords} from '../table/column.ts';
import {containerColumns} from './containers/columns.ts';
import {imageColumns} from './images/columns.ts';
import {namespaceColumns} from './namespaces/columns.ts';
import {networkColumns} from './networks/columns.ts';
import {processColumns} from './processes/columns.ts';
import {volumeColumns} from './volumes/columns.ts';

const columnsOf = {
	containers: containerColumns,
	processes: processColumns,
	namespaces: namespaceColumns,
	images: imageColumns,
	volumes: volumeColumns,
	networks: networkColumns,
} as const satisfies Record<ListPaneId, unknown>;

/**
The columns of a pane, as words.
*/
export function columnWords(pane: ListPaneId): readonly ColumnWords[] {
	return columnsOf[pane];
}
