import assert from 'node:assert/strict';
import test, {before} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {printDocument, type ContainerDocument} from '../helpers/documents.ts';
import {
	containerIn,
	memoryOf,
	openZoo,
	type EngineStats,
} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('memory');
const mebibyte = 2 ** 20;
const fileMebibytes = 150;

/**
Writes a file twice as large as the limit, reads it again and again until it is told to stop, and is quiet from then on.
*/
const rereadScript = `dd if=/dev/zero of=/file bs=1M count=${fileMebibytes} 2>/dev/null; touch /written; until [ -e /enough ]; do cat /file >/dev/null; touch /read; done; touch /quiet; sleep 3000`;

const ids = new Map<string, string>();
before(async () => {
	if (skip !== false) {
		return;
	}

	ids.set('idle', await zoo.run('idle', '--', 'sleep', '3000'));
	ids.set(
		'shared',
		await zoo.run(
			'shared',
			'--tmpfs',
			'/data',
			'--',
			'sh',
			'-c',
			'dd if=/dev/zero of=/data/file bs=1M count=20 2>/dev/null; touch /ready; sleep 3000',
		),
	);
	ids.set('reread', await zoo.run('reread', '--memory', '64m', '--', 'sh', '-c', rereadScript));
	ids.set(
		'written',
		await zoo.run(
			'written',
			'--',
			'sh',
			'-c',
			`dd if=/dev/zero of=/file bs=1M count=${fileMebibytes} 2>/dev/null; sync; touch /ready; sleep 3000`,
		),
	);
	await eventually(
		'the files are written',
		async () => {
			await zoo.inside('shared', 'test', '-e', '/ready');
			await zoo.inside('written', 'test', '-e', '/ready');
			await zoo.inside('reread', 'test', '-e', '/read');
			return true;
		},
		60_000,
	);
});

async function look(name: string): Promise<ContainerDocument> {
	return containerIn(await printDocument([...zoo.words, '--interval', '0.4']), ids.get(name)!);
}

/**
What nstop and the engine tell, once it is the same.
*/
async function bothTell(name: string): Promise<{readonly ours: number; readonly theirs: EngineStats}> {
	return eventually('nstop and the engine tell the same', async () => {
		const {usage} = await look(name);
		const theirs = await zoo.stats(name);
		return usage.memoryBytes === memoryOf(theirs) ? {ours: usage.memoryBytes, theirs} : undefined;
	});
}

/**
As Docker's client writes a number of bytes.
*/
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
		// The kernel may charge or give back a page between one question and the next.
		const told = await eventually('docker stats shows the same', async () => {
			const {ours, theirs} = await bothTell(name);
			const shown = await zoo.engine.docker('stats', '--no-stream', '--format', '{{.MemUsage}}', zoo.fullName(name));
			const theirWords = shown.split(' / ', 1)[0];
			return inDockersUnits(ours) === theirWords ? {ours, theirs, theirWords} : undefined;
		});
		assert.equal(inDockersUnits(told.ours), told.theirWords);
		t.diagnostic(`${name}: nstop ${told.ours}, engine ${memoryOf(told.theirs)}, docker stats ${told.theirWords}`);
	}
});

test('Memory in a tmpfs counts as the container\'s, and as shared memory', {skip}, async () => {
	const {usage} = await look('shared');
	const {memory} = usage;
	assert.ok(usage.memoryBytes! >= 20 * mebibyte, `${usage.memoryBytes}`);
	assert.ok(memory.shmemBytes! >= 20 * mebibyte, `${memory.shmemBytes}`);
	assert.ok(memory.shmemBytes! <= usage.memoryBytes!, `${memory.shmemBytes}`);
});

test('Page cache that is not in active use is left out, as docker stats does, and the rest of it is not', {skip}, async t => {
	// How much of the cache is in active use changes with every page that is read, so both are compared when it has become quiet.
	const busy = await look('reread');
	const busyStats = await zoo.stats('reread');
	t.diagnostic(
		`while it reads: nstop ${busy.usage.memoryBytes}, engine ${memoryOf(busyStats)} of ${busyStats.memory_stats.usage} with cache`,
	);
	assert.equal(busy.usage.memoryLimitBytes, 64 * mebibyte);
	await zoo.inside('reread', 'touch', '/enough');
	await eventually('it reads no more', async () => zoo.inside('reread', 'sh', '-c', 'test -e /quiet && echo yes'));
	for (const name of ['reread', 'written']) {
		const {ours, theirs} = await bothTell(name);
		const {usage, stats} = theirs.memory_stats;
		const inactiveBytes = stats.total_inactive_file ?? stats.inactive_file!;
		t.diagnostic(`${name}: nstop ${ours}, engine ${memoryOf(theirs)} of ${usage} with cache, ${inactiveBytes} inactive`);
		assert.ok(usage > 32 * mebibyte, 'the cache is there');
		assert.equal(ours, inactiveBytes < usage ? usage - inactiveBytes : usage);
	}
});

test('The parts of the memory are those of the cgroup\'s own statistics', {skip}, async () => {
	const memory = await eventually('nstop and the engine tell the same', async () => {
		const {usage} = await look('shared');
		const {memory_stats: {stats}} = await zoo.stats('shared');
		const parts = usage.memory;
		const isSame = parts.anonBytes === (stats.total_rss ?? stats.anon)
			&& parts.fileBytes === (stats.total_cache ?? stats.file)
			&& parts.shmemBytes === (stats.total_shmem ?? stats.shmem ?? parts.shmemBytes);
		return isSame ? parts : undefined;
	});
	assert.ok(memory.anonBytes! > 0);
});
