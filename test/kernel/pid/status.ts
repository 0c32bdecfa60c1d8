import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {test} from 'node:test';
import type {Bytes} from '../../../source/kernel/fields.ts';
import {parseStatus, type ProcessStatus} from '../../../source/kernel/pid/status.ts';
import {isMissing, unsupported} from '../../../source/known.ts';
import {isRoot, startShell} from '../../helpers/live-process.ts';

function known(bytes: Bytes | string): ProcessStatus {
	const status = parseStatus(Buffer.from(bytes));
	assert.ok(!isMissing(status));
	return status;
}

const host = 'test/fixtures/hosts/debian-hybrid/proc';

test('the first process of a container has a pid in each namespace, and less rights', () => {
	const status = known(readFileSync(`${host}/14920/status`));
	assert.equal(status.name, 'sleep');
	assert.equal(status.tgid, 14_920);
	assert.deepEqual(status.nspid, [14_920, 1]);
	assert.deepEqual(status.uids, {
		real: 0, effective: 0, saved: 0, filesystem: 0,
	});
	assert.deepEqual(status.groups, [0]);
	assert.equal(status.capabilities.effective, 0xA8_04_25_FBn);
	assert.equal(status.capabilities.ambient, 0n);
	assert.equal(status.seccomp, 'filter');
	assert.equal(status.noNewPrivileges, false);
	assert.equal(status.threads, 1);
	assert.equal(status.voluntarySwitches, 19);
	assert.equal(status.involuntarySwitches, 124);
	assert.equal(status.residentBytes, 1376 * 1024);
	assert.equal(status.anonBytes, 48 * 1024);
	assert.equal(status.fileBytes, 1328 * 1024);
	assert.equal(status.swapBytes, 0);
});

test('a kernel thread and a zombie have no memory, which is not none', () => {
	for (const pid of [2, 14_948]) {
		const status = known(readFileSync(`${host}/${pid}/status`));
		assert.equal(status.residentBytes, unsupported);
		assert.equal(status.swapBytes, unsupported);
		assert.deepEqual(status.nspid.length, pid === 2 ? 1 : 2);
	}
});

test('an old kernel without the newer lines is understood', () => {
	const status = known(
		'Name:\tinit\nState:\tS (sleeping)\nTgid:\t1\nPid:\t1\nPPid:\t0\nUid:\t1\t2\t3\t4\nGid:\t5\t6\t7\t8\nGroups:\t4 24 27 \nThreads:\t1\nCapEff:\tffffffffffffffff\n',
	);
	assert.deepEqual(status.nspid, [1]);
	assert.deepEqual(status.uids, {
		real: 1, effective: 2, saved: 3, filesystem: 4,
	});
	assert.deepEqual(status.gids, {
		real: 5, effective: 6, saved: 7, filesystem: 8,
	});
	assert.deepEqual(status.groups, [4, 24, 27]);
	assert.equal(status.capabilities.effective, 0xFF_FF_FF_FF_FF_FF_FF_FFn);
	assert.equal(status.capabilities.bounding, 0n);
	assert.equal(status.noNewPrivileges, unsupported);
	assert.equal(status.seccomp, unsupported);
	assert.equal(status.voluntarySwitches, unsupported);
});

test('what is cut short or is something else is unsupported', () => {
	for (const text of ['', 'Name:\tx\n', 'hello', 'Name:\tx\nTgid:\t1\nPid:\t1\nUid:\t0\t0\nGid:\t0\t0\t0\t0\nThreads:\t1\n']) {
		assert.equal(parseStatus(Buffer.from(text)), unsupported);
	}
});

test('a name that imitates another line is only a name', async () => {
	const child = await startShell(String.raw`printf 'a\\b\nUid:\t9 ' > /proc/$$/comm`);
	const status = known(readFileSync(`/proc/${child.pid}/status`));
	assert.equal(status.name, 'a\\b\nUid:\t9 ');
	assert.equal(status.uids.real, process.getuid?.());
	await child.stop();
});

test('this process is found as it knows itself', () => {
	const status = known(readFileSync('/proc/self/status'));
	assert.equal(status.tgid, process.pid);
	assert.equal(status.nspid.at(-1), process.pid);
	assert.equal(status.uids.effective, process.geteuid?.());
	assert.equal(status.gids.effective, process.getegid?.());
	const groups = process.getgroups?.() ?? [];
	assert.deepEqual(status.groups.filter(group => !groups.includes(group)), []);
});

test('a process of another user has all its ids', {skip: !isRoot && 'only root may change its user'}, async () => {
	const child = await startShell('', {uid: 1234, gid: 5678});
	const status = known(readFileSync(`/proc/${child.pid}/status`));
	assert.deepEqual(status.uids, {
		real: 1234, effective: 1234, saved: 1234, filesystem: 1234,
	});
	assert.equal(status.gids.effective, 5678);
	assert.equal(status.capabilities.effective, 0n);
	await child.stop();
});
