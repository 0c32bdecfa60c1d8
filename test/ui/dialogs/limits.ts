import test from 'node:test';
import assert from 'node:assert/strict';
import type {ContainerLimits} from '../../../source/engine/limits.ts';
import {consequence} from '../../../source/ui/dialogs/consequence.ts';
import {dialogContent} from '../../../source/ui/dialogs/content.ts';
import {typedAgain} from '../../../source/ui/dialogs/limits.ts';
import {typedLimits} from '../../../source/ui/dialogs/typed-limits.ts';
import {press} from '../../../source/ui/press.ts';
import {initialState, openDialog, type UiState} from '../../../source/ui/state.ts';
import {containerTarget} from '../../../source/ui/actions/targets.ts';
import {unpaint} from '../../../source/text/theme.ts';
import {
	makeContainer,
	makeKey,
	makeSnapshot,
	makeWorld,
	pressAll,
} from '../../helpers/make.ts';

const web = makeContainer({name: 'web'});
const snapshot = makeSnapshot({containers: [web]});
const mebibyte = 2 ** 20;

test('limits are read in the units that people write, an empty field is left out', () => {
	assert.deepEqual(typedLimits({
		memoryBytes: ' 512m ', memoryAndSwapBytes: '1.5G', cpus: '0.25', pids: '',
	}, {}), {memoryBytes: 512 * mebibyte, memoryAndSwapBytes: 1536 * mebibyte, cpus: 0.25});
	assert.deepEqual(typedLimits({memoryBytes: '64MiB', pids: '100'}, {memoryBytes: mebibyte, memoryAndSwapBytes: 128 * mebibyte}), {
		memoryBytes: 64 * mebibyte, pids: 100,
	});
	assert.deepEqual(typedLimits({memoryAndSwapBytes: 'none', pids: 'NONE'}, {memoryAndSwapBytes: 5, pids: 7}), {
		memoryAndSwapBytes: 'none', pids: 'none',
	});
});

function problemOf(texts: Parameters<typeof typedLimits>[0], present: Parameters<typeof typedLimits>[1] = {}): string {
	const problem = typedLimits(texts, present);
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

test('a memory limit brings a limit of memory and swap along where an engine would refuse it without', () => {
	const of = (memoryBytes: string, present: Parameters<typeof typedLimits>[1]) => typedLimits({memoryBytes}, present);
	const none = {memoryBytes: 64 * mebibyte, memoryAndSwapBytes: 'none'};
	assert.deepEqual(of('64m', {}), none, 'none stays none');
	const unlimitedSwap = {memoryBytes: 32 * mebibyte, memoryAndSwapBytes: 'none'} as const;
	assert.deepEqual(of('64m', unlimitedSwap), none);
	assert.deepEqual(typedLimits({memoryBytes: '64m', memoryAndSwapBytes: 'none'}, unlimitedSwap), none);
	const usual = {memoryBytes: 64 * mebibyte, memoryAndSwapBytes: 128 * mebibyte};
	assert.deepEqual(of('128m', usual), {memoryBytes: 128 * mebibyte}, 'there is room for it');
	assert.deepEqual(of('256m', usual), {memoryBytes: 256 * mebibyte, memoryAndSwapBytes: 512 * mebibyte}, 'twice the memory, as at run');
});

test('limits that no engine takes are refused in the form', () => {
	const usual = {memoryBytes: 64 * mebibyte, memoryAndSwapBytes: 128 * mebibyte};
	assert.equal(problemOf({memoryBytes: '5m'}), 'Memory: engines take no less than 6m.');
	assert.equal(problemOf({memoryAndSwapBytes: '1g'}), 'Memory + swap: this limit needs one of the memory too.');
	assert.equal(problemOf({memoryAndSwapBytes: '32m'}, usual), 'Memory + swap: at least as much as the memory, 64m.');
	assert.equal(problemOf({memoryBytes: '1g', memoryAndSwapBytes: '512m'}, usual), 'Memory + swap: at least as much as the memory, 1g.');
	assert.equal(problemOf({memoryBytes: '1g', memoryAndSwapBytes: '128m'}, usual), 'Memory + swap: at least as much as the memory, 1g.');
});

test('the question tells the limit that comes along, and one that stays is not said to change', () => {
	const asked = (present: ContainerLimits, ...keys: readonly string[]): string => {
		const state = openDialog(initialState(120, 40), {
			kind: 'limits', target: containerTarget(web), present, texts: {}, field: 0,
		});
		const {dialog} = pressAll([...keys, 'enter'], {snapshot, state}).state;
		assert.strictEqual(dialog?.kind, 'confirm');
		return consequence(dialog, makeWorld({snapshot}).view);
	};

	assert.equal(asked({}, '8', 'm'), 'Memory from none to 8m. Memory + swap stays none.');
	assert.equal(
		asked({memoryBytes: 8 * mebibyte, memoryAndSwapBytes: 16 * mebibyte}, '3', '2', 'm'),
		'Memory from 8m to 32m. Memory + swap from 16m to 64m.',
	);
});

test('what an engine refuses is there to be changed, with the engine\'s reason; whoever is elsewhere is left there', () => {
	const target = containerTarget(web);
	const operation = {
		name: 'update', limits: {cpus: 99}, present: {cpus: 1}, texts: {cpus: '99'},
	} as const;
	const failed = typedAgain(initialState(120, 40), {operation, target, problem: 'Could not change the limits of web: too many.'});
	const {dialog} = failed ?? {};
	assert.strictEqual(dialog?.kind, 'limits');
	assert.deepEqual(dialog.texts, {cpus: '99'});
	const drawn = dialogContent(dialog, makeWorld({snapshot, state: failed!}))?.rows.map(row => unpaint(row)).join('\n') ?? '';
	assert.match(drawn, /CPUs +1 +99/);
	assert.match(drawn, /too many\./);
	assert.equal(typedAgain(openDialog(initialState(120, 40), {kind: 'signals', targets: [target], cursor: 0}), {operation, target, problem: ''}), undefined);
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
	assert.deepEqual(dialog.operation.limits, {memoryBytes: 128 * mebibyte, memoryAndSwapBytes: 'none', cpus: 2});
	assert.deepEqual(dialog.operation.texts, {memoryBytes: '128m', cpus: '2'});
	assert.equal(press(makeKey('enter'), makeWorld({snapshot, state})).effect, undefined);
	const {effect} = press(makeKey('y'), makeWorld({snapshot, state}));
	assert.strictEqual(effect?.kind, 'perform');
	assert.deepEqual(effect.operation, dialog.operation);
});
