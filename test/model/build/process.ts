import test from 'node:test';
import assert from 'node:assert/strict';
import {
	denied,
	firstSample,
	gone,
	unsupported,
} from '../../../source/known.ts';
import {buildProcess, processKey} from '../../../source/model/build/process.ts';
import type {ProcessSample} from '../../../source/kernel/reading.ts';
import {
	makeFacts,
	makeIdentity,
	makeSample,
	makeStatus,
	pairOf,
} from '../../helpers/readings.ts';

const users = new Map([[0, 'root'], [101, 'nginx']]);
const identity = makeIdentity({
	pid: 2441, startTicks: 500, parentPid: 7, comm: 'sh',
});

test('a reused pid has another key', () => {
	assert.equal(processKey({pid: 5, startTicks: 100}), '5:100');
	assert.notEqual(processKey({pid: 5, startTicks: 105}), processKey({pid: 5, startTicks: 100}));
});

test('pids of all levels, the innermost is the one inside', () => {
	const process = buildProcess(identity, {
		facts: makeFacts({status: makeStatus({nspid: [2441, 198, 1]})}), container: 'web',
	}, users);
	assert.deepEqual([process.nspid, process.pidInside, process.container], [[2441, 198, 1], 1, 'web']);
});

test('the user is the effective one, and one without a name has none', () => {
	const withUid = (effective: number) => buildProcess(identity, {
		facts: makeFacts({
			status: makeStatus({
				uids: {
					real: 0, effective, saved: 0, filesystem: 0,
				},
			}),
		}),
	}, users);
	assert.deepEqual([withUid(101).uid, withUid(101).user], [101, 'nginx']);
	assert.deepEqual([withUid(100_000).uid, withUid(100_000).user], [100_000, undefined]);
});

test('where nobody looked yet, values wait and identity stands in', () => {
	const process = buildProcess(identity, {}, users);
	assert.deepEqual([process.comm, process.parentPid, process.nspid, process.key], ['sh', 7, [2441], '2441:500']);
	for (const value of [
		process.uid,
		process.pidInside,
		process.args,
		process.state,
		process.threads,
		process.cpuPercent,
		process.residentBytes,
		process.namespaces.net,
	]) {
		assert.equal(value, firstSample);
	}

	assert.equal(process.user, undefined);
});

test('exec changes the name and a dead parent the parent, without another key', () => {
	const process = buildProcess(identity, {
		facts: makeFacts(),
		pair: pairOf(makeSample({
			comm: 'nginx', parentPid: 1, state: 'R', threads: 4,
		})),
	}, users);
	assert.deepEqual([process.comm, process.parentPid, process.state, process.threads, process.key], ['nginx', 1, 'R', 4, '2441:500']);
});

test('CPU time in ticks of a hundredth of a second becomes percent of one core', () => {
	const pair = pairOf(makeSample({userTicks: 300, systemTicks: 60}), makeSample({userTicks: 100, systemTicks: 10}), 2);
	const process = buildProcess(identity, {pair}, users);
	assert.deepEqual([process.cpuPercent, process.cpuUserPercent, process.cpuSystemPercent], [125, 100, 25]);
});

test('the first sample of a process has no share of CPU yet', () => {
	const process = buildProcess(identity, {pair: pairOf(makeSample())}, users);
	assert.deepEqual([process.cpuPercent, process.residentBytes], [firstSample, 1000]);
});

test('a process that vanished while it was read keeps what is known, and says that the rest is gone', () => {
	const process = buildProcess(
		identity,
		{
			facts: makeFacts({status: gone, args: gone}),
			pair: pairOf<ProcessSample>({stat: gone, io: unsupported}, makeSample()),
			container: 'web',
		},
		users,
	);
	assert.deepEqual([process.comm, process.pid, process.container, process.nspid], ['sh', 2441, 'web', [2441]]);
	for (const value of [process.uid, process.pidInside, process.args, process.state, process.cpuPercent, process.residentBytes]) {
		assert.equal(value, gone);
	}
});

test('what may not be read is denied, never 0', () => {
	const process = buildProcess(identity, {
		facts: makeFacts({status: denied, args: ['x']}), pair: pairOf({stat: denied, io: denied}),
	}, users);
	assert.deepEqual([process.uid, process.pidInside, process.threads, process.cpuPercent], [denied, denied, denied, denied]);
	assert.deepEqual(process.args, ['x']);
});

test('a zombie has a state and no memory to speak of', () => {
	const process = buildProcess(identity, {
		facts: makeFacts({args: []}), pair: pairOf(makeSample({state: 'Z', residentBytes: 0})), container: 'web',
	}, users);
	assert.deepEqual([process.state, process.residentBytes, process.args], ['Z', 0, []]);
});
