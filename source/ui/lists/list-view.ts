/**
A list as it is on screen: its rows, which of them are in sight, and which columns.
*/
import type {Settings} from '../../settings/settings.ts';
import {innerSize} from '../layout/frame.ts';
import type {Layout} from '../layout/layout.ts';
import type {Cursor, ListPaneId, UiState} from '../state.ts';
import {chooseColumns, type ColumnChoice} from '../table/choice.ts';
import type {Column} from '../table/column.ts';
import {createMeasure, type Needs} from '../table/needs.ts';
import {nearestMatch, type Row} from '../table/row.ts';
import {scrollTop, tableBodyHeight, tableMargins} from '../table/table.ts';
import {headingTexts} from './heading.ts';

export type ListView<Item extends Row> = {
	readonly rows: readonly Item[];
	/**
	Index of the row under the cursor; 0 where there are no rows.
	*/
	readonly cursor: number;
	/**
	Whether that row is the one that was chosen, and not its neighbour after it had gone.
	*/
	readonly isExact: boolean;
	/**
	Index of the first row in sight.
	*/
	readonly top: number;
	/**
	Rows in sight.
	*/
	readonly height: number;
	/**
	The columns for a pane whose content is this wide. The same object while columns, widths and order are the same.
	*/
	choose(width: number): ColumnChoice<Item>;
};

/**
What a list is made of on screen.
*/
export type ListParts<Item extends Row> = {
	readonly pane: ListPaneId;
	readonly rows: readonly Item[];
	readonly cursor: Cursor;
	/**
	What stands above the rows; nothing if absent.
	*/
	readonly heading?: readonly string[];
	readonly state: UiState;
	readonly layout: Layout;
	readonly settings: Settings;
};

/**
A function from rows to the list on screen, which remembers how wide its columns are.
*/
export function createListView<Item extends Row>(
	allColumns: ReadonlyArray<Column<Item>>,
	thingOf: (row: Item) => unknown,
): (parts: ListParts<Item>) => ListView<Item> {
	let wanted: readonly string[] | undefined;
	let columns = allColumns;
	let measure = createMeasure(columns, thingOf);
	return ({pane, rows, cursor, heading = [], state, layout, settings}) => {
		if (wanted !== settings.columns[pane]) {
			wanted = settings.columns[pane];
			columns = wanted?.flatMap(id => allColumns.find(column => column.id === id) ?? []) ?? allColumns;
			measure = createMeasure(columns, thingOf);
		}

		const shownColumns = columns;
		const size = paneSize(layout, pane);
		const index = findCursor(rows, cursor, state.filtering === pane);
		const height = tableBodyHeight(size.height - headingTexts(heading, size.width, size.height, settings.theme).length);
		const needs: Needs | undefined = size.width === 0 ? undefined : measure(rows, settings.theme);
		return {
			rows,
			cursor: index,
			isExact: cursor.key === undefined || rows[index]?.key === cursor.key,
			top: scrollTop(state.tops[pane], index, height, rows.length),
			height,
			choose: width =>
				chooseColumns(shownColumns, width - tableMargins, {...(needs && {needs}), sortedBy: state.sorts[pane], screen: state.columns}),
		};
	};
}

/**
Room for the content of a pane; nothing where it is not on screen.
*/
export function paneSize(layout: Layout, id: string): {width: number; height: number} {
	const pane = layout.panes.find(placed => placed.id === id);
	return pane ? innerSize(pane.rectangle.width, pane.rectangle.height, pane.edges) : {width: 0, height: 0};
}

/**
Index of the row under a cursor, never one that is there for context; 0 where there are no rows. While a filter is typed that does not
match what the cursor is on, it is on the first row that matches.
*/
export function findCursor(rows: readonly Row[], {key, index}: Cursor, isFiltering = false): number {
	const found = key === undefined ? -1 : rows.findIndex(row => row.key === key && !row.isContext);
	return found === -1 ? nearestMatch(rows, isFiltering ? 0 : Math.max(0, Math.min(index, rows.length - 1)), 1) : found;
}
