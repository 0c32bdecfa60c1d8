import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import type {Hierarchies} from '../../../source/kernel/cgroup/reader/hierarchies.ts';
import {EmptyCgroupCounter} from '../../../source/sampler/parts/empty-cgroups.ts';
import {identitiesOf, makeIdentity, memberships} from '../../helpers/readings.ts';

const root = mkdtempSync(path.join(tmpdir(), 'nstop-empty-'));
after(() => {
	rmSync(root, {recursive: true});
});
for (const directory of ['pids/leak/1', 'unified/leak/1', 'unified/leak/2', 'unified/system.slice/cron.service']) {
	mkdirSync(path.join(root, directory), {recursive: true});
}

const hierarchies: Hierarchies = {
	version: 'hybrid',
	controllers: new Map([['pids', {directory: path.join(root, 'pids'), root: '/'}]]),
	unified: {directory: path.join(root, 'unified'), root: '/'},
};
const kthreadd = makeIdentity({pid: 2, isKernelThread: true});
const cron = makeIdentity({pid: 3, cgroups: memberships('/system.slice/cron.service')});

test('the most that one hierarchy has, without those around a process', () => {
	const counter = new EmptyCgroupCounter(hierarchies);
	assert.deepEqual(counter.count(true, identitiesOf(kthreadd, cron), 0), {count: 3, isWhole: true});
});

test('a round rests for a while before the next one', () => {
	const counter = new EmptyCgroupCounter(hierarchies);
	assert.equal(counter.count(true, identitiesOf(kthreadd, cron), 0)?.count, 3);
	assert.equal(counter.count(true, identitiesOf(kthreadd), 25)?.count, 3);
	assert.equal(counter.count(true, identitiesOf(kthreadd), 35)?.count, 5);
});

test('nothing is told while nobody asks, and nothing where not all processes can be seen', () => {
	const counter = new EmptyCgroupCounter(hierarchies);
	assert.equal(counter.count(false, identitiesOf(kthreadd), 0), undefined);
	assert.equal(counter.count(true, identitiesOf(cron), 0), undefined);
	assert.equal(counter.count(true, identitiesOf(kthreadd), 0)?.count, 5);
});

test('what is mounted from outside of the reader\'s cgroup namespace is left out', () => {
	const outside = new Map([['pids', {directory: path.join(root, 'pids'), root: '/../..'}]]);
	const counter = new EmptyCgroupCounter({version: 'v1', controllers: outside, unified: undefined});
	assert.equal(counter.count(true, identitiesOf(kthreadd), 0), undefined);
});
