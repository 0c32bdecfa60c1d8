import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {test} from 'node:test';
import type {Bytes} from '../../../source/kernel/fields.ts';
import {parseStat, type ProcessStat} from '../../../source/kernel/pid/stat.ts';
import {isMissing, unsupported} from '../../../source/known.ts';
import {isRoot, startShell, until} from '../../helpers/live-process.ts';

const rest =
	'S 15033 15030 4331 0 -1 4194304 119 1 7 2 13 5 0 0 20 -5 3 0 212977 2990080 392 18446744073709551615 94914335604736 94914335622665 1 0 0 0 0 6 0 1 0 0 17 3 0 0 0 0 0 9 9 9 9 9 9 9 0\n';

function known(bytes: Bytes, pageBytes?: number): ProcessStat {
	const stat = parseStat(bytes, pageBytes);
	assert.ok(!isMissing(stat), `not parsed: ${bytes.toString()}`);
	return stat;
}

const commOf = (comm: Bytes | string): string =>
	known(Buffer.concat([Buffer.from('7 ('), Buffer.from(comm), Buffer.from(`) ${rest}`)])).comm;

const live = (pid: number | 'self'): ProcessStat => known(readFileSync(`/proc/${pid}/stat`));

test('every field has its place', () => {
	assert.deepEqual(parseStat(Buffer.from(`15036 (sleep) ${rest}`)), {
		pid: 15_036,
		comm: 'sleep',
		state: 'S',
		parentPid: 15_033,
		flags: 4_194_304,
		isKernelThread: false,
		minorFaults: 119,
		majorFaults: 7,
		userTicks: 13,
		systemTicks: 5,
		priority: 20,
		nice: -5,
		threads: 3,
		startTicks: 212_977,
		virtualBytes: 2_990_080,
		residentBytes: 392 * 4096,
		processor: 3,
	});
	assert.equal(known(Buffer.from(`1 (a) ${rest}`), 65_536).residentBytes, 392 * 65_536);
});

test('a name that looks like the fields behind it is still a name', () => {
	for (const comm of ['a) R 1 (b', ')', '(', '))) S 1 1', ') ', ' ', '(sd-pam)', 'x y\nz\tq', '\u{1B}[31mred', '']) {
		assert.equal(commOf(comm), comm);
	}
});

test('a name that is not UTF-8 has U+FFFD where it is not', () => {
	assert.equal(commOf(Buffer.from([0xFF, 0xFE, 0xC3, 0x28])), '��\u{FFFD}(');
	assert.equal(commOf('größe'), 'größe');
});

test('a state of a newer kernel is unknown', () => {
	assert.equal(known(Buffer.from(`1 (a) ${rest.replace('S', 'Q')}`)).state, '?');
	assert.equal(known(Buffer.from(`1 (a) ${rest.replace('S', 't')}`)).state, 't');
});

test('a kernel thread is recognised by its flag', () => {
	assert.equal(known(readFileSync('test/fixtures/hosts/debian-hybrid/proc/2/stat')).isKernelThread, true);
});

test('what is cut short or is something else is unsupported', () => {
	const whole = `7 (a) ${rest}`;
	const lastNeeded = whole.indexOf(' 3 0 0 0 0 0 9') + 2;
	for (let length = 0; length < lastNeeded; length++) {
		assert.equal(parseStat(Buffer.from(whole.slice(0, length))), unsupported, whole.slice(0, length));
	}

	assert.ok(!isMissing(parseStat(Buffer.from(whole.slice(0, lastNeeded + 1)))));
	for (const text of [
		'hello\n',
		`0x7 (a) ${rest}`,
		`-7 (a) ${rest}`,
		` (a) ${rest}`,
		'7 a S 1\n',
		'(a) S 1',
		`7 (a ${rest}`,
		`7 a) ${rest}`,
		`7 (a) ${rest.replace('119', 'x')}`,
		`7 (a) ${rest.replace('119', '-')}`,
		`7 (a) ${rest.replace(' 119', '')}`.slice(0, 90),
	]) {
		assert.equal(parseStat(Buffer.from(text)), unsupported, text);
	}
});

test('this process is found as it knows itself', () => {
	const stat = live('self');
	assert.equal(stat.pid, process.pid);
	assert.equal(stat.parentPid, process.ppid);
	assert.ok(stat.threads > 1);
	assert.ok(stat.virtualBytes > stat.residentBytes);
	assert.ok(stat.residentBytes > 10_000_000);
	assert.ok(Math.abs(stat.residentBytes - process.memoryUsage.rss()) < stat.residentBytes / 2);
});

test('a process that names itself like a line of stat is read right', async () => {
	const child = await startShell(String.raw`printf 'a) R 1 (b\nc\377' > /proc/$$/comm`);
	const stat = live(child.pid);
	assert.equal(stat.comm, 'a) R 1 (b\nc\u{FFFD}');
	assert.equal(stat.parentPid, process.pid);
	await child.stop();
});

test('a process may have an empty name', async () => {
	const child = await startShell(String.raw`printf '\0' > /proc/$$/comm`);
	assert.equal(live(child.pid).comm, '');
	await child.stop();
});

test('a zombie and a stopped process are recognised by their states', async () => {
	// Ends only when its parent has become a program that does not wait for it.
	const child = spawn('/bin/sh', ['-c', '(until grep -q sleep /proc/$$/comm; do :; done) & echo $!; exec sleep 100'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [line] = (await once(child.stdout, 'data')) as [Bytes];
	const pid = Number(line.toString());
	await until(() => live(pid).state === 'Z');
	assert.equal(live(pid).residentBytes, 0);
	child.kill('SIGSTOP');
	await until(() => live(child.pid!).state === 'T');
	child.kill('SIGKILL');
	await once(child, 'exit');
});

test('kernel threads of this host have no memory', {skip: !isRoot && 'a container may not see them'}, () => {
	const stat = live(2);
	assert.equal(stat.isKernelThread, true);
	assert.equal(stat.virtualBytes, 0);
});
