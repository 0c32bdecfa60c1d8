/**
What the three lists have in common: title with filter, note with sort and count, the table.
*/
import {keyWord} from '../../settings/keymap.ts';
import {chooseColumns, type Column} from '../table/column.ts';
import type {Row} from '../table/row.ts';
import type {Line, Span} from '../../text/spans.ts';
import type {ListPaneId} from '../state.ts';
import {drawTable, tableMargins, type Table} from '../table/table.ts';
import {clean} from '../../text/clean.ts';
import type {ListView} from '../view.ts';
import type {World} from '../world.ts';
import type {PaneContent} from './pane.ts';

export type ListContent<Item extends Row> = {
	readonly pane: ListPaneId;
	readonly title: Line;
	readonly columns: ReadonlyArray<Column<Item>>;
	readonly list: ListView<Item>;
	/**
	Rows there are without the filter; undefined where that is the same.
	*/
	readonly total?: number;
	readonly emptyText: string;
	rowTone?: Table<Item>['rowTone'];
	thingOf?: Table<Item>['thingOf'];
};

/**
A list as the content of its pane.
*/
export function listContent<Item extends Row>(world: World, content: ListContent<Item>): PaneContent {
	const {view: {state, snapshot, settings}, theme} = world;
	const {pane, list} = content;
	const columns = settings.columns[pane]?.flatMap(id => content.columns.find(column => column.id === id) ?? []) ?? content.columns;
	const sort = state.sorts[pane];
	return {
		title: [...titleSpans(content.title), ...filterSpans(world, pane)],
		note: noteOf(content, state.sorts[pane].column),
		rows: (width, height) => drawTable({
			choice: chooseColumns(columns, width - tableMargins),
			rows: list.rows,
			cursorIndex: list.rows.length === 0 ? undefined : list.cursor,
			top: list.top,
			width,
			height,
			theme,
			isFocused: state.focus === pane,
			now: snapshot.takenAt,
			sort: {id: sort.column, isDescending: sort.isDescending},
			isTagged: ({key}) => state.tagged.has(key),
			...(content.rowTone && {rowTone: content.rowTone}),
			...(content.thingOf && {thingOf: content.thingOf}),
			emptyText: state.filters[pane] === '' ? content.emptyText : `Nothing here contains what the filter asks for. ${keyWord(settings.keymap, 'clear')} clears it.`,
		}),
	};
}

function titleSpans(title: Line): readonly Span[] {
	return typeof title === 'string' ? [{text: title}] : title;
}

function filterSpans({view: {state}, theme}: World, pane: ListPaneId): readonly Span[] {
	const filter = state.filters[pane];
	return filter === '' ? [] : [{text: ' /', tone: 'dim'}, {text: clean(filter, theme.isUnicode), tone: 'warn'}];
}

function noteOf<Item extends Row>({columns, list, total}: ListContent<Item>, sortedBy: string): string {
	const title = columns.find(({id}) => id === sortedBy)?.title ?? sortedBy;
	const count = total === undefined || total === list.rows.length ? String(list.rows.length) : `${list.rows.length} of ${total}`;
	return `by ${title.split(/ {2,}/, 1)[0] ?? title} · ${count}`;
}
