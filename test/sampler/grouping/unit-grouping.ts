import assert from 'node:assert/strict';
import test from 'node:test';
import type {Discovery, ProcessIdentity} from '../../../source/kernel/reading.ts';
import {groupProcesses} from '../../../source/model/ownership/ownership.ts';
import {noneKey} from '../../../source/model/units/unit.ts';
import {UnitGrouping} from '../../../source/sampler/grouping/unit-grouping.ts';
import {identitiesOf, makeIdentity, memberships} from '../../helpers/readings.ts';

const at = (pid: number, path: string): ProcessIdentity => makeIdentity({pid, cgroups: memberships(path)});

/**
What a pass over the processes gives, with those that have changed since the pass before.
*/
function discoveryOf(processes: readonly ProcessIdentity[], changes: Partial<Pick<Discovery, 'appeared' | 'vanished'>> = {}): Discovery {
	return {
		count: processes.length, processes: identitiesOf(...processes), appeared: [], vanished: [], ...changes,
	};
}

const groups = groupProcesses({processes: new Map(), hostPidNamespace: 1, engineContainers: []});
const few = [at(1, '/'), at(3, '/a.service/below'), at(4, '/b.slice/c.service')];

test('nobody is grouped while nobody wants units', () => {
	const grouping = new UnitGrouping();
	assert.equal(grouping.group(undefined, discoveryOf(few), groups).size, 0);
	assert.equal(grouping.group('services', discoveryOf(few), groups).size, 4);
	assert.equal(grouping.group(undefined, discoveryOf(few), groups).size, 0);
});

test('the same map while no process came or went and the containers are the same', () => {
	const grouping = new UnitGrouping();
	const first = grouping.group('services', discoveryOf(few, {appeared: [1, 3, 4]}), groups);
	assert.equal(grouping.group('services', discoveryOf(few), groups), first);
	assert.notEqual(grouping.group('services', discoveryOf(few), new Map(groups)), first);
});

test('one more kind of rows is another map, without anything that changed on the host', () => {
	const grouping = new UnitGrouping();
	const services = grouping.group('services', discoveryOf(few), groups);
	assert.equal(services.has('unit:/a.service/below'), false);
	assert.equal(grouping.group('cgroups', discoveryOf(few), groups).has('unit:/a.service/below'), true);
});

test('a unit in which nothing changed is the same object, and its cgroups are the same array even where its processes changed', () => {
	const grouping = new UnitGrouping();
	const before = grouping.group('services', discoveryOf(few), groups);
	const more = [...few, at(9, '/a.service')];
	const after = grouping.group('services', discoveryOf(more, {appeared: [9]}), groups);
	for (const key of ['unit:/b.slice', 'unit:/b.slice/c.service', noneKey]) {
		assert.equal(after.get(key), before.get(key), key);
	}

	assert.deepEqual(after.get('unit:/a.service')?.pids, [3, 9]);
	assert.equal(after.get('unit:/a.service')?.cgroups, before.get('unit:/a.service')?.cgroups);
});

test('a unit goes with its last process', () => {
	const grouping = new UnitGrouping();
	grouping.group('services', discoveryOf(few), groups);
	const after = grouping.group('services', discoveryOf(few.slice(0, 2), {vanished: [4]}), groups);
	assert.deepEqual([...after.keys()], [noneKey, 'unit:/a.service']);
});
