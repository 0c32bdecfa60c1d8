import test from 'node:test';
import assert from 'node:assert/strict';
import {denied, firstSample, type Known} from '../../../source/known.ts';
import {chooseColumns} from '../../../source/ui/table/choice.ts';
import type {Column} from '../../../source/ui/table/column.ts';
import {
	drawTable,
	scrollTop,
	tableBodyHeight,
	tableMargins,
	type Table,
} from '../../../source/ui/table/table.ts';
import {cellWidth} from '../../../source/text/clean.ts';
import {createTheme, unpaint} from '../../../source/text/theme.ts';

type Row = {readonly name: string; readonly cpu: Known<number | undefined>};

let timesDrawn = 0;
const columns: ReadonlyArray<Column<Row>> = [
	{
		id: 'name', title: 'NAME', help: '', width: {min: 8, weight: 1}, priority: 2, value: ({name}) => name,
	},
	{
		id: 'cpu', title: 'CPU%', help: '', width: {min: 6}, align: 'right', priority: 1, isDescending: true,
		value: ({cpu}) => cpu,
		text(row) {
			timesDrawn++;
			return (row.cpu as number).toFixed(1);
		},
		tone: ({cpu}) => typeof cpu === 'number' && cpu > 50 ? 'bad' : undefined,
	},
];

const colour = createTheme({level: '16', isUnicode: true});
const plain = createTheme({level: 'none', isUnicode: true});
const ascii = createTheme({level: 'none', isUnicode: false});
const rows: readonly Row[] = [
	{name: 'web', cpu: 0.3},
	{name: 'a\u{1B}[31m漢字', cpu: 99},
	{name: 'db', cpu: denied},
	{name: 'new', cpu: firstSample},
	{name: 'old', cpu: undefined},
];

const table = (changes: Partial<Table<Row>> = {}): Table<Row> => {
	const width = changes.width ?? 22;
	return {
		choice: chooseColumns(columns, width - tableMargins),
		rows,
		cursorIndex: 1,
		top: 0,
		width,
		height: 6,
		theme: plain,
		isFocused: true,
		now: 0,
		...changes,
	};
};

const shape = (changes: Partial<Table<Row>> = {}) => drawTable(table(changes)).map(row => unpaint(row));

test('header, rows, and a mark at the selected one', () => {
	assert.deepEqual(shape(), [
		' NAME            CPU% ',
		' web              0.3 ',
		'▸a␛[31m漢字      99.0 ',
		' db            denied ',
		' new                · ',
		' old                – ',
	]);
	assert.deepEqual(shape({theme: ascii}).slice(1, 3), [
		' web              0.3 ',
		'>a^[[31m??       99.0 ',
	]);
});

test('a column with a scale says it in its title, and draws all rows to it; what comes into sight may change it', () => {
	const scaled: ReadonlyArray<Column<Row>> = [columns[0]!, {
		id: 'last', title: 'LAST', help: '', width: {min: 10}, priority: 1,
		value: ({cpu}) => cpu,
		text: ({cpu}, {top}) => `${Number(cpu)} of ${top}`,
		scale(seen) {
			const top = Math.max(...seen.map(({cpu}) => cpu as number));
			return {top, title: `LAST 0-${top}`};
		},
	}];
	const list = [1, 2, 3].map(cpu => ({name: `n${cpu}`, cpu}));
	const shown = (top: number) => shape({
		choice: chooseColumns(scaled, 20), rows: list, top, height: 3, cursorIndex: undefined,
	}).map(line => line.trim().replaceAll(/ {2,}/g, '|').replace(/\|?▐$/, ''));
	assert.deepEqual(shown(0), ['NAME|LAST 0-2', 'n1|1 of 2', 'n2|2 of 2']);
	assert.deepEqual(shown(1), ['NAME|LAST 0-3', 'n2|2 of 3', 'n3|3 of 3']);
});

test('the sort mark does not move the title', () => {
	assert.equal(shape({sort: {id: 'cpu', isDescending: true}})[0], ' NAME           ▼CPU% ');
	assert.equal(shape({sort: {id: 'name', isDescending: false}})[0], ' NAME▲           CPU% ');
	assert.equal(shape({sort: {id: 'name', isDescending: true}, theme: ascii})[0], ' NAMEv           CPU% ');
});

test('the selected row has one look over its whole width, in the pane with the focus another than elsewhere', () => {
	const row = '▸a␛[31m漢字      99.0';
	assert.equal(drawTable(table({theme: colour}))[2], `${colour.paint('selected', row)} `);
	assert.equal(drawTable(table({theme: colour, isFocused: false}))[2], `${colour.paint('selectedElsewhere', row)} `);
	assert.equal(drawTable(table({theme: plain}))[2], `${plain.paint('selected', row)} `);
});

test('a cell has its tone, an unknown one is faint', () => {
	const lines = drawTable(table({theme: colour, cursorIndex: undefined}));
	assert.ok(lines[2]!.includes(colour.paint('bad', '  99.0')));
	assert.ok(lines[3]!.includes(colour.paint('dim', 'denied')));
});

test('tagged rows are marked, also the one that is selected', () => {
	const isTagged = ({name}: Row) => name !== 'web';
	const marks = shape({isTagged}).map(row => row[0]).join('');
	assert.equal(marks, '  ◆•••');
	assert.equal(shape({isTagged, theme: ascii}).map(row => row[0]).join(''), '  *+++');
});

test('the look of a whole row overrides that of its cells', () => {
	const lines = drawTable(table({theme: colour, cursorIndex: undefined, rowTone: () => 'dim'}));
	assert.equal(lines[2], ` ${colour.paint('dim', 'a␛[31m漢字      99.0')} `);
});

test('a list without rows says so', () => {
	assert.deepEqual(shape({rows: [], emptyText: 'no containers', height: 8}), [
		' NAME            CPU% ', ...[0, 1].map(() => ' '.repeat(22)), '    no containers     ', ...[3, 4, 5, 6].map(() => ' '.repeat(22)),
	]);
});

test('a single line shows the row, not the header', () => {
	assert.deepEqual(shape({height: 1, top: 1}), ['▸a␛[31m漢字      99.0 ']);
	assert.equal(tableBodyHeight(1), 1);
	assert.equal(tableBodyHeight(6), 5);
	assert.equal(tableBodyHeight(0), 0);
});

test('the thumb touches the ends of the body at the ends of the list and only there', () => {
	const many = Array.from({length: 40}, (_, index) => ({name: `c${index}`, cpu: 0}));
	for (let top = 0; top <= 30; top++) {
		const thumb = shape({rows: many, top, height: 11}).slice(1).map(row => row.at(-1)).join('');
		assert.match(thumb, /^ *▐+ *$/);
		assert.equal(thumb.startsWith('▐'), top === 0, String(top));
		assert.equal(thumb.endsWith('▐'), top === 30, String(top));
	}

	assert.doesNotMatch(shape().join(''), /▐/);
});

test('every size gives that many rows of that width, whatever the names', () => {
	for (let width = 0; width < 40; width++) {
		for (let height = 0; height < 9; height++) {
			for (const theme of [colour, ascii]) {
				const lines = shape({
					width, height, theme, top: height % 3, sort: {id: 'cpu', isDescending: true}, isTagged: ({name}) => name === 'db',
				});
				assert.equal(lines.length, height);
				for (const line of lines) {
					assert.equal(cellWidth(line), width, JSON.stringify(line));
				}
			}
		}
	}
});

test('a cursor that moves redraws no cell, and equal input gives equal rows', () => {
	const first = drawTable(table({now: 7}));
	const before = timesDrawn;
	const second = drawTable(table({now: 7, cursorIndex: 2}));
	assert.equal(timesDrawn, before);
	assert.equal(first[1], second[1]);
	drawTable(table({now: 8}));
	assert.ok(timesDrawn > before);
});

test('another theme, another width or another row redraws', () => {
	assert.equal(drawTable(table({theme: ascii, now: 9}))[2], ascii.paint('selected', '>a^[[31m??       99.0') + ' ');
	assert.equal(shape({now: 9})[2], '▸a␛[31m漢字      99.0 ');
	assert.equal(shape({now: 9, rows: [{name: 'web', cpu: 0.4}]})[1], ' web              0.4 ');
	const narrow = chooseColumns(columns, 20);
	assert.equal(shape({choice: narrow, width: 30, now: 9})[1]!.length, 30);
});

test('cells with several looks, cut at the start', () => {
	type Path = {readonly path: string};
	const paths: ReadonlyArray<Column<Path>> = [
		{
			id: 'path', title: 'PATH', help: '', width: {min: 8}, priority: 1, cut: 'start', value: ({path}) => path,
		},
		{
			id: 'flags',
			title: 'FLAGS',
			help: '',
			width: {min: 9},
			priority: 1,
			value: ({path}) => path,
			text: () => [
				{text: 'PRIV', tone: 'bad'},
				{text: ' DooD', tone: 'warn'},
			],
		},
	];
	const [, row] = drawTable({
		choice: chooseColumns(paths, 19),
		rows: [{path: '/var/lib/docker'}],
		cursorIndex: undefined,
		top: 0,
		width: 21,
		height: 2,
		theme: colour,
		isFocused: false,
		now: 0,
	});
	assert.equal(row, ` …/docker  ${colour.paint('bad', 'PRIV')}${colour.paint('warn', ' DooD')} `);
});

test('the list scrolls only when the cursor leaves it', () => {
	assert.equal(scrollTop(0, 4, 5, 20), 0);
	assert.equal(scrollTop(0, 5, 5, 20), 1);
	assert.equal(scrollTop(3, 4, 5, 20), 3);
	assert.equal(scrollTop(3, 2, 5, 20), 2);
	assert.equal(scrollTop(3, 19, 5, 20), 15);
});

test('a list that became shorter leaves no blank line', () => {
	assert.equal(scrollTop(15, 7, 5, 8), 3);
	assert.equal(scrollTop(15, 0, 5, 0), 0);
	assert.equal(scrollTop(3, 3, 10, 8), 0);
	assert.equal(scrollTop(3, 3, 0, 8), 3);
});

test('a thing that is the same object keeps its cells from moment to moment, but for those that move', () => {
	const thing = {};
	const moving = columns.map(column => column.id === 'cpu' ? {...column, isMoving: true as const} : column);
	const draw = (row: Row, now: number, about: WeakKey = thing, isLastAt: readonly boolean[] = []) => shape({
		choice: chooseColumns(moving, 20), rows: [row], now, thingOf: () => ({thing: about, isLastAt}),
	})[1];
	assert.equal(draw({name: 'one', cpu: 1}, 100), ' one              1.0 ');
	assert.equal(draw({name: 'two', cpu: 2}, 101), ' one              2.0 ');
	assert.equal(draw({name: 'two', cpu: 3}, 102, thing, [true]), ' two              3.0 ', 'another place in the tree');
	assert.equal(draw({name: 'six', cpu: 4}, 103, {}), ' six              4.0 ', 'another thing');
});
