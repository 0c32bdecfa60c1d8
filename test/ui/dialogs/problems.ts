import assert from 'node:assert/strict';
import test from 'node:test';
import {denied, unsupported} from '../../../source/known.ts';
import {dialogContent} from '../../../source/ui/dialogs/content.ts';
import {focusPane, initialState} from '../../../source/ui/state.ts';
import {reportFailure} from '../../../source/ui/messages.ts';
import type {ProcessDetails} from '../../../source/model/process-details.ts';
import {unpaint} from '../../../source/text/theme.ts';
import {
	makeContainer,
	makeDetails,
	makeEngine,
	makeHost,
	makeProcess,
	makeSnapshot,
	makeUsage,
	makeWorld,
	pressAll,
	type WorldChanges,
} from '../../helpers/make.ts';

/**
The list after `!` was pressed, as text.
*/
function problems(changes: WorldChanges = {}): string {
	const {state} = pressAll(['!'], changes);
	assert.equal(state.dialog?.kind, 'problems');
	return dialogContent(state.dialog, makeWorld({...changes, state})).rows.map(row => unpaint(row).trimEnd()).join('\n');
}

test('where nothing is wrong the list says so', () => {
	assert.match(problems({snapshot: makeSnapshot({engines: [makeEngine()], containers: []})}), /nstop has no problem:/);
});

test('an engine of which only the socket is here stands there with the reason, once it answers', () => {
	const elsewhere = {place: 'kernel', reason: 'It runs on Linux 6.10.14-linuxkit, and this is Linux 6.18.5.'} as const;
	const listed = (changes: Parameters<typeof makeEngine>[0]): string =>
		problems({snapshot: makeSnapshot({engines: [makeEngine({isLocal: false, address: 'unix:///run/d.sock', ...changes})], containers: []})});
	assert.match(listed({elsewhere}), /docker at unix:\/\/\/run\/d\.sock: on another kernel[\s│]+It runs on Linux 6\.10\.14-linuxkit, and this/);
	assert.match(listed({elsewhere: {...elsewhere, place: 'outside'}}), /: out of sight/);
	assert.match(listed({}), /nstop has no problem:/, 'one that is reached over a network');
});

test('engines that do not answer, or not to everything, stand there with their sentence', () => {
	const text = problems({
		snapshot: makeSnapshot({
			engines: [
				makeEngine({address: 'unix:///run/away.sock', state: 'unreachable', detail: 'Start Docker.'}),
				makeEngine({address: 'unix:///run/part.sock', state: 'up', detail: 'It gives no events.'}),
				makeEngine({address: 'unix:///run/well.sock', state: 'up'}),
				makeEngine({
					kind: 'podman', address: 'unix:///run/off.sock', state: 'stopped', detail: 'Podman is stopped.',
				}),
			],
			containers: [],
		}),
	});
	assert.match(text, /docker at unix:\/\/\/run\/away\.sock: unreachable\n.* {2}Start Docker\./);
	assert.match(text, /docker at unix:\/\/\/run\/part\.sock: limited\n.* {2}It gives no events\. Changes may be [^*]*GET \/events/);
	assert.match(text, /podman at unix:\/\/\/run\/off\.sock: stopped\n.* {2}Podman is stopped\./);
	assert.doesNotMatch(text, /well\.sock/);
});

test('a slow engine and one in a container say so, and what is missing meanwhile', () => {
	const dind = makeContainer({name: 'dind'});
	const text = problems({
		snapshot: makeSnapshot({
			engines: [
				makeEngine({address: 'unix:///run/slow.sock', state: 'slow', detail: 'It has not answered for some time.'}),
				makeEngine({
					address: 'unix:///proc/7/root/d.sock', state: 'unreachable', detail: 'Gone.', container: dind.key, isNamed: false,
				}),
			],
			containers: [dind],
		}),
	});
	assert.match(text, /docker at unix:\/\/\/run\/slow\.sock: slow\n.* {2}It has not answered for some time\. Names and states are those it told last/);
	assert.match(text, /docker at unix:\/\/\/proc\/7\/root\/d\.sock in dind: unreachable\n.* {2}Gone\. Until it answers, its names/);
});

test('processes that are hidden, and network rates that are denied, are told with their number', () => {
	const text = problems({
		snapshot: makeSnapshot({
			areProcessesHidden: true,
			engines: [],
			containers: [makeContainer({name: 'a'}), makeContainer({name: 'b', usage: makeUsage({networkRxPerSecond: denied})})],
		}),
	});
	assert.match(text, /Processes of other users are hidden from this user\n.*hidepid/);
	assert.match(text, /The network of 1 of 2 containers cannot be read/);
});

test('the open tab says which of its facts are denied, and which are cut short', () => {
	const container = makeContainer({name: 'web'});
	const process = makeProcess({pid: 77, comm: 'nginx', container: container.key});
	const at = (tab: string, details: Partial<ProcessDetails>): string => problems({
		state: {...focusPane(initialState(120, 40), 'processes'), tab},
		snapshot: makeSnapshot({
			engines: [], containers: [container], processes: [process], details: makeDetails(process.key, details),
		}),
	});
	assert.match(at('stats', {io: denied, links: denied, descriptors: denied}), /Stats tab of nginx 77: not complete\n.*Permission denied: I\/O, open files, program\./);
	assert.match(at('files', {cutShort: ['openFiles']}), /Files tab of nginx 77: not complete\n.*ls -l \/proc\/77\/fd/);
	assert.match(
		at('proc', {text: {name: 'status', content: {text: 'x', isCut: true}}}),
		/\/proc tab of nginx 77: not complete\n.*cat \/proc\/77\/status/,
	);
	assert.match(at('stats', {}), /nstop has no problem:/);
});

test('what this user may not read is counted, with what to do', () => {
	const process = makeProcess({pid: 7});
	const hidden = makeProcess({pid: 8, namespaces: {...process.namespaces, mnt: denied}});
	const text = problems({snapshot: makeSnapshot({engines: [], containers: [], processes: [process, hidden]})});
	assert.match(text, /1 of 2 processes cannot be read in full/);
	assert.match(text, /sudo nstop/);
});

test('what was not read since it is too much stands there; engines are told once, by their own state', () => {
	const text = problems({
		snapshot: makeSnapshot({
			engines: [makeEngine({address: 'unix:///run/away.sock', state: 'unreachable', detail: 'Start Docker.'})],
			containers: [],
			problems: [
				{about: 'engine', what: 'engine unix:///run/away.sock', detail: 'Start Docker.'},
				{about: 'threads', what: 'threads of java (pid 7)', detail: 'Only 500 of 900 were checked.'},
			],
		}),
	});
	assert.match(text, /threads of java \(pid 7\)\n.* {2}Only 500 of 900 were checked\./);
	assert.equal(text.split('Start Docker.').length, 2);
});

test('what has failed since the last key is in the list as well', () => {
	const state = reportFailure(initialState(120, 40), 'Could not stop web: it hangs.');
	assert.match(problems({state, snapshot: makeSnapshot({engines: [], containers: []})}), /An action failed\n.* {2}Could not stop web: it hangs\./);
});

test('in a container whose cgroup is out of sight, what the header shows is of the machine', () => {
	const listed = (...ofMachine: ReadonlyArray<'cpu' | 'load'>): string => problems({
		snapshot: makeSnapshot({
			host: makeHost({
				inside: {
					runtime: 'docker', evidence: '/.dockerenv', isOwnWorld: true, ofMachine: new Set(ofMachine), uptimeSeconds: 1,
					tasks: unsupported, tasksLimit: undefined, memoryLimitBytes: undefined,
				},
			}),
			containers: [],
		}),
	});
	assert.match(listed('cpu', 'load'), /The header shows the whole machine[\s\S]+Mount \/sys\/fs\/cgroup/);
	assert.doesNotMatch(listed('load'), /whole machine/);
});
