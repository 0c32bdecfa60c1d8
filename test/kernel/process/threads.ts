import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import process from 'node:process';
import test from 'node:test';
import {Worker} from 'node:worker_threads';
import {gone, isMissing} from '../../../source/known.ts';
import {KernelScanner} from '../../../source/kernel/scan.ts';

const {threads} = new KernelScanner().processes;
const {pid} = process;

/**
What both say at one moment: a runtime may make or end a thread of its own in between.
*/
function lookWhileSteady() {
	const list = () => readdirSync(`/proc/${pid}/task`).map(Number).toSorted((a, b) => a - b);
	for (;;) {
		const listed = list();
		const ids = threads.list(pid, 10_000) as readonly number[];
		const count = threads.count(pid);
		if (listed.join(' ') === list().join(' ')) {
			return {listed, ids, count};
		}
	}
}

test('the threads of a process are those that the kernel lists, the main one first, and their number costs no list', t => {
	const worker = new Worker('setInterval(() => {}, 1000)', {eval: true});
	t.after(async () => worker.terminate());
	const {listed, ids, count} = lookWhileSteady();
	assert.ok(ids.length > 2, `${ids.length}`);
	assert.equal(ids[0], pid);
	assert.deepEqual(ids.toSorted((a, b) => a - b), listed);
	assert.equal(count, listed.length);
	assert.deepEqual(threads.list(pid, 2), (threads.list(pid, 10_000) as readonly number[]).slice(0, 2));
});

test('a thread has counters and ids of its own', () => {
	const ids = threads.list(pid, 10) as readonly number[];
	for (const id of ids) {
		const watch = threads.watch(pid, id);
		const stat = watch.sample();
		const status = threads.status(pid, id);
		assert.ok(!isMissing(stat));
		assert.ok(!isMissing(status));
		assert.equal(stat.pid, id);
		assert.equal(status.nspid[0], id);
		assert.equal(status.tgid, pid);
	}
});

test('a sleeping thread gives the same counters as the same object', () => {
	const ids = (threads.list(pid, 10) as readonly number[]).slice(1);
	const isSteady = ids.some(id => {
		const watch = threads.watch(pid, id);
		const stat = watch.sample();
		return !isMissing(stat) && stat === watch.sample();
	});
	assert.ok(isSteady);
});

test('what runs waits for nothing, what sleeps for something', () => {
	assert.equal(threads.waitChannel(pid), undefined);
	const others = (threads.list(pid, 10) as readonly number[]).slice(1).map(id => threads.waitChannel(id));
	assert.ok(others.some(name => typeof name === 'string' && /^\w+$/.test(name)), JSON.stringify(others));
});

test('what has ended has no threads, and that is no error', () => {
	const none = 4_194_305;
	assert.equal(threads.count(none), 0);
	assert.equal(threads.list(none, 10), gone);
	assert.equal(threads.waitChannel(none), gone);
	assert.deepEqual(threads.strayed(none, [none]), []);
});

test('threads that stay where their process is are no strayed ones', () => {
	assert.deepEqual(threads.strayed(pid, threads.list(pid, 10) as readonly number[]), []);
});
