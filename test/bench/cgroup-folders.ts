/**
Cgroups that a bench makes for its load, in whatever hierarchies the host has.
*/
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmdirSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {KernelScanner} from '../../source/kernel/scan.ts';

/**
Directories of all hierarchies that are mounted, each once.
*/
export function cgroupRoots(): readonly string[] {
	const {controllers, unified} = new KernelScanner().hierarchies;
	return [...new Set([...controllers.values(), ...unified ? [unified] : []].map(({directory}) => directory))];
}

export function makeCgroup(folder: string): void {
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
export async function removeCgroup(folder: string): Promise<void> {
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
