import assert from 'node:assert/strict';
import process from 'node:process';
import {test} from 'node:test';
import {isMissing} from '../../source/known.ts';
import {KernelScanner} from '../../source/kernel/scan.ts';
import type {Entry, EntryRefusal} from '../../source/model/entry.ts';
import {readEntry} from '../../source/host/entry.ts';
import {enterableKinds} from '../../source/ui/effects/entry-plan.ts';
import {isRoot, startProgram, startShell} from '../helpers/live-process.ts';

const scanner = new KernelScanner();
const path = process.env.PATH ?? '';
const skip = !isRoot && 'needs root';

function keyOf(pid: number): string {
	const {stat} = scanner.sample(pid);
	assert.ok(!isMissing(stat));
	return `${pid}:${stat.startTicks}`;
}

function allowed(found: Entry | EntryRefusal): Entry {
	if (typeof found === 'string') {
		throw new TypeError(`It cannot be entered: ${found}`);
	}

	return found;
}

test('a process with a network of its own can be entered there, with the shells of both sides', {skip}, async t => {
	const {pid, stop} = await startProgram('unshare', ['--net', 'sh', '-c', 'echo ready; read -r line']);
	t.after(stop);
	const entry = allowed(readEntry(scanner, {pid, key: keyOf(pid)}, path));
	assert.deepEqual(enterableKinds(entry), ['net']);
	assert.match(entry.tool, /^\/.*\/nsenter$/);
	assert.match(entry.hostShell, /sh$/);
	assert.equal(entry.shell, entry.hostShell, 'its files are the host\'s');
	assert.deepEqual([entry.pid, entry.key], [pid, keyOf(pid)]);
});

test('a process in nstop\'s own namespaces has nothing to enter', {skip}, async t => {
	const {pid, stop} = await startShell('true');
	t.after(stop);
	assert.equal(readEntry(scanner, {pid, key: keyOf(pid)}, path), 'same');
});

test('a pid with another start is another process and is never entered', {skip}, async t => {
	const {pid, stop} = await startProgram('unshare', ['--net', 'sh', '-c', 'echo ready; read -r line']);
	const key = keyOf(pid);
	assert.equal(readEntry(scanner, {pid, key: `${pid}:1`}, path), 'gone');
	t.after(stop);
	await stop();
	assert.equal(readEntry(scanner, {pid, key}, path), 'gone');
});
