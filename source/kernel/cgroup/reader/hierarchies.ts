/**
Where the cgroup file systems are mounted, and which directory of them is meant by a path of /proc/PID/cgroup.
*/
import {isPathWithin} from '../../path.ts';
import type {Mount} from '../../pid/mountinfo.ts';

type CgroupVersion = 'v1' | 'v2' | 'hybrid' | 'none';

/**
One mounted hierarchy. `root` is the cgroup that the directory shows: `/`, or another one where only a part of the tree is mounted, as
in a container.
*/
export type CgroupMount = {readonly directory: string; readonly root: string};

/**
All mounted hierarchies: those of v1 by controller or `name=systemd`, and the one of v2. Hybrid means both, whichever of them has the
controllers.
*/
export type Hierarchies = {
	readonly version: CgroupVersion;
	readonly controllers: ReadonlyMap<string, CgroupMount>;
	readonly unified: CgroupMount | undefined;
};

const usualRoot = '/sys/fs/cgroup';

// Options that a v1 mount has besides the controllers of its hierarchy.
const optionPattern = /^(?:rw|ro|xattr|noprefix|clone_children|cpuset_v2_mode|favordynmods|seclabel|none|release_agent=.*)$/u;

/**
Finds the hierarchies among the reader's own mounts. A mount below /sys/fs/cgroup is looked for below `cgroupRoot`; one elsewhere counts
only if there is none.
*/
export function findHierarchies(mounts: readonly Mount[], cgroupRoot = usualRoot): Hierarchies {
	const controllers = new Map<string, CgroupMount>();
	let unified: CgroupMount | undefined;
	const isUsual = ({mountPoint}: Mount): boolean => isPathWithin(mountPoint, usualRoot);
	// Of two mounts of one hierarchy the later one is taken, for it may cover the other.
	const ordered = [...mounts.filter(mount => !isUsual(mount)), ...mounts.filter(mount => isUsual(mount))];
	for (const mount of ordered) {
		const directory = isUsual(mount) ? cgroupRoot + mount.mountPoint.slice(usualRoot.length) : mount.mountPoint;
		const place = {directory, root: mount.root};
		if (mount.fileSystem === 'cgroup2') {
			unified = place;
		} else if (mount.fileSystem === 'cgroup') {
			for (const option of mount.superOptions) {
				if (!optionPattern.test(option)) {
					controllers.set(option, place);
				}
			}
		}
	}

	return {version: versionOf(controllers.size > 0, unified !== undefined), controllers, unified};
}

function versionOf(hasV1: boolean, hasV2: boolean): CgroupVersion {
	if (hasV1) {
		return hasV2 ? 'hybrid' : 'v1';
	}

	return hasV2 ? 'v2' : 'none';
}

/**
The directory of a cgroup, undefined where it lies outside of what is mounted. The root itself is undefined too: it is the whole host
and never one container.
*/
export function directoryOf(mount: CgroupMount | undefined, path: string): string | undefined {
	if (!mount || path === '/' || path.split('/').includes('..')) {
		return undefined;
	}

	if (mount.root === '/') {
		return mount.directory + path;
	}

	return isPathWithin(path, mount.root) ? mount.directory + path.slice(mount.root.length) : undefined;
}
