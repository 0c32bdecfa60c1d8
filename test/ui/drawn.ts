import test from 'node:test';
import assert from 'node:assert/strict';
import {
	denied,
	firstSample,
	gone,
	isMissing,
	unsupported,
} from '../../source/known.ts';
import {forEachKind} from '../../source/kernel/pid/ns.ts';
import type {Entry} from '../../source/model/entry.ts';
import type {Container} from '../../source/model/container.ts';
import type {Snapshot} from '../../source/model/snapshot.ts';
import {unknownNamespaces} from '../../source/model/build/namespaces.ts';
import {unknownUsage} from '../../source/model/build/usage.ts';
import {dialogContent} from '../../source/ui/dialogs/content.ts';
import {drawFooter} from '../../source/ui/panes/footer.ts';
import type {Inspection} from '../../source/ui/inspection.ts';
import {paneIds} from '../../source/ui/layout/layout.ts';
import {drawHeader} from '../../source/ui/panes/header.ts';
import {drawOf} from '../../source/ui/panes/index.ts';
import {
	focusPane,
	initialState,
	openDialog,
	type Dialog,
	type UiState,
} from '../../source/ui/state.ts';
import type {Target} from '../../source/ui/target.ts';
import {beginProgress, notify} from '../../source/ui/messages.ts';
import {tabs} from '../../source/ui/tabs/index.ts';
import {createTheme, unpaint, type Theme} from '../../source/text/theme.ts';
import type {World} from '../../source/ui/world.ts';
import {hostileTexts, unsafeIn, wrongWidths} from '../helpers/drawn.ts';
import {
	idOf,
	makeContainer,
	makeDetails,
	makeEngine,
	makeHost,
	makeIsolation,
	makeNamespaceUses,
	makeProcess,
	makeSnapshot,
	makeWorld,
	openFile,
	takenAt,
} from '../helpers/make.ts';
import {makeInterface} from '../helpers/readings.ts';

const themes: readonly Theme[] = [
	createTheme({level: '16', isUnicode: true}),
	createTheme({level: 'none', isUnicode: true}),
	createTheme({level: '16', isUnicode: false}),
	createTheme({level: 'none', isUnicode: false}),
];
const sizes = [[40, 10], [41, 17], [53, 18], [80, 24], [80, 50], [109, 34], [110, 18], [120, 40], [233, 70]] as const;
const tooSmall = [[39, 9], [39, 40], [120, 9], [7, 3], [1, 1]] as const;

/**
A host on which every word that a stranger can choose was chosen by one who means harm.
*/
function hostileContainer(text: string, index: number): Container {
	const key = idOf(`hostile ${index}`);
	const pid = 3000 + index;
	return makeContainer({
		id: key,
		name: text,
		image: text,
		command: text,
		runtime: text,
		cgroup: `/docker/${text}`,
		labels: {[text]: text},
		ports: [{
			hostAddress: text, hostPort: 80, containerPort: 80, protocol: text,
		}],
		isolation: makeIsolation({
			isPrivileged: true,
			lsmLabel: text,
			engineSockets: [{path: text, engine: text}],
			nestedEngine: text,
			hostMounts: [{path: text, source: text, isWritable: true}],
			root: {
				fileSystem: text, source: text, isReadOnly: true, lower: [text], upper: text,
			},
		}),
		pids: [pid],
		initPid: pid,
		init: `${pid}:100`,
		parent: index % 3 === 2 ? idOf(`hostile ${index - 1}`) : undefined,
		namespaces: makeNamespaceUses(`hostile ${index}`, {
			net: {inode: 77, isHost: false, sharedWith: hostileTexts.map((_, other) => idOf(`hostile ${other}`))},
		}),
	});
}

const containers = hostileTexts.map((text, index) => hostileContainer(text, index));
const processes = containers.flatMap((container, index) => {
	const text = hostileTexts[index]!;
	const pid = 3000 + index;
	return [
		makeProcess({
			pid, container: container.key, comm: text, args: [text, text], user: text, nspid: [pid, 1],
		}),
		makeProcess({
			pid: 5000 + index, parentPid: pid, container: container.key, comm: text, args: [], user: text, nspid: [5000 + index, 321, 12],
		}),
	];
});
const text = hostileTexts.join('');
const hostile = (index: number, processKey?: string): Snapshot => {
	const word = hostileTexts[index]!;
	return makeSnapshot({
		containers,
		processes,
		host: makeHost({hostname: word, kernel: word, os: word}),
		engines: [makeEngine({version: word, address: `unix://${word}`, detail: word}), makeEngine({
			id: 'e2', kind: 'podman', state: 'unreachable', address: word, detail: word, isRootless: undefined,
		})],
		details: makeDetails(processKey ?? `${3000 + index}:100`, {
			limits: [
				{
					name: 'Max open files',
					soft: 1024,
					hard: 'unlimited',
					unit: 'files',
				},
			],
			mounts: [
				{
					mountId: 1,
					parentId: 0,
					device: '0:50',
					root: '/',
					mountPoint: '/',
					options: ['rw'],
					propagation: [],
					fileSystem: 'overlay',
					source: word,
					superOptions: [`lowerdir=${word}:${word}`, `upperdir=${word}`],
				},
				{
					mountId: 2,
					parentId: 1,
					device: '0:51',
					root: word,
					mountPoint: word,
					options: ['ro', word],
					propagation: [word],
					fileSystem: `fuse.${word}`,
					source: word,
					superOptions: [word],
				},
			],
			network: [makeInterface(word, 1, 2), makeInterface('lo', 3, 4)],
			networkSetup: {
				unplaced: [],
				gateways: [{address: '10.0.0.1', interface: word}],
				resolver: {nameservers: [word], search: [word]},
				interfaces: [
					{
						name: word,
						addresses: [{address: '10.0.0.2', prefixLength: 24}],
						hardware: {
							macAddress: undefined, index: 2, linkedIndex: 3, type: word, mtu: 1500,
						},
						hostEnd: {kind: 'peer', name: word, bridge: word},
					},
				],
			},
			memoryShare: denied,
			links: {executable: {path: word, isDeleted: true}, workingDirectory: {path: word, isDeleted: false}, root: gone},
			cgroups: [{hierarchy: 0, controllers: [word], path: `/${word}`}],
			openFiles: [
				openFile(0, {kind: 'path', path: word, isDeleted: true}),
				openFile(1, {kind: 'anonymous', name: word}),
				openFile(3, {kind: 'memory', name: word}),
				openFile(4, {kind: 'socket', inode: 77}),
				openFile(2, denied),
			],
			sockets: [
				{
					protocol: 'unix',
					inode: 77,
					local: word,
					remote: word,
					state: word,
					isListening: true,
					owners: [
						{pid: 3000 + index, name: word},
						{pid: 5000 + index, name: word},
					],
				},
			],
			environment: [
				{name: word, value: word},
				{name: `${word}_PASSWORD`, value: word},
				{name: word, value: undefined},
			],
			text: {name: 'status', content: {text: `${word}\n\t${word}\0${word}`, isCut: true}},
		}),
		pinnedNamespaces: [
			{
				kind: 'net', inode: 77, heldBy: 'mount', where: word, pid: 3000 + index,
			},
			{
				kind: 'net', inode: 78, heldBy: 'mount', where: word, pid: 3000 + index,
			},
		],
		problems: [{about: 'threads', what: word, detail: word}],
	});
};

/**
A root that is itself of a file system named by a stranger.
*/
function withRootOf(snapshot: Snapshot, fileSystem: string): Snapshot {
	const {details} = snapshot;
	assert.ok(details);
	assert.ok(!isMissing(details.mounts));
	return {
		...snapshot,
		details: {...details, mounts: details.mounts.map(mount => (mount.mountPoint === '/' ? {...mount, fileSystem} : mount))},
	};
}

const on = (index: number, state: UiState): UiState => ({
	...state,
	cursors: {...state.cursors, containers: {key: containers[index]!.key, index}},
});

/**
Header, panes and footer at their places: as many rows as asked, each as wide as asked, and nothing in them that a terminal would obey.
*/
function check(world: World, what: string): void {
	const {view: {layout}, theme} = world;
	const parts = [
		{name: 'header', rectangle: layout.header, draw: drawHeader},
		...layout.panes.map(({id, rectangle}) => ({name: id, rectangle, draw: drawOf[id]})),
	];
	for (const {name, rectangle: {width, height}, draw} of parts) {
		const rows = draw(world, width, height);
		assert.equal(rows.length, height, `${what}, ${name}`);
		checkRows(rows, width, theme, `${what}, ${name}`);
	}

	const footer = drawFooter(world, layout.footer.width, layout.footer.height);
	assert.equal(footer.length, layout.footer.height, `${what}, footer`);
	checkRows(footer, layout.footer.width, theme, `${what}, footer`);
}

let checkedRows = 0;

function checkRows(rows: readonly string[], width: number, theme: Theme, what: string): void {
	checkedRows += rows.length;
	assert.deepEqual(wrongWidths(rows, width), [], what);
	assert.deepEqual(unsafeIn(rows), [], what);
	assert.deepEqual(rows.map(row => unpaint(row)).filter(row => !theme.isUnicode && !/^[\u{20}-\u{7E}]*$/u.test(row)), [], what);

	if (theme.level !== 'none') {
		return;
	}

	const looks = rows.flatMap(row => row.split('\u{1B}[').slice(1)).flatMap(part => part.slice(0, part.indexOf('m')).split(';'));
	assert.deepEqual(looks.filter(parameter => !['0', '1', '2', '4', '7'].includes(parameter)), [], `${what}: weight alone without colours`);
}

const nameOf = ({level, isUnicode}: Theme): string => `${level} ${isUnicode ? 'in Unicode' : 'in plain letters'}`;
const inspectionOf = (index: number): Inspection => ({
	container: containers[index]!.key,
	state: 'answered',
	answer: {[text]: text, list: [text, {a: text}]},
});

test('every size, theme and pane with the focus: rows are exactly as wide as asked and hold no command to the terminal', () => {
	checkedRows = 0;
	for (const [columns, rows] of [...sizes, ...tooSmall]) {
		for (const theme of themes) {
			for (const pane of paneIds) {
				const state = on(0, focusPane(initialState(columns, rows), pane));
				check(makeWorld({snapshot: hostile(0), state, theme}), `${columns}x${rows} ${nameOf(theme)}, ${pane} focused`);
				check(
					makeWorld({snapshot: hostile(0), state: {...state, isZoomed: true, namespacesOf: 'host'}, theme}),
					`${columns}x${rows} ${nameOf(theme)}, ${pane} zoomed`,
				);
			}
		}
	}

	assert.ok(checkedRows > 0, 'nothing was drawn');
});

test('every hostile text in every tab, of a container and of a process', () => {
	checkedRows = 0;
	for (const [index, word] of hostileTexts.entries()) {
		for (const theme of themes) {
			for (const {id, subjects} of tabs) {
				for (const subject of subjects) {
					const state: UiState = {...on(index, focusPane(initialState(120, 40), subject === 'process' ? 'processes' : 'containers')), tab: id};
					const snapshot = hostile(index);
					const what = `${nameOf(theme)}, ${id} of a ${subject}, ${JSON.stringify(word.slice(0, 20))}`;
					check(makeWorld({
						snapshot, state: {
							...focusPane(state, 'details'), isZoomed: true, namespacesOf: 'host', secretsOf: `${3000 + index}:100`,
						}, theme, inspection: inspectionOf(index),
					}), what);
					check(makeWorld({snapshot: withRootOf(snapshot, `fuse.${word}`), state, theme}), `${what}, own root`);
				}
			}
		}
	}

	assert.ok(checkedRows > 0, 'nothing was drawn');
});

test('what a person or an engine writes is drawn as safely: filter, message, progress, failed inspection', () => {
	checkedRows = 0;
	for (const theme of themes) {
		for (const word of hostileTexts) {
			const start = on(0, initialState(80, 24));
			const filters = {
				...start.filters, containers: word, processes: word, namespaces: word,
			};
			for (const state of [
				{...start, filters},
				{...start, filters, filtering: 'containers' as const},
				{
					...start, focus: 'details' as const, search: word, isSearching: true,
				},
				{...start, focus: 'details' as const, search: word.slice(0, 1)},
				notify(start, {text: word, tone: 'bad'}),
				beginProgress(start, {id: 1, text: word}),
			]) {
				check(makeWorld({snapshot: hostile(0), state, theme}), `${nameOf(theme)} ${JSON.stringify(word.slice(0, 20))}`);
			}

			check(
				makeWorld({
					snapshot: hostile(0),
					state: {...start, tab: 'inspect', focus: 'details'},
					theme,
					inspection: {container: containers[0]!.key, state: 'failed', reason: word},
				}),
				`${nameOf(theme)}, failed`,
			);
		}
	}

	assert.ok(checkedRows > 0, 'nothing was drawn');
});

test('every dialog: its rows are as wide as it says, it fits the screen, and no target writes into it', () => {
	for (const [columns, rows] of [[40, 10], [80, 24], [120, 40]] as const) {
		for (const theme of themes) {
			for (const [index, word] of hostileTexts.entries()) {
				const container: Target = {
					kind: 'container', key: containers[index]!.key, id: containers[index]!.id, name: word, engine: 'docker-1',
				};
				const process: Target = {
					kind: 'process', key: '3000:100', pid: 3000, name: word, pidInside: 1, container: word,
				};
				const several = containers.map(({key, name}): Target => ({
					kind: 'container', key, id: key, name, engine: undefined,
				}));
				const entry: Entry = {
					pid: 3000,
					key: '3000:100',
					namespaces: forEachKind(() => 1),
					own: forEachKind(() => 2),
					shell: '/bin/sh',
					hostShell: '/bin/bash',
					tool: '/usr/bin/nsenter',
					unknownToTool: ['cgroup', 'time'],
				};
				const dialogs: readonly Dialog[] = [
					{kind: 'help', scroll: 3},
					{kind: 'explain', scroll: 0},
					{kind: 'members', namespace: 'net:77', scroll: 0},
					{kind: 'members', namespace: 'net:78', scroll: 9},
					{
						kind: 'entry', target: container, entry, cursor: 3, ticked: ['net'],
					},
					{
						kind: 'confirm-entry', target: container, entry, choice: {name: 'all'},
					},
					{
						kind: 'confirm-entry', target: process, entry: {...entry, shell: undefined}, choice: {name: 'single', kinds: ['mnt']},
					},
					{kind: 'failures', failures: Array.from({length: 30}, () => `Could not stop ${word}: ${word}.`), scroll: 4},
					{kind: 'menu', targets: [container], cursor: 1},
					{kind: 'menu', targets: several, cursor: 0},
					{kind: 'sort', pane: 'containers', cursor: 2},
					{kind: 'tabs', cursor: 1},
					{kind: 'signals', targets: [process], cursor: 5},
					{kind: 'confirm', operation: {name: 'stop'}, targets: [container]},
					{kind: 'confirm', operation: {name: 'kill', signal: 'SIGTERM'}, targets: [process]},
					{kind: 'confirm', operation: {name: 'remove'}, targets: several},
					{
						kind: 'command', target: container, text: word, reason: `${word} has no shell.`,
					},
				];
				for (const dialog of dialogs) {
					const world = makeWorld({snapshot: hostile(index), state: openDialog(on(index, initialState(columns, rows)), dialog), theme});
					const content = dialogContent(dialog, world);
					const what = `${columns}x${rows} ${nameOf(theme)}, ${dialog.kind}, ${JSON.stringify(word.slice(0, 20))}`;
					checkRows(content.rows, content.width, theme, what);
					assert.ok(content.width + 4 <= columns, `${what}: ${content.width} wide`);
					assert.ok(content.rows.length + 2 <= rows, `${what}: ${content.rows.length} rows`);
					assert.deepEqual(unsafeIn([content.title, content.hint]), [], what);
					assert.ok(theme.isUnicode || /^[\u{20}-\u{7E}]*$/u.test(content.title + content.hint), what);
				}
			}
		}
	}
});

test('nothing known at all is drawn as unknown, never as 0', () => {
	for (const reason of [denied, gone, unsupported, firstSample]) {
		const container = makeContainer({
			usage: unknownUsage(reason),
			namespaces: unknownNamespaces({inode: reason, isHost: reason, sharedWith: []}),
			cgroup: reason,
		});
		const process = makeProcess({
			pid: container.pids[0]!,
			container: container.key,
			uid: reason,
			user: undefined,
			args: reason,
			state: reason,
			threads: reason,
			cpuPercent: reason,
			cpuUserPercent: reason,
			cpuSystemPercent: reason,
			residentBytes: reason,
			pidInside: reason,
			namespaces: unknownNamespaces(reason),
		});
		const host = makeHost({
			memoryBytes: reason, memoryUsedBytes: reason, cpuPercent: reason, load: reason, uptimeSeconds: reason, processes: reason,
		});
		const snapshot = makeSnapshot({
			containers: [container], processes: [process], host, history: new Map(), self: {pid: 4242, cpuPercent: reason, residentBytes: 1000},
		});
		for (const theme of themes) {
			for (const [columns, rows] of sizes) {
				for (const pane of paneIds) {
					check(makeWorld({snapshot, state: focusPane(initialState(columns, rows), pane), theme}), `${columns}x${rows} ${reason.missing}`);
				}
			}
		}

		const world = makeWorld({snapshot, state: {...initialState(233, 40), isZoomed: true}});
		const row = drawOf.containers(world, 233, 36)[2];
		const pid = String(container.pids[0]);
		const line = unpaint(row!);
		const usage = line.slice(line.indexOf(pid) + pid.length);
		assert.doesNotMatch(usage, /\d/, `no number stands where none is known: ${usage}`);
	}
});

test('a host without anything: no containers, no engine, no history', () => {
	checkedRows = 0;
	for (const theme of themes) {
		for (const [columns, rows] of sizes) {
			for (const pane of paneIds) {
				check(
					makeWorld({snapshot: makeSnapshot({engines: []}), state: focusPane(initialState(columns, rows), pane), theme}),
					`${columns}x${rows}`,
				);
			}
		}
	}

	assert.ok(checkedRows > 0, 'nothing was drawn');
});

test('a large host: numbers that need all their room still leave every row as wide as asked', () => {
	checkedRows = 0;
	const host = makeHost({
		cpus: 512,
		memoryBytes: 24e12,
		memoryUsedBytes: 23e12,
		cpuPercent: 100,
		load: [4096.12, 4096.12, 4096.12],
		uptimeSeconds: 4e8,
		processes: 4_194_304,
	});
	const many = Array.from({length: 3000}, (_, index) =>
		makeContainer({
			name: `container-${index}`,
			pids: [4_190_000 + index],
			state: index % 2 === 0 ? 'running' : 'exited',
			exitCode: 255,
			startedAt: takenAt - 9e11,
		}),
	);
	const snapshot = makeSnapshot({containers: many, host});
	for (const [columns, rows] of sizes) {
		for (const theme of themes.slice(1, 3)) {
			check(makeWorld({snapshot, state: initialState(columns, rows), theme}), `${columns}x${rows}`);
		}
	}

	assert.ok(checkedRows > 0, 'nothing was drawn');
});

test('too small a screen says so, in whatever room there is', () => {
	const [first] = drawHeader(makeWorld({state: initialState(39, 9)}), 39, 9);
	assert.match(first!, /^nstop needs 40x10, this is 39x9 +$/);
});
