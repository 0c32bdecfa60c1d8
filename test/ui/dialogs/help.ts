import assert from 'node:assert/strict';
import test from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import {dialogContent} from '../../../source/ui/dialogs/content.ts';
import {initialState, openDialog} from '../../../source/ui/state.ts';
import {makeWorld} from '../../helpers/make.ts';

/**
All lines of the help sheet on a screen of this width.
*/
function help(columns: number): readonly string[] {
	const state = openDialog(initialState(columns, 400), {kind: 'help', scroll: 0});
	return dialogContent(state.dialog!, makeWorld({state})).rows.map(row => stripVTControlCharacters(row));
}

test('the keys come first, those that act before all others', () => {
	for (const columns of [40, 80, 120, 200]) {
		assert.match(help(columns)[0]!, /^Act /, String(columns));
	}
});

test('from 100 columns on the keys stand in two columns, which takes fewer lines', () => {
	const heading = (columns: number): number => help(columns).filter(line => /^Act +\S/.test(line)).length;
	assert.deepEqual([80, 99, 100, 120].map(columns => heading(columns)), [0, 0, 1, 1]);
	const keysOf = (columns: number): number => help(columns).findIndex(line => line.includes('The kernel knows no containers'));
	assert.ok(keysOf(100) < keysOf(99) * 0.85, `${keysOf(100)} of ${keysOf(99)}`);
});

test('no key is lost in two columns', () => {
	const words = (columns: number): readonly string[] => help(columns).join(' ').match(/\p{Letter}{4,}/gu)!.toSorted();
	assert.deepEqual(new Set(words(120)), new Set(words(80)));
});
