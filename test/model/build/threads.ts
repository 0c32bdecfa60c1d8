/**
Threads of the snapshot, and those that are in other namespaces than their process.
*/
import assert from 'node:assert/strict';
import test from 'node:test';
import {denied, firstSample, isMissing} from '../../../source/known.ts';
import type {StrayedThread} from '../../../source/kernel/reading.ts';
import {NamespaceList} from '../../../source/model/build/namespace-list.ts';
import {StrayedThreads} from '../../../source/model/build/strayed-threads.ts';
import {ThreadList} from '../../../source/model/build/thread-list.ts';
import type {ThreadReading} from '../../../source/model/readings.ts';
import {
	identitiesOf,
	inodes,
	makeFacts,
	makeIdentity,
	makeSample,
	makeStatus,
	pairOf,
} from '../../helpers/readings.ts';

const process = makeIdentity({pid: 100, startTicks: 50});
const identities = identitiesOf(process);
const {stat} = makeSample({
	pid: 101, comm: 'worker', startTicks: 60, userTicks: 10, processor: 2,
});
const reading = (changes: Partial<ThreadReading> = {}): ThreadReading => ({
	id: 101, status: makeStatus({nspid: [101, 7]}), pair: pairOf(stat, {...stat, userTicks: 0}), ...changes,
});
const only = (list: ReturnType<ThreadList['build']>) => {
	const ofProcess = list?.get('100:50');
	assert.ok(ofProcess);
	assert.ok(!isMissing(ofProcess));
	return ofProcess.threads[0]!;
};

test('a thread has ids, name, CPU and what it waits for of its own', () => {
	const threads = new Map([[100, {threads: [reading()], leftOut: 3}]]);
	const list = new ThreadList().build({identities, threads, waitChannel: id => id === 101 ? {name: 'ep_poll'} : undefined});
	assert.deepEqual(list?.get('100:50'), {
		threads: [{
			key: '100:50/101:60',
			process: '100:50',
			pid: 101,
			nspid: [101, 7],
			pidInside: 7,
			startTicks: 60,
			comm: 'worker',
			state: 'S',
			cpuPercent: 10,
			cpuSeconds: 0.1,
			processor: 2,
			waitChannel: 'ep_poll',
		}],
		leftOut: 3,
	});
});

test('without threads that were asked for there is no list, and a refusal stays one', () => {
	assert.equal(new ThreadList().build({identities}), undefined);
	assert.equal(new ThreadList().build({identities, threads: new Map([[100, denied]])})?.get('100:50'), denied);
});

test('a thread that does nothing stays the same object, until what it waits for changes', () => {
	const list = new ThreadList();
	const build = (name: string | undefined, seconds: number) => only(list.build({
		identities,
		threads: new Map([[100, {threads: [{...reading(), status, pair: pairOf(stat, stat, seconds)}], leftOut: 0}]]),
		...(name !== undefined && {waitChannel: () => ({name})}),
	}));
	const status = makeStatus();
	const first = build('ep_poll', 1);
	assert.equal(build('ep_poll', 2), first);
	assert.notEqual(build('futex_wait', 3), first);
	assert.equal(build(undefined, 4).waitChannel, firstSample);
});

const host = inodes(0);
const owners = new Map([[100, 'web']]);
const collect = () => new NamespaceList().build({
	shownPids: [1, 100],
	isWholeHost: true,
	owners,
	hostNamespaces: host,
	facts: pid => makeFacts({namespaces: pid === 1 ? host : inodes(100)}),
});
const stray = (id: number, namespaces: StrayedThread['namespaces']): StrayedThread => ({
	pid: 100, id, nspid: [id, 9], comm: 'outsider', namespaces,
});
const context = {owners, hostNamespaces: host};

test('a namespace that only a thread is in appears in its place, with the thread and its container', () => {
	const collected = collect();
	const {map} = new StrayedThreads().join(collected, [stray(101, {net: 50})], context);
	assert.deepEqual(map.get('net:50'), {
		key: 'net:50',
		kind: 'net',
		inode: 50,
		isHost: false,
		pids: [],
		threads: [{
			pid: 100, id: 101, nspid: [101, 9], comm: 'outsider', container: 'web',
		}],
		containers: ['web'],
	});
	assert.deepEqual([...map.keys()].filter(key => key.startsWith('net')), [`net:${host.net}`, 'net:50', `net:${inodes(100).net}`]);
	assert.equal(map.size, collected.map.size + 1);
});

test('a thread that has entered the namespace of others is counted there, beside their processes', () => {
	const {map, sharing} = new StrayedThreads().join(collect(), [stray(101, {net: host.net})], context);
	const namespace = map.get(`net:${host.net}`)!;
	assert.deepEqual([namespace.pids, namespace.threads?.map(({id}) => id), namespace.containers], [[1], [101], ['web']]);
	assert.equal(namespace.isHost, true);
	assert.notEqual(sharing, undefined);
});

test('without threads, and with the same ones, the namespaces are the same object', () => {
	const collected = collect();
	const strayed = new StrayedThreads();
	assert.equal(strayed.join(collected, [], context), collected);
	const threads = [stray(101, {net: 50})];
	const joined = strayed.join(collected, threads, context);
	assert.equal(strayed.join(collected, threads, context), joined);
	assert.equal(strayed.join({...collected}, threads, context).sharing, joined.sharing, 'who shares what has not changed');
	assert.notEqual(strayed.join(collected, [...threads, stray(102, {uts: 60})], context).sharing, joined.sharing);
});
