import test from 'node:test';
import assert from 'node:assert/strict';
import {chooseColumns, type Column} from '../../../source/ui/table/column.ts';

type Row = {readonly name: string};

const column = (id: string, changes: Partial<Column<Row>>): Column<Row> => ({
	id, title: id.toUpperCase(), help: '', width: {min: 5}, priority: 1, value: ({name}) => name, ...changes,
});

const columns = [
	column('name', {width: {min: 8, max: 30, weight: 2}, priority: 10}),
	column('image', {width: {min: 8, weight: 1}, priority: 3}),
	column('state', {width: {min: 7}, priority: 6}),
	column('pid', {width: {min: 7}, priority: 9}),
	column('flags', {width: {min: 6, max: 12, weight: 1}, priority: 3}),
];

const shape = (width: number) => chooseColumns(columns, width).columns.map(chosen => `${chosen.column.id} ${chosen.width}`);
const usedWidth = (width: number) => {
	const choice = chooseColumns(columns, width);
	return choice.columns.reduce((sum, chosen) => sum + chosen.width, choice.gap * (choice.columns.length - 1));
};

test('columns never take more than the width, and leave nothing while one can grow', () => {
	for (let width = 1; width < 200; width++) {
		assert.ok(usedWidth(width) <= width, String(width));
	}

	for (let width = 44; width < 200; width++) {
		assert.equal(usedWidth(width), width);
	}
});

test('the columns that identify a row go last, of equal ones the last goes first', () => {
	const order = ['flags', 'image', 'state', 'pid'];
	let previous = columns.map(({id}) => id);
	for (let width = 60; width > 0; width--) {
		const ids = chooseColumns(columns, width).columns.map(chosen => chosen.column.id);
		const leaves = ids.length < previous.length ? order.shift() : undefined;
		assert.deepEqual(ids, previous.filter(id => id !== leaves));

		previous = ids;
	}

	assert.deepEqual(previous, ['name']);
	assert.deepEqual(order, []);
});

test('the last column is squeezed, and without room there is none', () => {
	assert.deepEqual(shape(3), ['name 3']);
	assert.deepEqual(shape(0), []);
	assert.deepEqual(chooseColumns<Row>([], 10).columns, []);
});

test('blanks between columns are given up before a column', () => {
	assert.equal(chooseColumns(columns, 44).gap, 2);
	assert.equal(chooseColumns(columns, 43).gap, 1);
	assert.equal(chooseColumns(columns, 40).columns.length, 5);
	assert.equal(chooseColumns(columns, 39).columns.length, 4);
});

test('what is left is shared by weight, and what one cannot take the others get', () => {
	assert.deepEqual(shape(52), ['name 12', 'image 10', 'state 7', 'pid 7', 'flags 8']);
	assert.deepEqual(shape(144), ['name 30', 'image 80', 'state 7', 'pid 7', 'flags 12']);
});

test('the same list and width give the same object', () => {
	assert.equal(chooseColumns(columns, 77), chooseColumns(columns, 77));
	assert.notEqual(chooseColumns(columns, 77), chooseColumns(columns, 78));
	assert.deepEqual(chooseColumns([...columns], 77), chooseColumns(columns, 77));
});
