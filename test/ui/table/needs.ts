import test from 'node:test';
import assert from 'node:assert/strict';
import {
	denied,
	firstSample,
	gone,
	type Known,
	unsupported,
} from '../../../source/known.ts';
import type {Column} from '../../../source/ui/table/column.ts';
import {createMeasure} from '../../../source/ui/table/needs.ts';
import {createTheme} from '../../../source/text/theme.ts';

type Thing = {readonly name: string; readonly rate: Known<number | undefined>};
type Item = {readonly key: string; readonly isLastAt: readonly boolean[]; readonly thing: Thing};

let timesDrawn = 0;
const columns: ReadonlyArray<Column<Item>> = [
	{
		id: 'name', title: 'NAME', help: '', width: {min: 4, max: 20}, priority: 100, value: ({thing}) => thing.name,
		text({thing}) {
			timesDrawn++;
			return thing.name;
		},
		sizedBy: ({thing}) => [thing.name],
	},
	{
		id: 'rate', title: 'RATE', help: '', width: {min: 5}, priority: 1, value: ({thing}) => thing.rate,
	},
];
const theme = createTheme({level: 'none', isUnicode: true});
const item = (key: string, name: string, rate?: Known<number>): Item => ({key, isLastAt: [], thing: {name, rate}});
const measure = () => createMeasure(columns, ({thing}: Item) => thing);

test('a column needs its longest cell in terminal cells, and nothing where nothing is', () => {
	assert.deepEqual(measure()([item('a', 'web'), item('b', '数据库')], theme), new Map([['name', 6], ['rate', 0]]));
	assert.deepEqual(measure()([item('a', '')], theme), new Map([['name', 0], ['rate', 0]]));
});

test('what is gone or there is none of needs no column; what is unknown for another reason does', () => {
	for (const [rate, need] of [[gone, 0], [undefined, 0], [denied, 1], [firstSample, 1], [0, 1]] as const) {
		assert.equal(measure()([item('a', 'web', rate)], theme).get('rate'), need);
	}
});

test('a column grows at once, and shrinks only when other rows are there', () => {
	const needs = measure();
	assert.equal(needs([item('a', 'web'), item('b', 'database')], theme).get('name'), 8);
	assert.equal(needs([item('a', 'web'), item('b', 'database-1', 5)], theme).get('name'), 10);
	const shorter = needs([item('a', 'web'), item('b', 'db')], theme);
	assert.deepEqual(shorter, new Map([['name', 10], ['rate', 1]]));
	assert.deepEqual(needs([item('a', 'web')], theme), new Map([['name', 3], ['rate', 0]]));
});

test('a column that was there for what the next sample brings goes where that brings nothing, and stays where it does', () => {
	const needs = measure();
	assert.equal(needs([item('a', 'web', firstSample), item('b', 'db', firstSample)], theme).get('rate'), 1);
	assert.equal(needs([item('a', 'web', unsupported), item('b', 'db', firstSample)], theme).get('rate'), 1);
	assert.equal(needs([item('a', 'web', unsupported), item('b', 'db', gone)], theme).get('rate'), 0);
	assert.equal(needs([item('a', 'web', unsupported), item('b', 'db', 0)], theme).get('rate'), 1);
	assert.equal(needs([item('a', 'web', unsupported), item('b', 'db', gone)], theme).get('rate'), 1);
});

test('a column sized by its content is there as soon as there is something in it, whatever that depends on', () => {
	const sized = columns.map(column => column.id === 'rate' ? {...column, sizedBy: () => ['always the same']} : column);
	const needs = createMeasure<Item>(sized, ({thing}) => thing);
	assert.equal(needs([item('a', 'web', firstSample)], theme).get('rate'), 1);
	assert.equal(needs([item('a', 'web')], theme).get('rate'), 0);
	assert.equal(needs([item('a', 'web', 85)], theme).get('rate'), 2);
	assert.equal(needs([item('a', 'web', gone)], theme).get('rate'), 2);
});

test('the same needs are the same object, and only what has changed is measured', () => {
	const needs = measure();
	const rows = [item('a', 'web', 1), item('b', 'database', 2)];
	const first = needs(rows, theme);
	timesDrawn = 0;
	assert.equal(needs(rows, theme), first);
	assert.equal(needs(rows.map(row => ({...row})), theme), first);
	assert.equal(needs([item('a', 'web', 3), item('b', 'database', 4)], theme), first);
	assert.equal(timesDrawn, 0);
	assert.notEqual(needs([item('a', 'web-with-more', 3), item('b', 'database', 4)], theme), first);
	assert.equal(timesDrawn, 1);
});

test('a list without rows has all its columns', () => {
	assert.deepEqual(measure()([], theme), new Map([['name', 1], ['rate', 1]]));
});
