/**
Containers of one test file on an engine that others use too, and what independent tools say of them.
*/
import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import {request} from 'node:http';
import process from 'node:process';
import {after} from 'node:test';
import type {NamespaceKind} from '../../source/kernel/pid/ns.ts';
import {engineForTests, type EngineWishes, type TestEngine} from './engine.ts';
import {busyboxImage, ensureImage} from './images.ts';
import type {ContainerDocument, Document} from './documents.ts';

/**
The kinds of namespaces, not taken from the program.
*/
export const kinds = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'] as const satisfies readonly NamespaceKind[];

type Zoo = {
	readonly engine: TestEngine;
	/**
	Words that make the program ask this engine.
	*/
	readonly words: readonly string[];
	/**
	Full name of a container of this file.
	*/
	fullName(name: string): string;
	/**
	Runs a busybox container with docker's options and, after `--`, its command. Gives its full id.
	*/
	run(name: string, ...words: readonly string[]): Promise<string>;
	/**
	The same with an image that the engine has.
	*/
	runImage(image: string, name: string, ...words: readonly string[]): Promise<string>;
	/**
	What a command in the container prints.
	*/
	inside(name: string, ...command: readonly string[]): Promise<string>;
	/**
	One field of `docker inspect`, such as `.State.Pid`.
	*/
	inspect(name: string, field: string): Promise<string>;
	/**
	The engine's own statistics: one answer of its API, in bytes and nanoseconds.
	*/
	stats(name: string): Promise<EngineStats>;
};

/**
The part of the API's statistics that tests compare with.
*/
export type EngineStats = {
	readonly read: string;
	readonly cpu_stats: {
		readonly cpu_usage: {readonly total_usage: number};
		readonly throttling_data: {readonly periods: number; readonly throttled_periods: number};
	};
	readonly memory_stats: {readonly usage: number; readonly limit: number; readonly stats: Readonly<Record<string, number>>};
	readonly pids_stats: {readonly current: number; readonly limit?: number};
	readonly networks?: Readonly<Record<string, {readonly rx_bytes: number; readonly tx_bytes: number}>>;
};

/**
Opens a zoo; its containers are removed after the tests of the file, and the engine is stopped where it is the file's own.
*/
export async function openZoo(topic: string, wishes: EngineWishes = {}): Promise<{readonly skip: string | false; readonly zoo: Zoo}> {
	const {skip, engine} = await engineForTests(wishes);
	const prefix = `z-${topic}-${process.pid}-`;
	const names = new Set<string>();
	if (skip === false) {
		await ensureImage(engine, busyboxImage);
	}

	after(async () => {
		if (skip !== false) {
			return;
		}

		if (engine.isShared && names.size > 0) {
			await engine.docker('rm', '--force', '--volumes', ...names);
		}

		await engine.stop();
	});

	const fullName = (name: string) => `${prefix}${name}`;
	const runImage: Zoo['runImage'] = async (image, name, ...words) => {
		const end = words.indexOf('--');
		names.add(fullName(name));
		return engine.docker('run', '--detach', '--name', fullName(name), ...words.slice(0, end), image, ...words.slice(end + 1));
	};

	return {
		skip, zoo: {
			engine,
			words: ['--host', engine.address],
			fullName,
			run: async (name, ...words) => runImage(busyboxImage, name, ...words),
			runImage,
			inside: async (name, ...command) => engine.docker('exec', fullName(name), ...command),
			inspect: async (name, field) => engine.docker('inspect', '--format', `{{${field}}}`, fullName(name)),
			stats: async name => askEngine(engine, `/containers/${fullName(name)}/stats?stream=false&one-shot=true`) as Promise<EngineStats>,
		},
	};
}

async function askEngine(engine: TestEngine, path: string): Promise<unknown> {
	return new Promise((resolve, reject) => {
		request({socketPath: engine.socketPath, path: `/v1.41${path}`}, response => {
			let text = '';
			response.setEncoding('utf8');
			response.on('data', (chunk: string) => {
				text += chunk;
			});
			response.once('end', () => {
				resolve(JSON.parse(text));
			});
		}).once('error', reject).end();
	});
}

/**
Memory as Docker's client computes it from its engine's statistics.
*/
export function memoryOf({memory_stats: {usage, stats}}: EngineStats): number {
	const inactive = stats.total_inactive_file ?? stats.inactive_file ?? 0;
	return inactive < usage ? usage - inactive : usage;
}

/**
The container with this id, which must be there once.

@throws {Error} when it is not, or more than once.
*/
export function containerIn(document: Document, id: string): ContainerDocument {
	const [container, second] = document.containers.filter(candidate => candidate.id === id);
	if (!container || second) {
		throw new Error(`The container ${id} is there ${container ? 'more than once' : 'not at all'}`);
	}

	return container;
}

/**
Inode of a namespace of a process, from its link.
*/
export function namespaceInode(pid: number | string, kind: NamespaceKind): number {
	return Number(/\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/ns/${kind}`))?.[1]);
}

/**
All eight of them.
*/
export function namespaceInodes(pid: number | string): Readonly<Record<NamespaceKind, number>> {
	return Object.fromEntries(kinds.map(kind => [kind, namespaceInode(pid, kind)])) as Record<NamespaceKind, number>;
}

/**
A field of /proc/PID/status, read with as little code as possible.
*/
export function statusField(pid: number | string, field: string): string | undefined {
	return readFileSync(`/proc/${pid}/status`, 'utf8').split('\n').find(line => line.startsWith(`${field}:`))?.slice(field.length + 1).trim();
}

/**
Pids of all processes that have this namespace.
*/
export function pidsInNamespace(kind: NamespaceKind, inode: number): readonly number[] {
	return readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number).filter(pid => {
		try {
			return namespaceInode(pid, kind) === inode;
		} catch {
			return false;
		}
	}).toSorted((a, b) => a - b);
}
