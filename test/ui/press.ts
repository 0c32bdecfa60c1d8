import test from 'node:test';
import assert from 'node:assert/strict';
import {gone} from '../../source/known.ts';
import type {Container} from '../../source/model/container.ts';
import type {Process} from '../../source/model/process.ts';
import type {Snapshot} from '../../source/model/snapshot.ts';
import {allActions, findAction} from '../../source/ui/actions/index.ts';
import {plainText} from '../../source/text/search.ts';
import {unpaint} from '../../source/text/theme.ts';
import {ordersOf} from '../../source/ui/lists/orders.ts';
import {dialogContent} from '../../source/ui/dialogs/content.ts';
import {menuEntries} from '../../source/ui/dialogs/menu.ts';
import {paneIds, type PaneId} from '../../source/ui/layout/layout.ts';
import {containersPane} from '../../source/ui/panes/containers.ts';
import {press} from '../../source/ui/press.ts';
import {signals} from '../../source/ui/actions/signals.ts';
import {
	focusPane,
	initialState,
	openDialog,
	type UiState,
	type ListPaneId,
} from '../../source/ui/state.ts';
import type {Target} from '../../source/ui/target.ts';
import {notify} from '../../source/ui/messages.ts';
import {
	makeContainer,
	makeEngine,
	makeKey,
	makeProcess,
	makeSnapshot,
	makeUsage,
	makeWorld,
	pressAll,
	takenAt,
	type WorldChanges,
} from '../helpers/make.ts';
import {
	makeImage,
	makeNetwork,
	makeVolume,
	readingOf,
} from '../helpers/resources.ts';

const start = initialState(120, 40);
const withCpu = (name: string, cpuPercent: number, changes: Partial<Container> = {}) =>
	makeContainer({name, usage: makeUsage({cpuPercent}), ...changes});
const [web, db, job] = [withCpu('web', 50), withCpu('db', 10), withCpu('job', 1)];
const stopped = (container: Container, changes: Partial<Container> = {}): Container => ({
	...container,
	state: 'exited',
	exitCode: 137,
	usage: makeUsage({cpuPercent: gone}),
	pids: [],
	init: gone,
	initPid: gone,
	...changes,
});
const snapshot = makeSnapshot({containers: [web, db, job]});
const on = (container: Container, index: number, state: UiState = start): UiState => ({
	...state,
	cursors: {...state.cursors, containers: {key: container.key, index}},
});
const inPane = (pane: PaneId, state: UiState = start) => focusPane(state, pane);
const targetOf = ({key, name, engine}: Container): Target => ({
	kind: 'container',
	key,
	id: key,
	name,
	engine,
});
const unused = readingOf(makeImage({tags: []}), makeVolume(), makeNetwork());
const outcome = (key: string, changes: WorldChanges) => press(makeKey(key), makeWorld({snapshot, ...changes}));
const dialogOf = ({state: {dialog}}: ReturnType<typeof outcome>) => dialog;
const noticeOf = ({state: {notice}}: ReturnType<typeof outcome>) => notice?.text ?? '';

/**
Every key that can be pressed.
*/
const everyKey = [...new Set([
	...Array.from({length: 95}, (_, index) => String.fromCodePoint(0x20 + index)).map(character => character === ' ' ? 'space' : character),
	...allActions(false).flatMap(({keys}) => keys),
])];

test('each key means at most one thing in each pane', () => {
	for (const isReadOnly of [false, true]) {
		for (const pane of paneIds) {
			const keys = allActions(isReadOnly)
				.filter(({panes, isMeant}) => (!panes || panes.includes(pane)) && !isMeant)
				.flatMap(action => action.keys);
			assert.deepEqual(keys.filter((key, index) => keys.indexOf(key) !== index), [], pane);
		}
	}
});

test('every action has a key that is a letter or a sign or is in the menu alone, and words for it', () => {
	const moves = new Set(['up', 'down', 'page-up', 'page-down', 'first', 'last']);
	for (const {
		id, keys, title, help, aim,
	} of allActions(false)) {
		assert.ok(keys.some(key => !/^f\d+$/.test(key)) || (aim !== undefined && keys.length === 0) || moves.has(id) || id === 'search', id);
		assert.match(help, /^[A-Z].*\.$/, id);
		assert.notEqual(title, '', id);
	}

	const ids = allActions(false).map(({id}) => id);
	assert.equal(new Set(ids).size, ids.length);
});

test('no key alone changes anything: what is dangerous asks first, in every pane and every state of the container', () => {
	const states = [web, {...web, state: 'paused'} as const, stopped(web), stopped(web, {state: 'created', exitCode: undefined})];
	for (const container of states) {
		for (const pane of paneIds) {
			for (const key of everyKey) {
				const {effect, state} = outcome(key, {snapshot: makeSnapshot({containers: [container, db]}), state: inPane(pane, on(container, 0))});
				const kind = effect?.kind ?? 'none';
				assert.ok(['none', 'quit', 'redraw', 'suspend', 'shell', 'look'].includes(kind), `${key} in ${pane}: ${kind}`);
				const isLowerCase = /^[\da-z]$/.test(key);
				assert.ok(
					!(isLowerCase && (state.dialog?.kind === 'confirm' || state.dialog?.kind === 'signals')),
					`${key} in ${pane} opens ${String(state.dialog?.kind)}`,
				);
			}
		}
	}
});

test('every action that changes a container opens a question, or a choice that ends in one', () => {
	// Those of Compose mean nothing but on the row of a project.
	const dangerous = allActions(false).filter(({id, isDangerous}) => isDangerous && !id.startsWith('compose-'));
	assert.ok(dangerous.length >= 7);
	for (const {id, keys, panes} of dangerous.filter(({keys: some}) => some.length > 0)) {
		for (const pane of panes ?? paneIds) {
			const {effect, state: {dialog}} = outcome(keys[0]!, {state: inPane(pane, on(web, 0)), resources: unused});
			// What can be entered is looked up first, and then asked.
			const isAsked = ['confirm', 'signals', 'menu'].includes(dialog?.kind ?? '');
			assert.ok(id === 'shell' || id === 'enter' ? effect?.kind === (id === 'shell' ? 'shell' : 'look') : isAsked, `${id} in ${pane}`);
		}
	}
});

test('read-only has nothing that changes anything, the shell neither, by no key', () => {
	// What is counted, copied or printed changes nothing.
	const harmless = allActions(true).filter(({isDangerous, aim}) => isDangerous ?? aim);
	assert.deepEqual(harmless.map(({id}) => id), ['compose-config', 'count', 'commands', 'wait']);
	for (const pane of paneIds) {
		for (const key of everyKey) {
			const {effect, state} = outcome(key, {isReadOnly: true, state: inPane(pane, on(web, 0)), resources: unused});
			assert.ok(['none', 'quit', 'redraw', 'suspend', 'count'].includes(effect?.kind ?? 'none'), key);
			assert.ok(!['confirm', 'signals', 'menu', 'command', 'entry', 'confirm-entry'].includes(state.dialog?.kind ?? ''), key);
		}
	}
});

test('every action that does not change anything is there in read-only too', () => {
	const readOnly = allActions(true);
	for (const action of allActions(false)) {
		assert.equal(readOnly.includes(action), !action.isDangerous, action.id);
	}
});

test('stop asks, naming its target, and only yes does it', () => {
	const asked = outcome('S', {state: on(db, 1)});
	assert.deepEqual(dialogOf(asked), {kind: 'confirm', operation: {name: 'stop'}, targets: [targetOf(db)]});
	for (const key of ['y', 'Y', 'enter']) {
		const answer = outcome(key, {state: asked.state});
		assert.deepEqual(answer.effect, {kind: 'perform', operation: {name: 'stop'}, targets: [targetOf(db)]});
		assert.equal(answer.state.dialog, undefined);
	}
});

test('remove, anything on several targets and a question that Enter has opened take the letter alone', () => {
	const tagged: UiState = {...on(job, 2), tagged: new Set([web.key, db.key])};
	const asked = [
		outcome('D', {state: on(db, 1)}).state,
		outcome('S', {state: tagged}).state,
		pressAll(['enter', 'j', 'enter'], {snapshot, state: on(db, 1)}).state,
		pressAll(['K', 'enter'], {snapshot, state: on(db, 1)}).state,
	];
	for (const state of asked) {
		assert.equal(state.dialog?.kind, 'confirm');
		assert.deepEqual(outcome('enter', {state}), {state});
		assert.equal(outcome('y', {state}).effect?.kind, 'perform');
	}
});

test('no, Esc and q close the question; every other key leaves it open', () => {
	const asked = outcome('S', {state: on(db, 1)}).state;
	const closing: string[] = [];
	for (const key of everyKey.filter(key => !['y', 'Y', 'enter', 'ctrl-c', 'ctrl-l', 'ctrl-z'].includes(key))) {
		const {effect, state} = outcome(key, {state: asked});
		assert.equal(effect, undefined, key);
		const isClosed = state.dialog === undefined;
		assert.ok(isClosed || state === asked, key);
		if (isClosed) {
			closing.push(key);
		}
	}

	assert.deepEqual(closing.toSorted(), ['N', 'escape', 'n', 'q']);
});

test('a question keeps the target it was opened for, whatever the list does meanwhile', () => {
	const {state} = outcome('D', {state: on(db, 1)});
	for (const containers of [[db], [withCpu('db', 99), web], [web, stopped(db, {diedAt: takenAt}), job]]) {
		const later = makeSnapshot({containers});
		assert.deepEqual(outcome('y', {snapshot: later, state}).effect, {kind: 'perform', operation: {name: 'remove'}, targets: [targetOf(db)]});
	}
});

test('a question whose target is gone, or has changed so that it does not fit any more, does nothing and says why', () => {
	const removed = stopped(db, {diedAt: takenAt, isRemoved: true});
	const cases: ReadonlyArray<readonly [key: string, before: Container, after: readonly Container[], said: RegExp]> = [
		['D', db, [web], /^db is gone: there is nothing left to act on\.$/],
		['D', db, [web, removed], /^db has been removed; there is nothing left to act on\.$/],
		['D', db, [{...db, state: 'removing'}], /^db is being removed: there is nothing more to do\.$/],
		['S', db, [stopped(db, {diedAt: takenAt})], /^db has exited with code 137: there is nothing to stop\.$/],
		['S', stopped(db), [db], /^db is already running: it cannot be started\.$/],
		['S', stopped(db), [removed], /^db has been removed/],
		['Z', db, [{...db, state: 'paused'}], /^db is paused: only a running container can be paused\.$/],
		['Z', {...db, state: 'paused'}, [db], /^db is already running: there is nothing to resume\.$/],
		['R', db, [{...db, state: 'dead'}], /^db is dead: it cannot be restarted\.$/],
	];
	for (const [key, before, after, said] of cases) {
		const asked = outcome(key, {snapshot: makeSnapshot({containers: [before]}), state: on(before, 0)}).state;
		assert.equal(asked.dialog?.kind, 'confirm', key);
		const answered = outcome('y', {snapshot: makeSnapshot({containers: after}), state: asked});
		assert.deepEqual([answered.effect, dialogOf(answered)], [undefined, undefined], `${key} ${after[0]?.state}`);
		assert.match(noticeOf(answered), said);
	}
});

test('of several targets those that it still fits get it, and of the others it is said why not', () => {
	const state: UiState = {...on(job, 2), tagged: new Set([web.key, db.key])};
	const asked = outcome('S', {state}).state;
	const answered = outcome('y', {snapshot: makeSnapshot({containers: [stopped(web), db, job]}), state: asked});
	assert.deepEqual(answered.effect, {kind: 'perform', operation: {name: 'stop'}, targets: [targetOf(db)]});
	assert.match(noticeOf(answered), /^web has exited with code 137/);
});

test('a signal that was chosen while the container ran is not sent to one that has ended', () => {
	const picked = pressAll(['K', 'enter'], {snapshot, state: on(db, 1)}).state;
	const answered = outcome('y', {snapshot: makeSnapshot({containers: [stopped(db)]}), state: picked});
	assert.equal(answered.effect, undefined);
	assert.match(noticeOf(answered), /no process to send a signal to/);
});

test('what cannot be done to the container as it is, is not asked but answered', () => {
	const cases: ReadonlyArray<readonly [key: string, container: Container, said: RegExp]> = [
		['K', stopped(web), /^web has exited with code 137: there is no process/],
		['K', stopped(web, {state: 'created', exitCode: undefined}), /^web has not been started yet/],
		['Z', stopped(web), /^web has exited with code 137: only a running container can be paused\.$/],
		['Z', {...web, state: 'restarting'}, /^web is being restarted: only a running/],
		['R', {...web, state: 'removing'}, /^web is being removed: it cannot be restarted\.$/],
		['S', {...web, state: 'dead'}, /^web is dead: it cannot be started\.$/],
		['D', {...web, state: 'removing'}, /^web is being removed: there is nothing more to do\.$/],
	];
	for (const [key, container, said] of cases) {
		const pressed = outcome(key, {snapshot: makeSnapshot({containers: [container]}), state: on(web, 0)});
		assert.deepEqual([pressed.effect, dialogOf(pressed)], [undefined, undefined], `${key} ${container.state}`);
		assert.match(noticeOf(pressed), said);
	}
});

test('a paused container of Podman is not stopped or restarted before it is resumed, as Podman refuses that', () => {
	const engine = makeEngine({kind: 'podman'});
	const paused = {...web, state: 'paused', engine: engine.id} as const;
	const ofPodman = makeSnapshot({containers: [paused], engines: [engine]});
	for (const [key, word] of [['S', 'stop'], ['R', 'restart']] as const) {
		const pressed = outcome(key, {snapshot: ofPodman, state: on(paused, 0)});
		assert.deepEqual([pressed.effect, dialogOf(pressed)], [undefined, undefined], key);
		assert.equal(noticeOf(pressed), `web is paused, and Podman cannot ${word} a paused container: resume it first.`);
	}

	const byDocker = makeSnapshot({containers: [paused], engines: [makeEngine()]});
	assert.equal(dialogOf(outcome('S', {snapshot: byDocker, state: on(paused, 0)}))?.kind, 'confirm');
	assert.equal(dialogOf(outcome('D', {snapshot: ofPodman, state: on(paused, 0)}))?.kind, 'confirm');
});

test('a paste is no key: it does nothing but say so, in every pane and every dialog without a field of text', () => {
	const paste = (state: UiState) => press({name: 'paste', text: 'Sy\rq'}, makeWorld({snapshot, state}));
	const states = [
		...paneIds.map(pane => inPane(pane, on(web, 0))),
		...['S', 'K', 'enter', '?', 'x', 's'].map(key => outcome(key, {state: on(web, 0)}).state),
	];
	for (const state of states) {
		const pasted = paste(state);
		assert.equal(pasted.effect, undefined);
		assert.match(noticeOf(pasted), /^Paste ignored/);
		assert.deepEqual({...pasted.state, notice: undefined}, state);
	}
});

test('a paste goes into the filter, the search and the command', () => {
	const paste = (state: UiState) => press({name: 'paste', text: ' nginx\n'}, makeWorld({snapshot, state})).state;
	assert.equal(paste(outcome('/', {}).state).filters.containers, 'nginx');
	assert.equal(paste(outcome('/', {state: inPane('details')}).state).search, 'nginx');
	const {dialog} = paste(openDialog(start, {
		kind: 'command', target: targetOf(web), text: 'run', reason: '',
	}));
	assert.equal(dialog?.kind === 'command' && dialog.text, 'runnginx');
});

test('the menu, the signals and the question after them keep their target too', () => {
	const menu = outcome('enter', {state: on(db, 1)});
	assert.deepEqual(dialogOf(menu), {kind: 'menu', targets: [targetOf(db)], cursor: 0});
	const other = makeSnapshot({containers: [web, withCpu('db', 99)]});
	const picked = pressAll(['K', 'down', 'enter', 'y'], {snapshot: other, state: menu.state});
	assert.deepEqual(picked.effect, {kind: 'perform', operation: {name: 'kill', signal: signals[1]!.name}, targets: [targetOf(db)]});
});

test('in the list of signals every letter is one of a name, also those that move through other lists', () => {
	const chosenBy = (...keys: readonly string[]) => {
		const dialog = dialogOf(pressAll(['K', ...keys], {snapshot, state: on(web, 0)}));
		return dialog?.kind === 'signals' ? signals[dialog.cursor]!.name : dialog?.kind;
	};

	for (const word of ['k', 'kill', 'sigkill', 'SIGKILL', 'xkill']) {
		assert.equal(chosenBy(...word), 'SIGKILL', word);
	}

	assert.equal(chosenBy(...'quit'), 'SIGQUIT');
	assert.equal(chosenBy(...'q'), 'SIGQUIT');
	assert.equal(chosenBy(...'hup', ...'kill'), 'SIGKILL');
	assert.equal(chosenBy(...'hup', 'down', ...'quit'), 'SIGQUIT', 'a move begins a new word');
	assert.equal(chosenBy('down', 'j'), signals[1]!.name, 'no name begins with j');
	assert.equal(chosenBy('escape'), undefined);
});

test('what the key does depends on the state: start what is stopped, resume what is paused', () => {
	const operation = (key: string, container: Container) => {
		const dialog = dialogOf(outcome(key, {snapshot: makeSnapshot({containers: [container]}), state: on(container, 0)}));
		return dialog?.kind === 'confirm' ? dialog.operation.name : dialog;
	};

	assert.deepEqual(
		[operation('S', web), operation('S', stopped(web)), operation('S', {...web, state: 'paused'})],
		['stop', 'start', 'stop'],
	);
	assert.deepEqual([operation('Z', web), operation('Z', {...web, state: 'paused'})], ['pause', 'unpause']);
	assert.deepEqual([operation('R', web), operation('D', stopped(web))], ['restart', 'remove']);
});

test('a key pressed at a container that has just died is about that container', () => {
	const dead = stopped(web, {diedAt: takenAt - 10});
	const world = {snapshot: makeSnapshot({containers: [dead, db]}), state: on(web, 0)};
	assert.deepEqual(dialogOf(outcome('S', world)), {kind: 'confirm', operation: {name: 'start'}, targets: [targetOf(web)]});
	const shell = outcome('e', world);
	assert.equal(shell.effect, undefined);
	assert.match(noticeOf(shell), /^web is exited: a shell needs a running container\.$/);
});

test('a key pressed at a container that was removed (--rm) does nothing but say so', () => {
	const removed = stopped(job, {diedAt: takenAt - 10, isRemoved: true});
	for (const key of ['S', 'R', 'Z', 'K', 'D', 'e', 'enter']) {
		const pressed = outcome(key, {snapshot: makeSnapshot({containers: [web, removed, db]}), state: on(job, 1)});
		assert.deepEqual([pressed.effect, dialogOf(pressed)], [undefined, undefined], key);
		assert.match(noticeOf(pressed), /job has been removed/);
	}
});

test('when the selected container is gone, the first key only says so and moves to the neighbour, the second is about it', () => {
	const world = {snapshot: makeSnapshot({containers: [web, db]}), state: on(job, 0)};
	for (const key of ['S', 'R', 'Z', 'K', 'D', 'e', 'enter']) {
		const first = outcome(key, world);
		assert.deepEqual([first.effect, dialogOf(first)], [undefined, undefined], key);
		assert.match(noticeOf(first), /is gone; the cursor is on web now/);
		const second = outcome(key, {...world, state: first.state});
		assert.ok(second.effect?.kind === 'shell' || dialogOf(second) !== undefined, key);
	}
});

const worker = makeProcess({
	pid: 9000, container: web.key, nspid: [9000, 7], pidInside: 7, comm: 'worker',
});
const main = makeProcess({pid: 8000, container: web.key});
const withProcesses = (...processes: readonly Process[]) => makeSnapshot({containers: [web], processes});

test('in the processes pane a signal is for the one process, with its start', () => {
	const state: UiState = {
		...inPane('processes', on(web, 0)),
		cursors: {...start.cursors, containers: {key: web.key, index: 0}, processes: {key: worker.key, index: 1}},
	};
	const target: Target = {
		kind: 'process',
		key: worker.key,
		pid: 9000,
		name: 'worker',
		pidInside: 7,
		container: 'web',
	};
	const {effect} = pressAll(['K', 'enter', 'y'], {snapshot: withProcesses(main, worker), state});
	assert.deepEqual(effect, {kind: 'perform', operation: {name: 'kill', signal: 'SIGTERM'}, targets: [target]});
	assert.deepEqual(dialogOf(outcome('enter', {snapshot: withProcesses(main, worker), state})), {
		kind: 'menu',
		targets: [target],
		cursor: 0,
	});
	const later = outcome('K', {snapshot: withProcesses(main), state});
	assert.deepEqual([later.effect, dialogOf(later)], [undefined, undefined]);
	assert.match(noticeOf(later), /has ended; the cursor is on 8000 now/);
	const reused = outcome('K', {snapshot: withProcesses(main, {...worker, key: '9000:777', startTicks: 777}), state});
	assert.equal(dialogOf(reused), undefined, 'a reused pid is another process');
	assert.match(noticeOf(outcome('K', {snapshot: withProcesses(), state})), /No process is selected/);
});

test('a zombie gets no signal: it is told that it has ended and who can take it away', () => {
	const zombie: Process = {...worker, state: 'Z', parentPid: 8000};
	const state: UiState = {
		...inPane('processes', on(web, 0)),
		cursors: {...start.cursors, containers: {key: web.key, index: 0}, processes: {key: worker.key, index: 1}},
	};
	const said = /^worker \(pid 9000\) is a zombie: it has already ended, and only its parent \(pid 8000\) can reap it\.$/;
	const pressed = outcome('K', {snapshot: withProcesses(main, zombie), state});
	assert.equal(dialogOf(pressed), undefined);
	assert.match(noticeOf(pressed), said);
	const picked = pressAll(['K', 'enter'], {snapshot: withProcesses(main, worker), state}).state;
	const answered = outcome('y', {snapshot: withProcesses(main, zombie), state: picked});
	assert.equal(answered.effect, undefined);
	assert.match(noticeOf(answered), said);
});

test('keys of containers do nothing in other panes, and say where they work', () => {
	for (const pane of ['processes', 'namespaces', 'details'] as const) {
		for (const key of ['e', 'S', 'R', 'Z', 'D']) {
			const pressed = outcome(key, {state: inPane(pane, on(db, 1))});
			assert.deepEqual([pressed.effect, dialogOf(pressed)], [undefined, undefined], `${key} in ${pane}`);
			assert.match(noticeOf(pressed), new RegExp(String.raw`^${key} \(.+\) works in the containers pane \(1\)\.$`));
		}
	}

	assert.match(noticeOf(outcome('K', {state: inPane('details', on(db, 1))})), /^K \(signal\) works in the containers pane \(1\) and the processes pane \(2\)\.$/);
});

test('shells take the row under the cursor, whatever is tagged, and are not offered for what is tagged elsewhere', () => {
	const state: UiState = {...on(job, 2), tagged: new Set([web.key])};
	assert.deepEqual(outcome('e', {state}).effect, {kind: 'shell', target: targetOf(job)});
	const looked = outcome('E', {state}).effect;
	assert.deepEqual(looked?.kind === 'look' && looked.target, targetOf(job));
	const menu = outcome('enter', {state});
	assert.deepEqual(menuEntries(makeWorld({snapshot, state}).view, [targetOf(web)], false).map(({id}) => id), [
		'stop', 'restart', 'pause', 'kill', 'remove',
	]);
	assert.equal(outcome('e', {state: menu.state}).effect, undefined);
});

test('what only the kernel knows has nobody to ask, and says so', () => {
	const loose = makeContainer({name: 'loose', engine: undefined});
	for (const key of ['S', 'R', 'Z', 'K', 'D', 'e']) {
		const pressed = outcome(key, {snapshot: makeSnapshot({containers: [loose]}), state: on(loose, 0)});
		assert.deepEqual([pressed.effect, dialogOf(pressed)], [undefined, undefined], key);
		assert.match(noticeOf(pressed), /No engine that nstop can reach knows loose/);
	}
});

test('without any container the keys say so', () => {
	for (const key of ['S', 'R', 'Z', 'K', 'D', 'e', 'enter']) {
		assert.match(noticeOf(outcome(key, {snapshot: makeSnapshot()})), /No container is selected/);
	}
});

test('tags: an action is for all tagged rows in sight, and not for the one under the cursor', () => {
	const state: UiState = {...on(job, 2), tagged: new Set([web.key, db.key])};
	assert.deepEqual(dialogOf(outcome('S', {state})), {kind: 'confirm', operation: {name: 'stop'}, targets: [targetOf(web), targetOf(db)]});
	const filtered = {...state, filters: {...state.filters, containers: 'db'}};
	assert.deepEqual(dialogOf(outcome('S', {state: {...filtered, cursors: {...filtered.cursors, containers: {key: db.key, index: 0}}}})), {
		kind: 'confirm',
		operation: {name: 'stop'},
		targets: [targetOf(db)],
		hiddenTags: 1,
	});
	const onlyHidden: UiState = {...filtered, tagged: new Set([web.key]), cursors: {...filtered.cursors, containers: {key: db.key, index: 0}}};
	const asked = outcome('S', {state: onlyHidden}).state;
	assert.deepEqual(asked.dialog?.kind === 'confirm' && asked.dialog.targets, [targetOf(db)]);
	const {rows} = dialogContent(asked.dialog!, makeWorld({snapshot, state: asked}));
	assert.match(rows.map(row => unpaint(row).trim()).join(' '), /1 tagged row is out of sight and left alone\./);
});

test('what is gone cannot be tagged, and a tag ends with what it was on', () => {
	const removed = makeSnapshot({containers: [web, {...stopped(db), isRemoved: true, diedAt: takenAt}, job]});
	const state: UiState = on(db, 1);
	const refused = outcome('space', {snapshot: removed, state});
	assert.deepEqual([refused.state.tagged.size, noticeOf(refused)], [0, 'db is gone, and cannot be tagged.']);
	const title = (tagged: ReadonlySet<string>): string => {
		const world = makeWorld({snapshot: removed, state: {...state, tagged}});
		return plainText(containersPane.content(world, 100).title);
	};

	assert.doesNotMatch(title(new Set([db.key])), /tagged/);
	assert.match(title(new Set([db.key, web.key])), / 1 tagged$/);
});

test('a signal for a process that has ended while it was chosen is not asked about', () => {
	const chosen = openDialog(initialState(120, 40), {
		kind: 'signals',
		targets: [{
			kind: 'process', key: '4999:1', pid: 4999, name: 'sleep', pidInside: undefined, container: 'web',
		}],
		cursor: 0,
	});
	const process = makeProcess({pid: 4999, key: '4999:1'});
	const ended = {...snapshot, endedProcesses: new Map([['4999:1', process]])} as unknown as Snapshot;
	const asked = outcome('enter', {state: chosen, snapshot: ended});
	assert.equal(asked.state.dialog, undefined);
	assert.equal(noticeOf(asked), 'sleep (pid 4999) has ended; nothing was sent.');
});

test('a question about several counts those it can be done to, and names the others as left alone', () => {
	const all = makeSnapshot({containers: [stopped(web), db, job]});
	const state: UiState = {...on(job, 2), tagged: new Set([web.key, db.key, job.key])};
	const asked = outcome('S', {snapshot: all, state});
	assert.deepEqual(dialogOf(asked), {
		kind: 'confirm', operation: {name: 'stop'}, targets: [targetOf(db), targetOf(job)], others: [targetOf(web)],
	});
	assert.deepEqual(outcome('y', {snapshot: all, state: asked.state}).effect, {
		kind: 'perform', operation: {name: 'stop'}, targets: [targetOf(db), targetOf(job)],
	});
});

test('the cursor of a filter is on what matches; what leads there is passed over, and cannot be tagged or acted on', () => {
	const inner = {...withCpu('zz-inner', 1), parent: web.key};
	const other = {...withCpu('zz-other', 2), parent: db.key};
	const nested = makeSnapshot({containers: [web, db, inner, other]});
	const typed = pressAll(['/', 'z', 'z'], {snapshot: nested, state: on(web, 0)});
	const view = (state: UiState) => makeWorld({snapshot: nested, state}).view.lists.containers;
	assert.deepEqual(view(typed.state).rows.map(({container: {name}, isContext}) => `${name}${isContext ? ' context' : ''}`), [
		'web context', 'zz-inner', 'db context', 'zz-other',
	]);
	assert.equal(view(typed.state).cursor, 1);
	const chosen = pressAll(['enter'], {snapshot: nested, state: typed.state}).state;
	for (const [keys, name] of [['', 'inner'], ['k', 'inner'], ['g', 'inner'], ['j', 'other'], ['jk', 'inner'], ['Gj', 'other']] as const) {
		const moved = pressAll([...keys, 'S'], {snapshot: nested, state: chosen}).state;
		assert.equal(moved.dialog?.kind === 'confirm' && moved.dialog.targets[0]?.name, `zz-${name}`, keys);
	}

	const tagged = pressAll(['space', 'space', 'space'], {snapshot: nested, state: chosen}).state;
	assert.deepEqual([...tagged.tagged], [inner.key], 'at the last row it tags and takes off again');
	const hidden = pressAll(['S'], {snapshot: nested, state: {...chosen, tagged: new Set([web.key, other.key])}}).state;
	assert.deepEqual(hidden.dialog?.kind === 'confirm' && hidden.dialog.targets, [targetOf(other)], 'a tagged row that is only context is not hit');
});

test('Enter in the filter is a choice, which Esc does not undo', () => {
	const chosen = pressAll(['/', 'j', 'o', 'b', 'enter', 'escape'], {snapshot}).state;
	const {lists: {containers}} = makeWorld({snapshot, state: chosen}).view;
	assert.deepEqual([containers.rows.length, containers.rows[containers.cursor]?.key], [3, job.key]);
});

test('Space tags and goes on, U takes all tags off', () => {
	const {state} = pressAll(['space', 'space'], {snapshot, state: on(web, 0)});
	assert.deepEqual([[...state.tagged], state.cursors.containers], [[web.key, db.key], {key: job.key, index: 2}]);
	assert.equal(pressAll(['space', 'U'], {snapshot, state: on(web, 0)}).state.tagged.size, 0);
	assert.equal(pressAll(['G', 'space', 'space'], {snapshot}).state.tagged.size, 0, 'at the last row it tags and takes off again');
});

test('the menu says which of two opposites will be done', () => {
	const titlesFor = (...containers: readonly Container[]) =>
		menuEntries(makeWorld({snapshot: makeSnapshot({containers})}).view, containers.map(container => targetOf(container)), false)
			.filter(({id}) => id === 'stop' || id === 'pause')
			.map(({title}) => title);
	assert.deepEqual(titlesFor(web), ['stop', 'pause']);
	assert.deepEqual(titlesFor(stopped(web)), ['start']);
	assert.deepEqual(titlesFor({...web, state: 'paused'}), ['stop', 'resume']);
	assert.deepEqual(titlesFor(stopped(db), web), ['stop'], 'of several, what S does to those that run');
});

test('the menu offers what fits the container, and its keys work in it', () => {
	const idsFor = (container: Container) =>
		menuEntries(makeWorld({snapshot: makeSnapshot({containers: [container]})}).view, [targetOf(container)], false).map(({id}) => id);
	assert.deepEqual(idsFor(web), [
		'shell', 'stop', 'restart', 'pause', 'kill', 'remove', 'attach', 'rename', 'limits', 'enter', 'wait',
	]);
	assert.deepEqual(idsFor(stopped(web)), ['stop', 'restart', 'remove', 'rename', 'limits']);
	assert.deepEqual(idsFor({...web, state: 'paused'}), ['stop', 'restart', 'pause', 'kill', 'remove', 'rename', 'limits', 'enter', 'wait']);
	assert.deepEqual(idsFor({...web, engine: undefined}), ['enter', 'wait'], 'the kernel alone is enough for that');
	const menu = outcome('enter', {state: on(web, 0)}).state;
	assert.deepEqual(outcome('e', {state: menu}).effect, {kind: 'shell', target: targetOf(web)});
	assert.deepEqual(dialogOf(outcome('R', {state: menu})), {kind: 'confirm', operation: {name: 'restart'}, targets: [targetOf(web)]});
	assert.deepEqual(dialogOf(pressAll(['j', 'j', 'enter'], {snapshot, state: menu})), {
		kind: 'confirm',
		operation: {name: 'restart'},
		targets: [targetOf(web)],
		cameByEnter: true,
	});
	assert.deepEqual(dialogOf(pressAll(['j', 'j', 'j', 'j', 'enter'], {snapshot, state: menu})), {
		kind: 'signals',
		targets: [targetOf(web)],
		cursor: 0,
	});
	assert.equal(pressAll(['escape'], {snapshot, state: menu}).state.dialog, undefined);
});

test('every entry of a menu asks, at once or after a look, or is the shell, or changes nothing', () => {
	const looks: Readonly<Record<string, string>> = {
		shell: 'shell', enter: 'look', attach: 'ask-attach', limits: 'ask-limits',
	};
	const {view} = makeWorld({snapshot});
	for (const {id, aim} of menuEntries(view, [targetOf(web)], false)) {
		const {effect, state} = aim!(start, view, [targetOf(web)]);
		const asks = effect === undefined && ['confirm', 'signals', 'rename'].includes(state.dialog?.kind ?? '');
		assert.ok(id === 'wait' ? effect === undefined : (Object.hasOwn(looks, id) ? effect?.kind === looks[id] : asks), id);
	}
});

test('while a filter is typed, letters are letters and nothing else', () => {
	const typing = outcome('/', {}).state;
	assert.equal(typing.filtering, 'containers');
	for (const key of everyKey.filter(key => [...key].length === 1)) {
		const {effect, state} = outcome(key, {state: typing});
		assert.deepEqual([effect, state.filters.containers, state.dialog], [undefined, key, undefined], key);
	}

	const {state} = pressAll(['D', 'é', 'b', 'backspace', 'space', 'q', 'enter'], {snapshot, state: typing});
	assert.deepEqual([state.filters.containers, state.filtering], ['Dé q', undefined]);
	assert.equal(pressAll(['a', 'ctrl-u'], {snapshot, state: typing}).state.filters.containers, '');
});

test('Esc ends the typing and clears, later it clears what was kept', () => {
	const typing = outcome('/', {}).state;
	const cleared = pressAll(['w', 'escape'], {snapshot, state: typing}).state;
	assert.deepEqual([cleared.filters.containers, cleared.filtering], ['', undefined]);
	assert.equal(pressAll(['w', 'enter', 'escape'], {snapshot, state: typing}).state.filters.containers, '');
});

test('what is typed replaces the filter of before, after a blank it is added, and a key that edits nothing keeps it', () => {
	const kept = pressAll(['/', 'w', 'e', 'enter'], {snapshot}).state;
	const filterAfter = (...keys: readonly string[]) => pressAll(['/', ...keys], {snapshot, state: kept}).state.filters.containers;
	assert.equal(filterAfter('d', 'b'), 'db');
	assert.equal(filterAfter('space', 'd'), 'we d');
	assert.equal(filterAfter('backspace', 'd'), 'd');
	assert.equal(filterAfter('enter'), 'we');
	assert.equal(filterAfter('right', 'b'), 'web');
});

test('Esc clears the filter also while it is said what has succeeded, and dismisses a warning first', () => {
	const kept = pressAll(['/', 'w', 'enter'], {snapshot}).state;
	const good = notify(kept, {text: 'Stopped web.', tone: 'good'});
	assert.equal(outcome('escape', {state: good}).state.filters.containers, '');
	const warned = outcome('escape', {state: notify(kept, {text: 'No such thing.', tone: 'warn'})}).state;
	assert.deepEqual([warned.filters.containers, warned.notice], ['w', undefined]);
});

test('each list has its own filter, the details have none', () => {
	for (const pane of ['processes', 'namespaces'] as const) {
		assert.equal(outcome('/', {state: inPane(pane)}).state.filtering, pane);
	}

	assert.equal(outcome('/', {state: inPane('details')}).state.filtering, undefined);
});

test('Ctrl-C leaves from everywhere, q only from the screen itself', () => {
	const typing = outcome('/', {}).state;
	const dialogs = ['?', 's', 'enter', 'K', 'S'].map(key => outcome(key, {state: on(web, 0)}).state);
	for (const state of [start, typing, ...dialogs]) {
		assert.deepEqual(outcome('ctrl-c', {state}).effect, {kind: 'quit'});
	}

	assert.deepEqual(outcome('q', {}).effect, {kind: 'quit'});
	for (const state of [typing, ...dialogs]) {
		assert.equal(outcome('q', {state}).effect, undefined);
	}
});

test('the sort dialog offers each column and each number of one, opens at the current one, and choosing it again reverses', () => {
	const opened = outcome('s', {}).state;
	const orders = ordersOf('containers');
	const cursor = orders.findIndex(({column}) => column === 'cpu');
	assert.deepEqual(opened.dialog, {kind: 'sort', pane: 'containers', cursor});
	assert.deepEqual(outcome('enter', {state: opened}).state.sorts.containers, {column: 'cpu', isDescending: false});
	for (const [place, {column, part, isDescending}] of orders.entries()) {
		const {sorts} = outcome('enter', {
			state: openDialog(
				{...start, sorts: {...start.sorts, containers: {column: 'none', isDescending: false}}},
				{kind: 'sort', pane: 'containers', cursor: place},
			),
		}).state;
		assert.deepEqual(sorts.containers, {column, ...(part !== undefined && {part}), isDescending});
	}

	assert.deepEqual(outcome('I', {}).state.sorts.containers, {column: 'cpu', isDescending: false});
});

test('one key sorts any list, in one direction however often it is pressed; where a list has no such column, it says so', () => {
	const sortAfter = (pane: ListPaneId, ...pressed: readonly string[]) =>
		pressAll(pressed, {snapshot, state: inPane(pane)}).state.sorts[pane];
	assert.deepEqual(sortAfter('containers', 'M'), {column: 'memory', part: 'used', isDescending: true});
	assert.deepEqual(sortAfter('containers', 'M', 'M'), {column: 'memory', part: 'used', isDescending: true});
	assert.deepEqual(sortAfter('containers', 'P'), {column: 'cpu', isDescending: true}, 'by which it is sorted already');
	assert.deepEqual(sortAfter('containers', 'M', 'I'), {column: 'memory', part: 'used', isDescending: false});
	assert.deepEqual(sortAfter('containers', 'N'), {column: 'name', isDescending: false});
	assert.deepEqual(sortAfter('containers', 'N', 'P'), {column: 'cpu', isDescending: true});
	assert.deepEqual(sortAfter('containers', 'T'), {column: 'state', part: 'started', isDescending: true});
	assert.deepEqual(sortAfter('processes', 'M'), {column: 'resident', isDescending: true});
	assert.deepEqual(sortAfter('processes', 'P'), {column: 'cpu', isDescending: true});
	assert.deepEqual(sortAfter('processes', 'T'), {column: 'cputime', isDescending: true});
	assert.deepEqual(sortAfter('processes', 'M', 'N'), {column: 'pid', isDescending: false});
	assert.deepEqual(sortAfter('namespaces', 'M'), start.sorts.namespaces);
	assert.match(noticeOf(outcome('M', {state: inPane('namespaces')})), /^The namespaces have no such column/);
});

test('the order moves by one column to either side, round the ends, each number of a column on its own', () => {
	const orders = ordersOf('containers');
	let {state} = pressAll(['N'], {snapshot});
	const seen = orders.map(() => {
		const {column, part} = state.sorts.containers;
		({state} = outcome('>', {state}));
		return [column, part];
	});
	assert.deepEqual(seen, orders.map(({column, part}) => [column, part]));
	assert.equal(state.sorts.containers.column, 'name');
	assert.deepEqual(outcome('<', {state}).state.sorts.containers.column, orders.at(-1)!.column);
});

test('processes sorted by a column are a plain list, or the tree would hide the order', () => {
	const {state} = pressAll(['s', 'end', 'enter'], {snapshot, state: inPane('processes')});
	assert.equal(state.isTree.processes, false);
	assert.equal(pressAll(['t'], {snapshot, state}).state.isTree.processes, true);
});

test('the cursor moves by lines, pages and to the ends, and never beyond', () => {
	const many = makeSnapshot({
		containers: Array.from({length: 50}, (_, index) => withCpu(`c${String(index).padStart(2, '0')}`, 100 - index)),
	});
	const at = (...keys: readonly string[]) => pressAll(keys, {snapshot: many}).state.cursors.containers.index;
	assert.deepEqual(
		[at('down', 'j'), at('down', 'up', 'k'), at('G'), at('end', 'down'), at('G', 'g'), at('end', 'home')],
		[2, 0, 49, 49, 0, 0],
	);
	const {height} = makeWorld({snapshot: many}).view.lists.containers;
	assert.deepEqual(
		[at('pageDown'), at('pageDown', 'pageUp'), at('G', 'pageUp'), at('ctrl-d', 'ctrl-u')],
		[height - 1, 0, 49 - (height - 1), 0],
	);
});

test('scrolling goes on from what is on screen', () => {
	const many = makeSnapshot({containers: Array.from({length: 50}, (_, index) => withCpu(`c${index}`, 100 - index))});
	const down = pressAll(['G', 'k'], {snapshot: many}).state;
	const {top, cursor, height} = makeWorld({snapshot: many, state: down}).view.lists.containers;
	assert.deepEqual([cursor, top], [48, 50 - height], 'one step up does not scroll');
});

test('the details scroll within their lines', () => {
	const state = inPane('details', {...start, rows: 20, columns: 50});
	const world = makeWorld({snapshot, state});
	const last = world.view.details.lines.length - world.view.details.height;
	assert.ok(last > 1);
	assert.equal(pressAll(['G'], {snapshot, state}).state.detailsScroll, last);
	assert.equal(pressAll(['G', 'down', 'up'], {snapshot, state}).state.detailsScroll, last - 1);
	assert.equal(pressAll(['up'], {snapshot, state}).state.detailsScroll, 0);
});

test('panes by number and by Tab in both directions, round and round', () => {
	for (const [index, pane] of paneIds.entries()) {
		assert.equal(outcome(String(index + 1), {}).state.focus, pane);
	}

	const walk = (key: string) => [1, 2, 3, 4].map(count => pressAll(Array.from({length: count}, () => key), {snapshot}).state.focus);
	assert.deepEqual(walk('tab'), ['processes', 'namespaces', 'details', 'containers']);
	assert.deepEqual(walk('shift-tab'), ['details', 'namespaces', 'processes', 'containers']);
});

test('tabs go round, and only through those that the subject has', () => {
	const tabsOf = (state: UiState, key: string) => {
		const seen: string[] = [];
		let current = state;
		do {
			current = outcome(key, {state: current}).state;
			seen.push(current.tab);
		} while (current.tab !== state.tab && seen.length < 20);

		return seen;
	};

	const forContainer = tabsOf(start, ']');
	assert.ok(forContainer.includes('inspect'));
	assert.strictEqual(forContainer.at(-1), 'stats');
	assert.deepEqual(tabsOf(start, '['), [...forContainer.slice(0, -1).toReversed(), 'stats']);
	assert.ok(!tabsOf(inPane('processes'), 'right').includes('inspect'));
});

test('switches are turned on and off again', () => {
	for (const [key, name] of [['z', 'isZoomed'], ['F', 'isFrozen'], ['a', 'showStopped']] as const) {
		assert.notEqual(outcome(key, {}).state[name], start[name], key);
		assert.equal(pressAll([key, key], {snapshot}).state[name], start[name], key);
	}

	assert.equal(outcome('o', {}).state.namespacesOf, 'host');
	assert.equal(pressAll(['o', 'o'], {snapshot}).state.namespacesOf, 'container');
	assert.equal(outcome('t', {}).state.isTree.containers, false);
});

test('htop\'s function keys are twins of letters', () => {
	for (const [key, letter] of [['f1', '?'], ['f3', '/'], ['f4', '/'], ['f5', 't'], ['f6', 's'], ['f9', 'K'], ['f10', 'q']] as const) {
		assert.deepEqual(outcome(key, {state: on(web, 0)}), outcome(letter, {state: on(web, 0)}), key);
	}
});

test('help and explanations scroll to their last line and no further', () => {
	for (const key of ['?', 'x']) {
		const {dialog} = pressAll([key, 'G', 'down', 'pageDown'], {snapshot, state: {...on(web, 0), rows: 14}}).state;
		assert.ok(dialog);
		assert.ok('scroll' in dialog);
		assert.ok((dialog.scroll ?? 0) > 0);
		assert.deepEqual(pressAll([key, 'G'], {snapshot, state: {...on(web, 0), rows: 14}}).state.dialog, dialog);
		assert.deepEqual(pressAll([key, 'G', 'g', 'up'], {snapshot, state: {...on(web, 0), rows: 14}}).state.dialog, {...dialog, scroll: 0});
		assert.equal(pressAll([key, 'escape'], {snapshot}).state.dialog, undefined);
	}
});

test('a message is read when the next key is pressed', () => {
	assert.equal(outcome('down', {state: notify(start, {text: 'Stopped web.', tone: 'good'})}).state.notice, undefined);
});

test('a container without a shell: the command is typed, and q is a letter in it', () => {
	const state = openDialog(start, {
		kind: 'command',
		target: targetOf(web),
		text: '',
		reason: '',
	});
	assert.deepEqual(pressAll(['q', 'space', 'x', 'backspace', 'y', 'enter'], {snapshot, state}), {
		state: {...state, dialog: undefined},
		effect: {kind: 'shell', target: targetOf(web), command: 'q y'},
	});
	assert.equal(pressAll(['enter'], {snapshot, state}).effect, undefined);
	assert.deepEqual(dialogOf(pressAll(['a', 'ctrl-u'], {snapshot, state})), state.dialog);
	assert.equal(pressAll(['a', 'escape'], {snapshot, state}).state.dialog, undefined);
});

test('keys that mean nothing here change nothing, nor does the mouse or an empty paste', () => {
	for (const name of ['f12', 'ctrl-x', 'alt-S', 'mouse', 'paste', 'insert', 'é']) {
		assert.equal(findAction(name, makeWorld().view, false), undefined);
		assert.deepEqual(outcome(name, {state: on(web, 0)}), {state: on(web, 0)}, name);
	}
});
