/**
Cgroups around containers: those that `--cgroup-parent` of Docker's client names.
*/
import {
	existsSync,
	readdirSync,
	rmdirSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {eventually} from './engine.ts';

const top = '/sys/fs/cgroup';

/**
Sets something of a cgroup, by its file on v1, below a controller, or on v2.
*/
export function setInCgroup(
	cgroup: string,
	[controller, v1File, v1Text]: readonly [string, string, string],
	[v2File, v2Text]: readonly [string, string],
): void {
	const v1 = path.join(top, controller, cgroup);
	if (existsSync(v1)) {
		writeFileSync(path.join(v1, v1File), v1Text);
	} else {
		writeFileSync(path.join(top, cgroup, v2File), v2Text);
	}
}

/**
Removes cgroups that Docker has made around containers which are gone or about to go: it leaves them.
*/
export async function removeParents(...cgroups: readonly string[]): Promise<void> {
	const folders = ['.', ...readdirSync(top)].flatMap(hierarchy => cgroups.map(cgroup => path.join(top, hierarchy, cgroup)));
	for (const folder of folders.filter(each => existsSync(each))) {
		await eventually(`${folder} is empty`, () => {
			rmdirSync(folder);
			return true;
		});
	}
}
