import test from 'node:test';
import assert from 'node:assert/strict';
import {denied} from '../../../source/known.ts';
import {initialState, type UiState} from '../../../source/ui/state.ts';
import {containerOf, containerTargets, processTargets} from '../../../source/ui/actions/targets.ts';
import {
	makeContainer,
	makeProcess,
	makeSnapshot,
	makeWorld,
} from '../../helpers/make.ts';

const [web, db] = [makeContainer({name: 'web'}), makeContainer({name: 'db', engine: undefined})];
const processes = [7, 8, 9].map(pid => makeProcess({pid, container: web.key, pidInside: pid === 9 ? denied : pid - 6}));
const start: UiState = {...initialState(120, 40), cursors: {...initialState(120, 40).cursors, containers: {key: web.key, index: 0}}};
const viewOf = (state: UiState, containers = [web, db]) => makeWorld({snapshot: makeSnapshot({containers, processes}), state}).view;

test('without tags it is the selected container, with what is needed to act on it later', () => {
	assert.deepEqual(containerTargets(start, viewOf(start), db), [{
		kind: 'container', key: db.key, id: db.id, name: 'db', engine: undefined,
	}]);
});

test('tagged ones come in the order of the list; one that was removed is left out', () => {
	const state: UiState = {
		...start,
		tagged: new Set([db.key, web.key, 'gone']),
		cursors: {...start.cursors, containers: {key: db.key, index: 0}},
	};
	assert.deepEqual(
		containerTargets(state, viewOf(state), web).map(({name}) => name),
		['db', 'web'],
	);
	const removed = {
		...db, isRemoved: true, diedAt: start.columns, state: 'exited',
	} as const;
	assert.deepEqual(containerTargets(state, viewOf(state, [web, removed]), web).map(({name}) => name), ['web']);
});

test('a process is named with its container, its start and its pid inside, if that is known', () => {
	const state: UiState = {...start, focus: 'processes', cursors: {...start.cursors, processes: {key: processes[1]!.key, index: 1}}};
	assert.deepEqual(processTargets(state, viewOf(state)), [{
		kind: 'process', key: '8:100', pid: 8, name: 'nginx', pidInside: 2, container: 'web',
	}]);
	const tagged = {...state, tagged: new Set([processes[2]!.key, processes[0]!.key])};
	assert.deepEqual(
		processTargets(tagged, viewOf(tagged)).map(target => target.kind === 'process' && [target.pid, target.pidInside]),
		[
			[7, 1],
			[9, undefined],
		],
	);
	assert.deepEqual(processTargets(state, viewOf(state, [])), []);
});

test('a target is looked up as it is now, and is not mistaken for another', () => {
	const [target] = containerTargets(start, viewOf(start), web);
	const paused = viewOf(start, [{...web, state: 'paused'}]);
	assert.equal(containerOf(paused, target)?.state, 'paused');
	assert.equal(containerOf(viewOf(start, [db]), target), undefined);
	assert.equal(containerOf(paused, undefined), undefined);
	const [process] = processTargets(start, viewOf(start));
	assert.equal(process?.kind, 'process');
	assert.equal(containerOf(paused, process), undefined);
});
