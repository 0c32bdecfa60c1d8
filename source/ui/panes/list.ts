/**
A pane that is a list is one record too: its columns, its rows and its words. What all have in common is here: title with filter, note with
sort and count, the table.
*/
import {keyWord} from '../../settings/keymap.ts';
import type {Column} from '../table/column.ts';
import type {Row} from '../table/row.ts';
import {spansOf, type Line, type Span} from '../../text/spans.ts';
import type {ListPaneId} from '../state.ts';
import {drawTable, type Table} from '../table/table.ts';
import {orderOf} from '../lists/orders.ts';
import {clean, fit} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import {headingTexts} from '../lists/heading.ts';
import type {Explanation} from '../explain/explanation.ts';
import type {ListView} from '../lists/list-view.ts';
import {countTags} from '../lists/tags.ts';
import type {View} from '../view.ts';
import type {World} from '../world.ts';
import type {Pane, PaneContent} from './pane.ts';

type ListPane<Item extends Row> = {
	readonly id: ListPaneId;
	/**
	Without the number of the pane, and without its filter.
	*/
	title(world: World): Line;
	readonly columns: ReadonlyArray<Column<Item>>;
	list(view: View): ListView<Item>;
	/**
	Rows there are without the filter; those in the list and the folded ones if absent.
	*/
	total?(view: View): number;
	/**
	What stands above the rows, each text to be wrapped; nothing if absent.
	*/
	heading?(view: View): readonly string[];
	/**
	How many things the rows that match are; their number if absent.
	*/
	count?(rows: readonly Item[]): string;
	/**
	What stands in place of rows where there are none.
	*/
	emptyText(view: View): string | readonly string[];
	readonly rowTone?: Table<Item>['rowTone'];
	readonly thingOf?: Table<Item>['thingOf'];
	explanations(view: View): readonly Explanation[];
};

/**
The record of a pane that is a list.
*/
export function listPane<Item extends Row>(pane: ListPane<Item>): Pane {
	return {id: pane.id, explanations: pane.explanations, content: world => listContent(world, pane)};
}

function listContent<Item extends Row>(world: World, pane: ListPane<Item>): PaneContent {
	const {view, theme} = world;
	const {state, snapshot, settings} = view;
	const {id, rowTone, thingOf} = pane;
	const list = pane.list(view);
	const sort = state.sorts[id];
	return {
		title: [...spansOf(pane.title(world)), ...filterSpans(world, id), ...tagSpans(view, id, list.rows)],
		note: noteOf(pane, view),
		rows(width, height) {
			const heading = headingLines(pane.heading?.(view) ?? [], width, height, theme);
			return [...heading, ...drawTable({
				choice: list.choose(width),
				rows: list.rows,
				cursorIndex: list.rows.length === 0 ? undefined : list.cursor,
				top: list.top,
				width,
				height: height - heading.length,
				theme,
				isFocused: state.focus === id,
				now: snapshot.takenAt,
				sort: {id: sort.column, isDescending: sort.isDescending},
				isTagged: ({key}) => state.tagged.has(key),
				rowTone: row => row.isContext ? 'dim' : rowTone?.(row),
				...(thingOf && {thingOf}),
				emptyText: state.filters[id] === ''
					? pane.emptyText(view)
					: `No row matches the filter. ${keyWord(settings.keymap, 'clear')} clears it.`,
			})];
		},
	};
}

/**
The texts above the rows, painted.
*/
function headingLines(texts: readonly string[], width: number, height: number, theme: Theme): readonly string[] {
	return headingTexts(texts, width, height, theme).map(text => theme.paint('normal', fit(` ${text}`, width, 'left', theme.glyphs.ellipsis)));
}

function filterSpans({view: {state}, theme}: World, pane: ListPaneId): readonly Span[] {
	const filter = state.filters[pane];
	return filter === '' ? [] : [{text: ' /', tone: 'dim'}, {text: clean(filter, theme.isUnicode), tone: 'warn'}];
}

/**
How many rows are tagged, and how many of them a filter or a folded row hides: what is hidden is not acted on.
*/
function tagSpans(view: View, pane: ListPaneId, rows: readonly Row[]): readonly Span[] {
	const {shown, hidden} = countTags(view, pane, rows);
	const all = shown + hidden;
	const note = hidden === 0 ? '' : (shown === 0 ? ', hidden' : `, ${hidden} hidden`);
	return all === 0 ? [] : [{text: '  '}, {text: `${all} tagged${note}`, tone: 'tagged'}];
}

function noteOf<Item extends Row>(pane: ListPane<Item>, view: View): string {
	const {rows} = pane.list(view);
	const sort = view.state.sorts[pane.id];
	const title = orderOf(pane.id, sort)?.title ?? sort.column;
	const matching = rows.filter(({isContext}) => !isContext);
	const folded = rows.reduce((sum, {foldedRows = 0}) => sum + foldedRows, 0);
	const shown = pane.count?.(matching) ?? String(matching.length);
	const total = pane.total?.(view) ?? matching.length + folded;
	// What was removed while it was selected has a row, and is counted no more.
	const count = total <= matching.length ? shown : `${shown} of ${total}`;
	return `by ${title} · ${count}`;
}
