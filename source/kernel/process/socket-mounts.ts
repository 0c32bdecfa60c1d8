/**
Sockets that came into a container by a mount: who has one may command the daemon that listens on it.
*/
import {
	isMissing,
	type Known,
	unsupported,
} from '../../known.ts';
import {
	closeFile,
	type FileIdentity,
	identityOf,
	hasEntry,
	kindOf,
} from '../files/found.ts';
import {foreignMountPoints} from '../pid/mount-place.ts';
import type {Mount} from '../pid/mountinfo.ts';
import type {MountedSocket} from '../reading.ts';
import {type FileInRoot, openInRoot, useInRoot} from './in-root.ts';

// Made by the kernel out of nothing: no daemon can have a socket there.
const kernelFileSystemPattern =
	/^(?:binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|efivarfs|fusectl|hugetlbfs|mqueue|nsfs|proc|pstore|securityfs|selinuxfs|sysfs|tracefs)$/u;

const ownPlacePattern = /^\/(?:dev|proc|sys)(?:\/|$)/u;

// In a mounted directory that is /run, a part of it, or all of a host's root directory.
const socketNames: ReadonlyMap<string, readonly string[]> = new Map([
	['docker.sock', ['docker.sock']],
	['podman.sock', ['podman.sock']],
	['containerd.sock', ['containerd.sock']],
	['crio.sock', ['crio.sock']],
	['podman', ['podman/podman.sock']],
	['containerd', ['containerd/containerd.sock']],
	['crio', ['crio/crio.sock']],
	['run', ['run/docker.sock', 'run/podman/podman.sock', 'run/containerd/containerd.sock', 'run/crio/crio.sock']],
]);

/**
Sockets among the mounts of a process, and sockets of well-known engines in directories that are mounted; `directory` is that of the
process in /proc. A socket that the mounts tell but that cannot be looked
at is there with the reason. Sockets made in the container itself may be among them: where both ends are in it, nothing was let in.
*/
export function findSocketMounts(directory: string, mounts: readonly Mount[]): readonly MountedSocket[] {
	const barred = foreignMountPoints(mounts);
	const root = `${directory}/root`;
	const found = new Map<string, Known<FileIdentity>>();
	for (const mount of mounts.filter(candidate => mayHoldSockets(candidate))) {
		for (const {path, identity} of lookAt(root, mount, barred)) {
			found.set(path, identity);
		}
	}

	return [...found].map(([path, identity]) => ({path, identity}));
}

function mayHoldSockets({fileSystem, root, mountPoint}: Mount): boolean {
	// The root directory made for a container has nothing from elsewhere, nor have the file systems that a runtime makes for each.
	const isOwn = root === '/' && (fileSystem === 'overlay' || ownPlacePattern.test(mountPoint));
	return !isOwn && !kernelFileSystemPattern.test(fileSystem);
}

function lookAt(root: string, mount: Mount, barred: ReadonlySet<string>): readonly MountedSocket[] {
	const {mountPoint} = mount;
	const file = openInRoot(root, mountPoint, barred);
	if (isMissing(file)) {
		return mount.root.endsWith('.sock') ? [{path: mountPoint, identity: file}] : [];
	}

	try {
		const kind = kindOf(file.descriptor);
		if (kind === 'directory') {
			return lookInside(root, file, barred);
		}

		return kind === 'socket' ? [{path: mountPoint, identity: identityOf(file.descriptor)}] : [];
	} finally {
		closeFile(file.descriptor);
	}
}

function lookInside(root: string, {descriptor, path}: FileInRoot, barred: ReadonlySet<string>): readonly MountedSocket[] {
	const names = [...socketNames].flatMap(([first, inside]) => hasEntry(descriptor, first) ? inside : []);
	return names.flatMap(name => {
		const socket = useInRoot(root, `${path}/${name}`, (file): Known<MountedSocket> => {
			const identity = identityOf(file.descriptor);
			return isMissing(identity) || !identity.isSocket ? unsupported : {path: file.path, identity};
		}, barred);
		return isMissing(socket) ? [] : [socket];
	});
}
