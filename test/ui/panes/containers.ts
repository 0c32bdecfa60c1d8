import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Snapshot} from '../../../source/model/snapshot.ts';
import {containersPane} from '../../../source/ui/panes/containers.ts';
import {initialState} from '../../../source/ui/state.ts';
import type {ShownUnits} from '../../../source/ui/lists/containers/shown-units.ts';
import {makeContainer, makeSnapshot, makeWorld} from '../../helpers/make.ts';

function titleOf(units: ShownUnits, emptyCgroups: Snapshot['emptyCgroups']): string {
	const {title} = containersPane.content(makeWorld({
		snapshot: makeSnapshot({containers: [makeContainer()], emptyCgroups}), state: {...initialState(120, 40), units},
	}), 100);
	return typeof title === 'string' ? title : title.map(({text}) => text).join('');
}

test('where every cgroup is shown the title counts those that have no row, and says while it has not seen all', () => {
	assert.equal(titleOf('cgroups', {count: 3214, isWhole: true}), 'Containers and cgroups, 3214 empty');
	assert.equal(titleOf('cgroups', {count: 1000, isWhole: false}), 'Containers and cgroups, 1000+ empty');
	assert.equal(titleOf('cgroups', {count: 0, isWhole: true}), 'Containers and cgroups');
	assert.equal(titleOf('cgroups', undefined), 'Containers and cgroups');
});

test('elsewhere they are no matter', () => {
	assert.equal(titleOf('services', {count: 3214, isWhole: true}), 'Containers and services');
	assert.equal(titleOf('host', {count: 3214, isWhole: true}), 'Containers');
});
