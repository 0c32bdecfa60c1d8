import assert from 'node:assert/strict';
import {spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {
	chmodSync,
	copyFileSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {createInterface} from 'node:readline';
import test, {after} from 'node:test';
import {fileURLToPath} from 'node:url';
import {eventually} from '../helpers/engine.ts';
import {programFolder, type ContainerDocument, type Document} from '../helpers/documents.ts';
import {kinds, namespaceInodes, statusField} from '../helpers/zoo.ts';

const unshare = ['unshare', '--pid', '--fork', '--mount', '--uts', '--ipc', '--net', 'true'] as const;
const canUnshare = (...words: readonly string[]): boolean => spawnSync(unshare[0], [...words, ...unshare.slice(1)]).status === 0;
const skip = canUnshare() || canUnshare('--user', '--map-root-user') ? false : 'no namespaces can be made here';

/**
The demo as in a checkout, where every user may read it and nobody rebuilds the bundle meanwhile.
*/
const checkout = mkdtempSync('/tmp/nstop-checkout-');
chmodSync(checkout, 0o755);
mkdirSync(path.join(checkout, 'source/tools'), {recursive: true});
for (const name of ['demo', 'demo.ts']) {
	cpSync(fileURLToPath(new URL(`../../source/tools/${name}`, import.meta.url)), path.join(checkout, 'source/tools', name), {
		recursive: true,
	});
}

symlinkSync(programFolder(), path.join(checkout, 'dist'));
after(() => {
	rmSync(checkout, {recursive: true});
});

const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] as const;

type Run = {readonly child: ChildProcess; readonly folder: string; firstDocument(): Promise<Document>};

/**
Starts the demo with a folder of its own for what it puts into /tmp.
*/
function start(words: readonly string[], before: readonly string[] = []): Run {
	const folder = mkdtempSync('/tmp/nstop-demo-test-');
	chmodSync(folder, 0o777);
	let node = process.execPath;
	if (before.length > 0) {
		node = path.join(checkout, 'node');
		copyFileSync(process.execPath, node);
	}

	const [command, ...rest] = [
		...before,
		node,
		path.join(checkout, 'source/tools/demo.ts'),
		'--no-engine',
		'--interval',
		'0.4',
		...words,
	] as [string, ...string[]];
	const child = spawn(command, rest, {env: {...process.env, TMPDIR: folder, NODE_OPTIONS: ''}, stdio: ['ignore', 'pipe', 'inherit']});
	const lines = createInterface({input: child.stdout});
	return {
		child,
		folder,
		async firstDocument() {
			const [line] = await once(lines, 'line') as [string];
			return JSON.parse(line) as Document;
		},
	};
}

/**
The containers that this run has made.
*/
function containersOf({folder}: Run, document: Document): Readonly<Record<'web' | 'sidecar' | 'nested', ContainerDocument>> {
	const ours = new Set(
		document.processes.filter(({args}) => args?.some(word => word.startsWith(`${folder}/`))).map(({container}) => container),
	);
	const named = (name: string): ContainerDocument => {
		const found = document.containers.filter(container => container.name === name && ours.has(container.id));
		assert.equal(found.length, 1, name);
		return found[0]!;
	};

	return {web: named('demo-web'), sidecar: named('demo-sidecar'), nested: named('demo-nested')};
}

function cgroupsBelow(directory: string, name: string): readonly string[] {
	return ['.', ...readdirSync(directory)].map(hierarchy => path.join(directory, hierarchy, name)).filter(folder => existsSync(folder));
}

/**
Processes with the folder of this run on their command line or among their mounts.
*/
function processesWith(folder: string): readonly string[] {
	return readdirSync('/proc').filter(name => /^\d+$/.test(name)).filter(pid => ['cmdline', 'mountinfo'].some(file => {
		try {
			return readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(folder);
		} catch {
			return false;
		}
	}));
}

async function assertNothingIsLeft({folder}: Run, containers: readonly ContainerDocument[]): Promise<void> {
	await eventually('no process, file or mount is left', () => processesWith(folder).length === 0 && readdirSync(folder).length === 0);
	const cgroups = containers.flatMap(({cgroup}) => cgroup ?? []);
	await eventually('no cgroup is left', () =>
		cgroups.every(cgroup => cgroupsBelow('/sys/fs/cgroup', path.dirname(cgroup).slice(1)).length === 0));
	rmSync(folder, {recursive: true});
}

test('The demo makes containers with names, one nested, two in one network, and leaves nothing behind', {skip}, async t => {
	const run = start(['--json', '--watch']);
	const ended = once(run.child, 'exit');
	const document = await run.firstDocument();
	const {web, sidecar, nested} = containersOf(run, document);
	for (const {namespaces, initPid, runtime} of [web, sidecar, nested]) {
		assert.equal(runtime, 'unshare');
		assert.deepEqual(Object.fromEntries(kinds.map(kind => [kind, namespaces[kind].inode])), namespaceInodes(initPid!));
		for (const kind of ['pid', 'mnt', 'uts', 'ipc'] as const) {
			assert.equal(namespaces[kind].host, false, kind);
			assert.deepEqual(namespaces[kind].sharedWith, [], kind);
		}
	}

	assert.deepEqual(web.namespaces.net.sharedWith, [sidecar.id]);
	assert.deepEqual(sidecar.namespaces.net.sharedWith, [web.id]);
	assert.deepEqual(nested.namespaces.net.sharedWith, []);
	assert.deepEqual([web.parent, sidecar.parent, nested.parent], [null, null, web.id]);
	assert.equal(new Set([web.id, sidecar.id, nested.id]).size, 3);
	const tree = document.processes.filter(({container}) => container === web.id);
	assert.ok(tree.length >= 4, `${tree.length}`);
	assert.ok(tree.some(({parentPid, comm}) => parentPid === web.initPid && comm === 'web-worker'));
	assert.equal(document.processes.find(({pid}) => pid === nested.initPid)?.nspid.length, 3);
	t.diagnostic(`cgroup of demo-web: ${web.cgroup}`);
	run.child.stdout!.destroy();
	assert.deepEqual(await ended, [0, null]);
	await assertNothingIsLeft(run, [web, sidecar, nested]);
});

test(
	'As root the containers have cgroups, with limits on one of them',
	{skip: skip || (process.getuid?.() !== 0 && 'needs root')},
	async () => {
		const run = start(['--json']);
		const ended = once(run.child, 'exit');
		const document = await run.firstDocument();
		const containers = Object.values(containersOf(run, document));
		assert.deepEqual(await ended, [0, null]);
		for (const {cgroup, name, usage} of containers) {
			assert.equal(path.basename(cgroup!), name);
			assert.ok(usage.memoryBytes! > 0);
			assert.equal(usage.memoryLimitBytes, name === 'demo-web' ? 64 * 2 ** 20 : null);
		}

		await assertNothingIsLeft(run, containers);
	});

for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
	test(`${signal} ends the demo, and nothing is left`, {skip}, async () => {
		const run = start(['--json', '--watch']);
		const ended = once(run.child, 'exit');
		const document = await run.firstDocument();
		const containers = Object.values(containersOf(run, document));
		run.child.kill(signal);
		assert.deepEqual(await ended, [code, null]);
		await assertNothingIsLeft(run, containers);
	});
}

test(
	'An explorer that is killed takes nothing with it: the containers are removed, and the exit code tells the signal',
	{skip},
	async () => {
		const run = start(['--json', '--watch']);
		const ended = once(run.child, 'exit');
		const document = await run.firstDocument();
		const containers = Object.values(containersOf(run, document));
		const explorer = readFileSync(`/proc/${run.child.pid}/task/${run.child.pid}/children`, 'utf8')
			.trim()
			.split(' ')
			.find(pid => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('cli.js'));
		process.kill(Number(explorer), 'SIGKILL');
		assert.deepEqual(await ended, [137, null]);
		await assertNothingIsLeft(run, containers);
	},
);

test('A demo that is killed itself leaves nothing either, even where a container is stopped', {skip}, async () => {
	const run = start(['--json', '--watch']);
	const ended = once(run.child, 'exit');
	const document = await run.firstDocument();
	const containers = containersOf(run, document);
	process.kill(containers.web.initPid!, 'SIGSTOP');
	await eventually('the container is stopped', () => statusField(containers.web.initPid!, 'State')!.startsWith('T'));
	run.child.kill('SIGKILL');
	assert.deepEqual(await ended, [null, 'SIGKILL']);
	// Its explorer has its own pipe to the test, and sees nobody read.
	run.child.stdout!.destroy();
	await assertNothingIsLeft(run, Object.values(containers));
});

const noUser =
	skip
	|| (process.getuid?.() !== 0 && 'needs root to become another user')
	|| (spawnSync(nobody[0], [...nobody.slice(1), ...unshare.slice(0, 1), '--user', '--map-root-user', ...unshare.slice(1)]).status !== 0
		&& 'an ordinary user may make no namespaces here');

test('An ordinary user gets the same containers, without cgroups, and root inside is that user outside', {skip: noUser}, async () => {
	const run = start(['--json'], nobody);
	const ended = once(run.child, 'exit');
	const document = await run.firstDocument();
	const {web, sidecar, nested} = containersOf(run, document);
	assert.deepEqual(await ended, [0, null]);
	assert.deepEqual([web.parent, sidecar.parent, nested.parent], [null, null, web.id]);
	assert.deepEqual(web.namespaces.net.sharedWith, [sidecar.id]);
	for (const {cgroup, isolation, namespaces} of [web, sidecar, nested]) {
		assert.equal(cgroup, null);
		assert.equal(namespaces.user.host, false);
		assert.deepEqual(isolation.idMap, [{inside: 0, outside: 65_534, count: 1}]);
		assert.equal(isolation.privileged, false);
	}

	await assertNothingIsLeft(run, [web, sidecar, nested]);
});
