/**
What a process sees otherwise than the host, though it has the host's root directory: so systemd keeps its units apart.
*/
import {isPathWithin} from '../../kernel/path.ts';
import type {Mount} from '../../kernel/pid/mountinfo.ts';

/**
Paths, the outermost ones alone, ascending.
*/
export type Sandbox = {
	/**
	What the host can write to, and this one cannot.
	*/
	readonly readOnly: readonly string[];
	/**
	What holds other files than on the host.
	*/
	readonly replaced: readonly string[];
};

/**
Each mount has its own everywhere; that it is another one than the host's says nothing.
*/
const sharedByAll = new Set(['proc', 'sysfs', 'cgroup', 'cgroup2', 'devpts', 'mqueue', 'autofs', 'binfmt_misc']);

/**
Compares the mounts of a process with those of the host.
*/
export function sandboxOf(mounts: readonly Mount[], hostMounts: readonly Mount[]): Sandbox {
	const seen = lastAt(mounts);
	const onHost = lastAt(hostMounts);
	const changed = [...seen.values()].filter(({fileSystem}) => !sharedByAll.has(fileSystem));
	return {
		readOnly: outermost(changed.filter(mount => {
			const there = covering(mount.mountPoint, onHost);
			return mount.options.includes('ro') && there !== undefined && isSamePlace(mount, there) && there.options.includes('rw');
		})),
		replaced: outermost(changed.filter(mount => {
			const there = covering(mount.mountPoint, onHost);
			return there !== undefined && !isSamePlace(mount, there);
		})),
	};
}

/**
Of several mounts on one directory the last one is seen.
*/
function lastAt(mounts: readonly Mount[]): ReadonlyMap<string, Mount> {
	return new Map(mounts.map(mount => [mount.mountPoint, mount]));
}

/**
The mount that a path is on.
*/
function covering(path: string, mounts: ReadonlyMap<string, Mount>): Mount | undefined {
	let place = path;
	while (!mounts.has(place) && place !== '/') {
		place = place.slice(0, Math.max(1, place.lastIndexOf('/')));
	}

	return mounts.get(place);
}

/**
Whether a mount shows what is at its place on the host too.
*/
function isSamePlace({device, root, mountPoint}: Mount, there: Mount): boolean {
	const below = mountPoint.slice(there.mountPoint === '/' ? 0 : there.mountPoint.length);
	const place = `${there.root === '/' ? '' : there.root}${below === '/' ? '' : below}`;
	return device === there.device && root === (place === '' ? '/' : place);
}

function outermost(mounts: readonly Mount[]): readonly string[] {
	const paths = mounts.map(({mountPoint}) => mountPoint).toSorted();
	return paths.filter((path, index) => paths.slice(0, index).every(other => !isPathWithin(path, other)));
}
