import assert from 'node:assert/strict';
import test, {before} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {printDocument, type ContainerDocument} from '../helpers/documents.ts';
import {containerIn, memoryOf, openZoo} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('memory');
const mebibyte = 2 ** 20;
const fileMebibytes = 150;

/** Writes a file twice as large as the limit, reads it again and again until it is told to stop, and is quiet from then on. */
const rereadScript = `dd if=/dev/zero of=/file bs=1M count=${fileMebibytes} 2>/dev/null; touch /written; until [ -e /enough ]; do cat /file >/dev/null; touch /read; done; touch /quiet; sleep 3000`;

const ids = new Map<string, string>();
before(async () => {
	if (skip !== false) {
		return;
	}

	ids.set('idle', await zoo.run('idle', '--', 'sleep', '3000'));
	ids.set('shared', await zoo.run('shared', '--tmpfs', '/data', '--', 'sh', '-c', 'dd if=/dev/zero of=/data/file bs=1M count=20 2>/dev/null; touch /ready; sleep 3000'));
	ids.set('reread', await zoo.run('reread', '--memory', '64m', '--', 'sh', '-c', rereadScript));
	await eventually('the files are written', async () => {
		await zoo.inside('shared', 'test', '-e', '/ready');
		await zoo.inside('reread', 'test', '-e', '/read');
		return true;
	}, 60_000);
});

async function look(name: string): Promise<ContainerDocument> {
	return containerIn(await printDocument([...zoo.words, '--interval', '0.4']), ids.get(name)!);
}

/** As Docker's client writes a number of bytes. */
function inDockersUnits(bytes: number): string {
	const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
	let value = bytes;
	let unit = 0;
	while (value >= 1024 && unit < units.length - 1) {
		value /= 1024;
		unit++;
	}

	return `${Number(value.toPrecision(4))}${units[unit]}`;
}

test('The memory of an idle container is what docker stats shows, to the byte', {skip}, async t => {
	for (const name of ['idle', 'shared']) {
		// eslint-disable-next-line no-await-in-loop -- one after the other
		const {ours, theirs} = await eventually('nstop and the engine tell the same', async () => {
			const {usage} = await look(name);
			const stats = await zoo.stats(name);
			return usage.memoryBytes === memoryOf(stats) ? {ours: usage.memoryBytes, theirs: stats} : undefined;
		});
		// eslint-disable-next-line no-await-in-loop -- one after the other
		const shown = await zoo.engine.docker('stats', '--no-stream', '--format', '{{.MemUsage}}', zoo.fullName(name));
		assert.equal(inDockersUnits(ours), shown.split(' / ', 1)[0]);
		t.diagnostic(`${name}: nstop ${ours}, engine ${memoryOf(theirs)}, docker stats ${shown}`);
	}
});

test('Memory in a tmpfs counts as the container\'s, and as shared memory', {skip}, async () => {
	const {usage} = await look('shared');
	const {memory} = usage;
	assert.ok(usage.memoryBytes! >= 20 * mebibyte, `${usage.memoryBytes}`);
	assert.ok(memory.shmemBytes! >= 20 * mebibyte && memory.shmemBytes! <= usage.memoryBytes!, `${memory.shmemBytes}`);
});

test('Page cache that is read again and again is not counted as memory in use', {skip}, async t => {
	const busy = await look('reread');
	const busyStats = await zoo.stats('reread');
	// The cache fills the limit, and hardly any of it is told as used.
	assert.ok(busyStats.memory_stats.usage > 32 * mebibyte, `${busyStats.memory_stats.usage}`);
	assert.equal(busy.usage.memoryLimitBytes, 64 * mebibyte);
	t.diagnostic(`while it reads: nstop ${busy.usage.memoryBytes}, engine ${memoryOf(busyStats)} of ${busyStats.memory_stats.usage} with cache`);
	await zoo.inside('reread', 'touch', '/enough');
	await eventually('it reads no more', async () => zoo.inside('reread', 'sh', '-c', 'test -e /quiet && echo yes'));
	const {ours, theirs} = await eventually('nstop and the engine tell the same', async () => {
		const {usage} = await look('reread');
		const stats = await zoo.stats('reread');
		return usage.memoryBytes === memoryOf(stats) ? {ours: usage.memoryBytes, theirs: stats} : undefined;
	});
	assert.ok(theirs.memory_stats.usage > 32 * mebibyte, `${theirs.memory_stats.usage}`);
	assert.ok(ours < theirs.memory_stats.usage / 2, `${ours} of ${theirs.memory_stats.usage}`);
	const shown = await zoo.engine.docker('stats', '--no-stream', '--format', '{{.MemUsage}}', zoo.fullName('reread'));
	t.diagnostic(`afterwards: nstop ${ours}, engine ${memoryOf(theirs)} of ${theirs.memory_stats.usage} with cache, docker stats ${shown}`);
});

test('The parts of the memory are those of the cgroup\'s own statistics', {skip}, async () => {
	await eventually('nstop and the engine tell the same', async () => {
		const {usage} = await look('shared');
		const {stats} = (await zoo.stats('shared')).memory_stats;
		const {memory} = usage;
		return memory.anonBytes === (stats.total_rss ?? stats.anon)
			&& memory.fileBytes === (stats.total_cache ?? stats.file)
			&& memory.shmemBytes === (stats.total_shmem ?? stats.shmem ?? memory.shmemBytes);
	});
});
