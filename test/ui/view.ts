import test from 'node:test';
import assert from 'node:assert/strict';
import {gone} from '../../source/known.ts';
import type {Container} from '../../source/model/container.ts';
import type {Snapshot} from '../../source/model/snapshot.ts';
import {
	focusPane,
	initialState,
	resize,
	setFilter,
	type UiState,
} from '../../source/ui/state.ts';
import {nothingRead} from '../../source/ui/resources/reading.ts';
import {createViewer, type View} from '../../source/ui/view.ts';
import {
	makeContainer,
	makeDetails,
	makeProcess,
	makeSnapshot,
	makeUsage,
	pidOf,
	plainSettings,
	takenAt,
} from '../helpers/make.ts';

const start = initialState(120, 40);
const withCpu = (name: string, cpuPercent: number, changes: Partial<Container> = {}) =>
	makeContainer({name, usage: makeUsage({cpuPercent}), ...changes});
const died = (container: Container): Container => ({
	...container, state: 'exited', exitCode: 1, diedAt: takenAt, usage: makeUsage({cpuPercent: gone}), pids: [], init: gone, initPid: gone,
});
const at = (state: UiState, key: string, index: number): UiState => ({...state, cursors: {...state.cursors, containers: {key, index}}});

function viewOf(snapshot: Snapshot, state = start, viewer = createViewer()): View {
	return viewer({
		snapshot, state, inspection: undefined, reading: undefined, resources: nothingRead, events: undefined, settings: plainSettings,
	});
}

const listed = ({
	lists: {
		containers: {rows, cursor},
	},
}: View) => rows.map(({container}, index) => (index === cursor ? '>' : '') + container.name).join(' ');

test('the same input gives the same view, so that nothing is drawn twice', () => {
	const viewer = createViewer();
	const snapshot = makeSnapshot({containers: [makeContainer()]});
	const first = viewOf(snapshot, start, viewer);
	assert.equal(viewOf(snapshot, start, viewer), first);
	const other = viewOf(snapshot, {...start, detailsScroll: 1}, viewer);
	assert.notEqual(other, first);
	assert.equal(other.lists.containers.rows, first.lists.containers.rows, 'but what does not depend on the change is kept');
	assert.notEqual(viewOf({...snapshot}, {...start, detailsScroll: 1}, viewer).lists.containers.rows, first.lists.containers.rows);
});

test('the cursor follows the thing, not the line', () => {
	const [web, db] = [withCpu('web', 50), withCpu('db', 10)];
	const state = at(start, db.key, 1);
	assert.equal(listed(viewOf(makeSnapshot({containers: [web, db]}), state)), 'web >db');
	assert.equal(listed(viewOf(makeSnapshot({containers: [web, withCpu('db', 99)]}), state)), '>db web');
});

test('a thing that is gone leaves the cursor at its line, told as not what was chosen', () => {
	const list = ['a', 'b', 'c'].map((name, index) => withCpu(name, 90 - index));
	const view = (index: number) => viewOf(makeSnapshot({containers: list}), at(start, 'gone', index));
	assert.deepEqual([listed(view(1)), view(1).lists.containers.isExact], ['a >b c', false]);
	assert.equal(listed(view(9)), 'a b >c', 'or at the last one');
	assert.equal(viewOf(makeSnapshot({containers: list})).lists.containers.isExact, true, 'who has not chosen yet cannot be wrong');
});

test('a container that dies stays where it was drawn last, also when others had been sorted past it', () => {
	const viewer = createViewer();
	const [a, b, c] = [withCpu('a', 90), withCpu('b', 50), withCpu('c', 10)];
	const state = at(start, c.key, 2);
	assert.equal(listed(viewOf(makeSnapshot({containers: [a, b, c]}), state, viewer)), 'a b >c');
	assert.equal(listed(viewOf(makeSnapshot({containers: [a, b, withCpu('c', 99)]}), state, viewer)), '>c a b');
	assert.equal(listed(viewOf(makeSnapshot({containers: [a, b, died(c)]}), state, viewer)), '>c a b');
	assert.equal(
		listed(viewOf(makeSnapshot({containers: [a, withCpu('b', 95), died(c)]}), focusPane(state, 'processes'), viewer)),
		'>c b a',
	);
	assert.equal(
		listed(viewOf(makeSnapshot({containers: [a, b, died(c)], takenAt: takenAt + 60_000}), state, viewer)),
		'a b >c',
		'for a minute',
	);
});

test('what is paused or renamed under the cursor stays, whatever the filter says, until the cursor or the filter leaves it', () => {
	const viewer = createViewer();
	const [web, db] = [withCpu('web', 50), withCpu('db', 10)];
	const filtered = setFilter(start, 'containers', 'running');
	const state = at(filtered, db.key, 1);
	assert.equal(listed(viewOf(makeSnapshot({containers: [web, db]}), state, viewer)), 'web >db');
	const paused = makeSnapshot({containers: [web, {...db, state: 'paused'}]});
	assert.equal(listed(viewOf(paused, state, viewer)), 'web >db');
	assert.equal(listed(viewOf({...paused}, state, viewer)), 'web >db', 'as long as it is looked at');
	const renamed = makeSnapshot({containers: [web, {...db, state: 'paused', name: 'other'}]});
	assert.equal(listed(viewOf(renamed, state, viewer)), 'web >other');
	assert.equal(listed(viewOf(renamed, at(filtered, web.key, 0), viewer)), '>web', 'left, it goes');
	assert.equal(listed(viewOf(renamed, state, viewer)), '>web', 'and does not come back');
	viewOf(makeSnapshot({containers: [web, db]}), state, viewer);
	assert.equal(listed(viewOf(paused, setFilter(state, 'containers', 'runnin'), viewer)), '>web', 'another filter means it');
});

test('a cursor that nobody has moved follows the thing that was seen under it, once there are rates to sort by', () => {
	const viewer = createViewer();
	const [a, b, c] = [withCpu('a', 90), withCpu('b', 50), withCpu('c', 10)];
	const first = {...makeSnapshot({containers: [withCpu('a', 0), withCpu('b', 0), withCpu('c', 0)]}), seconds: 0};
	assert.equal(listed(viewOf(first, start, viewer)), '>a b c');
	assert.equal(listed(viewOf(makeSnapshot({containers: [withCpu('a', 5), b, c]}), start, viewer)), '>b c a', 'the order of names is none');
	const moved = viewOf(makeSnapshot({containers: [a, b, c]}), start, viewer);
	assert.equal(listed(moved), 'a >b c');
	assert.equal(moved.container?.name, 'b');
	assert.equal(
		listed(viewOf(makeSnapshot({containers: [a, b, withCpu('c', 70)]}), focusPane(start, 'processes'), viewer)),
		'a c >b',
		'whatever has the focus',
	);
});

test('a cursor that nobody has moved stays among the first rows, so that the busiest are in sight', () => {
	const viewer = createViewer();
	const many = (burner: number) => Array.from({length: 60}, (_, index) => withCpu(`c${index}`, index === 0 ? burner : index));
	viewOf(makeSnapshot({containers: many(90)}), start, viewer);
	const {lists: {containers}, container} = viewOf(makeSnapshot({containers: many(0)}), start, viewer);
	assert.deepEqual([containers.cursor, containers.top, containers.isExact, container?.name], [0, 0, true, 'c59']);
	const chosen = at(start, containers.rows[59]!.key, 59);
	assert.equal(viewOf(makeSnapshot({containers: many(0)}), chosen, viewer).container?.name, 'c0', 'one that was chosen is followed');
});

test('the cursor is at the top again when the rows are rearranged before one was chosen', () => {
	const [a, b] = [withCpu('a', 90), withCpu('b', 50)];
	const changed = [
		setFilter(start, 'containers', 'b'),
		{...start, sorts: {...start.sorts, containers: {column: 'name', isDescending: true}}},
		{...start, showStopped: false},
		{...start, isTree: {...start.isTree, containers: false}},
	];
	for (const state of changed) {
		const viewer = createViewer();
		viewOf(makeSnapshot({containers: [a, b]}), start, viewer);
		const {rows, cursor} = viewOf(makeSnapshot({containers: [withCpu('a', 10), b]}), state, viewer).lists.containers;
		assert.deepEqual([cursor, rows[0]?.container.name], [0, 'b']);
	}
});

test('a container that leaves the list under a cursor that nobody has moved leaves it at the top; a process that ends is told as gone', () => {
	const viewer = createViewer();
	const [a, b] = [withCpu('a', 90), withCpu('b', 50)];
	viewOf(makeSnapshot({containers: [a, b]}), start, viewer);
	const left = viewOf(makeSnapshot({containers: [withCpu('c', 60), b]}), start, viewer);
	assert.deepEqual([listed(left), left.lists.containers.isExact], ['>c b', true]);

	const [main, worker] = [makeProcess({pid: 8000, container: a.key}), makeProcess({pid: 8001, container: a.key})];
	const state = focusPane(start, 'processes');
	assert.equal(viewOf(makeSnapshot({containers: [a], processes: [main, worker]}), state, viewer).lists.processes.isExact, true);
	assert.equal(viewOf(makeSnapshot({containers: [a], processes: [worker]}), state, viewer).lists.processes.isExact, false);
});

test('processes and namespaces are those of the selected container', () => {
	const [web, db] = [withCpu('web', 50), withCpu('db', 10)];
	const snapshot = makeSnapshot({containers: [web, db]});
	const view = viewOf(snapshot, at(start, db.key, 1));
	assert.deepEqual([view.container?.name, view.process?.pid], ['db', pidOf('db')]);
	assert.deepEqual(view.lists.namespaces.rows.map(({inode}) => inode), Object.values(db.namespaces).map(({inode}) => inode));
});

test('without containers nothing is selected, and that is no error', () => {
	const view = viewOf(makeSnapshot(), at(focusPane(start, 'processes'), 'gone', 5));
	assert.deepEqual(
		[view.container, view.process, view.lists.containers.cursor, view.lists.namespaces.rows.length, view.details.lines.length > 0],
		[undefined, undefined, 0, 0, true],
	);
});

test('the row under the cursor is in sight on every screen', () => {
	const list = Array.from({length: 100}, (_, index) => withCpu(`c${index}`, 100 - index));
	const snapshot = makeSnapshot({containers: list});
	for (const [columns, rows] of [[40, 10], [80, 24], [120, 40], [200, 100]] as const) {
		for (const index of [0, 1, 50, 99]) {
			const {cursor, top, height} = viewOf(snapshot, at(resize(start, columns, rows), list[index]!.key, 0)).lists.containers;
			assert.equal(cursor, index);
			assert.ok(top <= cursor, `${columns}x${rows} ${index}: ${top} ${height}`);
			assert.ok(cursor < top + height, `${columns}x${rows} ${index}: ${top} ${height}`);
		}
	}
});

test('the details are about the container or the process, and only what was read of that very one is shown', () => {
	const web = makeContainer();
	const worker = makeProcess({pid: 9000, container: web.key, nspid: [9000, 7]});
	const init = makeProcess({pid: web.pids[0]!, container: web.key});
	const read = (key: string, state: UiState) =>
		viewOf(makeSnapshot({containers: [web], processes: [init, worker], details: makeDetails(key)}), state).subject;
	assert.deepEqual([read(init.key, start).kind, read(init.key, start).details?.key], ['container', init.key]);
	assert.equal(read(worker.key, start).details, undefined);
	const onWorker: UiState = {...focusPane(start, 'processes'), cursors: {...start.cursors, processes: {key: worker.key, index: 1}}};
	assert.deepEqual(
		[read(worker.key, onWorker).kind, read(worker.key, onWorker).process?.pid, read(worker.key, onWorker).details?.key],
		['process', 9000, worker.key],
	);
	assert.equal(read(init.key, onWorker).details, undefined);
});

test('an inspection is shown with the container that it is of', () => {
	const web = makeContainer();
	const subject = (container: string) => createViewer()({
		snapshot: makeSnapshot({containers: [web]}), state: start, inspection: {container, state: 'asking'}, reading: undefined, resources: nothingRead, events: undefined, settings: plainSettings,
	}).subject;
	assert.equal(subject(web.key).inspection?.state, 'asking');
	assert.equal(subject('other').inspection, undefined);
});

test('a tab that a process does not have gives way to the first one, and comes back', () => {
	const state = {...start, tab: 'inspect'};
	const snapshot = makeSnapshot({containers: [makeContainer()]});
	assert.equal(viewOf(snapshot, state).tab.id, 'inspect');
	assert.equal(viewOf(snapshot, focusPane(state, 'processes')).tab.id, 'stats');
	assert.equal(viewOf(snapshot, focusPane(focusPane(state, 'processes'), 'containers')).tab.id, 'inspect');
});

test('a zoomed pane is alone, and lines of the details are made only for a screen that shows them', () => {
	const snapshot = makeSnapshot({containers: [makeContainer()]});
	const zoomed = viewOf(snapshot, {...start, isZoomed: true});
	assert.deepEqual(zoomed.layout.panes.map(({id}) => id), ['containers']);
	assert.deepEqual([zoomed.details.lines, zoomed.details.height], [[], 0]);
	const view = viewOf(snapshot, start);
	assert.deepEqual(view.layout.panes.map(({id}) => id), ['containers', 'processes', 'namespaces', 'details']);
	assert.ok(view.details.lines.length > 0);
	assert.ok(view.details.height > 0);
});
