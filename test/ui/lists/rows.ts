import test from 'node:test';
import assert from 'node:assert/strict';
import {
	denied,
	firstSample,
	gone,
	type Known,
} from '../../../source/known.ts';
import type {Container} from '../../../source/model/container.ts';
import type {Snapshot} from '../../../source/model/snapshot.ts';
import type {Column} from '../../../source/ui/table/column.ts';
import {containerRows} from '../../../source/ui/lists/containers/rows.ts';
import {namespaceColumns} from '../../../source/ui/lists/namespaces/columns.ts';
import type {NamespaceRow} from '../../../source/ui/lists/namespaces/row.ts';
import {namespaceRows} from '../../../source/ui/lists/namespaces/rows.ts';
import {containersWithin, processRows} from '../../../source/ui/lists/processes/rows.ts';
import {
	sortRows,
	treeRows,
	withAncestors,
	type Row,
} from '../../../source/ui/table/row.ts';
import {initialState, setFilter, type UiState} from '../../../source/ui/state.ts';
import {
	hostUse,
	makeContainer,
	makeNamespaceUses,
	makeProcess,
	makeSnapshot,
	makeUsage,
	makeWorld,
	takenAt,
} from '../../helpers/make.ts';

type Thing = Row & {readonly value: Known<string | number | undefined>};

const column: Column<Thing> = {
	id: 'value', title: '', help: '', width: {min: 1}, priority: 1, value: ({value}) => value,
};

const thing = (key: string, value: Thing['value']): Thing => ({key, isLastAt: [], value});
const order = (values: ReadonlyArray<Thing['value']>, isDescending: boolean) =>
	sortRows(
		values.map((value, index) => thing(String(index), value)),
		[column],
		{column: 'value', isDescending},
	).map(({key}) => Number(key));

test('what is unknown comes last, whichever the direction, and keeps its order', () => {
	const values = [firstSample, 5, denied, 0, undefined, 7];
	assert.deepEqual(order(values, true), [5, 1, 3, 0, 2, 4]);
	assert.deepEqual(order(values, false), [3, 1, 5, 0, 2, 4]);
});

test('a blank comes last too, whichever the direction', () => {
	assert.deepEqual(order(['', 'b', '', 'a'], false), [3, 1, 0, 2]);
	assert.deepEqual(order(['', 'b', '', 'a'], true), [1, 3, 0, 2]);
});

test('what is equal keeps its order in both directions', () => {
	assert.deepEqual(order([1, 1, 1], true), [0, 1, 2]);
	assert.deepEqual(order([1, 1, 1], false), [0, 1, 2]);
});

test('numbers in names count as numbers, and numbers beside words do no harm', () => {
	assert.deepEqual(order(['web10', 'web2', 'Web1'], false), [2, 1, 0]);
	assert.deepEqual(order([10, 9, 'root'], false), [1, 0, 2]);
});

test('a column that is not there sorts nothing', () => {
	const rows = [thing('b', 2), thing('a', 1)];
	assert.equal(sortRows(rows, [column], {column: 'gone', isDescending: false}), rows);
});

test('rows that match bring those above them, and a circle ends', () => {
	const parents: Readonly<Record<string, string>> = {
		b: 'a', c: 'b', d: 'x', e: 'f', f: 'e',
	};
	const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(key => thing(key, key));
	const kept = (...keys: readonly string[]) =>
		withAncestors(
			rows,
			({key}) => parents[key],
			({key}) => keys.includes(key),
		).map(({key}) => key);
	assert.deepEqual(kept('c'), ['a', 'b', 'c']);
	assert.deepEqual(kept('b', 'g'), ['a', 'b', 'g']);
	assert.deepEqual(kept('d'), ['d'], 'its parent is not in the list');
	assert.deepEqual(kept('e'), ['e', 'f']);
	assert.deepEqual(kept(), []);
});

test('a root of a tree is the row itself, so that what was drawn of it can be kept', () => {
	const rows = [thing('a', 1), thing('b', 2)];
	const tree = treeRows(rows, ({key}) => key === 'b' ? 'a' : undefined);
	assert.equal(tree[0], rows[0]);
	assert.deepEqual(tree[1], {...rows[1], isLastAt: [true]});
});

const withCpu = (name: string, cpuPercent: Known<number>, changes: Partial<Container> = {}) =>
	makeContainer({name, usage: makeUsage({cpuPercent}), ...changes});
const names = (snapshot: Snapshot, state: UiState) => containerRows(snapshot, state).map(({container}) => container.name);
const start = initialState(120, 40);
const flat: UiState = {...start, isTree: {containers: false, processes: false}};
const at = (state: UiState, container: Container, index: number): UiState => ({
	...state,
	cursors: {...state.cursors, containers: {key: container.key, index}},
});
const died = (container: Container, diedAt = takenAt - 1): Container => ({
	...container, state: 'exited', exitCode: 137, diedAt, usage: makeUsage({cpuPercent: gone}), pids: [], initPid: gone,
});

test('containers by CPU, those without a number last, the running ones before the stopped ones', () => {
	const snapshot = makeSnapshot({
		containers: [
			withCpu('old', gone, {state: 'exited'}), withCpu('new', firstSample), withCpu('b', 5), withCpu('a', 50),
		],
	});
	assert.deepEqual(names(snapshot, start), ['a', 'b', 'new', 'old']);
});

test('containers of the same number come by name, so that idle ones do not dance', () => {
	const list = ['web10', 'web2', 'db'].map(name => withCpu(name, 0));
	assert.deepEqual(names(makeSnapshot({containers: list}), start), ['db', 'web2', 'web10']);
	assert.deepEqual(names(makeSnapshot({containers: list.toReversed()}), start), ['db', 'web2', 'web10']);
});

test('a container in a container stands below it, whatever it uses', () => {
	const outer = withCpu('outer', 1);
	const snapshot = makeSnapshot({containers: [outer, withCpu('inner', 90, {parent: outer.key}), withCpu('web', 50)]});
	assert.deepEqual(
		containerRows(snapshot, start).map(({container, isLastAt}) => [container.name, isLastAt]),
		[
			['web', []],
			['outer', []],
			['inner', [true]],
		],
	);
	assert.deepEqual(names(snapshot, flat), ['inner', 'web', 'outer']);
});

test('a filter keeps the container that the one found lies in, in the tree alone', () => {
	const outer = withCpu('outer', 1);
	const snapshot = makeSnapshot({containers: [outer, withCpu('inner', 90, {parent: outer.key}), withCpu('web', 50)]});
	const filters = {...start.filters, containers: 'INN'};
	assert.deepEqual(names(snapshot, {...start, filters}), ['outer', 'inner']);
	assert.deepEqual(names(snapshot, {...flat, filters}), ['inner']);
});

test('a filter finds by image, state and flags too', () => {
	const snapshot = makeSnapshot({
		containers: [
			makeContainer({name: 'a', image: 'redis:7'}),
			makeContainer({name: 'b', state: 'paused'}),
			makeContainer({name: 'c', namespaces: makeNamespaceUses('c', {net: hostUse('net')})}),
		],
	});
	for (const [text, name] of [['redis', 'a'], ['paused', 'b'], ['host-net', 'c']] as const) {
		assert.deepEqual(names(snapshot, {...start, filters: {...start.filters, containers: text}}), [name]);
	}
});

test('stopped containers can be hidden; removed ones are never in the list', () => {
	const snapshot = makeSnapshot({
		containers: [
			withCpu('a', 1),
			withCpu('p', 0, {state: 'paused'}),
			died(withCpu('old', 0)),
			{...died(withCpu('job', 0)), isRemoved: true},
		],
	});
	assert.deepEqual(names(snapshot, start), ['a', 'p', 'old']);
	assert.deepEqual(names(snapshot, {...start, showStopped: false}), ['a', 'p']);
});

test('a container that dies while it is selected stays at its place for a minute, whether stopped ones are shown or not', () => {
	const web = withCpu('web', 50);
	const list = [withCpu('a', 90), died(web, takenAt), withCpu('b', 40), withCpu('c', 30)];
	for (const showStopped of [true, false]) {
		const state = at({...start, showStopped}, web, 1);
		assert.deepEqual(names(makeSnapshot({containers: list, takenAt: takenAt + 59_999}), state), ['a', 'web', 'b', 'c']);
		assert.deepEqual(
			names(makeSnapshot({containers: list, takenAt: takenAt + 60_000}), state),
			showStopped ? ['a', 'b', 'c', 'web'] : ['a', 'b', 'c'],
		);
	}
});

test('a container that was removed while it is selected (--rm) is still there, others that were are not', () => {
	const job = {...died(withCpu('job', 50)), isRemoved: true};
	const snapshot = makeSnapshot({containers: [withCpu('a', 90), job, {...died(withCpu('other', 0)), isRemoved: true}, withCpu('b', 1)]});
	assert.deepEqual(names(snapshot, at(start, job, 1)), ['a', 'job', 'b']);
	assert.deepEqual(names(snapshot, at(start, withCpu('a', 90), 0)), ['a', 'b']);
});

test('a filter does not take away the container that died under the cursor', () => {
	const web = withCpu('web', 50);
	const snapshot = makeSnapshot({containers: [withCpu('a', 90), died(web), withCpu('ab', 1)]});
	assert.deepEqual(names(snapshot, {...at(start, web, 1), filters: {...start.filters, containers: 'a'}}), ['a', 'web', 'ab']);
});

test('a filter that was typed after its death does', () => {
	const web = withCpu('web', 50);
	const snapshot = makeSnapshot({containers: [withCpu('a', 90), died(web, takenAt - 10), withCpu('ab', 1)]});
	const filtered = (moment: number) =>
		names(snapshot, setFilter({...start, cursors: {...start.cursors, containers: {key: web.key, index: 1}}}, 'containers', 'ab', moment));
	assert.deepEqual(filtered(takenAt - 11), ['ab', 'web']);
	assert.deepEqual(filtered(takenAt - 10), ['ab'], 'it was seen dead when the filter was typed');
});

test('in the tree, too, a container that dies keeps its line', () => {
	const outer = withCpu('outer', 90);
	const inner = withCpu('inner', 1, {parent: outer.key});
	const web = withCpu('web', 50);
	const list = (selected: Container) =>
		[outer, inner, web, withCpu('z', 10), withCpu('inner2', 0.5, {parent: outer.key})].map(container =>
			container.key === selected.key ? died(container) : container,
		);
	const before = names(makeSnapshot({containers: list(makeContainer({name: 'nobody'}))}), start);
	assert.deepEqual(before, ['outer', 'inner', 'inner2', 'web', 'z']);
	for (const selected of [web, inner]) {
		const index = before.indexOf(selected.name);
		assert.deepEqual(names(makeSnapshot({containers: list(selected)}), at(start, selected, index)), before, selected.name);
	}
});

test('a dead container below all others does not leave the list when others go', () => {
	const web = withCpu('web', 1);
	assert.deepEqual(names(makeSnapshot({containers: [withCpu('a', 5), died(web)]}), at(start, web, 7)), ['a', 'web']);
});

const outer = makeContainer({name: 'outer'});
const inner = makeContainer({name: 'inner', parent: outer.key});
const deepest = makeContainer({name: 'deepest', parent: inner.key});
const web = makeContainer({name: 'web'});

test('a container and all that lies in it, however deep', () => {
	const snapshot = makeSnapshot({containers: [deepest, inner, outer, web]});
	assert.deepEqual([...containersWithin(snapshot, outer)], [outer.key, inner.key, deepest.key]);
	assert.deepEqual([...containersWithin(snapshot, web)], [web.key]);
});

const processes = [
	makeProcess({
		pid: 10, container: outer.key, comm: 'dockerd', args: ['dockerd'], parentPid: 1,
	}),
	makeProcess({
		pid: 30, container: inner.key, comm: 'nginx', args: ['nginx'], parentPid: 20, cpuPercent: 9,
	}),
	makeProcess({
		pid: 20, container: outer.key, comm: 'shim', args: ['shim'], parentPid: 10, cpuPercent: firstSample,
	}),
	makeProcess({pid: 40, container: web.key}),
	makeProcess({pid: 1, container: undefined, comm: 'systemd'}),
];
const nested = makeSnapshot({containers: [outer, inner, deepest, web], processes});
const pids = (state: UiState, container: string | undefined = outer.key) =>
	processRows(nested, state, nested.containers.get(container)).map(({process}) => process.pid);

test('the processes of a container are those inside it too, as their tree', () => {
	assert.deepEqual(
		processRows(nested, start, outer).map(({process, isLastAt}) => [process.pid, isLastAt]),
		[
			[10, []],
			[20, [true]],
			[30, [true, true]],
		],
	);
	assert.deepEqual(pids(start, inner.key), [30]);
	assert.deepEqual(processRows(nested, start, undefined), []);
	assert.deepEqual(pids(start, 'gone'), []);
});

test('a filter in the tree keeps the parents, in the list it does not', () => {
	const filters = {...start.filters, processes: 'nginx'};
	assert.deepEqual(pids({...start, filters}), [10, 20, 30]);
	assert.deepEqual(pids({...flat, filters}), [30]);
});

test('processes sort by a column, unknown ones last', () => {
	const sorts = {...start.sorts, processes: {column: 'cpu', isDescending: true}};
	assert.deepEqual(pids({...flat, sorts}), [30, 10, 20]);
	assert.deepEqual(pids({...flat, sorts: {...sorts, processes: {column: 'cpu', isDescending: false}}}), [10, 30, 20]);
});

test('the eight namespaces of a container, with the names of those who share', () => {
	const shared = (with_: readonly string[]) => ({inode: 77, isHost: false, sharedWith: with_});
	const sidecars = ['side10', 'side2'].map(name => makeContainer({name}));
	const main = makeContainer({
		name: 'main',
		namespaces: makeNamespaceUses('main', {net: shared([...sidecars.map(({key}) => key), 'f'.repeat(64)])}),
	});
	const snapshot = makeSnapshot({containers: [main, ...sidecars]});
	const rows = namespaceRows(snapshot, start, main);
	assert.deepEqual(
		rows.map(({kind}) => kind),
		['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'],
	);
	assert.deepEqual(
		rows.find(({kind}) => kind === 'net')?.containers,
		['ffffffffffff', 'side2', 'side10'],
		'one that is not known by its id',
	);
	assert.deepEqual(namespaceRows(snapshot, start, undefined), []);
});

test('the whole host has all its namespaces, with everybody in them', () => {
	const snapshot = makeSnapshot({containers: [outer, web]});
	const rows = namespaceRows(snapshot, {...start, namespacesOf: 'host'}, web);
	assert.equal(rows.length, snapshot.namespaces.size);
	const user = rows.find(({kind}) => kind === 'user');
	assert.deepEqual([user?.containers, user?.processes, user?.isHost], [['outer', 'web'], 2, true]);
});

test('names of those who share are cut in the middle, each to what tells it from the others', () => {
	const sharedWith = namespaceColumns.find(({id}) => id === 'shared')!;
	const {theme} = makeWorld();
	const row: NamespaceRow = {
		key: 'net', isLastAt: [], kind: 'net', inode: 7, isHost: false, processes: 1, isWholeHost: false,
		containers: ['shop-web-frontend-1', 'shop-web-frontend-2'],
	};
	const cell = (width: number, changes: Partial<NamespaceRow> = {}) => sharedWith.text?.({...row, ...changes}, {width, theme, now: takenAt});
	assert.equal(cell(40), 'shop-web-frontend-1, shop-web-frontend-2');
	assert.equal(cell(24), 'shop-…end-1, shop-…end-2');
	assert.equal(cell(23, {containers: ['db', 'shop-web-frontend-1']}), 'db, shop-web-frontend-1');
	assert.equal(cell(20, {containers: ['db', 'shop-web-frontend-1']}), 'db, shop-we…ontend-1', 'a short name leaves its room to the others');
	assert.equal(cell(12), 'shop-web-frontend-1, shop-web-frontend-2', 'what has no room for both is cut by the table');
	assert.equal(cell(12, {containers: ['shop-web-frontend-1']}), 'shop-…tend-1');
	assert.equal(cell(12, {containers: []}), theme.glyphs.dash);
});

test('namespaces filter by kind, inode and name', () => {
	const snapshot = makeSnapshot({containers: [outer, web]});
	const filtered = (text: string) =>
		namespaceRows(snapshot, {...start, namespacesOf: 'host', filters: {...start.filters, namespaces: text}}, undefined);
	assert.ok(filtered('uts').every(({kind}) => kind === 'uts'));
	assert.equal(filtered(String(outer.namespaces.net.inode as number)).length, 1);
	assert.ok(filtered('WEB').length > 0);
	assert.ok(filtered('web').every(({containers}) => containers.includes('web')));
});
