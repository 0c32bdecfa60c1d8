import assert from 'node:assert/strict';
import test from 'node:test';
import {pidsWithin} from '../../../source/model/ownership/within.ts';
import {makeGroup} from '../../helpers/readings.ts';

const loose = (key: string, pids: readonly number[], parent?: string) =>
	makeGroup(key, {
		pids, parent, cgroups: undefined, cgroupPath: undefined,
	});
const groupsOf = (...groups: ReadonlyArray<ReturnType<typeof makeGroup>>) => new Map(groups.map(group => [group.key, group]));

test('a container without a cgroup has its own processes and those of all that lies in it', () => {
	const groups = groupsOf(
		loose('outer', [10]), loose('middle', [20, 21], 'outer'), makeGroup('inner', {pids: [30], parent: 'middle'}), loose('other', [40]),
	);
	assert.deepEqual([...pidsWithin(groups)], [['outer', [10, 20, 21, 30]], ['middle', [20, 21, 30]], ['other', [40]]]);
	assert.equal(pidsWithin(groups), pidsWithin(groups));
});

test('one that has a cgroup has none here, though something without one lies in it', () => {
	const groups = groupsOf(makeGroup('outer'), loose('inner', [20], 'outer'), loose('orphan', [30], 'nobody knows it'));
	assert.deepEqual([...pidsWithin(groups)], [['inner', [20]], ['orphan', [30]]]);
});

test('two that lie in each other are both counted, each process once', () => {
	const groups = groupsOf(loose('a', [1], 'b'), loose('b', [2], 'a'));
	assert.deepEqual([...pidsWithin(groups)], [['a', [1, 2]], ['b', [1, 2]]]);
});
