/**
Many real processes in many real containers without any engine: shells that wait for a line that never comes, each container with
namespaces and a cgroup of its own. They end by themselves when this process does.
*/
import {spawn, type ChildProcess} from 'node:child_process';
import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {cgroupRoots, makeCgroup, removeCgroup} from './cgroup-folders.ts';
import {atEnd} from './cleanup.ts';

export type CrowdMember = {
	/**
	64 digits, as Docker gives them.
	*/
	readonly id: string;
	readonly initPid: number;
};

export type Crowd = {
	readonly members: readonly CrowdMember[];
	stop(): Promise<void>;
};

/**
How a member is told apart: by namespaces of its own in a cgroup as an engine makes it, or as a service of systemd.
*/
type Kind = {
	readonly folder: readonly string[];
	readonly nameOf: (index: number) => string;
	readonly command: readonly string[];
};

const startersAtOnce = 8;
const namespaces = ['unshare', '--mount', '--pid', '--net', '--uts', '--ipc', '--fork'];
const containerKind: Kind = {
	folder: [`nstop-bench-${process.pid}`, 'docker'],
	nameOf: index => createHash('sha256').update(`${process.pid} ${index}`).digest('hex'),
	command: namespaces,
};
const serviceKind: Kind = {
	folder: [`nstop-bench-${process.pid}.slice`], nameOf: index => `nstop-bench-${index}.service`, command: [],
};

/**
Moves itself into the cgroups that are named behind the number of processes, makes the others, and waits. A background process has no
standard input, so the line is waited for elsewhere.
*/
const initScript =
	'n=$1; shift; for cgroup; do echo 0 > $cgroup/cgroup.procs; done; i=1; while [ $i -lt $n ]; do (read -r line <&3) & i=$((i + 1)); done; echo ready; read -r line <&3';

/**
Starts this many processes in all, spread evenly over containers. Needs root.
*/
export async function startCrowd(containers: number, processes: number): Promise<Crowd> {
	return startMembers(containerKind, containers, processes);
}

/**
The same with services of systemd, as far as cgroups tell. The id of a member is the name of its unit.
*/
export async function startServices(services: number, processes: number): Promise<Crowd> {
	return startMembers(serviceKind, services, processes);
}

async function startMembers({folder, nameOf, command}: Kind, count: number, processes: number): Promise<Crowd> {
	const roots = cgroupRoots();
	const parents = roots.map(root => path.join(root, ...folder));
	const children: ChildProcess[] = [];
	const stop = atEnd(async () => {
		await Promise.all(children.map(async child => endChild(child)));
		for (const root of roots) {
			await removeCgroup(path.join(root, folder[0]!));
		}
	});
	for (const root of roots) {
		for (const depth of folder.keys()) {
			makeCgroup(path.join(root, ...folder.slice(0, depth + 1)));
		}
	}

	const waiting = Array.from({length: count}, (_, index) => index);
	const members: CrowdMember[] = [];
	await Promise.all(Array.from({length: startersAtOnce}, async () => {
		for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
			const id = nameOf(index);
			const cgroups = parents.map(parent => path.join(parent, id));
			const share = Math.floor((index + 1) * processes / count) - Math.floor(index * processes / count);
			children.push(await startMember(cgroups, [...command, 'sh', '-c', initScript, 'sh', String(share), ...cgroups]));
			members.push({id, initPid: firstPid(cgroups[0]!)});
		}
	}));
	return {members, stop};
}

async function startMember(cgroups: readonly string[], [command = '', ...words]: readonly string[]): Promise<ChildProcess> {
	for (const cgroup of cgroups) {
		makeCgroup(cgroup);
	}

	const child = spawn(command, words, {stdio: ['ignore', 'pipe', 'inherit', 'pipe']});
	const outcome = await Promise.race([once(child.stdout!, 'data'), once(child, 'exit').then(() => undefined)]);
	if (!outcome) {
		throw new Error('processes with namespaces and cgroups of their own cannot be made here; it needs root');
	}

	return child;
}

async function endChild(child: ChildProcess): Promise<void> {
	if (!(child.exitCode === null && child.signalCode === null)) {
		return;
	}

	const ended = once(child, 'exit');
	child.stdio[3]?.destroy();
	await ended;
}

function firstPid(cgroup: string): number {
	return Math.min(...readFileSync(path.join(cgroup, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean).map(Number));
}
