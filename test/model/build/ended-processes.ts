import assert from 'node:assert/strict';
import test from 'node:test';
import {gone} from '../../../source/known.ts';
import {endedProcesses} from '../../../source/model/build/ended-processes.ts';
import type {Snapshot} from '../../../source/model/snapshot.ts';
import {
	makeContainer,
	makeDetails,
	makeProcess,
	makeSnapshot,
} from '../../helpers/make.ts';
import {identitiesOf, makeIdentity} from '../../helpers/readings.ts';

const sleeper = makeProcess({pid: 7});
const before = makeSnapshot({processes: [sleeper, makeProcess({pid: 8})], details: makeDetails(sleeper.key)});
const others = identitiesOf(makeIdentity({pid: 8}));
const at = (seconds: number, change: object = {}) => ({
	identities: others, isProcessFollowed: true, steadyMilliseconds: seconds * 1000, ...change,
});

test('the process that was selected is kept for a minute when it has ended, without numbers', () => {
	const ended = endedProcesses(before, at(1))!;
	assert.deepEqual([...ended.keys()], [sleeper.key]);
	const {process} = ended.get(sleeper.key)!;
	assert.deepEqual([process.comm, process.state, process.cpuPercent], [sleeper.comm, 'X', gone]);

	const after: Snapshot = {
		...before, processes: new Map(), details: undefined, endedProcesses: ended,
	};
	assert.equal(endedProcesses(after, at(61, {isProcessFollowed: false})), ended, 'the same map while it says the same');
	assert.equal(endedProcesses(after, at(62))!.size, 0);
});

test('one that is there still, or was not selected, has not ended', () => {
	const alive = identitiesOf(makeIdentity({pid: 7, startTicks: sleeper.startTicks}));
	assert.equal(endedProcesses(before, at(1, {identities: alive})), undefined);
	assert.equal(endedProcesses(before, at(1, {isProcessFollowed: false})), undefined);
	assert.equal(endedProcesses(undefined, at(1)), undefined);
});

test('another process with its pid is not the one that was selected', () => {
	const ended = endedProcesses(before, at(1, {identities: identitiesOf(makeIdentity({pid: 7, startTicks: 9999}))}));
	assert.ok(ended?.has(sleeper.key));
});

test('the units that it was in keep it', () => {
	const [unit, other] = [makeContainer({key: 'unit:/a', pids: [7]}), makeContainer({key: 'unit:/b', pids: [8]})];
	const ended = endedProcesses({...before, units: new Map([unit, other].map(row => [row.key, row]))}, at(1));
	assert.deepEqual([...ended!.get(sleeper.key)!.units], ['unit:/a']);
});
