import test from 'node:test';
import assert from 'node:assert/strict';
import {gone, unsupported, type Known} from '../../../../source/known.ts';
import {tightest} from '../../../../source/kernel/cgroup/reader/tightest.ts';

type Limit = Known<number | undefined>;

/**
The limit and the level at which it is set, 0 for the cgroup itself.
*/
function tell(...limits: readonly Limit[]): readonly [Limit, number | undefined] {
	const levels = limits.map((_, index) => ({path: `/${index}`, directory: String(index)}));
	const {limit, level} = tightest(levels, directory => limits[Number(directory)]!);
	return [limit, level && levels.indexOf(level)];
}

test('of a cgroup and those around it the smallest limit holds, of equal ones the innermost', () => {
	assert.deepEqual(tell(undefined), [undefined, undefined]);
	assert.deepEqual(tell(undefined, undefined, 5, 7), [5, 2]);
	assert.deepEqual(tell(9, undefined, 5, 7), [5, 2]);
	assert.deepEqual(tell(3, undefined, 5), [3, 0]);
	assert.deepEqual(tell(5, 5, 5), [5, 0]);
	assert.deepEqual(tell(0, 5), [0, 0]);
	assert.deepEqual(tell(3, unsupported, gone), [3, 0]);
});

test('a cgroup without the controller is held by those around it; one that cannot be read is unknown', () => {
	assert.deepEqual(tell(), [unsupported, undefined]);
	assert.deepEqual(tell(unsupported), [unsupported, undefined]);
	assert.deepEqual(tell(unsupported, undefined, 5), [5, 2]);
	assert.deepEqual(tell(gone, 5), [gone, undefined]);
});
