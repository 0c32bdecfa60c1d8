import test from 'node:test';
import assert from 'node:assert/strict';
import {gone} from '../../../source/known.ts';
import {forEachKind, type NamespaceKind} from '../../../source/kernel/pid/ns.ts';
import type {Entry, EntryRefusal} from '../../../source/model/entry.ts';
import {dialogContent} from '../../../source/ui/dialogs/content.ts';
import {entryOptions} from '../../../source/ui/dialogs/entry.ts';
import {askForEntry, enter, type EnterServices} from '../../../source/ui/effects/enter.ts';
import {enterableKinds, entryCommand, freshEnvironment} from '../../../source/ui/effects/entry-plan.ts';
import type {Input} from '../../../source/terminal/keys/input.ts';
import type {Screen} from '../../../source/screen/screen.ts';
import {
	focusPane,
	initialState,
	openDialog,
	type Dialog,
	type UiState,
} from '../../../source/ui/state.ts';
import type {Target} from '../../../source/ui/target.ts';
import {unpaint} from '../../../source/text/theme.ts';
import {
	hostInodes,
	makeContainer,
	makeProcess,
	makeSnapshot,
	makeWorld,
	pressAll,
} from '../../helpers/make.ts';

const start = initialState(120, 40);
const web = makeContainer({name: 'web'});
const snapshot = makeSnapshot({containers: [web]});
const target: Target = {
	kind: 'container', key: web.key, id: web.id, name: 'web', engine: 'docker-1',
};

/**
A process with these namespaces of its own.
*/
function makeEntry(others: readonly NamespaceKind[], changes: Partial<Entry> = {}): Entry {
	return {
		pid: 2441,
		key: '2441:100',
		namespaces: forEachKind(kind => (others.includes(kind) ? hostInodes[kind] + 1000 : hostInodes[kind])),
		own: hostInodes,
		shell: '/bin/sh',
		hostShell: '/bin/bash',
		tool: '/usr/bin/nsenter',
		unknownToTool: [],
		...changes,
	};
}

const docker = makeEntry(['ipc', 'mnt', 'net', 'pid', 'uts']);
const words = (entry: Entry, choice: Parameters<typeof entryCommand>[1]) => entryCommand(entry, choice)?.words.join(' ');

test('the host\'s tools in network, pid, ipc and uts are one command without a shell around it', () => {
	assert.equal(words(docker, {name: 'tools'}), 'nsenter -t 2441 -n -p -i -u -- /bin/bash');
});

test('what nstop is in already is not entered: the kernel refuses one\'s own user namespace', () => {
	assert.deepEqual(enterableKinds(docker), ['ipc', 'mnt', 'net', 'pid', 'uts']);
	assert.equal(words(makeEntry(['net']), {name: 'tools'}), 'nsenter -t 2441 -n -- /bin/bash');
	assert.equal(words(makeEntry(['user', 'net']), {name: 'all'}), 'nsenter -t 2441 -n -U -r -w -- /bin/sh');
	assert.equal(words(makeEntry(['mnt']), {name: 'tools'}), undefined);
	assert.equal(words({...docker, namespaces: {...docker.namespaces, net: gone}}, {name: 'single', kinds: ['net']}), undefined);
});

test('with the mount namespace it is the container\'s shell, root and working directory; without a shell there it is not offered', () => {
	assert.equal(words(docker, {name: 'all'}), 'nsenter -t 2441 -n -p -i -u -m -r -w -- /bin/sh');
	assert.equal(words(docker, {name: 'single', kinds: ['mnt']}), 'nsenter -t 2441 -m -r -w -- /bin/sh');
	const withCgroup = makeEntry(['cgroup', 'net', 'time'], {unknownToTool: ['cgroup', 'time']});
	assert.equal(words(withCgroup, {name: 'all'}), 'nsenter -t 2441 -n -r -w -- /bin/sh', 'only what nsenter knows');
	assert.deepEqual(entryOptions(withCgroup).map(({title}) => title), [
		'network, pid, ipc and uts with the host\'s tools',
		'all namespaces but cgroup and time, with the container\'s own root',
		'net',
	]);
	const bare = {...docker, shell: undefined};
	assert.equal(words(bare, {name: 'all'}), undefined);
	assert.deepEqual(
		entryOptions(bare).map(({title}) => title),
		['network, pid, ipc and uts with the host\'s tools', 'ipc', 'net', 'pid', 'uts'],
	);
	assert.deepEqual(entryOptions(makeEntry(['mnt'], {shell: undefined})), []);
});

test('a shell below the container\'s root gets nothing of the host\'s environment', () => {
	assert.deepEqual(Object.keys(freshEnvironment({
		TERM: 'xterm', LANG: 'C', AWS_SECRET_ACCESS_KEY: 'x', PATH: '/home/me/bin',
	})).toSorted(), ['HOME', 'LANG', 'PATH', 'TERM']);
	assert.doesNotMatch(JSON.stringify(freshEnvironment({AWS_SECRET_ACCESS_KEY: 'hunter2', PATH: '/home/me/bin'})), /hunter2|home/);
});

const dialog: Dialog & {kind: 'entry'} = {
	kind: 'entry',
	target,
	entry: docker,
	cursor: 0,
	ticked: [],
};
const shown = (state: UiState) =>
	dialogContent(state.dialog!, makeWorld({snapshot, state}))
		.rows.map(row => unpaint(row).trimEnd())
		.join('\n');
const press = (keys: readonly string[], state: UiState = openDialog(start, dialog)) => pressAll(keys, {snapshot, state});

test('Enter at once means the host\'s tools, shows the exact command, and only yes runs it', () => {
	const asked = press(['enter']).state;
	assert.match(shown(asked), /^ {2}# nsenter -t 2441 -n -p -i -u -- \/bin\/bash$/m);
	assert.deepEqual(press(['y'], asked).effect, {
		kind: 'enter', target, entry: docker, choice: {name: 'tools'},
	});
	for (const key of ['n', 'N', 'q', 'escape']) {
		assert.deepEqual([press([key], asked).effect, press([key], asked).state.dialog], [undefined, undefined], key);
	}

	for (const key of ['j', 'space', 'e', 'x', 'E', 'enter']) {
		assert.deepEqual([press([key], asked).effect, press([key], asked).state.dialog], [undefined, asked.dialog], key);
	}
});

test('Space ticks single kinds, and Enter on one of them takes all ticked ones, or that one where none is', () => {
	const choiceAfter = (keys: readonly string[]) => {
		const {dialog: after} = press(keys).state;
		return after?.kind === 'confirm-entry' ? after.choice : undefined;
	};

	assert.deepEqual(choiceAfter(['j', 'enter']), {name: 'all'});
	assert.deepEqual(choiceAfter(['j', 'j', 'enter']), {name: 'single', kinds: ['ipc']});
	assert.deepEqual(choiceAfter(['j', 'j', 'space', 'G', 'space', 'enter']), {name: 'single', kinds: ['ipc', 'uts']});
	assert.deepEqual(choiceAfter(['j', 'j', 'space', 'space', 'G', 'space', 'enter']), {name: 'single', kinds: ['uts']});
	assert.match(shown(press(['j', 'j', 'space']).state), /\[x\] ipc/);
	assert.equal(press(['space']).state.dialog, dialog, 'a line that is no kind has nothing to tick');
});

test('the choice is narrowed by the filter; what was ticked stays so, and the Enter that leaves the filter chooses nothing', () => {
	const narrowed = press(['/', ...'host name', 'enter']).state;
	assert.equal(narrowed.dialog?.kind, 'entry');
	assert.match(shown(narrowed), /^▸ \[ \] uts [^\n]*$/);
	const cleared = press(['space', 'escape'], narrowed).state;
	assert.match(shown(cleared), /▸ \[x\] uts/);
	assert.match(shown(cleared), /\[ \] ipc/);
	const {dialog: asked} = press(['enter'], cleared).state;
	assert.deepEqual(asked?.kind === 'confirm-entry' && asked.choice, {name: 'single', kinds: ['uts']});
	assert.match(shown(press(['/', ...'zzz']).state), /^Nothing matches\.$/);
	assert.equal(press(['/', ...'zzz', 'enter', 'space', 'enter']).state.dialog?.kind, 'entry');
});

test('E is about the container, and in the processes pane about the process', () => {
	const process = makeProcess({
		pid: 9000, container: web.key, comm: 'worker', parentPid: 8000,
	});
	const first = makeProcess({pid: 8000, container: web.key});
	const both = makeSnapshot({
		containers: [
			{
				...web,
				init: first.key,
				initPid: 8000,
				pids: [8000, 9000],
			},
		],
		processes: [first, process],
	});
	const state: UiState = {
		...start,
		cursors: {...start.cursors, containers: {key: web.key, index: 0}, processes: {key: process.key, index: 1}},
	};
	const lookedAt = (at: UiState) => {
		const {effect} = pressAll(['E'], {snapshot: both, state: at});
		return effect?.kind === 'look' ? effect.process : undefined;
	};

	assert.equal(lookedAt(state), '8000:100');
	assert.equal(lookedAt(focusPane(state, 'processes')), '9000:100');
	for (const pane of ['namespaces', 'details'] as const) {
		assert.equal(lookedAt(focusPane(state, pane)), undefined);
	}
});

test('E works where no engine knows the container, and says so where it does not run here', () => {
	const loose = {...web, engine: undefined};
	assert.equal(pressAll(['E'], {snapshot: makeSnapshot({containers: [loose]}), state: start}).effect?.kind, 'look');
	for (const container of [{
		...web, state: 'exited', pids: [], init: gone, initPid: gone,
	} as const, {...web, pids: []}]) {
		const {effect, state} = pressAll(['E'], {snapshot: makeSnapshot({containers: [container]}), state: start});
		assert.equal(effect, undefined);
		assert.match(state.notice?.text ?? '', /^web has no process on this host/);
	}
});

test('read-only has no E, in the menu neither', () => {
	const {effect, state} = pressAll(['E'], {snapshot, state: start, isReadOnly: true});
	assert.deepEqual([effect, state.dialog], [undefined, undefined]);
	assert.match(state.notice?.text ?? '', /is not available in read-only mode/);
});

test('why nothing can be entered is a sentence with what to do', () => {
	const said = (found: Entry | EntryRefusal) => {
		let state: UiState = start;
		askForEntry(target, '2441:100', {
			host: {entry: () => found},
			update(change) {
				state = change(state);
			},
		});
		return state.dialog?.kind ?? state.notice?.text ?? '';
	};

	assert.match(said('denied'), /run nstop as root/);
	assert.match(said('no-nsenter'), /nsenter is not installed on this host.*util-linux/);
	assert.match(said('gone'), /web has ended/);
	assert.match(said('same'), /same namespaces as nstop/);
	assert.match(said(makeEntry(['mnt'], {shell: undefined})), /no shell among them/);
	assert.equal(said(docker), 'entry');
});

test('right before it is run the process is looked at again: another start, other namespaces or an end, and nothing is run', async () => {
	const run = async (now: Entry | EntryRefusal, said?: string) => {
		const ran: string[] = [];
		const steps: string[] = [];
		let state: UiState = start;
		const note = (step: string) => () => {
			steps.push(step);
		};

		await enter(
			target,
			docker,
			{name: 'tools'},
			{
				host: {entry: () => now},
				async runInTerminal(program, runWords) {
					ran.push([program, ...runWords].join(' '));
					return {code: 3, signal: undefined};
				},
				rehearse: async () => said,
				screen: {leave: note('leave'), enter: note('screen')} as unknown as Screen,
				input: {
					lend: () => note('release'),
					halt: note('halt'),
					close: note('close'),
					open: note('open'),
					listen: note('listen'),
				} as unknown as Input,
				terminal: {writableNeedDrain: false, write: () => true} as unknown as EnterServices['terminal'],
				update(change) {
					state = change(state);
				},
			},
		);
		assert.deepEqual(
			steps,
			['halt', ...(ran.length > 0 ? ['close', 'leave', 'open', 'screen'] : []), 'listen', 'release'],
			'the terminal comes back where it was lent, and the keys in any case',
		);
		assert.deepEqual(state.progress, []);
		return {ran, said: state.notice?.text ?? ''};
	};

	const fine = await run(docker);
	assert.deepEqual(fine.ran, ['/usr/bin/nsenter -t 2441 -n -p -i -u -- /bin/bash']);
	assert.match(fine.said, /exit code 3/);
	for (const now of ['gone', {...docker, namespaces: {...docker.namespaces, net: hostInodes.net + 7}}] as const) {
		const {ran, said} = await run(now);
		assert.deepEqual(ran, []);
		assert.match(said, /web has ended|web is no longer in these namespaces/);
	}

	assert.equal((await run({...docker, namespaces: {...docker.namespaces, mnt: 7}})).ran.length, 1, 'what is not entered may change');
	const failed = await run(docker, 'nsenter: failed to execute /bin/bash:\n Exec format error\n');
	assert.deepEqual(failed, {ran: [], said: 'Could not enter web: nsenter: failed to execute /bin/bash: Exec format error'});
});
