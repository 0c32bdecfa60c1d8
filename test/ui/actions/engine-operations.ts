import test from 'node:test';
import assert from 'node:assert/strict';
import type {EngineOperation} from '../../../source/engine/operations.ts';
import {allActions} from '../../../source/ui/actions/index.ts';
import {containerTargets} from '../../../source/ui/actions/targets.ts';
import {menuEntries} from '../../../source/ui/dialogs/menu.ts';
import {press} from '../../../source/ui/press.ts';
import {initialState, type UiState} from '../../../source/ui/state.ts';
import {
	makeContainer,
	makeEngine,
	makeKey,
	makeSnapshot,
	makeWorld,
} from '../../helpers/make.ts';

const engine = makeEngine();
const web = makeContainer({name: 'web', state: 'running', engine: engine.id});
const state: UiState = {...initialState(120, 40), cursors: {...initialState(120, 40).cursors, containers: {key: web.key, index: 0}}};

function worldWith(operations: readonly EngineOperation[] | undefined, changes: Parameters<typeof makeEngine>[0] = {}) {
	const engines = [{...engine, ...changes, operations: operations && new Set(operations)}];
	return makeWorld({snapshot: makeSnapshot({containers: [web], engines}), state});
}

function offeredBy(operations: readonly EngineOperation[] | undefined): readonly string[] {
	const {view} = worldWith(operations);
	const ids = menuEntries(view, containerTargets(state, view, web), false).map(({id}) => id);
	return ids.filter(id => ['shell', 'stop', 'restart', 'pause', 'kill', 'remove'].includes(id));
}

test('the menu offers what the engine can do, and all of it before that is known', () => {
	assert.deepEqual(offeredBy(undefined), ['shell', 'stop', 'restart', 'pause', 'kill', 'remove']);
	assert.deepEqual(offeredBy(['stop', 'start', 'kill']), ['stop', 'kill']);
	assert.deepEqual(offeredBy([]), []);
});

test('the menu of several speaks of each, not of the container', () => {
	const api = makeContainer({name: 'api', state: 'running', engine: engine.id});
	const {view} = makeWorld({snapshot: makeSnapshot({containers: [web, api], engines: [engine]}), state});
	const targets = [...containerTargets(state, view, web), ...containerTargets(state, view, api)];
	const entries = menuEntries(view, targets, false);
	assert.deepEqual(entries.slice(0, 5).map(({id}) => id), ['stop', 'restart', 'pause', 'kill', 'remove']);
	assert.deepEqual(entries.filter(({help}) => /the container\b/.test(help)).map(({id}) => id), []);
});

test('the key of what an engine cannot do says so and asks nothing', () => {
	for (const [key, words] of [['e', 'run a command in'], ['R', 'restart'], ['Z', 'pause'], ['K', 'signal'], ['D', 'remove']] as const) {
		const {state: after} = press(makeKey(key), worldWith(['stop']));
		assert.equal(after.dialog, undefined);
		assert.equal(after.notice?.text, `The engine of web cannot ${words} containers.`, key);
	}

	assert.equal(press(makeKey('S'), worldWith(['stop'])).state.dialog?.kind, 'confirm');
});

test('read-only mode has none of the actions that change a container or type into it', () => {
	const ids = new Set(allActions(true).map(({id}) => id));
	const changing = ['menu', 'shell', 'stop', 'restart', 'pause', 'kill', 'remove', 'rename', 'limits', 'attach', 'enter'];
	assert.deepEqual(changing.filter(id => ids.has(id)), []);
	const all = new Set(allActions(false).map(({id}) => id));
	assert.deepEqual(changing.filter(id => !all.has(id)), [], 'they are called so');
});
