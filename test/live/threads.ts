import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {copyFileSync, readFileSync, readlinkSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test, {before} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {
	printDocument,
	programFolder,
	type Document,
	type Launch,
	type ProcessDocument,
} from '../helpers/documents.ts';
import {compileThreads} from '../helpers/threads.ts';
import {containerIn, namespaceInode, openZoo} from '../helpers/zoo.ts';

const {skip: skipEngine, zoo} = await openZoo('threads');
const compiled = compileThreads();
const skip = skipEngine || compiled.skip;
const sleepers = {few: 5, many: 700};
const ids = new Map<string, string>();

before(async () => {
	if (skip !== false) {
		return;
	}

	for (const [name, count] of Object.entries(sleepers)) {
		const mayUnshare = ['--cap-add', 'SYS_ADMIN', '--security-opt', 'seccomp=unconfined', '--security-opt', 'apparmor=unconfined'];
		ids.set(name, await zoo.run(
			name, '--cpus', '0.2', ...mayUnshare, '--volume', `${compiled.folder}:/t:ro`, '--', '/t/threads', String(count),
		));
		await eventually('its threads are there', async () => {
			const log = await zoo.engine.docker('logs', zoo.fullName(name));
			return log === 'ready';
		});
	}
});

const look = async (...flags: readonly string[]): Promise<Document> => printDocument([...zoo.words, '--interval', '0.5', ...flags]);

function processIn(document: Document, name: string): ProcessDocument {
	const {initPid} = containerIn(document, ids.get(name)!);
	return document.processes.find(({pid}) => pid === initPid)!;
}

const task = (pid: number, id: number, file: string) => readFileSync(`/proc/${pid}/task/${id}/${file}`, 'utf8');

test('the threads of a process are those of ps -L, with the same names', {skip}, async () => {
	const {pid, threads, threadList, threadsLeftOut} = processIn(await look('--threads'), 'few');
	const listing = execFileSync('ps', ['-L', '-p', String(pid), '-o', 'lwp=,comm='], {encoding: 'utf8'});
	const theirs = listing.trim().split('\n').map(line => line.trim().replaceAll(/\s+/g, ' ')).toSorted();
	assert.deepEqual(threadList!.map(({id, comm}) => `${id} ${comm}`).toSorted(), theirs);
	assert.equal(threadList!.length, sleepers.few + 3);
	assert.deepEqual([threads, threadsLeftOut], [sleepers.few + 3, 0]);
});

test('each has its own id inside, state and what it waits for, and the busy one the CPU time', {skip}, async () => {
	const {pid, threadList} = processIn(await look('--threads'), 'few');
	for (const {id, idInside, nspid, state, waitChannel, comm} of threadList!) {
		const numbers = /^NSpid:\t(.*)$/m.exec(task(pid, id, 'status'))![1]!.split('\t').map(Number);
		assert.deepEqual([nspid, idInside], [numbers, numbers.at(-1)]);
		const isBusy = comm === 'spinner';
		assert.equal(isBusy || state === 'S', true, comm);
		assert.equal(isBusy || waitChannel === task(pid, id, 'wchan'), true, comm);
	}

	// Of a busy machine it may get next to nothing for a while.
	await eventually('it spins', async () => {
		const [busiest] = processIn(await look('--threads'), 'few').threadList!.toSorted((a, b) => b.cpuPercent! - a.cpuPercent!);
		return busiest!.comm === 'spinner' && busiest!.cpuPercent! > 5;
	});
});

test('a namespace that only a thread is in is there, with the thread, its process and its container', {skip}, async () => {
	const document = await look('--threads');
	const {pid, threadList} = processIn(document, 'few');
	const {id} = threadList!.find(({comm}) => comm === 'outsider')!;
	for (const kind of ['net', 'uts'] as const) {
		const inode = Number(/\d+/.exec(readlinkSync(`/proc/${pid}/task/${id}/ns/${kind}`))![0]);
		assert.notEqual(inode, namespaceInode(pid, kind));
		assert.deepEqual(document.namespaces.find(each => each.kind === kind && each.inode === inode), {
			kind, inode, host: false, processes: 0, threads: [{id, pid, comm: 'outsider'}], containers: [ids.get('few')],
		});
	}

	const {namespaces} = containerIn(document, ids.get('few')!);
	assert.equal(namespaces.net.inode, namespaceInode(pid, 'net'), 'the container is still where its first process is');
});

test('of very many threads five hundred are listed and the others counted, and the last of them is still found elsewhere', {skip}, async () => {
	const document = await look('--threads');
	const {pid, threads, threadList, threadsLeftOut} = processIn(document, 'many');
	assert.deepEqual([threads, threadList!.length, threadsLeftOut], [703, 500, 203]);
	assert.ok(document.namespaces.some(({threads: members}) => members.some(member => member.pid === pid && member.comm === 'outsider')));
});

test('without --threads nothing is said of them but their number', {skip}, async () => {
	const few = processIn(await look(), 'few');
	assert.equal(few.threads, sleepers.few + 3);
	assert.deepEqual(Object.keys(few).filter(key => ['threadList', 'threadsLeftOut', 'waitChannel'].includes(key)), []);
});

/**
As nobody, who may not read a checkout in root's home.
*/
function asNobody(): Launch {
	const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
	if (spawnSync(nobody[0]!, [...nobody.slice(1), process.execPath, '--version']).status === 0) {
		return {before: nobody};
	}

	const node = path.join(programFolder(), 'node');
	copyFileSync(process.execPath, node);
	return {before: nobody, node};
}

test('an ordinary user sees the threads, but not what they wait for', {skip}, async () => {
	const document = await printDocument([...zoo.words, '--interval', '0.5', '--threads'], asNobody());
	const {threadList, waitChannel, missing} = processIn(document, 'few');
	assert.equal(threadList!.length, sleepers.few + 3);
	assert.deepEqual([waitChannel, missing?.waitChannel], [null, 'denied']);
	for (const thread of threadList!) {
		assert.deepEqual([thread.waitChannel, thread.missing?.waitChannel], [null, 'denied'], thread.comm);
		assert.ok(thread.idInside! < thread.id);
	}

	assert.ok(document.namespaces.every(({threads}) => threads.length === 0));
});

test('where the kernel hides the processes of others, their threads are hidden with them', {skip}, async () => {
	const {before: words, node} = asNobody();
	const hidden = ['unshare', '--mount', 'sh', '-c', 'mount -t proc -o hidepid=2 proc /proc && exec "$@"', 'sh', ...words!];
	const document = await printDocument([...zoo.words, '--interval', '0.5', '--threads'], {before: hidden, ...(node !== undefined && {node})});
	const seen = await look();
	const {pid} = processIn(seen, 'few');
	assert.equal(document.schema, seen.schema);
	assert.deepEqual(document.processes.filter(each => each.pid === pid), []);
});
