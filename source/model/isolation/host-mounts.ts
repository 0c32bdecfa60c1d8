/**
Which mounts of a container give away what belongs to the host.
*/
import type {Mount} from '../../kernel/pid/mountinfo.ts';

/**
A directory of the host that rules the host, seen in a container.
*/
export type HostMount = {
	/**
	Where in the container.
	*/
	readonly path: string;
	/**
	Where on the host.
	*/
	readonly source: string;
	readonly isWritable: boolean;
};

/**
File systems whose every mount shows the same, whoever mounts them: a container has them without having been given anything.
*/
const sharedByAll = new Set([
	'proc',
	'sysfs',
	'cgroup',
	'cgroup2',
	'devpts',
	'mqueue',
	'nsfs',
	'devtmpfs',
	'fuse.lxcfs',
]);

/**
Directories that are as good as the host, and those where engines keep their containers.
*/
const rulingDirectories =
	/^\/(?:$|(?:boot|etc|home|lib|lib64|opt|root|run|sbin|bin|srv|usr|var)$|var\/(?:lib|run|spool)$|var\/lib\/(?:docker|containers|containerd|kubelet)$)/;

/**
The mounts of a container through which a ruling directory of the host is seen. A directory is the host's only if its file system is one of
the host's own, and what rules is its place there: the root of a data disk does not.
*/
export function findHostMounts(mounts: readonly Mount[], hostMounts: readonly Mount[]): readonly HostMount[] {
	return mounts.flatMap(mount => {
		const source = mount.mountPoint === '/' || sharedByAll.has(mount.fileSystem) ? undefined : placeOnHost(mount, hostMounts);
		return source !== undefined && rulingDirectories.test(source)
			? [{path: mount.mountPoint, source, isWritable: mount.options.includes('rw')}]
			: [];
	});
}

/**
Path on the host of what is mounted; undefined where the host has not mounted that part of the file system. Subvolumes of btrfs share a
device, so the mount that shows the least beside it is the right one.
*/
function placeOnHost({device, root}: Mount, hostMounts: readonly Mount[]): string | undefined {
	let nearest: Mount | undefined;
	for (const candidate of hostMounts) {
		if (
			candidate.device === device
			&& (root === candidate.root || root.startsWith(withSlash(candidate.root)))
			&& (nearest === undefined || candidate.root.length > nearest.root.length)
		) {
			nearest = candidate;
		}
	}

	return nearest && `${withSlash(nearest.mountPoint)}${root.slice(withSlash(nearest.root).length)}`.replace(/(?<=.)\/$/, '');
}

function withSlash(path: string): string {
	return path.endsWith('/') ? path : `${path}/`;
}
