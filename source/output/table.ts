/**
The plain table for a pipe or a terminal that cannot show a screen: the containers, once, without colours.
*/
import {containerColumns} from '../ui/lists/containers/columns.ts';
import {chooseColumns} from '../ui/table/choice.ts';
import type {ContainerRow} from '../ui/lists/containers/row.ts';
import {containerRows} from '../ui/lists/containers/rows.ts';
import {initialState, setSort, type Sort} from '../ui/state.ts';
import {widened} from '../ui/table/cell.ts';
import {createMeasure} from '../ui/table/needs.ts';
import {drawTable, tableMargins} from '../ui/table/table.ts';
import {asciiGlyphs} from '../text/glyphs.ts';
import {createTheme} from '../text/theme.ts';
import type {ContainerKey} from '../model/keys.ts';
import type {Snapshot} from '../model/snapshot.ts';

/**
Cells that a table may take: those that COLUMNS asks for, else those of the terminal that it is printed on. Undefined, without a bound,
in a pipe or a file.
*/
export function tableWidth(environment: {readonly COLUMNS?: string}, terminalColumns: number | undefined): number | undefined {
	const asked = /^\d+$/.test(environment.COLUMNS ?? '') ? Number(environment.COLUMNS) : 0;
	return [asked, terminalColumns].find(columns => columns !== undefined && columns > 0);
}

type TableOptions = {
	/**
	Cells that a line may take. Without it nothing is cut or left out.
	*/
	readonly width?: number | undefined;
	/**
	The containers that are listed; all, if absent.
	*/
	readonly only?: ReadonlySet<ContainerKey> | undefined;
	/**
	By CPU time, if absent.
	*/
	readonly sort?: Sort | undefined;
};

/**
The table as lines without trailing blanks. In a width columns are left out and cells are cut. ASCII alone where the locale is not UTF-8;
its own marks always are, for cut and awk, which may count bytes.
*/
export function plainTable(snapshot: Snapshot, isUnicode: boolean, {width, only, sort}: TableOptions = {}): string {
	const theme = {
		...createTheme({level: 'none', isUnicode}),
		// A line has as many words whatever is known.
		glyphs: {...asciiGlyphs, nothing: asciiGlyphs.dash},
		paint: (_tone: unknown, text: string) => text,
		paintRow: (_tone: unknown, row: string) => row,
	};
	const state = initialState(0, 0);
	// Scripts take each row for a container.
	const listed = {
		...snapshot, units: new Map(), containers: new Map([...snapshot.containers].filter(([key]) => only?.has(key) ?? true)),
	};
	const rows = containerRows(listed, sort ? setSort(state, 'containers', sort) : state);
	const now = snapshot.takenAt;
	const all = containerColumns.filter(({isPicture}) => !isPicture);
	const columns = width === undefined ? all.map(column => widened(column, rows, {theme, now})) : all;
	const needs = createMeasure(all, ({container}: ContainerRow) => container)(rows, theme);
	const choice = chooseColumns(columns, width ?? Infinity, {
		...(width !== undefined && {needs}), ...(sort && {sortedBy: sort}),
	});
	const cells = width ?? choice.columns.reduce((sum, column) => sum + column.width + choice.gap, 0);
	const lines = drawTable({
		choice,
		rows,
		cursorIndex: undefined,
		top: 0,
		width: cells + tableMargins,
		height: rows.length + 1,
		theme,
		isFocused: false,
		now,
	});
	return lines.map(line => line.trimEnd().replace(/^ /, '')).join('\n');
}
