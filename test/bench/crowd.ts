/**
Many real processes in many real containers without any engine: shells that wait for a line that never comes, each container with
namespaces and a cgroup of its own. They end by themselves when this process does.
*/
import {spawn, type ChildProcess} from 'node:child_process';
import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmdirSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {KernelScanner} from '../../source/kernel/scan.ts';
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

const startersAtOnce = 8;
const folderPrefix = 'nstop-bench-';

/**
Moves itself into the cgroups that are named behind the number of processes, makes the others, and waits. A background process has no
standard input, so the line is waited for elsewhere.
*/
const initScript =
	'n=$1; shift; for cgroup; do echo 0 > $cgroup/cgroup.procs; done; i=1; while [ $i -lt $n ]; do (read -r line <&3) & i=$((i + 1)); done; echo ready; read -r line <&3';

/**
Starts this many processes in all, spread evenly. Needs root.
*/
export async function startCrowd(containers: number, processes: number): Promise<Crowd> {
	const parents = cgroupRoots().map(root => path.join(root, `${folderPrefix}${process.pid}`, 'docker'));
	const children: ChildProcess[] = [];
	const stop = atEnd(async () => {
		await Promise.all(children.map(async child => endChild(child)));
		for (const parent of parents) {
			await removeCgroup(path.dirname(parent));
		}
	});
	for (const parent of parents) {
		makeCgroup(path.dirname(parent));
		makeCgroup(parent);
	}

	const waiting = Array.from({length: containers}, (_, index) => index);
	const members: CrowdMember[] = [];
	await Promise.all(Array.from({length: startersAtOnce}, async () => {
		for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
			const id = createHash('sha256').update(`${process.pid} ${index}`).digest('hex');
			const cgroups = parents.map(parent => path.join(parent, id));
			const share = Math.floor((index + 1) * processes / containers) - Math.floor(index * processes / containers);
			children.push(await startMember(cgroups, share));
			members.push({id, initPid: firstPid(cgroups[0]!)});
		}
	}));
	return {members, stop};
}

async function startMember(cgroups: readonly string[], processes: number): Promise<ChildProcess> {
	for (const cgroup of cgroups) {
		makeCgroup(cgroup);
	}

	const init = ['sh', '-c', initScript, 'sh', String(processes), ...cgroups];
	const child = spawn('unshare', ['--mount', '--pid', '--net', '--uts', '--ipc', '--fork', ...init], {
		stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
	});
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

/**
Directories of all hierarchies that are mounted, each once.
*/
function cgroupRoots(): readonly string[] {
	const {controllers, unified} = new KernelScanner().hierarchies;
	return [...new Set([...controllers.values(), ...unified ? [unified] : []].map(({directory}) => directory))];
}

function makeCgroup(folder: string): void {
	mkdirSync(folder, {recursive: true});
	// On v1 a new one may take no process before it has cores and memory nodes.
	for (const name of ['cpuset.cpus', 'cpuset.mems']) {
		const file = path.join(folder, name);
		const inherited = path.join(path.dirname(folder), name);
		if (existsSync(file) && existsSync(inherited) && !existsSync(path.join(folder, 'cgroup.controllers'))) {
			writeFileSync(file, readFileSync(inherited));
		}
	}
}

/**
Removes it with all below. The kernel needs a moment after the last process has ended.
*/
async function removeCgroup(folder: string): Promise<void> {
	if (!existsSync(folder)) {
		return;
	}

	for (const entry of readdirSync(folder, {withFileTypes: true})) {
		if (entry.isDirectory()) {
			await removeCgroup(path.join(folder, entry.name));
		}
	}

	for (let attempt = 0; attempt < 200; attempt++) {
		try {
			rmdirSync(folder);
			return;
		} catch {
			await sleep(20);
		}
	}

	throw new Error(`the cgroup ${folder} could not be removed`);
}

function firstPid(cgroup: string): number {
	return Math.min(...readFileSync(path.join(cgroup, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean).map(Number));
}
