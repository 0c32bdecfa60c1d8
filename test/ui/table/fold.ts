import test from 'node:test';
import assert from 'node:assert/strict';
import {
	foldRows,
	isOpen,
	parentIndex,
	rootIndex,
} from '../../../source/ui/table/fold.ts';
import type {Row} from '../../../source/ui/table/row.ts';

/**
Rows named by their place: `a`, below it `ab`, below that `abc`.
*/
const tree = (...keys: readonly string[]): readonly Row[] =>
	keys.map(key => ({key, isLastAt: Array.from({length: key.length - 1}, () => false)}));
const rows = tree('a', 'ab', 'abc', 'ad', 'e', 'f', 'fg');
const folded = (...keys: readonly string[]): readonly string[] =>
	foldRows(rows, new Set(keys)).map(({key, foldedRows = 0}) => `${key}${foldedRows}`);

test('what is below a folded row is hidden and counted, however deep it is', () => {
	assert.deepEqual(folded('a'), ['a3', 'e0', 'f0', 'fg0']);
	assert.deepEqual(folded('ab', 'f'), ['a0', 'ab1', 'ad0', 'e0', 'f1']);
	assert.deepEqual(folded('a', 'ab'), ['a3', 'e0', 'f0', 'fg0']);
});

test('a folded row that has nothing below it is as any other, and so is one that is not there', () => {
	assert.equal(foldRows(rows, new Set(['e', 'fg', 'x'])), rows);
});

test('of a deep row only the nearest levels are kept, and the others count', () => {
	const deep: readonly Row[] = [
		{key: 'a', isLastAt: [true], hiddenLevels: 20},
		{key: 'b', isLastAt: [true], hiddenLevels: 21},
		{key: 'c', isLastAt: [true], hiddenLevels: 20},
	];
	assert.deepEqual(foldRows(deep, new Set(['a'])).map(({key}) => key), ['a', 'c']);
});

test('the row that stands for the hidden ones can be made of them', () => {
	const [first] = foldRows(rows, new Set(['a']), (row, hidden) => ({...row, key: [row, ...hidden].map(({key}) => key).join(' ')}));
	assert.deepEqual(first, {key: 'a ab abc ad', isLastAt: [], foldedRows: 3});
});

test('each row knows what is around it', () => {
	assert.deepEqual(rows.map((_row, index) => isOpen(rows, index)), [true, true, false, false, false, true, false]);
	assert.deepEqual(rows.map((_row, index) => parentIndex(rows, index)), [undefined, 0, 1, 0, undefined, undefined, 5]);
	assert.deepEqual(rows.map((_row, index) => rootIndex(rows, index)), [0, 0, 0, 0, 4, 5, 5]);
});
