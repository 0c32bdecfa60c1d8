import test from 'node:test';
import assert from 'node:assert/strict';
import {gone, unsupported} from '../../source/known.ts';
import {wantsNothing} from '../../source/sampler/wants.ts';
import type {Container} from '../../source/model/container.ts';
import {wantsOf} from '../../source/ui/wants.ts';
import {
	focusPane,
	initialState,
	setFilter,
	type UiState,
} from '../../source/ui/state.ts';
import {tabs} from '../../source/ui/tabs/index.ts';
import {filesOf} from '../../source/ui/tabs/tab.ts';
import {
	makeContainer,
	makeProcess,
	makeSnapshot,
	makeWorld,
	pidOf,
} from '../helpers/make.ts';

const outer = makeContainer({name: 'outer'});
const inner = makeContainer({name: 'inner', parent: outer.key});
const other = makeContainer({name: 'other'});
const start = initialState(120, 40);
const on = (container: Container, state: UiState = start): UiState => ({
	...state,
	cursors: {...state.cursors, containers: {key: container.key, index: 0}},
});
const wants = (state: UiState, containers = [outer, inner, other]) =>
	wantsOf(makeWorld({snapshot: makeSnapshot({containers}), state}).view);

test('the processes of the selected container are read, with those inside it, and of no other', () => {
	assert.deepEqual(wants(on(outer)).sampled, {containers: [outer.key, inner.key]});
	assert.deepEqual(wants(on(inner)).sampled, {containers: [inner.key]});
});

test('where their pane is not on screen nobody\'s processes are read', () => {
	for (const state of [
		{...on(outer), isZoomed: true},
		{...focusPane(on(outer), 'namespaces'), columns: 80, rows: 24},
		{...on(outer), columns: 20},
	]) {
		assert.equal(wants(state).sampled, 'nobody');
	}

	assert.deepEqual(wants({...focusPane(on(outer), 'processes'), isZoomed: true}).sampled, {containers: [outer.key, inner.key]});
});

test('the details of a process follow it although the list is not on screen', () => {
	const state = {...focusPane(focusPane(on(other), 'processes'), 'details'), isZoomed: true};
	assert.deepEqual(wants(state).sampled, {containers: [other.key]});
	assert.equal(wants(state).details?.pid, pidOf('other'));
});

test('a process that was selected is followed with its I/O, in whatever tab, as long as it or its row is in sight', () => {
	const list = focusPane(on(other), 'processes');
	for (const tab of ['stats', 'graph', 'environment']) {
		const {details} = wants({...list, tab});
		assert.deepEqual([details?.isFollowed, details?.files.includes('io')], [true, true], tab);
	}

	assert.deepEqual(wants({...list, isZoomed: true}).details, {pid: pidOf('other'), files: ['io'], isFollowed: true});
	assert.equal(wants({...focusPane(list, 'namespaces'), isZoomed: true}).details, undefined);
	assert.equal(wants(focusPane(list, 'containers')).details?.isFollowed, undefined);
});

test('the whole host is read only where its namespaces are shown', () => {
	const host: UiState = {...on(outer), namespacesOf: 'host'};
	assert.equal(wants(host).isWholeHost, true);
	assert.equal(wants({...host, isZoomed: true}).isWholeHost, false);
	assert.equal(wants(on(outer)).isWholeHost, false);
});

test('each tab has its own files read, of the first process of the container, and none while it is not on screen', () => {
	for (const tab of tabs.filter(tab => tab.subjects.includes('container'))) {
		const {id, subjects} = tab;
		const files = filesOf(tab, 'container');
		assert.deepEqual(wants({...on(other), tab: id}).details, files.length === 0 ? undefined : {pid: pidOf('other'), files}, id);
		assert.equal(wants({...on(other), tab: id, isZoomed: true}).details, undefined, id);
		assert.ok(subjects.length > 0);
	}
});

test('of a selected process the very one is read', () => {
	const processes = [makeProcess({pid: 50, container: other.key}), makeProcess({pid: 60, container: other.key})];
	const state: UiState = {...focusPane(on(other), 'processes'), cursors: {...on(other).cursors, processes: {key: '60:100', index: 1}}};
	assert.equal(wantsOf(makeWorld({snapshot: makeSnapshot({containers: [other], processes}), state}).view).details?.pid, 60);
});

test('a process has more read than the first one of a container, and a file of /proc only in its tab', () => {
	const processes = [makeProcess({pid: 50, container: other.key})];
	const detailsOf = (state: UiState) => wantsOf(makeWorld({snapshot: makeSnapshot({containers: [other], processes}), state}).view).details;
	assert.ok(detailsOf(focusPane(on(other), 'processes'))?.files.includes('memoryShare'));
	assert.ok(!detailsOf(on(other))?.files.includes('memoryShare'));
	const inProc: UiState = {...focusPane(on(other), 'processes'), tab: 'proc', file: 'maps'};
	assert.deepEqual(detailsOf(inProc), {
		pid: 50, files: ['io'], text: 'maps', isFollowed: true,
	});
	assert.equal(detailsOf({...inProc, tab: 'stats'})?.text, undefined);
	assert.equal(detailsOf({...inProc, isZoomed: true})?.text, undefined, 'it is not read while the details are not on screen');
});

test('of the rows in sight the counters on screen are read, and of all rows those that they are sorted by', () => {
	const many = Array.from({length: 60}, (_, index) => makeContainer({name: `c${String(index).padStart(2, '0')}`}));
	const counters = (state: UiState) => wants(state, many).counters!;
	const narrow = counters({...on(many[3]!), columns: 80, rows: 50});
	assert.equal(narrow.whole, many[3]!.key);
	assert.ok(narrow.shown.length > 3);
	assert.ok(narrow.shown.length < 30);
	assert.deepEqual(narrow.shown, many.slice(0, narrow.shown.length).map(({key}) => key));
	assert.deepEqual(narrow.ofShown, ['memory', 'network', 'tasks']);
	assert.deepEqual(narrow.ofAll, []);
	assert.deepEqual(counters({...on(many[3]!), columns: 240}).ofShown, ['memory', 'network', 'io', 'throttling', 'tasks', 'swap']);
	assert.deepEqual(counters({...on(many[3]!), sorts: {...start.sorts, containers: {column: 'block', isDescending: true}}}).ofAll, ['io']);
	const zoomed = counters({...focusPane(on(many[3]!), 'processes'), isZoomed: true});
	assert.deepEqual([zoomed.shown, zoomed.whole], [[], undefined]);
});

test('threads are read while they are shown, and what tasks wait for while a column in view shows it', () => {
	const processes = [makeProcess({pid: 50, container: other.key}), makeProcess({pid: 60, container: other.key})];
	const snapshot = makeSnapshot({containers: [other], processes});
	const tasks = (state: UiState) => {
		const {view} = makeWorld({snapshot, state});
		const read = wantsOf(view);
		return [read.areThreadsWanted, read.waitChannelsOf];
	};

	assert.deepEqual(tasks({...on(other), columns: 160}), [undefined, [50, 60]]);
	assert.deepEqual(tasks({...on(other), columns: 160, areThreadsShown: true}), [true, [50, 60]]);
	const narrow = {...on(other), columns: 80, rows: 24};
	assert.deepEqual(tasks(narrow), [undefined, undefined]);
	const byWait = {...start.sorts, processes: {column: 'waits', isDescending: false}};
	assert.deepEqual(tasks({...narrow, sorts: byWait}), [undefined, 'sampled']);
	assert.deepEqual(tasks({...on(other), isZoomed: true, areThreadsShown: true}), [undefined, undefined]);
});

test('threads are looked through for namespaces of their own where namespaces are on screen', () => {
	assert.deepEqual(wants(on(outer)).strayedThreadsOf, {containers: [outer.key, inner.key]});
	assert.equal(wants({...on(outer), namespacesOf: 'host'}).strayedThreadsOf, 'shown');
	assert.equal(wants({...on(outer), isZoomed: true}).strayedThreadsOf, undefined);
});

test('a container without a process here has none to look at', () => {
	for (const initPid of [gone, unsupported]) {
		assert.equal(wants(on(other), [{...other, initPid}]).details, undefined);
	}
});

test('without containers the services are looked at', () => {
	assert.deepEqual({...wants(start, []), counters: undefined}, {
		...wantsNothing, units: 'services', counters: undefined, waitChannelsOf: [],
	});
});

test('of what is in no container only the processes in sight are sampled, unless they are sorted by what is sampled', () => {
	const host = makeContainer({
		...other,
		key: 'host:',
		unit: {
			kind: 'host', path: '', name: '', isLeaf: true,
		},
	});
	const processes = Array.from({length: 200}, (_, index) => makeProcess({pid: 1000 + index, container: undefined}));
	const view = (state: UiState) => makeWorld({snapshot: makeSnapshot({containers: [host], processes}), state}).view;
	const {sampled} = wantsOf(view(start)) as {readonly sampled: {readonly inSight: readonly number[]}};
	assert.strictEqual(typeof sampled, 'object');
	assert.notStrictEqual(sampled.inSight, undefined);
	assert.ok(sampled.inSight.length > 0);
	assert.ok(sampled.inSight.length < 50, String(sampled.inSight.length));
	assert.deepEqual(
		wantsOf(view({...start, sorts: {...start.sorts, processes: {column: 'cpu', isDescending: true}}})).sampled,
		{containers: ['host:']},
	);
});

test('while the first pane is filtered, the processes of the host are known too: the filter finds it by them', () => {
	assert.equal(wants(on(outer)).isWholeHost, false);
	assert.equal(wants(setFilter(on(outer), 'containers', 'sleep')).isWholeHost, true);
	assert.equal(wants(setFilter(on(outer), 'processes', 'sleep')).isWholeHost, false);
});
