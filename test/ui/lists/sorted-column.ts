import test from 'node:test';
import assert from 'node:assert/strict';
import {containerColumns} from '../../../source/ui/lists/containers/columns.ts';
import {containerRows} from '../../../source/ui/lists/containers/rows.ts';
import {ordersOf} from '../../../source/ui/lists/orders.ts';
import {initialState, setSort, type Sort} from '../../../source/ui/state.ts';
import {chooseColumns} from '../../../source/ui/table/choice.ts';
import {createMeasure} from '../../../source/ui/table/needs.ts';
import {drawTable, tableMargins} from '../../../source/ui/table/table.ts';
import {createTheme} from '../../../source/text/theme.ts';
import {makeContainer, makeSnapshot, makeUsage} from '../../helpers/make.ts';

const kibi = 1024;
const theme = createTheme({level: 'none', isUnicode: true});
const snapshot = makeSnapshot({
	containers: [1, 2, 3].map(number => makeContainer({
		name: `shop-web-frontend-${number}`,
		startedAt: 1000 * number,
		usage: makeUsage({
			memoryBytes: (4 - number) * kibi,
			memoryLimitBytes: number * 16 * kibi,
			networkRxPerSecond: (4 - number) * 10,
			networkTxPerSecond: number * 100,
			blockReadPerSecond: (4 - number) * 20,
			blockWritePerSecond: number * 200,
		}),
	})),
});

function drawn(sort: Sort, width: number): readonly string[] {
	const rows = containerRows(snapshot, setSort(initialState(width, 40), 'containers', sort));
	const needs = createMeasure(containerColumns, row => row)(rows, theme);
	return drawTable({
		choice: chooseColumns(containerColumns, width - tableMargins, {needs, sortedBy: sort, screen: width}),
		rows,
		cursorIndex: undefined,
		top: 0,
		width,
		height: 4,
		theme,
		isFocused: true,
		now: 100_000,
		sort: {id: sort.column, isDescending: sort.isDescending},
	});
}

for (const width of [198, 118, 78, 38]) {
	test(`at ${width} cells the title of what is sorted by is in view, whole and with the mark`, () => {
		for (const {column, part, title} of ordersOf('containers')) {
			const [header = ''] = drawn({column, ...(part !== undefined && {part}), isDescending: true}, width);
			const {shortTitle} = containerColumns.find(({id}) => id === column)!;
			const titles = [title, shortTitle ?? title];
			assert.ok(titles.some(each => header.includes(`▼${each}`) || header.includes(`${each}▼`)), `${column} ${part}: ${header}`);
		}
	});

	test(`at ${width} cells the numbers that are sorted by are those in view, in their order`, () => {
		for (const [column, part, numbers] of [
			['memory', 'used', ['3.0K', '2.0K', '1.0K']],
			['memory', 'limit', ['48K', '32K', '16K']],
			['network', 'sent', ['300', '200', '100']],
			['network', 'received', ['30', '20', '10']],
			['block', 'written', ['600', '400', '200']],
			['block', 'read', ['60', '40', '20']],
		] as const) {
			const [, ...rows] = drawn({column, part, isDescending: true}, width);
			assert.deepEqual(rows.map((row, index) => row.split(/\s+/).includes(numbers[index]!)), [true, true, true], rows.join('\n'));
		}
	});
}

test('a column that is named without a number is sorted by its first, as its title says', () => {
	assert.deepEqual(drawn({column: 'network', isDescending: true}, 118), drawn({column: 'network', part: 'received', isDescending: true}, 118));
});
