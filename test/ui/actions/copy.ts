import test from 'node:test';
import assert from 'node:assert/strict';
import {longestCopyBytes} from '../../../source/terminal/clipboard.ts';
import {linesToCopy} from '../../../source/ui/actions/copy.ts';
import {focusPane, initialState} from '../../../source/ui/state.ts';
import {
	makeContainer,
	makeEngine,
	makeProcess,
	makeSnapshot,
	pressAll,
	type WorldChanges,
} from '../../helpers/make.ts';

const web = makeContainer({
	name: 'web', image: 'nginx:1.27', command: 'nginx -g "daemon off;"', addresses: ['172.17.0.2'], labels: {tier: 'front'}, pids: [8000],
});
const nginx = makeProcess({
	pid: 8000, container: web.key, nspid: [8000, 1], pidInside: 1, comm: 'nginx', args: ['nginx', '-g', 'daemon\noff;\u{1B}]52;c;\u{7}'],
});
const snapshot = makeSnapshot({containers: [web], processes: [nginx], engines: [makeEngine()]});
const start = initialState(160, 40);

/**
What `y` offers, each thing with what it is.
*/
function offered(changes: WorldChanges): Readonly<Record<string, string>> {
	const {dialog} = pressAll(['y'], changes).state;
	assert.equal(dialog?.kind, 'copy');
	return Object.fromEntries((dialog.kind === 'copy' ? dialog.items : []).map(({label, text}) => [label, text]));
}

test('of a container y offers name, id, image, address, pid, command line and labels', () => {
	const items = offered({snapshot, state: start});
	assert.deepEqual(
		['Name', 'ID', 'Image', 'Address', 'Host PID', 'Command line', 'Label'].map(label => items[label]),
		['web', web.id, 'nginx:1.27', '172.17.0.2', String(web.initPid as number), 'nginx -g "daemon off;"', 'tier=front'],
	);
});

test('of a process y offers both pids and the command line without its control characters', () => {
	const items = offered({snapshot, state: focusPane(start, 'processes')});
	assert.deepEqual(
		[items['Host PID'], items['Container PID'], items['Command line'], items.Container],
		['8000', '1', 'nginx -g daemon off;]52;c;', 'web'],
	);
});

test('of a namespace y offers the inode and the commands that show it', () => {
	const state = {...focusPane(start, 'namespaces'), cursors: {...start.cursors, namespaces: {key: 'net', index: 3}}};
	const items = offered({snapshot, state});
	assert.equal(items.Inode, String(web.namespaces.net.inode as number));
	assert.equal(items.Link, `net:[${web.namespaces.net.inode as number}]`);
	assert.match(items.Command!, /^nsenter -t \d+ -n ip addr$/);
});

test('in the list of the whole host the commands are about the namespace under the cursor, not about the selected container', () => {
	const blue = {
		key: 'net:77', kind: 'net', inode: 77, isHost: false, pids: [4242, 4243], containers: [],
	} as const;
	const state = {
		...focusPane(start, 'namespaces'), namespacesOf: 'host' as const, cursors: {...start.cursors, namespaces: {key: blue.key, index: 0}},
	};
	const world = makeSnapshot({
		containers: [web], processes: [nginx], engines: [makeEngine()], namespaces: [blue],
	});
	const {dialog} = pressAll(['y'], {snapshot: world, state}).state;
	assert.strictEqual(dialog?.kind, 'copy');
	assert.deepEqual(
		dialog.items.flatMap(({label, text}) => label === 'Command' ? [text] : []),
		['readlink /proc/4242/ns/net', 'lsns 77', 'nsenter -t 4242 -n ip addr'],
	);
});

test('in the details the line that was searched for is chosen, and y or Enter sends it', () => {
	const state = {...focusPane(start, 'details'), tab: 'limits'};
	const found = pressAll(['/', 'm', 'e', 'm', 'enter', 'y'], {snapshot, state}).state.dialog;
	assert.equal(found?.kind, 'copy');
	assert.match(found.kind === 'copy' ? found.items[found.cursor]!.text : '', /mem/i);
	for (const key of ['y', 'enter']) {
		const {effect, state: after} = pressAll(['/', 'm', 'e', 'm', 'enter', 'y', key], {snapshot, state});
		assert.equal(effect?.kind, 'copy');
		assert.match(effect.kind === 'copy' ? effect.text : '', /^\S.*mem|^mem/i);
		assert.equal(after.dialog, undefined);
		assert.match(after.notice!.text, /^Sent to the terminal: /);
	}
});

test('a line that was found is chosen though it has moved out of sight since', () => {
	const place = {top: 0, height: 2, words: 'id'};
	for (const hit of [1, 3, 5]) {
		const {items, cursor} = linesToCopy(['state', 'cpu', 'memory', 'tasks', 'id 46c8'], {...place, hit});
		assert.deepEqual([items.map(({label}) => label), items[cursor]?.text], [['Line 1', 'Line 2', 'Line 5', 'All lines'], 'id 46c8']);
	}

	assert.equal(linesToCopy(['state', 'cpu'], {...place, hit: 1}).cursor, 0);
	assert.equal(linesToCopy(['state', 'id'], {...place, hit: undefined}).cursor, 0);
});

test('what is too long is refused in one sentence with both numbers, and the choice stays open', () => {
	const long = makeContainer({name: 'long', command: 'x'.repeat(longestCopyBytes + 1)});
	const {state, effect} = pressAll(['y', 'down', 'down', 'down', 'down', 'y'], {snapshot: makeSnapshot({containers: [long]}), state: start});
	assert.equal(effect, undefined);
	assert.equal(state.dialog?.kind, 'copy');
	assert.equal(state.notice?.text, `Too long to copy: Command line has ${longestCopyBytes + 1} bytes, and terminals take at most ${longestCopyBytes}.`);
});

test('y in an explanation offers its commands whole; the explanation is there again after it, and after Esc', () => {
	const asked = pressAll(['x', 'down', 'y'], {snapshot, state: start}).state;
	const {dialog} = asked;
	assert.equal(dialog?.kind, 'copy');
	assert.strictEqual(dialog.kind, 'copy');
	assert.ok(dialog.items.every(({text}) => text !== '' && !/\p{Control}/u.test(text)));
	for (const key of ['y', 'escape']) {
		assert.deepEqual(pressAll([key], {snapshot, state: asked}).state.dialog, {kind: 'explain', scroll: 1});
	}
});

test('where nothing is selected y says so', () => {
	const {state, effect} = pressAll(['y'], {snapshot: makeSnapshot(), state: start});
	assert.deepEqual([state.dialog, effect, state.notice?.text], [undefined, undefined, 'There is nothing to copy here.']);
});
