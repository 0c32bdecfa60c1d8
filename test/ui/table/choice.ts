import test from 'node:test';
import assert from 'node:assert/strict';
import {chooseColumns} from '../../../source/ui/table/choice.ts';
import type {Column} from '../../../source/ui/table/column.ts';

type Row = {readonly name: string};

const column = (id: string, changes: Partial<Column<Row>>): Column<Row> => ({
	id, title: id.toUpperCase(), help: '', width: {min: 5}, priority: 1, value: ({name}) => name, ...changes,
});
const sizedBy = ({name}: Row) => [name];

const columns = [
	column('name', {width: {min: 8, max: 40}, priority: 100, sizedBy}),
	column('cpu', {width: {min: 5}, priority: 95}),
	column('image', {width: {min: 8, max: 60}, priority: 45, sizedBy}),
	column('state', {width: {min: 7}, priority: 60}),
	column('pid', {
		title: 'HOST PID', shortTitle: 'PID', width: {min: 6}, priority: 59,
	}),
	column('ports', {width: {min: 6, max: 30}, priority: 42, sizedBy}),
	column('last', {width: {min: 4, max: 20, weight: 1}, priority: 10}),
];

const needs = new Map([['name', 25], ['cpu', 1], ['image', 20], ['state', 1], ['pid', 1], ['ports', 10], ['last', 1]]);
const widthsAt = (width: number, circumstances?: Parameters<typeof chooseColumns>[2]) =>
	chooseColumns(columns, width, circumstances ?? {needs}).columns.map(chosen => `${chosen.column.id} ${chosen.width}`);
const usedAt = (width: number, circumstances?: Parameters<typeof chooseColumns>[2]) => {
	const choice = chooseColumns(columns, width, circumstances ?? {needs});
	return choice.columns.reduce((sum, chosen) => sum + chosen.width, choice.gap * (choice.columns.length - 1));
};

test('columns never take more than the width', () => {
	for (let width = 1; width < 250; width++) {
		assert.ok(usedAt(width) <= width, String(width));
		assert.ok(usedAt(width, {}) <= width, String(width));
	}
});

test('what identifies a row is whole before anything else but the essential columns', () => {
	assert.deepEqual(widthsAt(31), ['name 25', 'cpu 5']);
	assert.deepEqual(widthsAt(39), ['name 25', 'cpu 5', 'state 7']);
	assert.deepEqual(widthsAt(20), ['name 14', 'cpu 5']);
});

test('where there is room for all that is usual, what identifies a row is whole however long it is', () => {
	const long = new Map([...needs, ['name', 64]]);
	assert.deepEqual(widthsAt(118, {needs: long}), ['name 64', 'cpu 5', 'image 20', 'state 7', 'pid 6', 'ports 10']);
	assert.equal(widthsAt(80, {needs: long})[0], 'name 40');
});

test('each column has what its longest cell needs, and no more', () => {
	const wide = ['name 25', 'cpu 5', 'image 20', 'state 7', 'pid 6', 'ports 10', 'last 20'];
	assert.deepEqual(widthsAt(105), wide);
	assert.deepEqual(widthsAt(200), wide);
	assert.deepEqual(widthsAt(200, {}).slice(0, 3), ['name 40', 'cpu 5', 'image 60']);
});

test('no text is cut beside cells that nothing else takes', () => {
	const long = new Map([...needs, ['image', 90]]);
	assert.ok(widthsAt(200, {needs: long}).includes('image 90'));
	assert.deepEqual(widthsAt(150, {needs: long}).filter(text => text.startsWith('last') || text.startsWith('image')), ['image 65', 'last 20']);
});

test('a column that asks for it is whole before those of lower priority get anything, and squeezed where even so it has no room', () => {
	const whole = columns.map(each => each.id === 'state' ? {...each, width: {min: 7, max: 24, isWholeFirst: true as const}, sizedBy} : each);
	const long = new Map([...needs, ['state', 19]]);
	const at = (width: number) => chooseColumns(whole, width, {needs: long}).columns.map(chosen => `${chosen.column.id} ${chosen.width}`);
	assert.deepEqual(at(58), ['name 25', 'cpu 5', 'state 19', 'pid 6']);
	assert.deepEqual(at(51), ['name 25', 'cpu 5', 'state 19']);
	assert.deepEqual(at(45), ['name 25', 'cpu 5', 'state 13']);
});

test('a column is never narrower than its title, the short one where room is scarce', () => {
	const short = new Map([...needs, ['ports', 2], ['image', 1]]);
	assert.deepEqual(widthsAt(105, {needs: short}).slice(0, 6), ['name 25', 'cpu 5', 'image 5', 'state 7', 'pid 6', 'ports 5']);
});

test('a column without anything in it is gone, unless the rows are sorted by it, and is told for what must still be read', () => {
	const empty = new Map([...needs, ['image', 0], ['ports', 0]]);
	assert.deepEqual(widthsAt(80, {needs: empty, sortedBy: {column: 'ports'}}), ['name 25', 'cpu 5', 'state 7', 'pid 6', 'ports 6', 'last 20']);
	assert.deepEqual(chooseColumns(columns, 80, {needs: empty}).empty.map(({id}) => id), ['image', 'ports']);
});

test('the column that the rows are sorted by is in view at every width that has room for two', () => {
	for (const {id} of columns) {
		for (let width = 22; width < 150; width++) {
			assert.ok(widthsAt(width, {needs, sortedBy: {column: id}}).some(shown => shown.startsWith(`${id} `)), `${id} at ${width}`);
		}
	}
});

test('a share of the screen is kept for a column although others need theirs', () => {
	const list = [...columns.slice(0, 6), column('command', {width: {min: 8, weight: 1, ofScreen: 1 / 3}, priority: 95})];
	for (let width = 40; width < 200; width++) {
		const chosen = chooseColumns(list, width, {needs, screen: width}).columns.find(({column: {id}}) => id === 'command');
		assert.ok(chosen!.width >= width / 3, `${chosen!.width} of ${width}`);
	}
});

test('the last column is squeezed, and without room there is none', () => {
	assert.deepEqual(widthsAt(3), ['name 3']);
	assert.deepEqual(widthsAt(0), []);
	assert.deepEqual(chooseColumns<Row>([], 10).columns, []);
});

test('a second blank between columns comes after what the columns need', () => {
	const least = 25 + 5 + 20 + 7 + 6 + 10 + 4;
	assert.equal(chooseColumns(columns, least + 11, {needs}).gap, 1);
	assert.equal(chooseColumns(columns, least + 12, {needs}).gap, 2);
});

test('the same columns, needs, width and order give the same object', () => {
	assert.equal(chooseColumns(columns, 77, {needs}), chooseColumns(columns, 77, {needs}));
	assert.notEqual(chooseColumns(columns, 77, {needs}), chooseColumns(columns, 78, {needs}));
	assert.notEqual(chooseColumns(columns, 77, {needs}), chooseColumns(columns, 77, {needs, sortedBy: {column: 'ports'}}));
	assert.deepEqual(chooseColumns([...columns], 77, {needs}), chooseColumns(columns, 77, {needs}));
});
