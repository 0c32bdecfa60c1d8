import test from 'node:test';
import assert from 'node:assert/strict';
import {
	denied,
	firstSample,
	gone,
	unsupported,
} from '../../../source/known.ts';
import {buildProjects} from '../../../source/model/build/project-list.ts';
import {sumOfUsages} from '../../../source/model/build/project-usage.ts';
import {goneUsage} from '../../../source/model/build/usage.ts';
import type {Container} from '../../../source/model/container.ts';
import {composeLabels} from '../../helpers/compose.ts';
import {
	hostUse,
	makeContainer,
	makeNamespaceUses,
	makeUsage,
} from '../../helpers/make.ts';

const labels = composeLabels('shop', 'web');
const rowsOf = (...containers: readonly Container[]) => buildProjects(new Map(containers.map(each => [each.key, each])), 0, undefined);
const web = makeContainer({
	name: 'web', labels, startedAt: 2000, pids: [30, 10], ports: [{
		hostAddress: '0.0.0.0', hostPort: 80, containerPort: 80, protocol: 'tcp',
	}] as unknown as Container['ports'],
});
const db = makeContainer({
	name: 'db', labels, startedAt: 1000, pids: [20], restartCount: 2,
});
const stopped = makeContainer({
	name: 'old', labels, state: 'exited', exitCode: 1, usage: goneUsage, pids: [], startedAt: 500, init: gone, initPid: gone,
});

test('a project is one row with the processes, ports and restarts of all its containers', () => {
	const [row, ...others] = rowsOf(web, db, stopped, makeContainer({name: 'lone'})).values();
	assert.ok(row);
	assert.equal(others.length, 0);
	assert.deepEqual(row.sumOf, {kind: 'compose', members: [web.key, db.key, stopped.key], condition: 'partial 2/3'});
	assert.deepEqual([row.name, row.state, row.pids, row.startedAt, row.restartCount], ['shop', 'running', [10, 20, 30], 1000, 2]);
	assert.deepEqual(row.ports, web.ports);
	assert.deepEqual([row.usage.cpuPercent, row.usage.memoryBytes, row.usage.tasks], [25, 100_000_000, 14]);
});

test('projects of one name are told apart by the container that they are in, not by the engine, which may not have answered yet; pods are no Compose projects', () => {
	const rows = rowsOf(
		web,
		makeContainer({name: 'b', labels, engine: 'docker-2'}),
		makeContainer({name: 'c', labels, parent: web.key}),
		makeContainer({name: 'd', pod: 'shop'}),
		makeContainer({name: 'e', labels: {'io.kubernetes.pod.name': 'shop', 'io.kubernetes.pod.namespace': 'blue'}}),
	);
	assert.deepEqual([...rows.values()].map(({sumOf, parent}) => [sumOf?.kind, parent]), [
		['compose', undefined], ['compose', web.key], ['pod', undefined], ['pod', undefined],
	]);
});

test('a row that says the same is the same object, and another one as soon as a container is another', () => {
	const before = rowsOf(web, db);
	const again = (...containers: readonly Container[]) => buildProjects(new Map(containers.map(each => [each.key, each])), 1, before);
	const [row] = before.values();
	assert.equal([...again({...web}, {...db}).values()][0], row);
	for (const changed of [{...db, pids: [21]}, {...db, usage: makeUsage({tasks: 8})}, {...db, state: 'paused' as const}]) {
		assert.notEqual([...again(web, changed).values()][0], row);
	}
});

test('a project that has lost all its containers is remembered for a while', () => {
	const before = rowsOf(web);
	const removed = {...web, isRemoved: true, diedAt: 5};
	const [row] = buildProjects(new Map([[web.key, removed]]), 5, before).values();
	assert.deepEqual([row?.isRemoved, row?.diedAt, row?.usage], [true, 5, goneUsage]);
	assert.deepEqual(row?.sumOf, {
		kind: 'compose', members: [web.key], condition: 'down', lost: [{labels, engine: web.engine, createdAt: web.createdAt}],
	});
	const later = (steady: number) => buildProjects(new Map(), steady, new Map([[row.key, row]]));
	assert.equal([...later(600_000).values()][0], row, 'long enough to bring it up again');
	assert.equal(later(10_000_000).size, 0);
	const again = {...web, key: 'another', id: 'another'};
	const [back, ...others] = buildProjects(new Map([[again.key, again]]), 600_000, new Map([[row.key, row]])).values();
	assert.deepEqual([back?.key, back?.isRemoved, back?.sumOf?.lost, others], [row.key, false, undefined, []]);
});

test('a pod that has lost all its containers is remembered no longer than they are', () => {
	const pod = makeContainer({name: 'd', pod: 'shop'});
	const [row] = buildProjects(new Map([[pod.key, {...pod, isRemoved: true}]]), 5, rowsOf(pod)).values();
	assert.deepEqual([row?.isRemoved, row?.sumOf?.condition], [true, 'gone']);
	assert.equal(buildProjects(new Map(), 600_000, new Map([[row!.key, row!]])).size, 0);
});

test('containers that are in another project now leave none behind', () => {
	const other = composeLabels('blog', 'web');
	const before = rowsOf({...web, labels: other}, {...db, labels: other});
	const now = buildProjects(new Map([[web.key, web], [db.key, db]]), 1, before);
	assert.deepEqual([...now.values()].map(({isRemoved, sumOf}) => [isRemoved, sumOf?.members.length]), [[false, 2]]);
});

test('sums are of what is known, and have no limit', () => {
	const usages = [makeUsage({cpuPercent: 10, memoryBytes: denied}), makeUsage({cpuPercent: firstSample, memoryBytes: denied})];
	const sum = sumOfUsages(usages.map((usage, index) => makeContainer({name: `c${index}`, usage})));
	assert.deepEqual([sum.cpuPercent, sum.memoryBytes, sum.swapBytes], [10, denied, 0]);
	assert.deepEqual([sum.memoryLimitBytes, sum.cpuLimit, sum.tasksLimit], [undefined, undefined, undefined]);
	assert.deepEqual([sum.pressureCpu, sum.memoryPeakBytes], [unsupported, unsupported]);
	assert.equal(sum.networkRxPerSecond, 220);
});

test('a network namespace that several share is counted once', () => {
	const net = {inode: 7, isHost: false, sharedWith: []};
	const [a, b] = ['a', 'b'].map(name => makeContainer({name, namespaces: makeNamespaceUses(name, {net})}));
	const own = makeContainer({name: 'own'});
	assert.equal(sumOfUsages([a!, b!, own]).networkRxPerSecond, 220);
	const unknown = makeContainer({name: 'x', namespaces: makeNamespaceUses('x', {net: {...hostUse('net'), inode: denied}})});
	assert.equal(sumOfUsages([a!, unknown, {...unknown}]).networkRxPerSecond, 330);
});

test('the sum is marked where a part of it is a sum over processes', () => {
	assert.deepEqual(sumOfUsages([web, {...db, usage: makeUsage({summed: new Set(['cpuPercent'])})}]).summed, new Set(['cpuPercent']));
	assert.equal(sumOfUsages([web]).summed, undefined);
});
