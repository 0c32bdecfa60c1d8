import assert from 'node:assert/strict';
import test from 'node:test';
import {Recent} from '../../../source/model/build/recent.ts';

test('however many values come, the newest are kept and what was there before stays as it was', () => {
	const most = 4;
	const all: Array<{readonly recent: Recent<number>; readonly values: readonly number[]}> = [
		{recent: new Recent<number>(most), values: []},
	];
	for (let value = 1; value <= 40; value++) {
		const before = all.at(-1)!;
		all.push({recent: before.recent.with(value), values: [...before.values, value].slice(-most)});
	}

	for (const {recent, values} of all) {
		assert.deepEqual(recent.last(), values);
		assert.equal(recent.length, values.length);
		assert.deepEqual(recent.last(2), values.slice(-2));
		assert.deepEqual(recent.last(0), []);
	}
});

test('two that follow the same one do not see each other', () => {
	const first = new Recent<string>(3).with('a');
	const left = first.with('left');
	const right = first.with('right');
	assert.deepEqual([first.last(), left.last(), right.last()], [['a'], ['a', 'left'], ['a', 'right']]);
});
