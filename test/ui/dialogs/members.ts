import test from 'node:test';
import assert from 'node:assert/strict';
import {forEachKind} from '../../../source/kernel/pid/ns.ts';
import type {Snapshot} from '../../../source/model/snapshot.ts';
import {dialogContent} from '../../../source/ui/dialogs/content.ts';
import {wantsOf} from '../../../source/ui/wants.ts';
import {namespaceRows} from '../../../source/ui/lists/namespaces/rows.ts';
import {focusPane, initialState, type UiState} from '../../../source/ui/state.ts';
import {unpaint} from '../../../source/text/theme.ts';
import {
	hostInodes,
	makeContainer,
	makeProcess,
	makeSnapshot,
	makeWorld,
	pressAll,
} from '../../helpers/make.ts';

const web = makeContainer({name: 'web', pids: [8000]});
const net = web.namespaces.net.inode as number;
const key = `net:${net}`;
const processes = [
	makeProcess({
		pid: 8000, container: web.key, nspid: [8000, 1], args: ['nginx', '-g'],
	}),
	makeProcess({
		pid: 9000, container: undefined, nspid: [9000], comm: 'nsenter', args: [],
	}),
];
const snapshot: Snapshot = makeSnapshot({
	containers: [web],
	processes,
	namespaces: [{
		key, kind: 'net', inode: net, isHost: false, pids: [8000, 9000], containers: [web.key],
	}],
	pinnedNamespaces: [
		{
			kind: 'net', inode: net, heldBy: 'descriptor', where: '7', pid: 9000,
		},
		{
			kind: 'net', inode: 77, heldBy: 'mount', where: '/run/netns/blue', pid: 4242,
		},
		{
			kind: 'uts', inode: hostInodes.uts, heldBy: 'mount', where: '/run/uts', pid: 4242,
		},
	],
});
const start = initialState(120, 40);
const onNet: UiState = {
	...focusPane(start, 'namespaces'),
	cursors: {...start.cursors, containers: {key: web.key, index: 0}, namespaces: {key: 'net', index: 3}},
};
const shown = (state: UiState) => {
	const {title, rows} = dialogContent(state.dialog!, makeWorld({snapshot, state}));
	return [title, ...rows.map(row => unpaint(row).trimEnd())].join('\n');
};

test('Enter on a namespace lists everyone in it, who is in no container too, and what else holds it', () => {
	const {state, effect} = pressAll(['enter'], {snapshot, state: onNet});
	assert.equal(effect, undefined);
	const text = shown(state);
	assert.match(text, new RegExp(`^net namespace ${net}\n`));
	assert.match(text, /^2 processes$/m);
	assert.match(text, /^ +8000 +1 +web +nginx -g$/m);
	assert.match(text, /^ +9000 +– +– +\[nsenter\]$/m);
	assert.match(text, /^Held by\ndescriptor 7 of 9000 nsenter$/m);
	assert.equal(pressAll(['escape'], {snapshot, state}).state.dialog, undefined);
});

test('while the list is open the whole host is looked at: anybody may be in a namespace', () => {
	const wants = (state: UiState) => wantsOf(makeWorld({snapshot, state}).view);
	assert.equal(wants(onNet).isWholeHost, false);
	assert.deepEqual(
		[wants(pressAll(['enter'], {snapshot, state: onNet}).state)].map(({isWholeHost, arePinnedWanted}) => [isWholeHost, arePinnedWanted]),
		[[true, undefined]],
	);
	const host: UiState = {...onNet, namespacesOf: 'host'};
	assert.equal(wants(host).arePinnedWanted, true);
	assert.equal(wants({...host, focus: 'containers', isZoomed: true}).arePinnedWanted, undefined, 'the expensive search runs only while it is shown');
});

test('a long list scrolls and stays in its bounds when processes end meanwhile', () => {
	const many = Array.from({length: 100}, (_, index) => makeProcess({pid: 5000 + index, container: web.key}));
	const crowd = makeSnapshot({
		containers: [web], processes: many, namespaces: [{
			key, kind: 'net', inode: net, isHost: false, pids: many.map(({pid}) => pid), containers: [web.key],
		}],
	});
	const {state} = pressAll(['enter', 'G'], {snapshot: crowd, state: onNet});
	const rows = (world: Snapshot) => dialogContent(state.dialog!, makeWorld({snapshot: world, state})).rows.map(row => unpaint(row));
	assert.match(rows(crowd).at(-1)!, /5099/);
	assert.match(rows(snapshot).join('\n'), /8000/);
});

test('the whole host has the namespaces without a process too, with what holds them; one with processes is told once', () => {
	const rows = namespaceRows(snapshot, {...start, namespacesOf: 'host'}, web);
	const blue = rows.find(({inode}) => inode === 77);
	assert.deepEqual([blue?.processes, blue?.isHost, blue?.heldBy], [0, false, ['mount /run/netns/blue of 4242']]);
	assert.equal(rows.filter(({inode}) => inode === net).length, 1);
	assert.equal(rows.find(({kind, heldBy}) => kind === 'uts' && heldBy)?.isHost, true, 'the host\'s own may be mounted somewhere as well');
	assert.deepEqual(
		namespaceRows(snapshot, {...start, namespacesOf: 'host', filters: {...start.filters, namespaces: 'netns/blue'}}, web).map(
			({inode}) => inode,
		),
		[77],
	);
	assert.equal(namespaceRows(snapshot, start, web).length, 8, 'a container has its own eight');
});

test('a namespace that cannot be read has nobody to list', () => {
	const unknown = makeContainer({
		name: 'far',
		namespaces: forEachKind(() => ({inode: {missing: 'denied'} as const, isHost: {missing: 'denied'} as const, sharedWith: []})),
	});
	const {state} = pressAll(['enter'], {snapshot: makeSnapshot({containers: [unknown]}), state: focusPane(start, 'namespaces')});
	assert.deepEqual([state.dialog, state.notice?.tone], [undefined, 'warn']);
});

test('processes of containers come first, and the kernel threads of the host are one line with their number', () => {
	const threads = [2, 3, 4].map(pid => makeProcess({
		pid, container: undefined, parentPid: pid === 2 ? 0 : 2, comm: pid === 2 ? 'kthreadd' : `worker${pid}`, args: [],
	}));
	const init = makeProcess({
		pid: 1, container: undefined, parentPid: 0, comm: 'init', args: ['/sbin/init'],
	});
	const crowd = makeSnapshot({
		containers: [web], processes: [init, ...threads, ...processes], namespaces: [{
			key, kind: 'net', inode: net, isHost: true, pids: [1, 2, 3, 4, 8000, 9000], containers: [web.key],
		}],
	});
	const {state} = pressAll(['enter'], {snapshot: crowd, state: onNet});
	const rows = dialogContent(state.dialog!, makeWorld({snapshot: crowd, state})).rows.map(row => unpaint(row).trim());
	assert.deepEqual(rows.flatMap(row => /^(\d+) +(?:\d+|–) /.exec(row)?.[1] ?? []), ['8000', '1', '9000']);
	assert.ok(rows.includes('and 3 kernel threads of the host'));
	assert.ok(rows.every(row => !row.includes('worker')));
});

test('a filter leaves the members that match by container, pid and command line, kernel threads among them, and what holds it', () => {
	const threads = [2, 3].map(pid => makeProcess({
		pid, container: undefined, parentPid: pid === 2 ? 0 : 2, comm: pid === 2 ? 'kthreadd' : 'worker3', args: [],
	}));
	const crowd: Snapshot = {
		...makeSnapshot({
			containers: [web], processes: [...threads, ...processes], namespaces: [{
				key, kind: 'net', inode: net, isHost: false, pids: [2, 3, 8000, 9000], containers: [web.key],
			}],
		}),
		pinnedNamespaces: snapshot.pinnedNamespaces,
	};
	const filtered = (words: string) => {
		const {state} = pressAll(['enter', '/', ...words, 'enter'], {snapshot: crowd, state: onNet});
		const {rows, title, hint} = dialogContent(state.dialog!, makeWorld({snapshot: crowd, state}));
		return {title, hint, text: rows.map(row => unpaint(row).trim()).filter(row => row !== '')};
	};

	const pids = (words: string) => filtered(words).text.flatMap(row => /^(\d+) +(?:\d+|–) /.exec(row)?.[1] ?? []);
	assert.deepEqual(['web', 'nginx', '8000', 'nsenter', 'worker', '!web', 'zzz'].map(words => pids(words).join(' ')), [
		'8000', '8000', '8000', '9000', '3', '9000 2 3', '',
	]);
	assert.deepEqual(filtered('nsenter').text.slice(-2), ['Held by', 'descriptor 7 of 9000 nsenter']);
	assert.deepEqual(filtered('zzz').text, ['0 of 4 processes', 'Nothing matches.']);
	assert.match(filtered('web').title, /^net namespace \d+ {2}\/web$/);
	assert.match(filtered('web').hint, /Esc clear$/);
	const cleared = pressAll(['enter', '/', ...'web', 'enter', 'escape'], {snapshot: crowd, state: onNet}).state;
	assert.match(dialogContent(cleared.dialog!, makeWorld({snapshot: crowd, state: cleared})).rows.map(row => unpaint(row)).join('\n'), /and 2 kernel threads/);
});
