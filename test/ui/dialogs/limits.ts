import test from 'node:test';
import assert from 'node:assert/strict';
import {typedLimits} from '../../../source/ui/dialogs/limit-fields.ts';
import {press} from '../../../source/ui/press.ts';
import {initialState, openDialog, type UiState} from '../../../source/ui/state.ts';
import {containerTarget} from '../../../source/ui/actions/targets.ts';
import {
	makeContainer,
	makeKey,
	makeSnapshot,
	makeWorld,
} from '../../helpers/make.ts';

const web = makeContainer({name: 'web'});
const snapshot = makeSnapshot({containers: [web]});

test('limits are read in the units that people write, an empty field is left out', () => {
	assert.deepEqual(typedLimits({
		memoryBytes: ' 512m ', memoryAndSwapBytes: '1.5G', cpus: '0.25', pids: '',
	}, {}), {memoryBytes: 512 * (2 ** 20), memoryAndSwapBytes: 1.5 * (2 ** 30), cpus: 0.25});
	assert.deepEqual(typedLimits({memoryBytes: '64MiB', pids: '100'}, {}), {memoryBytes: 64 * (2 ** 20), pids: 100});
	assert.deepEqual(typedLimits({memoryAndSwapBytes: 'none', pids: 'NONE'}, {memoryAndSwapBytes: 5, pids: 7}), {
		memoryAndSwapBytes: 'none', pids: 'none',
	});
});

function problemOf(texts: Parameters<typeof typedLimits>[0]): string {
	const problem = typedLimits(texts, {});
	return typeof problem === 'string' ? problem : '';
}

test('what is no limit is said of the field that it was typed in', () => {
	for (const text of ['x', '-1', '0', '1e9', '5x', '1.5.5', '99999999999999999999t']) {
		assert.match(problemOf({memoryBytes: text}), /^Memory: type something like 512m\.$/, text);
	}

	assert.match(problemOf({cpus: '1,5'}), /^CPUs: type something like 1\.5\.$/);
	assert.match(problemOf({pids: '1.5'}), /^Tasks: /);
	assert.match(problemOf({memoryBytes: 'none'}), /^Memory: an engine cannot take this limit away/);
	assert.equal(typedLimits({pids: ' '}, {}), 'Type at least one new limit.');
	assert.equal(typedLimits({pids: 'none', cpus: '2'}, {cpus: 2}), 'These are the limits that it has.');
});

test('the fields lead to a question that names what changes, and Enter that asked it does not answer it', () => {
	let state: UiState = openDialog(initialState(120, 40), {
		kind: 'limits', target: containerTarget(web), present: {memoryBytes: 64 * (2 ** 20)}, texts: {}, field: 0,
	});
	const keys = ['1', '2', '8', 'm', 'down', 'down', '2', 'enter'];
	for (const key of keys) {
		({state} = press(makeKey(key), makeWorld({snapshot, state})));
	}

	const {dialog} = state;
	assert.strictEqual(dialog?.kind, 'confirm');
	assert.strictEqual(dialog.operation.name, 'update');
	assert.deepEqual(dialog.operation.limits, {memoryBytes: 128 * (2 ** 20), cpus: 2});
	assert.equal(press(makeKey('enter'), makeWorld({snapshot, state})).effect, undefined);
	const {effect} = press(makeKey('y'), makeWorld({snapshot, state}));
	assert.strictEqual(effect?.kind, 'perform');
	assert.deepEqual(effect.operation, dialog.operation);
});
