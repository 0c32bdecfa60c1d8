/**
Threads in the list of processes, and what keys do on their rows.
*/
import assert from 'node:assert/strict';
import test from 'node:test';
import {denied} from '../../../source/known.ts';
import type {ProcessThreads, Thread} from '../../../source/model/thread.ts';
import {processRows} from '../../../source/ui/lists/processes/rows.ts';
import {dialogContent} from '../../../source/ui/dialogs/content.ts';
import {drawOf} from '../../../source/ui/panes/index.ts';
import {focusPane, initialState, type UiState} from '../../../source/ui/state.ts';
import {unpaint} from '../../../source/text/theme.ts';
import {
	makeContainer,
	makeProcess,
	makeSnapshot,
	makeWorld,
	pressAll,
} from '../../helpers/make.ts';

const web = makeContainer({name: 'web', pids: [100, 104, 200]});
const java = makeProcess({
	pid: 100, parentPid: 1, container: web.key, comm: 'java', args: ['java', '-jar'], threads: 4, nspid: [100, 1],
});
const child = makeProcess({
	pid: 104, parentPid: 100, container: web.key, comm: 'helper', args: ['helper'], nspid: [104, 5], pidInside: 5,
});
const lone = makeProcess({
	pid: 200, parentPid: 1, container: web.key, comm: 'lone', args: ['lone'], nspid: [200, 9], pidInside: 9,
});
const threadOf = (pid: number, comm: string, cpuPercent: number): Thread => ({
	key: `${java.key}/${pid}:100`,
	process: java.key,
	pid,
	nspid: [pid, pid - 99],
	pidInside: pid - 99,
	startTicks: 100,
	comm,
	state: 'S',
	cpuPercent,
	cpuSeconds: 1.5,
	processor: 3,
	waitChannel: 'futex_wait_queue',
});
const threads = [threadOf(100, 'java', 1), threadOf(102, 'GC \u{1B}[31m', 60), threadOf(110, 'worker', 5)];
const snapshotWith = (ofJava: ProcessThreads | typeof denied) => makeSnapshot({
	containers: [web], processes: [java, child, lone], threads: new Map([[java.key, ofJava]]),
});
const snapshot = snapshotWith({threads, leftOut: 0});
const start: UiState = {...focusPane(initialState(160, 40), 'processes'), areThreadsShown: true};
const shown = (state: UiState, of = snapshot) =>
	processRows(of, state, web).map(({process, thread, others}) =>
		thread ? `${process.pid}/${thread.pid}` : (others === undefined ? process.pid : 'others'));
const on = (pid: number, state = start): UiState => ({
	...state, cursors: {...state.cursors, processes: {key: `${java.key}/${pid}:100`, index: 2}},
});
const drawn = (state: UiState, of = snapshot) =>
	drawOf.processes(makeWorld({snapshot: of, state}), state.columns, 12).map(row => unpaint(row));

test('threads stand right below their process, before its children; without H there are none', () => {
	assert.deepEqual(shown(start), [100, '100/100', '100/102', '100/110', 104, 200]);
	assert.deepEqual(shown({...start, areThreadsShown: false}), [100, 104, 200]);
});

test('without a tree they are sorted among the processes, and name theirs', () => {
	const state = {...start, isTree: {...start.isTree, processes: false}, sorts: {...start.sorts, processes: {column: 'cpu', isDescending: true}}};
	assert.deepEqual(shown(state), ['100/102', '100/110', '100/100', 100, 104, 200]);
	assert.match(drawn(state).join('\n'), /\{worker\} of 100 java/);
});

test('a filter finds a thread by its name and id and by what its process is found by', () => {
	const filtered = (text: string) => shown({...start, filters: {...start.filters, processes: text}});
	assert.deepEqual(filtered('worker'), [100, '100/110']);
	assert.deepEqual(filtered('110'), [100, '100/110']);
	assert.deepEqual(filtered('java worker'), [100, '100/110']);
	assert.deepEqual(filtered('java'), [100, '100/100', '100/102', '100/110']);
	assert.deepEqual(filtered('java !worker'), [100, '100/100', '100/102']);
});

test('threads are counted apart, and their cells have what a thread has', () => {
	const lines = drawn(start);
	assert.match(lines[0]!, /3 processes, 3 threads/);
	const line = lines.find(each => each.includes('{worker}'))!;
	assert.match(line, /^│ +110 +11 +root +S +5\.0 .* 3 +futex_wait_queue +├?└?─ ?/u);
	assert.ok(!lines.join('').includes('\u{1B}'), 'a name draws nothing');
	assert.match(drawn({...start, areThreadsShown: false})[0]!, /by HOST PID · 3/);
});

test('a folded process hides its threads with its children, and sums up processes alone', () => {
	const folded = {...start, folded: {...start.folded, processes: new Set([java.key])}};
	assert.deepEqual(shown(folded), [100, 200]);
	const [row] = processRows(snapshot, folded, web);
	assert.deepEqual([row!.foldedRows, row!.sum?.cpuPercent], [4, 1]);
});

test('threads that are too many are counted in a row below those that are shown', () => {
	const many = snapshotWith({threads, leftOut: 99_500});
	assert.deepEqual(shown(start, many), [100, '100/100', '100/102', '100/110', 'others', 104, 200]);
	const line = drawn(start, many).find(each => each.includes('more threads'))!;
	assert.match(line, /^│ +├─ and 99500 more threads +│$/);
	const flat = drawn({...start, isTree: {...start.isTree, processes: false}}, many);
	assert.match(flat.join('\n'), /and 99500 more threads of 100 java/);
});

test('threads that may not be read say so in one cell', () => {
	const line = drawn(start, snapshotWith(denied)).find(each => each.includes('threads: '))!;
	assert.match(line, /^│ +├─ threads: denied +│$/);
});

test('H shows and hides threads; from a thread the cursor goes back to its process', () => {
	const {state} = pressAll(['H'], {snapshot, state: on(110)});
	assert.equal(state.areThreadsShown, false);
	assert.equal(state.cursors.processes.key, java.key);
	assert.equal(pressAll(['H'], {snapshot, state}).state.areThreadsShown, true);
	assert.equal(pressAll(['H'], {snapshot, state: focusPane(state, 'containers')}).state.areThreadsShown, false, 'elsewhere it does nothing');
});

test('a signal goes to the process of the thread, and the question says so', () => {
	const {state, effect} = pressAll(['K', 'enter'], {snapshot, state: on(102)});
	assert.equal(effect, undefined);
	assert.equal(state.dialog?.kind, 'confirm');
	assert.deepEqual(state.dialog.targets.map(({key}) => key), [java.key]);
	const text = dialogContent(state.dialog, makeWorld({snapshot, state})).rows.map(row => unpaint(row)).join(' ').replaceAll(/\s+/g, ' ');
	assert.match(text, /java \(pid 100, 1 inside\)/);
	assert.match(text, /A signal goes to the whole process, not to its thread GC \S+ \(102\) alone\./);
	assert.ok(!text.includes('\u{1B}'));
	const answered = pressAll(['y'], {snapshot, state}).effect;
	assert.deepEqual(answered?.kind === 'perform' && answered.targets.map(({key}) => key), [java.key]);
});

test('a thread cannot be tagged, and that is said', () => {
	const {state} = pressAll(['space'], {snapshot, state: on(102)});
	assert.equal(state.tagged.size, 0);
	assert.match(state.notice!.text, /Threads cannot be tagged/);
});

test('when the thread under the cursor ends, no key falls on its neighbour', () => {
	const {state} = pressAll(['K'], {snapshot, state: on(111)});
	assert.equal(state.dialog, undefined);
	assert.match(state.notice!.text, /^The thread you had selected has ended; the cursor is on thread \d+ now\./);
});

test('y offers the thread first, and x the files of the thread', () => {
	const {dialog} = pressAll(['y'], {snapshot, state: on(110)}).state;
	assert.equal(dialog?.kind, 'copy');
	assert.deepEqual(dialog.items.slice(0, 4).map(({label, text}) => `${label} ${text}`), [
		'Thread ID 110', 'Container thread ID 11', 'Thread worker', 'Wait channel futex_wait_queue',
	]);
	assert.ok(dialog.items.some(({label, text}) => label === 'Host PID' && text === '100'));
	const {state} = pressAll(['x'], {snapshot, state: {...on(110), rows: 200}});
	const lines = dialogContent(state.dialog!, makeWorld({snapshot, state})).rows.map(row => unpaint(row)).join('\n');
	assert.match(lines, /cat \/proc\/100\/task\/110\/wchan/);
	assert.match(lines, /ls \/proc\/100\/task/);
});
