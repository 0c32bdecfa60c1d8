import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {
	chownSync,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	rmdirSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test, {before, type TestContext} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {printDocument, type Document} from '../helpers/documents.ts';
import {Workshop, workshopLack} from '../helpers/workshop.ts';
import {
	containerIn,
	kinds,
	namespaceInodes,
	statusField,
} from '../helpers/zoo.ts';

const skip = workshopLack;
const workshop = new Workshop();
const image = 'localhost/nstop-test:latest';
const nobody = 65_534;

/**
Podman with folders of its own, as root or as an ordinary user.
*/
type Podman = {
	readonly socket: string;
	run(...words: readonly string[]): string;
	/**
	Starts what answers as an engine does.
	*/
	serve(): Promise<void>;
	end(): Promise<void>;
};

const runtime = spawnSync('sh', ['-c', 'command -v runc']).status === 0 ? 'runc' : 'crun';
const podmans = new Map<string, Podman>();
const ids = new Map<string, string>();
let lack: string | undefined;

function makePodman(name: string, uid: number, program: string, packages: string, archive: string): Podman {
	const folder = path.join(workshop.folder, name);
	const settings = {
		'containers.conf': `[containers]
default_ulimits = []
[engine]
runtime = "${runtime}"
cgroup_manager = "cgroupfs"
events_logger = "file"
conmon_path = ["${packages}/usr/bin/conmon", "/usr/bin/conmon"]
helper_binaries_dir = ["${packages}/usr/lib/podman", "/usr/lib/podman"]
network_config_dir = "${folder}/networks"
[network]
network_config_dir = "${folder}/networks"
cni_plugin_dirs = ["${packages}/usr/lib/cni", "/usr/lib/cni"]
`,
		'storage.conf': `[storage]
driver = "vfs"
graphroot = "${folder}/graph"
runroot = "${folder}/run"
rootless_storage_path = "${folder}/graph"
[storage.options]
ignore_chown_errors = "true"
[storage.options.vfs]
ignore_chown_errors = "true"
`,
		'.config/containers/policy.json': '{"default": [{"type": "insecureAcceptAnything"}]}',
	};
	mkdirSync(path.join(folder, '.config/containers'), {recursive: true});
	mkdirSync(path.join(folder, 'xdg'), {mode: 0o700});
	for (const [file, text] of Object.entries(settings)) {
		writeFileSync(path.join(folder, file), text);
	}

	for (const place of ['', '.config', '.config/containers', 'xdg']) {
		chownSync(path.join(folder, place), uid, uid);
	}

	const environment = {
		PATH: process.env.PATH,
		HOME: folder,
		USER: uid === 0 ? 'root' : 'nobody',
		XDG_RUNTIME_DIR: path.join(folder, 'xdg'),
		CONTAINERS_CONF: path.join(folder, 'containers.conf'),
		CONTAINERS_STORAGE_CONF: path.join(folder, 'storage.conf'),
		LD_LIBRARY_PATH: path.join(packages, 'usr/lib/x86_64-linux-gnu'),
	};
	const options = {
		cwd: folder, env: environment, uid, gid: uid, timeout: 60_000,
	} as const;
	const run = (...words: readonly string[]): string => {
		const {status, stdout, stderr} = spawnSync(program, [...words], {...options, encoding: 'utf8'});
		if (status !== 0) {
			throw new Error(`podman ${words.join(' ')}: ${stderr}`);
		}

		return stdout.trim();
	};

	run('import', archive, image);
	const socket = path.join(folder, 'api.sock');
	let server: ReturnType<typeof spawn> | undefined;
	return {
		socket,
		run,
		async serve() {
			server = spawn('setpriv', ['--pdeathsig', 'KILL', program, 'system', 'service', '--time', '0', `unix://${socket}`], {
				cwd: folder, env: environment, uid, gid: uid, stdio: 'ignore',
			});
			await eventually('podman answers', () => existsSync(socket));
		},
		async end() {
			server?.kill('SIGKILL');
			server = undefined;
			// Who shares another's namespaces has to go first.
			for (const id of run('ps', '--all', '--quiet', '--no-trunc').split('\n').filter(word => word !== '')) {
				run('rm', '--force', '--time', '0', '--depend', '--ignore', id);
			}

			// It keeps a process that holds its user namespace.
			const pause = path.join(folder, 'xdg/libpod/tmp/pause.pid');
			if (existsSync(pause)) {
				process.kill(Number(readFileSync(pause, 'utf8')), 'SIGKILL');
			}
		},
	};
}

/**
Two containers of each, the second one in the network and pid namespace of the first.
*/
function runContainers(name: string, {run}: Podman): void {
	const options = ['--detach', '--ulimit', 'host', '--label', `made-by=${name}`] as const;
	const first = run('run', ...options, '--name', `nstop-${name}-first`, '--network', 'none', image, 'sh', '-c', 'sleep 3001 & wait');
	ids.set(`${name} first`, first);
	ids.set(`${name} second`, run('run', ...options, '--name', `nstop-${name}-second`, '--network', `container:${first}`, '--pid', `container:${first}`, image, 'sleep', '3002'));
}

before(async () => {
	if (skip !== false) {
		return;
	}

	try {
		const program = workshop.program('podman', ['podman', 'conmon', 'containernetworking-plugins', 'golang-github-containers-image', 'golang-github-containers-common', 'libgpgme11', 'libsubid4']);
		const root = workshop.rootDirectory('image');
		mkdirSync(path.join(root, 'dev'), {recursive: true});
		const archive = path.join(workshop.folder, 'image.tar');
		spawnSync('tar', ['--create', '--directory', root, '--file', archive, '.']);
		for (const [name, uid] of [['root', 0], ['rootless', nobody]] as const) {
			const podman = makePodman(name, uid, program, path.join(workshop.folder, 'packages'), archive);
			podmans.set(name, podman);
			runContainers(name, podman);
			await podman.serve();
		}
	} catch (error) {
		lack = (error as Error).message;
	}
});
workshop.atEnd(async () => {
	for (const podman of podmans.values()) {
		await podman.end();
	}

	removeParents('/sys/fs/cgroup');
});

/**
Podman leaves the cgroup around its containers; where another one has containers in it, it stays.
*/
function removeParents(directory: string): void {
	for (const parent of [directory, ...readdirSync(directory).map(name => path.join(directory, name))]) {
		for (const place of ['libpod_parent/conmon', 'libpod_parent']) {
			try {
				rmdirSync(path.join(parent, place));
			} catch {
				// It is not there or not empty.
			}
		}
	}
}

function assertAsPodmanHasIt(document: Document, name: string, isAsked: boolean): void {
	const {run, socket} = podmans.get(name)!;
	for (const which of ['first', 'second'] as const) {
		const id = ids.get(`${name} ${which}`)!;
		const container = containerIn(document, id);
		assert.equal(container.name, `nstop-${name}-${which}`);
		assert.equal(container.runtime, 'podman');
		assert.equal(container.parent, null);
		assert.equal(container.initPid, Number(run('inspect', '--format', '{{.State.Pid}}', id)));
		assert.deepEqual(Object.fromEntries(kinds.map(kind => [kind, container.namespaces[kind].inode])), namespaceInodes(container.initPid));
		assert.equal(container.image, isAsked ? image : '');
		assert.equal(document.engines.find(engine => engine.id === container.engine)?.address, isAsked ? `unix://${socket}` : undefined);
		assert.equal(container.labels['made-by'], isAsked ? name : undefined);
		assert.ok(container.usage.memoryBytes! > 0);
	}

	const [first, second] = ['first', 'second'].map(which => containerIn(document, ids.get(`${name} ${which}`)!));
	assert.deepEqual([first!.pids.length, second!.pids.length], [2, 1]);
	for (const kind of ['net', 'pid'] as const) {
		assert.deepEqual(first!.namespaces[kind].sharedWith, [second!.id], kind);
	}

	assert.deepEqual(first!.namespaces.mnt.sharedWith, []);
}

function isLacking(t: TestContext): boolean {
	if (lack !== undefined) {
		t.skip(lack);
	}

	return lack !== undefined;
}

for (const name of ['root', 'rootless']) {
	test(`Podman (${name}): its containers are told by what watches them, and no engine is needed`, {skip}, async t => {
		if (!isLacking(t)) {
			assertAsPodmanHasIt(await printDocument(['--no-engine', '--interval', '0.4']), name, false);
		}
	});

	test(`Podman (${name}): what answers on its socket tells images and labels of the same containers`, {skip}, async t => {
		if (isLacking(t)) {
			return;
		}

		const document = await printDocument(['--host', `unix://${podmans.get(name)!.socket}`, '--interval', '0.4']);
		assertAsPodmanHasIt(document, name, true);
		const engine = document.engines.find(({address}) => address.includes(workshop.folder));
		assert.equal(engine?.kind, 'podman');
		assert.equal(document.containers.filter(({id}) => [...ids.values()].includes(id)).length, ids.size);
	});
}

test('Podman without root: root inside is that user outside, and its processes are counted one by one', {skip}, async t => {
	if (isLacking(t)) {
		return;
	}

	const {isolation, initPid, namespaces, usage} = containerIn(await printDocument(['--no-engine', '--interval', '0.4']), ids.get('rootless first')!);
	assert.equal(isolation.idMap![0]!.outside, nobody);
	assert.equal(statusField(initPid!, 'Uid')!.split(/\s+/, 1)[0], String(nobody));
	assert.equal(namespaces.user.host, false);
	assert.equal(isolation.privileged, false);
	assert.equal(usage.cpuPercent, 0);
});
