import test from 'node:test';
import assert from 'node:assert/strict';
import type {ComposeCommand, ComposeVerb} from '../../../source/compose/command.ts';
import {buildProjects} from '../../../source/model/build/project-list.ts';
import {allActions} from '../../../source/ui/actions/index.ts';
import {beginCommand, changeCommand, standingOf} from '../../../source/ui/commands.ts';
import {stateText} from '../../../source/ui/lists/containers/state-cell.ts';
import {menuEntries} from '../../../source/ui/dialogs/menu.ts';
import {press} from '../../../source/ui/press.ts';
import {initialState, openDialog, type UiState} from '../../../source/ui/state.ts';
import {composeLabels} from '../../helpers/compose.ts';
import {readingOf} from '../../helpers/log-reading.ts';
import {
	makeContainer,
	makeSnapshot,
	makeWorld,
	plainSettings,
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

test('a project that was taken down from here stays, says so, and is brought up again', () => {
	const before = makeSnapshot({containers: [web, db, lone]});
	const removed = [web, db].map(container => ({...container, isRemoved: true, diedAt: before.steadyMilliseconds}));
	const projects = buildProjects(new Map(removed.map(each => [each.key, each])), before.steadyMilliseconds, before.projects);
	const steadyMilliseconds = before.steadyMilliseconds + 600_000;
	const later = makeSnapshot({containers: [lone], steadyMilliseconds, projects: buildProjects(new Map(), steadyMilliseconds, projects)});
	const down = changeCommand(beginCommand(onShop, {
		id: 'compose:1', verb: 'down', project: shop, command, ending: undefined,
	}), 'compose:1', {ending: {kind: 'exited', exitCode: 0}});
	const left: UiState = {...onShop, commands: down.commands};
	const names = (state: UiState): readonly string[] =>
		makeWorld({snapshot: later, state}).view.lists.containers.rows.map(({container: {name}}) => name);
	assert.deepEqual(names(onShop), ['lone'], 'what others have removed goes');
	assert.deepEqual(names(left), ['lone', 'shop']);
	assert.deepEqual(names({...left, filters: {...left.filters, containers: 'sho'}}), ['shop']);
	assert.deepEqual(names({...left, filters: {...left.filters, containers: 'lone'}}), ['lone']);
	assert.deepEqual(names({...left, showStopped: false}), ['lone']);
	const {view} = makeWorld({snapshot: later, state: left});
	const row = view.lists.containers.rows.find(({key}) => key === shop.key)!;
	assert.equal(stateText(row.container, {theme: plainSettings.theme, now: 0, width: 20}), 'down');
	assert.deepEqual(pressAll(['u'], {snapshot: later, state: left}).effect, {kind: 'plan-compose', verb: 'up', project: shop});
	const said = (key: string): string | undefined => pressAll([key], {snapshot: later, state: left}).state.notice?.text;
	assert.equal(said('d'), 'shop is down already.');
	assert.equal(said('S'), 'shop is down; u brings it up again.');
	const log = makeWorld({snapshot: later, state: pressAll(['l'], {snapshot: later, state: left}).state});
	const reading = readingOf([], {id: `tail ${shop.key}`, origins: []});
	const shown = makeWorld({snapshot: later, state: log.view.state, reading});
	assert.deepEqual(shown.view.details.lines, ['Its containers have been removed, and their logs with them.']);
});

test('while a command runs, the row of its project says what it does', () => {
	const doing = (verb: ComposeVerb): unknown => world(beginCommand(onShop, {
		id: 'compose:1', verb, project: shop, command, ending: undefined,
	})).view.lists.containers.rows.find(({key}) => key === shop.key)?.doing;
	assert.deepEqual(Object.values(verbs).map(verb => doing(verb)), ['going up', 'going down', 'pulling', 'building', undefined]);
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
