import assert from 'node:assert/strict';
import {cpus} from 'node:os';
import path from 'node:path';
import test, {after, before} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {DocumentStream, printDocument} from '../helpers/documents.ts';
import {removeParents, setInCgroup} from '../helpers/parent-cgroup.ts';
import {containerIn, openZoo} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('limits');
const mebibyte = 2 ** 20;

/**
Keeps a line without an end in memory.
*/
const oomScript = 'tail /dev/zero; sleep 3000';
const ids = new Map<string, string>();
before(async () => {
	if (skip !== false) {
		return;
	}

	ids.set(
		'limited',
		await zoo.run('limited', '--cpus', '0.5', '--memory', '64m', '--pids-limit', '50', '--', 'sh', '-c', 'sleep 3000 & sleep 3000 & wait'),
	);
	ids.set('quota', await zoo.run('quota', '--cpu-period', '50000', '--cpu-quota', '75000', '--memory', '100000k', '--', 'sleep', '3000'));
	ids.set('unlimited', await zoo.run('unlimited', '--', 'sleep', '3000'));
	ids.set(
		'elsewhere',
		await zoo.run('elsewhere', '--cgroup-parent', `/${zoo.fullName('parent')}`, '--memory', '32m', '--', 'sleep', '3000'),
	);
	ids.set('sharing', await zoo.run(
		'sharing', '--cgroup-parent', `/${zoo.fullName('slice')}`, '--cpuset-cpus', '0', '--', 'sh', '-c', 'while :; do :; done',
	));
	ids.set('out-of-memory', await zoo.run('out-of-memory', '--memory', '16m', '--', 'sh', '-c', oomScript));
	ids.set('success', await zoo.run('success', '--', 'true'));
	ids.set('failure', await zoo.run('failure', '--', 'sh', '-c', 'exit 7'));
	ids.set('killed', await zoo.run('killed', '--', 'sleep', '3000'));
	ids.set('terminated', await zoo.run('terminated', '--', 'sh', '-c', 'trap "exit 143" TERM; touch /ready; while :; do sleep 0.1; done'));
	await eventually('it listens to signals', async () => zoo.inside('terminated', 'sh', '-c', 'test -e /ready && echo yes'));
	await zoo.engine.docker('kill', zoo.fullName('killed'));
	await zoo.engine.docker('stop', zoo.fullName('terminated'));
	await zoo.engine.docker('wait', ...['success', 'failure', 'killed', 'terminated'].map(name => zoo.fullName(name)));
});

after(async () => {
	await removeParents(zoo.fullName('parent'), zoo.fullName('slice'));
});

const look = async () => printDocument([...zoo.words, '--interval', '0.4']);

test('Limits are those of the command line', {skip}, async t => {
	const document = await look();
	const limitsOf = (name: string) => {
		const {cpuLimit, memoryLimitBytes, pidsLimit} = containerIn(document, ids.get(name)!).usage;
		t.diagnostic(`${name}: ${cpuLimit} cores, ${memoryLimitBytes} bytes, ${pidsLimit} pids`);
		return {cpuLimit, memoryLimitBytes, pidsLimit};
	};

	assert.deepEqual(limitsOf('limited'), {cpuLimit: 0.5, memoryLimitBytes: 64 * mebibyte, pidsLimit: 50});
	const {cgroup, usage} = containerIn(document, ids.get('limited')!);
	assert.deepEqual([usage.cpuLimitCgroup, usage.memoryLimitCgroup, usage.pidsLimitCgroup], [cgroup, cgroup, cgroup]);
	assert.deepEqual(limitsOf('quota'), {cpuLimit: 1.5, memoryLimitBytes: 100_000 * 1024, pidsLimit: null});
});

test('Without a limit there is none, which is not unknown', {skip}, async () => {
	const {usage} = containerIn(await look(), ids.get('unlimited')!);
	for (const field of ['cpuLimit', 'memoryLimitBytes', 'pidsLimit'] as const) {
		assert.equal(usage[field], null);
		assert.equal(usage.missing?.[field], undefined, field);
	}
});

test('A container whose cgroup was put elsewhere has its limits and numbers too, with an engine and without', {skip}, async () => {
	const id = ids.get('elsewhere')!;
	const cgroup = `/${zoo.fullName('parent')}/${id}`;
	for (const words of [zoo.words, ['--no-engine']]) {
		const container = containerIn(await printDocument([...words, '--interval', '0.4']), id);
		assert.ok(container.cgroup!.endsWith(cgroup), container.cgroup!);
		assert.equal(container.usage.memoryLimitBytes, 32 * mebibyte);
		assert.equal(container.usage.pids, 1);
		assert.ok(container.usage.memoryBytes! > 0);
	}
});

test('The limits of the cgroup around a container hold for it, and its quota throttles it, by name', {skip}, async t => {
	const id = ids.get('sharing')!;
	const slice = path.dirname(containerIn(await look(), id).cgroup!);
	assert.ok(slice.endsWith(zoo.fullName('slice')), slice);
	setInCgroup(slice, ['cpu', 'cpu.cfs_quota_us', '20000'], ['cpu.max', '20000 100000']);
	setInCgroup(slice, ['memory', 'memory.limit_in_bytes', '64M'], ['memory.max', '64M']);
	setInCgroup(slice, ['pids', 'pids.max', '20'], ['pids.max', '20']);
	const stream = new DocumentStream([...zoo.words, '--interval', '1']);
	try {
		const {value: usage} = await stream.until('it is throttled', document => {
			const {usage} = containerIn(document, id);
			return usage.throttledPercent! > 0 && usage;
		});
		t.diagnostic(`${usage.cpuPercent} % of ${usage.cpuCores} cores, throttled ${usage.throttledPercent} % by ${usage.throttledCgroup}`);
		assert.deepEqual([usage.cpuLimit, usage.cpuLimitCgroup, usage.throttledCgroup], [0.2, slice, slice]);
		assert.deepEqual([usage.memoryLimitBytes, usage.memoryLimitCgroup], [64 * mebibyte, slice]);
		assert.deepEqual([usage.pidsLimit, usage.pidsLimitCgroup], [20, slice]);
		assert.deepEqual([usage.cpuCores, usage.cpuset], [0.2, cpus().length > 1 ? '0' : null]);
	} finally {
		await stream.end();
	}
});

test('The number of tasks is what the engine counts', {skip}, async () => {
	const {usage} = containerIn(await look(), ids.get('limited')!);
	assert.equal(usage.pids, 3);
	const {pids_stats: theirs} = await zoo.stats('limited');
	assert.equal(usage.pids, theirs.current);
});

test('A limit that is changed while the container runs is shown as it is then', {skip}, async () => {
	const stream = new DocumentStream([...zoo.words, '--interval', '0.5']);
	try {
		await stream.until('the limit', document => containerIn(document, ids.get('quota')!).usage.memoryLimitBytes === 100_000 * 1024);
		await zoo.engine.docker('update', '--memory', '80m', '--memory-swap', '-1', zoo.fullName('quota'));
		const {value: usage} = await stream.until('another limit', document => {
			const shown = containerIn(document, ids.get('quota')!).usage;
			return shown.memoryLimitBytes !== 100_000 * 1024 && shown;
		});
		assert.equal(usage.memoryLimitBytes, 80 * mebibyte);
	} finally {
		await stream.end();
	}
});

test('A child that was killed for want of memory is counted, and its container goes on', {skip}, async t => {
	const stream = new DocumentStream([...zoo.words, '--interval', '0.5']);
	try {
		const {value} = await stream.until('a kill', document => {
			const container = containerIn(document, ids.get('out-of-memory')!);
			return container.usage.oomKills! > 0 && container;
		});
		const inside = await zoo.inside(
			'out-of-memory',
			'sh',
			'-c',
			'cd /sys/fs/cgroup; cat memory/memory.oom_control memory.events 2>/dev/null; true',
		);
		const theirs = Number(/^oom_kill (\d+)$/m.exec(inside)?.[1]);
		t.diagnostic(`nstop ${value.usage.oomKills}, cgroup ${theirs}`);
		assert.equal(value.usage.oomKills, theirs);
		assert.equal(value.state, 'running');
		assert.equal(containerIn(await look(), ids.get('limited')!).usage.oomKills, 0);
	} finally {
		await stream.end();
	}
});

test('An ended container has the exit code that docker inspect tells, and no processes', {skip}, async () => {
	const document = await look();
	for (const [name, code] of [['success', 0], ['failure', 7], ['killed', 137], ['terminated', 143]] as const) {
		const container = containerIn(document, ids.get(name)!);
		assert.equal(container.exitCode, code, name);

		assert.equal(String(container.exitCode), await zoo.inspect(name, '.State.ExitCode'));
		assert.equal(container.state, 'exited');
		assert.deepEqual(container.pids, []);
		assert.equal(container.initPid, null);
		assert.equal(container.missing?.initPid, 'gone');
		assert.equal(container.usage.missing?.memoryBytes, 'gone');
	}

	assert.equal(containerIn(document, ids.get('limited')!).exitCode, null);
});
