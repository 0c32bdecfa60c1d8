/**
A containerd of its own with folders that nobody else sees: it is started in a mount namespace, as one in a container is.
*/
import {spawnSync} from 'node:child_process';
import {existsSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {eventually} from './engine.ts';
import type {Workshop} from './workshop.ts';

type Containerd = {
	/**
	Runs a container with options of `ctr run`, and gives the pid of its first process, as containerd sees it.
	*/
	run(namespace: string, id: string, options: readonly string[], words: readonly string[]): number;
};

type Wishes = {
	/**
	Run where containerd is started, before it is.
	*/
	readonly script?: string;
	/**
	Options of `unshare` for more namespaces.
	*/
	readonly apart?: readonly string[];
};

/**
Starts it under a name of its own, and ends all containers and it after the tests.

@throws {Error} where it cannot be had or does not start.
*/
export async function startContainerd(workshop: Workshop, name: string, {script = 'true', apart = []}: Wishes = {}): Promise<Containerd> {
	const [program, ctr] = ['containerd', 'ctr'].map(word => workshop.program(word, ['containerd', 'runc']));
	const folder = path.join(workshop.folder, name);
	const socket = path.join(workshop.folder, `${name}.sock`);
	const settings = path.join(workshop.folder, `${name}.toml`);
	const root = workshop.rootDirectory(`${name}-image`);
	writeFileSync(settings, `version = 2
root = "${folder}/root"
state = "${folder}/state"
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[grpc]
address = "${socket}"
`);
	workshop.start(
		[
			'unshare',
			'--mount',
			...apart,
			'sh',
			'-c',
			`mkdir ${folder} && mount -t tmpfs none ${folder} && { ${script}; } && exec "$0" "$@" 2>${folder}.log`,
			program!,
			'--config',
			settings,
		],
		{environment: {PATH: `${path.dirname(program!)}:${path.dirname(program!)}/../sbin:${process.env.PATH}`}},
	);
	const ask = (...words: readonly string[]): string => {
		const {status, stdout, stderr} = spawnSync(ctr!, ['--address', socket, ...words], {encoding: 'utf8', timeout: 60_000});
		if (status !== 0) {
			throw new Error(`ctr ${words.join(' ')}: ${stderr}`);
		}

		return stdout;
	};

	const tasks = (namespace: string): ReadonlyMap<string, number> => new Map(
		ask('--namespace', namespace, 'tasks', 'list').trim().split('\n').slice(1).map(line => {
			const [id, pid] = line.split(/\s+/, 2);
			return [id!, Number(pid)];
		}),
	);
	const namespaces = new Set<string>();
	await eventually('containerd answers', () => existsSync(socket) && spawnSync(ctr!, ['--address', socket, 'version']).status === 0);
	workshop.atEnd(async () => {
		for (const namespace of namespaces) {
			for (const id of tasks(namespace).keys()) {
				ask('--namespace', namespace, 'tasks', 'delete', '--force', id);
				ask('--namespace', namespace, 'containers', 'delete', id);
			}
		}
	});
	return {
		run(namespace, id, options, words) {
			namespaces.add(namespace);
			ask('--namespace', namespace, 'run', '--detach', '--rootfs', ...options, root, id, ...words);
			return tasks(namespace).get(id)!;
		},
	};
}
