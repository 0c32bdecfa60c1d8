import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import os from 'node:os';
import {test} from 'node:test';
import {parseLoadAverage} from '../../../source/kernel/host/loadavg.ts';
import {parseMeminfo} from '../../../source/kernel/host/meminfo.ts';
import {parseOsRelease} from '../../../source/kernel/host/os-release.ts';
import {parseHostStat} from '../../../source/kernel/host/stat.ts';
import {parseUptime} from '../../../source/kernel/host/uptime.ts';
import {isMissing, unsupported} from '../../../source/known.ts';

const host = 'test/fixtures/hosts/v2/proc';

test('stat: every number has its place', () => {
	assert.deepEqual(parseHostStat(readFileSync(`${host}/stat`)), {
		cpu: {
			user: 18_234, nice: 12, system: 6021, idle: 912_345, iowait: 1311, irq: 0, softirq: 204, steal: 37,
		},
		cpus: 2,
		perCpu: [
			{
				user: 9120, nice: 5, system: 3011, idle: 456_170, iowait: 650, irq: 0, softirq: 150, steal: 20,
			},
			{
				user: 9114, nice: 7, system: 3010, idle: 456_175, iowait: 661, irq: 0, softirq: 54, steal: 17,
			},
		],
		contextSwitches: 4_123_456,
		bootTimeSeconds: 1_764_000_000,
		forks: 52_311,
		running: 2,
		blocked: 0,
	});
});

test('stat: a file that lacks a line is unsupported', () => {
	const lines = readFileSync(`${host}/stat`, 'utf8').split('\n');
	for (const key of ['ctxt', 'btime', 'processes', 'procs_running', 'procs_blocked']) {
		assert.equal(parseHostStat(Buffer.from(lines.filter(line => !line.startsWith(key)).join('\n'))), unsupported, key);
	}

	assert.equal(parseHostStat(Buffer.from('')), unsupported);
});

test('meminfo: sizes are in bytes, and an old kernel tells less', () => {
	const memory = parseMeminfo(readFileSync(`${host}/meminfo`));
	assert.ok(!isMissing(memory));
	assert.equal(memory.totalBytes, 4_030_320 * 1024);
	assert.equal(memory.availableBytes, 3_120_988 * 1024);
	assert.equal(memory.cachedBytes, 1_204_224 * 1024);
	assert.equal(memory.swapTotalBytes - memory.swapFreeBytes, 1020 * 1024);
	const old = parseMeminfo(Buffer.from('MemTotal: 100 kB\nMemFree: 10 kB\nBuffers: 5 kB\nCached: 20 kB\n'));
	assert.ok(!isMissing(old));
	assert.equal(old.availableBytes, 35 * 1024);
	assert.equal(parseMeminfo(Buffer.from('MemFree: 10 kB\n')), unsupported);
});

test('loadavg and uptime: what is cut short is unsupported', () => {
	assert.deepEqual(parseLoadAverage(readFileSync(`${host}/loadavg`)), {
		one: 0.31, five: 0.24, fifteen: 0.18, running: 2, total: 312, lastPid: 52_311,
	});
	assert.equal(parseLoadAverage(Buffer.from('0.31 0.24')), unsupported);
	assert.equal(parseUptime(readFileSync(`${host}/uptime`)), 9325.41);
	assert.equal(parseUptime(Buffer.from('')), unsupported);
});

test('os-release: values are quoted as in a shell, and the version may be missing', () => {
	const name = (text: string): string => parseOsRelease(Buffer.from(text));
	assert.equal(name('PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nNAME="Debian GNU/Linux"\nVERSION_ID="13"\n'), 'Debian GNU/Linux 13');
	assert.equal(name('NAME=\'Arch Linux\'\nBUILD_ID=rolling\n'), 'Arch Linux rolling');
	assert.equal(name('# NAME=comment\nNAME=Fedora\nVERSION_ID=41\nNAME=Later'), 'Later 41');
	assert.equal(name(String.raw`NAME="a \"b\" \$c \\ d"`), String.raw`a "b" $c \ d`);
	assert.equal(name('NAME="unclosed\n=\nVERSION_ID\n'), '"unclosed');
	assert.equal(name(''), '');
});

test('this host is as Node.js knows it', () => {
	const stat = parseHostStat(readFileSync('/proc/stat'));
	const memory = parseMeminfo(readFileSync('/proc/meminfo'));
	const uptimeSeconds = parseUptime(readFileSync('/proc/uptime'));
	assert.ok(!isMissing(stat));
	assert.ok(!isMissing(memory));
	assert.ok(!isMissing(uptimeSeconds));
	assert.equal(stat.cpus, os.cpus().length);
	assert.equal(memory.totalBytes, os.totalmem());
	assert.ok(Math.abs(uptimeSeconds - os.uptime()) < 60);
	assert.ok(Math.abs((Date.now() / 1000) - uptimeSeconds - stat.bootTimeSeconds) < 60);
});
