import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import process from 'node:process';
import test from 'node:test';
import {gone, isMissing} from '../../../source/known.ts';
import {KernelScanner} from '../../../source/kernel/scan.ts';

function openFilesOf(pid: number): string[] {
	return readdirSync('/proc/self/fd').flatMap(name => {
		try {
			const path = readlinkSync(`/proc/self/fd/${name}`);
			return path.startsWith(`/proc/${pid}/`) ? [path] : [];
		} catch {
			return [];
		}
	});
}

test('a process that sleeps gives the very same sample, what it does is that of a single look', async () => {
	const child = spawn('sleep', ['1000']);
	await once(child, 'spawn');
	const pid = child.pid!;
	const scanner = new KernelScanner();
	const watch = scanner.watchProcess(pid);
	try {
		while (!readFileSync(`/proc/${pid}/stat`, 'utf8').includes(' (sleep) S ')) {
			// On its way to its exec.
		}

		const sample = watch.sample();
		assert.equal(watch.sample(), sample);
		assert.deepEqual(sample, scanner.sample(pid));
		assert.ok(!isMissing(sample.stat));
		const {comm, residentBytes} = sample.stat;
		assert.deepEqual(
			[comm, residentBytes],
			['sleep', Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024],
		);
		assert.deepEqual(openFilesOf(pid).toSorted(), [`/proc/${pid}/stat`, `/proc/${pid}/statm`]);
	} finally {
		child.kill('SIGKILL');
		await once(child, 'exit');
	}

	assert.deepEqual(watch.sample().stat, gone, 'an open file of a dead process tells nothing');
	watch.close();
	assert.deepEqual(openFilesOf(pid), []);
});

test('what works has a new sample each time, and the list hears of who has ended', async () => {
	const scanner = new KernelScanner();
	const own = scanner.watchProcess(process.pid);
	const before = own.sample();
	const until = process.cpuUsage().user + 50_000;
	while (process.cpuUsage().user < until) {
		// Burns CPU time.
	}

	const after = own.sample();
	assert.ok(!isMissing(before.stat));
	assert.ok(!isMissing(after.stat));
	assert.ok(after.stat.userTicks - before.stat.userTicks >= 3, `${after.stat.userTicks} after ${before.stat.userTicks}`);
	own.close();

	const child = spawn('sleep', ['1000']);
	await once(child, 'spawn');
	const watch = scanner.watchProcess(child.pid!);
	assert.ok(scanner.discover().processes.has(child.pid!));
	watch.sample();
	child.kill('SIGKILL');
	await once(child, 'exit');
	watch.sample();
	const {vanished} = scanner.discover();
	assert.ok(vanished.includes(child.pid!));
	watch.close();
});
