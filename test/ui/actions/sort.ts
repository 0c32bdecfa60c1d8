import test from 'node:test';
import assert from 'node:assert/strict';
import {initialState} from '../../../source/ui/state.ts';
import {
	makeContainer,
	makeSnapshot,
	makeUsage,
	makeWorld,
	pressAll,
} from '../../helpers/make.ts';

test('a list that is sorted by one key shows what was asked for: its first row, with the cursor on it', () => {
	const containers = Array.from({length: 60}, (_, index) => makeContainer({
		name: `c${index}`, usage: makeUsage({cpuPercent: 60 - index, memoryBytes: index * 1e6}),
	}));
	const snapshot = makeSnapshot({containers, engines: []});
	const firstAfter = (keys: readonly string[]): readonly unknown[] => {
		const {lists} = makeWorld({snapshot, state: pressAll(keys, {snapshot, state: initialState(120, 40)}).state}).view;
		const {rows, cursor, top} = lists.containers;
		return [top, cursor, rows[cursor]?.container.name];
	};

	const far = ['pageDown', 'pageDown', 'down'];
	assert.notEqual(firstAfter(far)[1], 0);
	assert.deepEqual(firstAfter([...far, 'M']), [0, 0, 'c59']);
	assert.deepEqual(firstAfter([...far, 'P']), [0, 0, 'c0']);
	assert.deepEqual(firstAfter([...far, 'N', 'down']), [0, 1, 'c1']);
	const reversed = firstAfter([...far, 'I']);
	assert.equal(reversed[2], firstAfter(far)[2], 'reversed, the cursor stays on the row that it was on');
});
