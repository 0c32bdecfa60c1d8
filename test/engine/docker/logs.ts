import assert from 'node:assert/strict';
import test, {after} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {connect} from '../../../source/engine/reach/connect.ts';
import {socketTarget} from '../../../source/engine/reach/target.ts';
import {sentence} from '../../../source/engine/sentence.ts';
import {longestLineBytes, type LogSink, type LogStart} from '../../../source/logs/line.ts';
import {eventually} from '../../helpers/engine.ts';
import {failureOf} from '../../helpers/engine-error.ts';
import {busyboxImage} from '../../helpers/images.ts';
import {keepLines} from '../../helpers/kept-lines.ts';
import {ownContainers} from '../../helpers/own-containers.ts';

const {skip, engine: testEngine, run} = await ownContainers('logs', [busyboxImage]);
const engine = skip === false ? await connect(socketTarget(testEngine.socketPath)) : undefined!;
const all: LogStart = {kind: 'all'};

after(() => {
	if (skip === false) {
		engine.close();
	}
});

/**
Starts a container that runs a script.
*/
async function runScript(name: string, script: string, ...options: readonly string[]): Promise<string> {
	return run(name, ...options, busyboxImage, 'sh', '-c', script);
}

async function readAll(id: string, start = all, isFollowed = false) {
	const {sink, lines} = keepLines();
	await engine.logs(id, {start, isFollowed}, sink, new AbortController().signal);
	return lines;
}

test('output and errors are told apart, each line with its time, and the last one needs no line feed', {skip}, async () => {
	const before = Date.now();
	// Docker reads both streams side by side: each line waits until the one before is in the log.
	const afterwards = (count: number): string => `until [ -e /after-${count} ]; do sleep 0.05; done`;
	const script = String.raw`echo one; ${afterwards(1)}; echo two >&2; ${afterwards(2)}; printf "thr\351\0e"`;
	const id = await runScript('streams', script);
	const {sink, lines: followed} = keepLines();
	const reading = engine.logs(id, {start: all, isFollowed: true}, sink, new AbortController().signal);
	for (const count of [1, 2]) {
		await eventually(`${count} of the lines`, () => followed.length === count);
		await testEngine.docker('exec', id, 'touch', `/after-${count}`);
	}

	await reading;
	const lines = await readAll(id);
	assert.deepEqual(lines.map(({text, stream}) => [text, stream]), [
		['one', 'stdout'], ['two', 'stderr'], ['thr\u{FFFD}\0e', 'stdout'],
	]);
	assert.ok(lines.every(({time}) => time! >= before && time! <= Date.now()));
	assert.deepEqual(followed, lines);
});

test('a terminal has one stream, and lines without its carriage returns', {skip}, async () => {
	const id = await runScript('terminal', String.raw`echo one; echo two >&2; seq 1 20000 | tr "\n" " "; echo; printf "a\rb\n"`, '--tty');
	const lines = await readAll(id, all, true);
	const numbers = Array.from({length: 20_000}, (_, index) => `${index + 1} `).join('');
	assert.deepEqual(lines.map(({text}) => text), ['one', 'two', numbers, 'a\rb']);
	assert.ok(lines.every(({stream, time}) => stream === 'stdout' && time !== undefined));
});

test('long lines of both streams arrive whole, without the stamps of their pieces', {skip}, async () => {
	const long = String.raw`seq 1 22000 | tr "\n" " "; echo`;
	const rest = String.raw`until [ -e /go ]; do sleep 0.05; done; head -c 1200000 /dev/zero | tr "\0" x; echo; echo end`;
	const id = await runScript('long', `(${long}) & (${long}) >&2; wait; ${rest}`);
	const {sink, lines} = keepLines();
	const reading = engine.logs(id, {start: all, isFollowed: true}, sink, new AbortController().signal);
	await eventually('a line of each stream', () => lines.length === 2);
	await testEngine.docker('exec', id, 'touch', '/go');
	await reading;
	const numbers = Array.from({length: 22_000}, (_, index) => `${index + 1} `).join('');
	assert.ok(numbers.length > 100 * 1024);
	assert.deepEqual(lines.slice(0, 2).map(({stream}) => stream).toSorted(), ['stderr', 'stdout']);
	assert.deepEqual(lines.slice(0, 2).map(({text}) => text), [numbers, numbers]);
	assert.deepEqual(lines.slice(2).map(({text, bytesCut}) => [text.length, bytesCut]), [
		[longestLineBytes, 1_200_000 - longestLineBytes], [3, 0],
	]);
});

test('of lines that are rotated away while they are followed none is torn, and the last ones come', {skip}, async () => {
	const script = 'i=0; while [ $i -lt 50000 ]; do i=$((i+1)); echo $i; [ $((i % 500)) = 0 ] && sleep 0.01; done; true';
	const id = await runScript('rotated', script, '--log-opt', 'max-size=10k', '--log-opt', 'max-file=2');
	const followed = await readAll(id, all, true);
	assert.ok(followed.every(({text}) => Number(text) >= 1 && Number(text) <= 50_000));
	// Docker's followers may miss what is rotated away before they have read it, and Docker 20.10 gives some lines again.
	assert.ok(followed.length > 1000, `only ${followed.length} came`);
	const kept = await readAll(id);
	assert.deepEqual(kept.map(({text}) => Number(text)), Array.from(kept, (_, index) => 50_001 - kept.length + index));
});

test('a log begins with its newest lines, or since a moment', {skip}, async () => {
	const id = await runScript('start', 'i=0; while [ $i -lt 300 ]; do i=$((i+1)); echo $i; done; exec sleep 1000');
	await eventually('all lines', async () => (await readAll(id)).length === 300);
	const lines = await readAll(id);
	assert.deepEqual((await readAll(id, {kind: 'tail', lines: 7})).map(({text}) => text), ['294', '295', '296', '297', '298', '299', '300']);
	assert.deepEqual(await readAll(id, {kind: 'tail', lines: 0}), []);
	for (const index of [0, 50, 150, 299]) {
		const since = await readAll(id, {kind: 'since', milliseconds: lines[index]!.time!});
		// It may begin a little early, but never with a later line.
		assert.ok(since.length >= 300 - index, `from line ${index + 1} on, ${since.length} came`);
		assert.ok(since.length < 350 - index, `from line ${index + 1} on, ${since.length} came`);
		assert.deepEqual(since, lines.slice(-since.length));
	}
});

test('lines of one moment all come, also those with the same text', {skip}, async () => {
	const id = await runScript('burst', String.raw`i=0; while [ $i -lt 200 ]; do i=$((i+1)); printf "same\nsame\nsame\nsame\nsame\n"; done`, '--tty');
	assert.equal((await readAll(id, all, true)).length, 1000);
});

test('following ends with the container, and at once with the signal', {skip}, async () => {
	const id = await runScript('followed', 'echo begun; while :; do sleep 0.1; done');
	const given = new AbortController();
	const {sink, texts} = keepLines();
	const watched = engine.logs(id, {start: all, isFollowed: true}, sink, new AbortController().signal);
	const dropped = engine.logs(id, {start: all, isFollowed: true}, keepLines().sink, given.signal);
	await eventually('the first line', () => texts().length > 0);
	given.abort();
	await dropped;
	await testEngine.docker('kill', id);
	await watched;
	assert.deepEqual(texts(), ['begun']);
	const late = new AbortController();
	late.abort();
	await engine.logs(id, {start: all, isFollowed: true}, keepLines().sink, late.signal);
});

test('while no more is wanted nothing more is read, and nothing is lost', {skip}, async () => {
	const id = await runScript('held', 'seq 1 200000');
	const {promise, resolve} = Promise.withResolvers<void>();
	const {sink, lines} = keepLines();
	let isHeld = true;
	const holding: LogSink = {
		...sink,
		// eslint-disable-next-line @typescript-eslint/promise-function-async -- an async one would always give a promise
		held: () => isHeld ? promise : undefined,
		isNewestWanted: () => true,
	};
	const reading = engine.logs(id, {start: all, isFollowed: true}, holding, new AbortController().signal);
	await eventually('the first lines', () => lines.length > 0);
	const {length} = lines;
	await sleep(500);
	assert.equal(lines.length, length);
	isHeld = false;
	resolve();
	await reading;
	assert.equal(lines.length, 200_000);
	assert.ok(lines.every(({text}, index) => Number(text) === index + 1));
});

test('a sink that holds for ever does not outlast the signal', {skip}, async () => {
	const id = await runScript('held-for-ever', 'seq 1 1000');
	const given = new AbortController();
	const {sink, lines} = keepLines();
	const {promise} = Promise.withResolvers<void>();
	const holding: LogSink = {...sink, held: async () => promise};
	const reading = engine.logs(id, {start: all, isFollowed: true}, holding, given.signal);
	await eventually('the first lines', () => lines.length > 0);
	given.abort();
	await reading;
	assert.ok(lines.length <= 1000);
});

test('whether more is wanted is asked often enough for keys to have their turn', {skip}, async () => {
	const id = await runScript('much', 'seq 1 300000');
	await testEngine.docker('wait', id);
	let count = 0;
	let most = 0;
	await engine.logs(id, {start: all, isFollowed: false}, {
		line() {
			count++;
		},
		leaveOut() {
			assert.fail('the engine gives all lines');
		},
		held() {
			most = Math.max(most, count);
			count = 0;
			return undefined;
		},
		isNewestWanted: () => true,
	}, new AbortController().signal);
	assert.ok(most > 0, 'it was never asked');
	assert.ok(most < 5000, `${most} lines came at once`);
});

test('a driver that keeps nothing, a container that is gone and what is no id each have their sentence', {skip}, async () => {
	const none = await runScript('none', 'echo lost; exec sleep 1000', '--log-driver', 'none');
	const error = await failureOf(readAll(none));
	assert.equal(error.operation, 'logs');
	assert.equal(
		sentence(error, 'web'),
		'Could not read the log of web: its logging driver keeps nothing that could be read. Look where that driver sends it, or recreate the container with another (docker run --log-driver local).',
	);
	assert.equal(sentence(await failureOf(readAll('f'.repeat(64))), 'web'), 'Could not read the log of web: it is gone.');
	assert.match((await failureOf(readAll('../x'))).message, /not a valid container id/);
});

test('the driver local is read as any other', {skip}, async () => {
	const id = await runScript('local', 'seq 1 1000; printf end >&2', '--log-driver', 'local');
	const lines = await readAll(id, all, true);
	assert.deepEqual([lines.length, lines.at(-1)?.text, lines.at(-1)?.stream], [1001, 'end', 'stderr']);
	assert.equal(lines.slice(0, -1).every(({text}, index) => Number(text) === index + 1), true);
});
