import test from 'node:test';
import assert from 'node:assert/strict';
import type {ComposeCommand} from '../../../source/compose/command.ts';
import {allActions} from '../../../source/ui/actions/index.ts';
import {beginCommand, changeCommand, standingOf} from '../../../source/ui/commands.ts';
import {menuEntries} from '../../../source/ui/dialogs/menu.ts';
import {press} from '../../../source/ui/press.ts';
import {initialState, openDialog, type UiState} from '../../../source/ui/state.ts';
import {composeLabels} from '../../helpers/compose.ts';
import {
	makeContainer,
	makeSnapshot,
	makeWorld,
	pressAll,
} from '../../helpers/make.ts';

const web = makeContainer({name: 'shop-web', labels: composeLabels('shop', 'web')});
const db = makeContainer({name: 'shop-db', labels: composeLabels('shop', 'db')});
const inPod = makeContainer({name: 'sidecar', pod: 'apart'});
const lone = makeContainer({name: 'lone'});
const snapshot = makeSnapshot({containers: [web, db, inPod, lone]});
const start: UiState = {...initialState(120, 40), sorts: {...initialState(120, 40).sorts, containers: {column: 'name', isDescending: false}}};

const after = (keys: readonly string[], state = start): UiState => pressAll(keys, {snapshot, state}).state;
const world = (state: UiState, isReadOnly = false) => makeWorld({snapshot, state, isReadOnly});
const grouped = after(['p']);
const rowOf = (name: string): UiState => {
	const {rows} = world(grouped).view.lists.containers;
	const index = rows.findIndex(({container}) => container.name === name);
	return {...grouped, cursors: {...grouped.cursors, containers: {key: rows[index]!.key, index}}};
};

const onShop = rowOf('shop');
const verbs = {
	u: 'up', d: 'down', f: 'pull', b: 'build', c: 'config',
} as const;
const [project] = snapshot.projects.values();
const shop = {key: project!.key, name: 'shop'};
const command: ComposeCommand = {
	name: 'docker compose', program: 'docker', words: ['compose', 'up', '-d'], address: 'unix:///d.sock', variables: {},
};

test('on the row of a Compose project each letter looks for its command first, and asks nothing before it is known', () => {
	for (const [key, verb] of Object.entries(verbs)) {
		const {state, effect} = press({name: key}, world(onShop));
		assert.deepEqual(effect, {kind: 'plan-compose', verb, project: shop});
		assert.deepEqual(state.dialog, {kind: 'compose', verb, project: shop});
		assert.deepEqual(press({name: 'y'}, world(state)), {state}, 'there is nothing to say yes to yet');
	}
});

test('the letters mean nothing on a container, a pod, and where other rows are tagged', () => {
	const tagged = {...onShop, tagged: new Set([lone.key])};
	for (const key of Object.keys(verbs)) {
		for (const state of [rowOf('lone'), rowOf('apart'), rowOf('shop-web'), tagged]) {
			// At most it is said what they mean in another pane.
			const {state: {notice: _notice, ...next}, effect} = press({name: key}, world(state));
			const {notice: _before, ...now} = state;
			assert.deepEqual({next, effect}, {next: now, effect: undefined}, key);
		}
	}
});

test('the menu of the project has them all, that of its containers none; read-only keeps what changes nothing', () => {
	const titlesOf = (state: UiState): readonly string[] => {
		const opened = after(['enter'], state);
		assert.strictEqual(opened.dialog?.kind, 'menu');
		return menuEntries(world(opened).view, opened.dialog.targets, false).map(({id}) => id).filter(id => id.startsWith('compose-'));
	};

	assert.deepEqual(titlesOf(onShop), Object.values(verbs).map(verb => `compose-${verb}`));
	assert.deepEqual(titlesOf(rowOf('shop-web')), []);
	assert.deepEqual(allActions(true).map(({id}) => id).filter(id => /^compose-(?:up|down|pull|build|config)$/.test(id)), ['compose-config']);
});

test('only y runs the command, once it could be read', () => {
	const asked = openDialog(onShop, {
		kind: 'compose', verb: 'up', project: shop, command,
	});
	assert.equal(press({name: 'enter'}, world(asked)).effect, undefined);
	assert.equal(press({name: 'y'}, world(asked), false).effect, undefined);
	const {effect, state} = press({name: 'y'}, world(asked));
	assert.deepEqual(effect, {
		kind: 'run-compose', verb: 'up', project: shop, command,
	});
	assert.equal(state.dialog, undefined);
	assert.equal(press({name: 'n'}, world(asked)).state.dialog, undefined);
});

test('while a command runs no other one is started for its project; leaving its output, and nstop, says that it runs', () => {
	const running = beginCommand({...onShop, tab: 'limits'}, {
		id: 'compose:1', verb: 'pull', project: shop, command, ending: undefined,
	});
	assert.deepEqual([running.isZoomed, running.focus, running.tab], [true, 'details', 'logs']);
	const left = press({name: 'escape'}, world(running)).state;
	assert.deepEqual([left.isZoomed, left.focus, left.tab, left.log.output], [false, 'containers', 'limits', undefined]);
	assert.equal(left.notice?.text, 'docker compose pull for shop runs on: O shows its output.');
	const refused = press({name: 'u'}, world(left));
	assert.equal(refused.effect, undefined);
	assert.equal(refused.state.notice?.text, 'docker compose pull for shop has not ended yet. O shows its output.');
	const warned = press({name: 'q'}, world(left));
	assert.equal(warned.effect, undefined);
	assert.deepEqual(press({name: 'q'}, world(warned.state)).effect, {kind: 'quit'});
	assert.deepEqual(press({name: 'ctrl-c'}, world(left)).effect, {kind: 'quit'}, 'a way out that asks nothing stays');
	assert.equal(press({name: 'O'}, world(left)).state.log.output?.id, 'compose:1');
	const ended = changeCommand(left, 'compose:1', {ending: {kind: 'exited', exitCode: 0}});
	assert.deepEqual(press({name: 'q'}, world(ended)).effect, {kind: 'quit'});
	assert.deepEqual(press({name: 'u'}, world(ended)).effect, {kind: 'plan-compose', verb: 'up', project: shop});
});

test('a command in front is stopped after a question, and only while it runs', () => {
	const running = beginCommand(onShop, {
		id: 'compose:1', verb: 'pull', project: shop, command, ending: undefined,
	});
	const asked = press({name: 'S'}, world(running)).state;
	assert.deepEqual(asked.dialog, {kind: 'stop-command', id: 'compose:1'});
	assert.deepEqual(press({name: 'y'}, world(asked)).effect, {kind: 'stop-compose', id: 'compose:1'});
	const ended = changeCommand(asked, 'compose:1', {ending: {kind: 'killed', signal: 'SIGTERM'}});
	assert.equal(press({name: 'y'}, world(ended)).effect, undefined);
	assert.equal(press({name: 'S'}, world({...ended, dialog: undefined})).state.dialog, undefined);
	assert.deepEqual(ended.commands.map(run => standingOf(run)), ['ended by SIGTERM']);
});
