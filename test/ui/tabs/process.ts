import test from 'node:test';
import assert from 'node:assert/strict';
import {
	denied,
	firstSample,
	gone,
	type Known,
} from '../../../source/known.ts';
import type {OwnedSocket} from '../../../source/model/build/sockets.ts';
import type {Process} from '../../../source/model/process.ts';
import type {ProcessDetails} from '../../../source/model/process-details.ts';
import type {Snapshot} from '../../../source/model/snapshot.ts';
import {plainText} from '../../../source/text/search.ts';
import {focusPane, initialState, type UiState} from '../../../source/ui/state.ts';
import {ancestorsOf} from '../../../source/ui/tabs/stats/process.ts';
import {
	hostUse,
	makeContainer,
	makeDetails,
	makeNamespaceUses,
	makeProcess,
	makeSnapshot,
	makeWorld,
	openFile,
	pressAll,
} from '../../helpers/make.ts';

const web = makeContainer({
	name: 'web', pids: [8000, 9000], initPid: 8000, init: '8000:100',
});
const first = makeProcess({pid: 8000, container: web.key, comm: 'nginx'});
const worker = makeProcess({
	pid: 9000,
	container: web.key,
	comm: 'worker',
	parentPid: 8000,
});
const start: UiState = {
	...focusPane(initialState(120, 40), 'processes'),
	cursors: {...initialState(120, 40).cursors, containers: {key: web.key, index: 0}, processes: {key: worker.key, index: 1}},
};

function snapshotWith(details: Partial<ProcessDetails>, process: Process = worker): Snapshot {
	return makeSnapshot({containers: [web], processes: [first, process], details: makeDetails(process.key, details)});
}

/**
All that the details pane has to show, its heading above.
*/
function shown(tab: string, details: Partial<ProcessDetails>, state: UiState = start): string {
	const {view: {details: {heading, lines}}} = makeWorld({snapshot: snapshotWith(details), state: {...state, tab}});
	return [...heading, ...lines].map(line => plainText(line).trimEnd()).join('\n');
}

test('the stats of a process tell PSS, OOM score, program, cgroup and ancestors; what is not known yet is a dot', () => {
	const text = shown('stats', {
		memoryShare: {proportionalBytes: 3_000_000, residentBytes: 4_000_000, swapBytes: 0},
		oomScore: 667,
		oomAdjustment: -500,
		links: {executable: {path: '/usr/sbin/nginx', isDeleted: true}, workingDirectory: denied, root: {path: '/', isDeleted: false}},
		cgroups: [
			{hierarchy: 3, controllers: ['memory'], path: '/docker/abc'},
			{hierarchy: 2, controllers: ['cpu'], path: '/docker/abc'},
			{hierarchy: 0, controllers: [], path: '/'},
		],
	});
	assert.match(text, /proportional 2\.9M/);
	assert.match(text, /OOM score 667 · adjusted by -500/);
	assert.match(text, /program {4}\/usr\/sbin\/nginx \(deleted\) · in denied/);
	assert.match(text, /cgroup {5}\/docker\/abc$/m);
	assert.match(text, /tree {7}nginx > worker$/m);
	assert.match(shown('stats', {}), /proportional ·/);
});

test('the ancestors end at the first process of the selected container, and a circle of reused pids ends too', () => {
	const names = (processes: readonly Process[], process: Process) =>
		ancestorsOf({process, container: web, snapshot: makeSnapshot({containers: [web], processes})}).map(({comm}) => comm);
	const host = makeProcess({pid: 1, comm: 'systemd', parentPid: 0});
	assert.deepEqual(names([host, {...first, parentPid: 1}, worker], worker), ['nginx', 'worker']);
	assert.deepEqual(names([host, worker], worker), ['worker'], 'its parent is not known');
	const looped = {...worker, parentPid: 7000};
	assert.deepEqual(names([{...first, pid: 7000, parentPid: 9000}, looped], looped), ['nginx', 'worker']);
});

test('namespaces of a process beside its container\'s and the host\'s: who entered only the network differs in all others', () => {
	const inodes = makeNamespaceUses('web');
	const own = {...worker, namespaces: {...first.namespaces, net: inodes.net.inode, user: denied}};
	const world = makeWorld({snapshot: snapshotWith({}, own), state: {...start, tab: 'namespaces'}});
	const line = (kind: string) =>
		world.view.details.lines
			.map(each => plainText(each))
			.find(text => text.startsWith(kind))
			?.split(/ +/)
			.slice(2, 4);
	assert.deepEqual(line('net'), ['same', 'own']);
	assert.deepEqual(line('mnt'), ['another', 'same']);
	assert.deepEqual(line('cgroup'), ['same', 'same']);
	assert.deepEqual(line('user'), ['denied', 'denied']);
	assert.match(world.view.details.lines.map(each => plainText(each)).join('\n'), /The first process of its container is 8000 of web/);
});

const socket = (changes: Partial<OwnedSocket>): OwnedSocket => ({
	protocol: 'tcp',
	inode: 1,
	local: '*:80',
	remote: '',
	state: 'LISTEN',
	isListening: true,
	owners: [
		{pid: 8000, name: 'nginx'},
		{pid: 9000, name: 'worker'},
	],
	...changes,
});

test('a process shows the sockets that it has open, each with all who have it', () => {
	const text = shown('sockets', {sockets: [socket({}), socket({local: '*:443', owners: [{pid: 8000, name: 'nginx'}]})]});
	assert.match(text, /^PROTO +LOCAL +REMOTE +STATE +OWNER\ntcp +\*:80 +LISTEN +8000 nginx, 9000 worker$/);
	assert.match(shown('sockets', {sockets: []}), /no TCP, UDP or Unix socket/);
	assert.match(shown('sockets', {sockets: denied}), /cannot be read: denied/);
	assert.match(shown('sockets', {sockets: firstSample}), /being read/);
});

test('a container shows its namespace\'s sockets that nobody has, but of the host\'s namespace its own alone', () => {
	const lingering = socket({
		local: '10.0.0.2:80', remote: '10.0.0.9:4242', state: 'TIME_WAIT', isListening: false, owners: [],
	});
	const linesOf = (container: typeof web) => {
		const snapshot = makeSnapshot({
			containers: [container],
			processes: [first, worker],
			details: makeDetails(first.key, {sockets: [socket({}), lingering]}),
		});
		const state = {...focusPane(start, 'containers'), tab: 'sockets'};
		return makeWorld({snapshot, state}).view.details.lines.map(line => plainText(line));
	};

	assert.match(linesOf(web)[1] ?? '', /10\.0\.0\.2:80 +10\.0\.0\.9:4242 +TIME_WAIT +–/);
	assert.equal(linesOf({...web, namespaces: makeNamespaceUses('web', {net: hostUse('net')})}).length, 1);
});

test('a long path keeps its end, and the owners have room beside two long ends', () => {
	const text = shown('sockets', {sockets: [socket({local: `/${'x'.repeat(300)}/end.sock`, remote: `[${'1234:'.repeat(40)}]:1`})]});
	assert.match(text, /…x*\/end\.sock/);
	assert.match(text, /8000 nginx/);
});

test('open files tell number, mode, kind, size, position and target', () => {
	const regular = {kind: 'file', sizeBytes: 2048, hasName: true} as const;
	const openFiles = [
		openFile(0, {kind: 'path', path: '/dev/null', isDeleted: false}, {facts: {kind: 'device', sizeBytes: undefined, hasName: true}}),
		openFile(4, {kind: 'anonymous', name: 'eventpoll'}),
		openFile(5, {kind: 'namespace', namespace: 'net', inode: 4_026_531_840}, {mode: 'read'}),
		openFile(6, {kind: 'path', path: '/tmp/x', isDeleted: true}, {facts: {...regular, hasName: false}, positionBytes: 1024}),
		openFile(7, denied),
		openFile(8, {kind: 'path', path: '/var/log/app', isDeleted: false}, {facts: regular, mode: 'write', isAppending: true}),
		openFile(9, {kind: 'path', path: '/tmp/two-names', isDeleted: true}, {facts: regular}),
		openFile(10, {kind: 'path', path: '/mnt/far', isDeleted: false}),
		openFile(11, {kind: 'memory', name: 'buffer'}, {facts: {...regular, hasName: false}}),
	];
	const zoomed = {...start, zoomed: 'details' as const};
	const text = shown('files', {openFiles}, zoomed);
	assert.match(text, /FD MODE KIND +SIZE POSITION TARGET +9 open/);
	assert.match(text, /^ +0 rw +device +\/dev\/null$/m);
	assert.match(text, /^ +4 rw +anonymous +eventpoll$/m);
	assert.match(text, /^ +5 r +namespace +net 4026531840$/m);
	assert.match(text, /^ +6 rw +file +2\.0K +1\.0K \/tmp\/x deleted$/m);
	assert.match(text, /^ +7 rw +– +denied$/m);
	assert.match(text, /^ +8 wa +file +2\.0K +0 \/var\/log\/app$/m);
	assert.match(text, /^ +9 rw +file +2\.0K +0 \/tmp\/two-names deleted$/m, 'another name of the file may be left');
	assert.match(text, /^ +10 rw +path +– +\/mnt\/far$/m);
	assert.match(text, /^ +11 rw +memory +2\.0K +0 buffer$/m);
	assert.match(shown('files', {openFiles: denied}), /cannot be read: denied/);
});

test('a socket among the open files tells its protocol, its ends and its state; one of no table keeps its number', () => {
	const text = shown('files', {
		openFiles: [3, 4, 5, 6].map(number => openFile(number, {kind: 'socket', inode: number})),
		sockets: [
			socket({inode: 3, local: '*:80'}),
			socket({
				inode: 4, local: '10.0.0.2:80', remote: '10.0.0.9:4242', state: 'ESTABLISHED', isListening: false,
			}),
			socket({
				inode: 5, protocol: 'unix', local: '', state: '', isListening: false,
			}),
		],
	});
	assert.match(text, /^ +3 rw +socket +tcp \*:80 LISTEN$/m);
	assert.match(text, /^ +4 rw +socket +tcp 10\.0\.0\.2:80 → 10\.0\.0\.9:4242 ESTABLISHED$/m);
	assert.match(text, /^ +5 rw +socket +unix without a name 5$/m);
	assert.match(text, /^ +6 rw +socket +6 neither TCP, UDP nor Unix here$/m);
});

const secrets = [{name: 'DB_PASSWORD', value: 'hunter2'}, {name: 'MODE', value: 'fast'}, {name: 'ODD', value: undefined}];
const environ = {name: 'environ', content: {text: 'DB_PASSWORD=hunter2\0MODE=fast\0', isCut: false}} as const;

test('values under names that promise a secret are not on screen, not even their length, until v; in the environ file as well', () => {
	for (const [state, details] of [
		[{...start, tab: 'environment'}, {environment: secrets}],
		[{...start, tab: 'proc', file: 'environ'}, {text: environ}],
	] as const) {
		const before = shown(state.tab, details, state);
		assert.match(before, /DB_PASSWORD=\(hidden\)\nMODE=fast/);
		assert.doesNotMatch(before, /hunter2/);
		assert.match(before, /1 hidden, v shows them/);
		const shownState = pressAll(['v'], {snapshot: snapshotWith(details), state}).state;
		assert.match(shown(state.tab, details, shownState), /DB_PASSWORD=hunter2\nMODE=fast/);
		const hidden = pressAll(['v'], {snapshot: snapshotWith(details), state: shownState}).state;
		assert.doesNotMatch(shown(state.tab, details, hidden), /hunter2/);
	}
});

test('secrets are hidden again as soon as anything else is selected, and stay so when one comes back', () => {
	const snapshot = snapshotWith({environment: secrets});
	const state: UiState = {...start, tab: 'environment'};
	for (const keys of [['v', 'k', 'j'], ['v', '1', '2'], ['v', '1', '4', '2']]) {
		const after = pressAll(keys, {snapshot, state}).state;
		assert.doesNotMatch(shown('environment', {environment: secrets}, after), /hunter2/, keys.join(' '));
	}

	// The selected process ends, and the cursor is on another one without any key.
	const open = pressAll(['v'], {snapshot, state}).state;
	const other = {...worker, key: '9100:100', pid: 9100};
	const {view} = makeWorld({
		snapshot: makeSnapshot({containers: [web], processes: [first, other], details: makeDetails(other.key, {environment: secrets})}),
		state: open,
	});
	assert.doesNotMatch(view.details.lines.map(line => plainText(line)).join('\n'), /hunter2/);
});

test('secrets are not revealed by searching for them either', () => {
	const snapshot = snapshotWith({environment: secrets});
	const state: UiState = {...focusPane(start, 'details'), tab: 'environment'};
	const {state: found} = pressAll(['/', 'h', 'u', 'n', 't'], {snapshot, state});
	assert.equal(found.hit, undefined);
});

test('v elsewhere says where it belongs', () => {
	assert.match(pressAll(['v'], {snapshot: snapshotWith({}), state: start}).state.notice?.text ?? '', /Environment tab/);
});

test('. and , go through the files of /proc round and round, from the top each time', () => {
	const state: UiState = {...start, tab: 'proc', detailsScroll: 9};
	const snapshot = snapshotWith({});
	const fileAfter = (...keys: readonly string[]) => pressAll(keys, {snapshot, state}).state;
	assert.deepEqual([fileAfter('.').file, fileAfter('.').detailsScroll], ['stat', 0]);
	assert.equal(fileAfter('}').file, 'stat');
	assert.equal(fileAfter(',').file, 'fd');
	assert.equal(fileAfter('{', '.').file, 'status');
	assert.match(pressAll(['.'], {snapshot, state: start}).state.notice?.text ?? '', /\/proc tab/);
});

test('a file of /proc is shown whole, tabs and long lines too; what was read of another file is not taken for it', () => {
	const content = (text: string, isCut = false): Known<{text: string; isCut: boolean}> => ({text, isCut});
	const status = shown('proc', {text: {name: 'status', content: content('Name:\tsh\nUmask:\t0022\n')}});
	assert.match(status, /^ , \. \[status\] stat .*\nName: {3}sh\nUmask: {2}0022$/);
	assert.match(shown('proc', {text: {name: 'stat', content: content('1 (x)\n')}}), /\/proc\/9000\/status is being read/);
	const long = shown('proc', {text: {name: 'status', content: content(`${'x'.repeat(300)}\nend\n`)}});
	assert.match(long.replaceAll('\n', ''), /x{300}end$/);
	assert.match(shown('proc', {text: {name: 'status', content: content('a\nb\n', true)}}), /Only the first 4 are shown/);
	assert.match(shown('proc', {text: {name: 'status', content: denied}}), /cannot be read: denied/);
	assert.match(shown('proc', {text: {name: 'status', content: gone}}), /does not have it, or has ended/);
	assert.match(shown('proc', {text: {name: 'status', content: content('')}}), /It is empty/);
	assert.match(
		shown('proc', {text: {name: 'cmdline', content: content('nginx\0-g\0daemon off;\0')}}, {...start, file: 'cmdline'}),
		/\nnginx\n-g\ndaemon off;$/,
	);
});

test('the name of the chosen file and of the chosen tab are in sight on a narrow screen too', () => {
	const narrow: UiState = {
		...start, columns: 60, rows: 24, focus: 'details', tab: 'proc', file: 'fd',
	};
	const {view} = makeWorld({snapshot: snapshotWith({text: {name: 'fd', content: {text: '', isCut: false}}}), state: narrow});
	assert.match(plainText(view.details.heading[0]!), /\[fd\]/);
});
