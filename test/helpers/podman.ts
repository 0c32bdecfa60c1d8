/**
Podman out of its packages, with folders of its own, as root or as an ordinary user.
*/
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
import {eventually} from './engine.ts';
import {asOrdinaryUser, ordinaryUser} from './ordinary-user.ts';
import type {Workshop} from './workshop.ts';

export const podmanImage = 'localhost/nstop-test:latest';

const runtime = spawnSync('sh', ['-c', 'command -v runc']).status === 0 ? 'runc' : 'crun';

export type Podman = {
	readonly socket: string;
	run(...words: readonly string[]): string;
	/**
	Starts what answers as an engine does.
	*/
	serve(): Promise<void>;
	end(): Promise<void>;
};

type PodmanProgram = {readonly program: string; readonly archive: string};

/**
Unpacks the packages and makes an image; fails where there are no packages.
*/
export function unpackPodman(workshop: Workshop): PodmanProgram {
	const program = workshop.program('podman', [
		'podman',
		'conmon',
		'containernetworking-plugins',
		'golang-github-containers-image',
		'golang-github-containers-common',
		'libgpgme11',
		'libsubid4',
	]);
	workshop.unpack(['uidmap']);
	const root = workshop.rootDirectory('image');
	mkdirSync(path.join(root, 'dev'), {recursive: true});
	const archive = path.join(workshop.folder, 'image.tar');
	spawnSync('tar', ['--create', '--directory', root, '--file', archive, '.']);
	return {program, archive};
}

/**
One of them, which has the image. `name` is that of its folder, and `rootless` makes it that of an ordinary user.
*/
export function makePodman(workshop: Workshop, {program, archive}: PodmanProgram, name: string): Podman {
	const isRoot = name !== 'rootless';
	const packages = path.join(workshop.folder, 'packages');
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

	const uid = isRoot ? 0 : ordinaryUser.id;
	const [command, ...words] = [...isRoot ? ['setpriv', '--pdeathsig', 'KILL'] : asOrdinaryUser(folder), program] as const;
	for (const place of ['', '.config', '.config/containers', 'xdg']) {
		chownSync(path.join(folder, place), uid, uid);
	}

	const environment = {
		// Without root it needs two programs that give it its users.
		PATH: `${path.join(packages, 'usr/bin')}:${process.env.PATH}`,
		HOME: folder,
		USER: isRoot ? 'root' : ordinaryUser.name,
		XDG_RUNTIME_DIR: path.join(folder, 'xdg'),
		CONTAINERS_CONF: path.join(folder, 'containers.conf'),
		CONTAINERS_STORAGE_CONF: path.join(folder, 'storage.conf'),
		LD_LIBRARY_PATH: path.join(packages, 'usr/lib/x86_64-linux-gnu'),
	};
	const options = {cwd: folder, env: environment, timeout: 60_000} as const;
	const run = (...rest: readonly string[]): string => {
		const {status, stdout, stderr} = spawnSync(command, [...words, ...rest], {...options, encoding: 'utf8'});
		if (status !== 0) {
			throw new Error(`podman ${rest.join(' ')}: ${stderr}`);
		}

		return stdout.trim();
	};

	run('import', archive, podmanImage);
	const socket = path.join(folder, 'api.sock');
	let server: ReturnType<typeof spawn> | undefined;
	return {
		socket,
		run,
		async serve() {
			server = spawn(command, [...words, 'system', 'service', '--time', '0', `unix://${socket}`], {
				cwd: folder,
				env: environment,
				stdio: 'ignore',
			});
			await eventually('podman answers', () => existsSync(socket));
		},
		async end() {
			server?.kill('SIGKILL');
			server = undefined;
			run('pod', 'rm', '--all', '--force', '--time', '0');
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
Podman leaves the cgroups around its containers and around those of a pod; where another one has containers in it, it stays.
*/
export function removeParents(directory: string): void {
	for (const parent of [directory, ...readdirSync(directory).map(name => path.join(directory, name))]) {
		const top = path.join(parent, 'libpod_parent');
		for (const place of [...entriesOf(top).map(name => path.join(top, name)), top]) {
			try {
				rmdirSync(place);
			} catch {
				// It is not there or not empty.
			}
		}
	}
}

function entriesOf(directory: string): readonly string[] {
	return existsSync(directory) ? readdirSync(directory) : [];
}
