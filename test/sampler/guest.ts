/**
A kernel with cgroups of version 2 alone, recorded by test/helpers/guest/capture.ts: what nstop printed there and what it makes of the
same files here, compared with these files and with the engine's own numbers.
*/
import assert from 'node:assert/strict';
import {
	mkdirSync,
	readFileSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {KernelScanner} from '../../source/kernel/scan.ts';
import {isMissing, unsupported, valueOf} from '../../source/known.ts';
import {buildSnapshot} from '../../source/model/build/snapshot.ts';
import type {Container} from '../../source/model/container.ts';
import type {Snapshot} from '../../source/model/snapshot.ts';
import {Collector} from '../../source/sampler/collector.ts';
import {wantsNothing} from '../../source/sampler/wants.ts';
import type {ContainerDocument} from '../helpers/documents.ts';
import type {Recording} from '../helpers/guest/recording.ts';
import {makeFolder} from '../helpers/live-process.ts';
import {takenAt} from '../helpers/make.ts';

const {names, document, before, after: last} = JSON.parse(readFileSync('test/fixtures/guest/v2.json', 'utf8')) as Recording;
const root = makeFolder();

function unpack(files: Readonly<Record<string, string>>, links: Readonly<Record<string, string>>): void {
	const make = (name: string): string => {
		const place = path.join(root, name);
		mkdirSync(path.dirname(place), {recursive: true});
		return place;
	};

	for (const [name, text] of Object.entries(files)) {
		writeFileSync(make(name), text, 'latin1');
	}

	for (const [name, target] of Object.entries(links)) {
		symlinkSync(target, make(name));
	}
}

const secondsIn = (files: Readonly<Record<string, string>>): number => Number(files['/proc/uptime']!.split(' ', 1)[0]);

/**
What nstop makes of the files today: two samples, so that there are rates.
*/
const snapshot = ((): Snapshot => {
	unpack({...last.files, ...before.files}, last.links);
	const collector = new Collector(new KernelScanner({proc: `${root}/proc`, cgroup: `${root}/sys/fs/cgroup`}));
	const hostFacts = {
		hostname: 'guest', kernel: '6.1', os: 'Linux', cgroup: 'v2',
	} as const;
	let previous: Snapshot | undefined;
	for (const {files} of [before, last]) {
		unpack(files, {});
		const atSeconds = secondsIn(files);
		previous = buildSnapshot(collector.collect({
			takenAt: takenAt + (atSeconds * 1000), atSeconds, wants: {...wantsNothing, sampled: 'shown'}, engines: [], isTick: true,
		}, hostFacts, new Map()), previous);
	}

	return previous!;
})();

const byHand = {
	scope: 'a'.repeat(64), pod: 'b'.repeat(64), threads: 'threads', plain: 'c'.repeat(64),
};
const ids: Readonly<Record<string, string>> = {...names, ...byHand};
const running = Object.keys(ids).filter(name => name !== 'ended');
const counted = running.filter(name => name !== 'plain');
const now = (name: string): Container => snapshot.containers.values().find(({id}) => id === ids[name])!;
const then = (name: string): ContainerDocument => document.containers.find(({id}) => id === ids[name])!;

/**
A file of the container's cgroup, as it was after nstop had looked.
*/
function file(name: string, which: string, files = last.files): string {
	return files[`/sys/fs/cgroup${then(name).cgroup}/${which}`]!;
}

/**
The number behind a word in a file of a container's cgroup.
*/
function number(name: string, which: string, word: string, files = last.files): number {
	return Number(file(name, which, files).split('\n').find(line => line.startsWith(`${word} `))!.split(' ', 2)[1]);
}

const whole = (name: string, which: string): number | undefined => file(name, which) === 'max\n' ? undefined : Number(file(name, which));

/**
What has changed while nstop looked lies between; all else is exact.
*/
function assertBetween(value: number | undefined | null, first: number, second: number, what: string): void {
	assert.ok(Math.min(first, second) <= value!, `${what}: ${first} ≤ ${value}`);
	assert.ok(value! <= Math.max(first, second), `${what}: ${value} ≤ ${second}`);
}

test('there are the containers of the engine, of the engine inside, and those that no engine knows', () => {
	assert.deepEqual([...snapshot.containers.values()].map(({id}) => id).toSorted(), running.map(name => ids[name]!).toSorted());
	assert.deepEqual(document.containers.map(({id}) => id).toSorted(), Object.values(ids).toSorted());
	assert.equal(document.host.cgroup, 'v2');
	for (const [name, id] of Object.entries(names)) {
		assert.equal(then(name).name, name);
		assert.equal(then(name).parent, name === 'inside' ? ids.dind : null);
		assert.equal(now(name)?.parent, name === 'inside' ? ids.dind : undefined, id);
	}
});

test('first process, processes and namespaces are those of the kernel\'s files, and the engine names the same first one', () => {
	for (const name of running) {
		const pids = Object.entries(last.files)
			.filter(([place, text]) => place.endsWith('/cgroup') && text.trim().slice('0::'.length).startsWith(then(name).cgroup!))
			.map(([place]) => Number(place.split('/', 3)[2]));
		const own = pids.filter(pid => name !== 'dind' || !last.files[`/proc/${pid}/cgroup`]!.includes(ids.inside!)).toSorted((a, b) => a - b);
		assert.deepEqual(then(name).pids, own, name);
		assert.deepEqual(now(name).pids, own, name);
		assert.equal(valueOf(now(name).initPid), then(name).initPid);
		const init = then(name).initPid!;
		for (const [kind, {inode}] of Object.entries(then(name).namespaces)) {
			assert.equal(`${kind}:[${inode}]`, last.links[`/proc/${init}/ns/${kind}`], `${name}: ${kind}`);
		}
	}

	for (const [name, {pid}] of Object.entries(last.answers)) {
		assert.equal(pid, then(name).initPid ?? 0, name);
	}
});

test('memory is memory.current without inactive page cache, and its parts are those of memory.stat', () => {
	for (const name of counted) {
		const used = whole(name, 'memory.current')! - number(name, 'memory.stat', 'inactive_file');
		assert.equal(valueOf(now(name).usage.memoryBytes), used, name);
		const {memory} = then(name).usage;
		for (const [field, word] of [
			['anonBytes', 'anon'],
			['fileBytes', 'file'],
			['shmemBytes', 'shmem'],
			['kernelBytes', 'kernel'],
		] as const) {
			assert.equal(valueOf(now(name).usage[field]), number(name, 'memory.stat', word), `${name}: ${word}`);
		}

		// The engine inside works while one looks; the others do nothing.
		const isStill = name !== 'dind';
		assert.ok(!isStill || then(name).usage.memoryBytes === used, name);
		assert.ok(!isStill || memory.anonBytes === number(name, 'memory.stat', 'anon'), name);
	}

	assert.equal(then('filled').usage.memory.shmemBytes, 8 * 2 ** 20);
	// Page cache that is not in use is left out.
	assert.ok(then('writer').usage.memory.fileBytes! > 8 * 2 ** 20);
	assert.ok(then('writer').usage.memoryBytes! < 2 ** 20);
});

test('limits are those of memory.max here and above, of cpu.max and of pids.max', () => {
	const limits = Object.fromEntries(counted.map(name => [name, [whole(name, 'memory.max'), whole(name, 'pids.max')]]));
	assert.deepEqual([limits.burner, limits.oom, limits.inside], [[64 * 2 ** 20, 20], [24 * 2 ** 20, undefined], [32 * 2 ** 20, undefined]]);
	for (const name of counted) {
		const {memoryLimitBytes, tasksLimit, cpuLimit, tasks} = now(name).usage;
		const [quota, period] = file(name, 'cpu.max').trim().split(' ', 2);
		const cores = quota === 'max' ? undefined : Number(quota) / Number(period);
		// The slice around it allows less than it does itself.
		const memory = name === 'scope' ? 40 * 2 ** 20 : limits[name]![0];
		assert.deepEqual([memoryLimitBytes, tasksLimit, cpuLimit, tasks], [memory, limits[name]![1], cores, whole(name, 'pids.current')], name);
		const {usage} = then(name);
		assert.deepEqual(
			[usage.memoryLimitBytes, usage.pidsLimit, usage.cpuLimit, usage.pids],
			[memory ?? null, limits[name]![1] ?? null, cores ?? null, whole(name, 'pids.current')],
			name,
		);
	}
});

test('processor time is the growth of cpu.stat over the time that has passed, and a quota holds it down', () => {
	const seconds = secondsIn(last.files) - secondsIn(before.files);
	for (const name of counted) {
		const all = {...last.files, ...before.files};
		const used = number(name, 'cpu.stat', 'usage_usec') - number(name, 'cpu.stat', 'usage_usec', all);
		const percent = valueOf(now(name).usage.cpuPercent)!;
		assert.ok(Math.abs(percent - (used / seconds / 10_000)) < 0.01, `${name}: ${percent}`);
		const periods = number(name, 'cpu.stat', 'nr_periods') - number(name, 'cpu.stat', 'nr_periods', all);
		const throttled = number(name, 'cpu.stat', 'nr_throttled') - number(name, 'cpu.stat', 'nr_throttled', all);
		assert.equal(Math.round(valueOf(now(name).usage.throttledPercent)!), periods === 0 ? 0 : Math.round(throttled / periods * 100), name);
	}

	assertBetween(valueOf(now('burner').usage.cpuPercent), 25, 33, 'of 0.3 cores');
	assertBetween(then('burner').usage.cpuPercent, 25, 33, 'of 0.3 cores');
	assertBetween(then('burner').usage.throttledPercent, 90, 100, 'throttled');
	assert.equal(then('idle').usage.cpuPercent, 0);
});

test('reads and writes of disks are those of io.stat, and kills those of memory.events', () => {
	for (const name of counted) {
		const words = file(name, 'io.stat').split(/\s+/);
		const sum = (key: string): number =>
			words.filter(word => word.startsWith(`${key}=`)).reduce((total, word) => total + Number(word.slice(key.length + 1)), 0);
		const {blockReadBytes: read, blockWriteBytes: written, oomKills} = now(name).usage;
		assert.deepEqual([read, written, oomKills], [sum('rbytes'), sum('wbytes'), number(name, 'memory.events', 'oom_kill')], name);
	}

	const {blockReadBytes, blockWriteBytes} = then('writer').usage;
	assert.ok(blockReadBytes! >= 8 * 2 ** 20);
	assert.equal(blockWriteBytes, 8 * 2 ** 20);
	assert.deepEqual([then('oom').usage.oomKills, then('idle').usage.oomKills], [1, 0]);
});

test('pressure is the average of ten seconds in its three files', () => {
	for (const name of running) {
		const {usage} = now(name);
		for (const [resource, pressure] of [['cpu', usage.pressureCpu], ['memory', usage.pressureMemory], ['io', usage.pressureIo]] as const) {
			assert.equal(pressure, Number(/^some avg10=([\d.]+)/.exec(file(name, `${resource}.pressure`))![1]), `${name}: ${resource}`);
		}
	}

	assert.ok(valueOf(now('burner').usage.pressureCpu)! > 10);
});

test('who is frozen is paused, although its processes sleep as ever', () => {
	assert.match(file('paused', 'cgroup.events'), /^frozen 1$/m);
	assert.match(last.files[`/proc/${then('paused').initPid}/status`]!, /^State:\tS/m);
	assert.deepEqual(running.filter(name => now(name).state === 'paused'), ['paused']);
	assert.deepEqual(running.filter(name => then(name).state === 'paused'), ['paused']);
});

test('where no controller was handed on, only what the kernel counts by itself is known', () => {
	const {usage} = now('plain');
	assert.equal(last.errors[`/sys/fs/cgroup${then('plain').cgroup}/memory.current`], 'ENOENT');
	for (const field of [
		'memoryBytes',
		'memoryLimitBytes',
		'anonBytes',
		'tasks',
		'tasksLimit',
		'cpuLimit',
		'throttledPercent',
		'blockReadBytes',
		'oomKills',
	] as const) {
		assert.equal(usage[field], unsupported, field);
	}

	assert.equal(usage.cpuPercent, 0);
	assert.deepEqual(
		[then('plain').usage.memoryBytes, then('plain').usage.missing?.memoryBytes, then('plain').usage.cpuPercent],
		[null, 'unsupported', 0],
	);
});

test('a threaded cgroup below, whose list of processes the kernel refuses, takes nothing away', () => {
	assert.equal(last.errors['/sys/fs/cgroup/lxc.payload.threads/threads/cgroup.procs'], 'ENOTSUP');
	assert.deepEqual([now('threads').runtime, now('threads').pids.length, isMissing(now('threads').usage.memoryBytes)], ['lxc', 2, false]);
	assert.deepEqual(now('threads').pids, then('threads').pids);
});

test('the engine counts the same: memory, limits, tasks, disks to the last byte, and processor time that lies between', () => {
	for (const [name, {status, exitCode, ...engine}] of Object.entries(last.answers)) {
		const {usage, state, exitCode: shown} = then(name);
		assert.equal(state, status, name);
		assert.equal(shown, name === 'ended' ? exitCode : null);
		assert.equal(usage.missing?.memoryBytes, name === 'ended' ? 'gone' : undefined, name);
		if (name === 'ended') {
			continue;
		}

		assert.equal(usage.pids, engine.tasks, name);
		assert.equal(usage.memoryLimitBytes ?? document.host.memoryBytes, engine.memoryLimitBytes, name);
		assert.deepEqual([usage.blockReadBytes, usage.blockWriteBytes], [engine.readBytes, engine.writeBytes], name);
		const first = before.answers[name]!;
		const bytes = ({memoryBytes, inactiveFileBytes}: typeof first): number => memoryBytes - inactiveFileBytes;
		assertBetween(usage.memoryBytes, bytes(first), bytes(engine as typeof first), `${name}: memory`);
		// Nobody knows the moment to the microsecond, but the file lies between the two answers.
		assertBetween(
			number(name, 'cpu.stat', 'usage_usec', {...last.files, ...before.files}) * 1000,
			0,
			first.cpuNanoseconds,
			`${name}: before`,
		);
		assertBetween(number(name, 'cpu.stat', 'usage_usec') * 1000, first.cpuNanoseconds, engine.cpuNanoseconds, `${name}: after`);
	}
});
