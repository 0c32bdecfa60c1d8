/**
The plain table for a pipe or a terminal that cannot show a screen: the containers, once, without colours.
*/
import {containerColumns} from '../ui/lists/containers/columns.ts';
import {chooseColumns} from '../ui/table/column.ts';
import {containerRows} from '../ui/lists/containers/rows.ts';
import {initialState} from '../ui/state.ts';
import {drawTable, tableMargins} from '../ui/table/table.ts';
import {createTheme} from '../text/theme.ts';
import type {Snapshot} from '../model/snapshot.ts';

const width = 160;

/**
The table as lines without trailing blanks. ASCII alone where the locale is not UTF-8.
*/
export function plainTable(snapshot: Snapshot, isUnicode: boolean): string {
	const theme = {
		...createTheme({level: 'none', isUnicode}),
		paint: (_tone: unknown, text: string) => text,
		paintRow: (_tone: unknown, row: string) => row,
	};
	const columns = containerColumns.filter(({id}) => id !== 'history');
	const rows = containerRows(snapshot, initialState(width, 50));
	const lines = drawTable({
		choice: chooseColumns(columns, width - tableMargins),
		rows,
		cursorIndex: undefined,
		top: 0,
		width,
		height: rows.length + 1,
		theme,
		isFocused: false,
		now: snapshot.takenAt,
	});
	return lines.map(line => line.trimEnd().replace(/^ /, '')).join('\n');
}
