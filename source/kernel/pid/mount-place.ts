/**
What the mounts of a process tell of a path: whether it is safe to look there, and where else the same file can be seen.
*/
import {isPathWithin} from '../path.ts';
import type {Mount} from './mountinfo.ts';

// Answered by a program or by another machine, which may never do it, and would keep the reader waiting.
const foreignPattern = /^(?:fuse(?:\..*|blk)?|nfs4?|cifs|smb\d?|9p|ceph|afs|autofs|lustre)$/u;

/**
Mount points of file systems that may keep a reader waiting for ever. A container with the right to mount can make one.
*/
export function foreignMountPoints(mounts: readonly Mount[]): ReadonlySet<string> {
	return new Set(mounts.filter(({fileSystem}) => foreignPattern.test(fileSystem)).map(({mountPoint}) => mountPoint));
}

/**
Numbers of all mounts where looking at a file cannot wait: those of file systems that this kernel answers for itself.
*/
export function promptMountIds(mounts: readonly Mount[]): ReadonlySet<number> {
	return new Set(mounts.filter(({fileSystem}) => !foreignPattern.test(fileSystem)).map(({mountId}) => mountId));
}

/**
Where a process with these mounts should see what another one has mounted: paths to try, the likeliest first. None where it has not
mounted that file system, or no part that holds it.
*/
export function placesOf(mounts: readonly Mount[], {device, root}: Pick<Mount, 'device' | 'root'>): readonly string[] {
	const holding = mounts.filter(mount => mount.device === device && isPathWithin(root, mount.root));
	// Of several equal ones the last may cover the others.
	return holding.toReversed().toSorted((a, b) => b.root.length - a.root.length).map(mount => {
		const rest = mount.root === '/' ? root : root.slice(mount.root.length);
		return (mount.mountPoint === '/' ? rest : mount.mountPoint + (rest === '/' ? '' : rest)) || '/';
	});
}

/**
Where a file lies on its file system, by a path without links as a process with these mounts sees it: `placesOf` leads from there to
where others see it.
*/
export function sourceOf(mounts: readonly Mount[], path: string): Pick<Mount, 'device' | 'root'> | undefined {
	// Of those at one point the last covers the others.
	const mount = mounts
		.filter(({mountPoint}) => isPathWithin(path, mountPoint))
		.toReversed()
		.toSorted((a, b) => b.mountPoint.length - a.mountPoint.length)[0];
	if (!mount) {
		return undefined;
	}

	const rest = mount.mountPoint === '/' ? path : path.slice(mount.mountPoint.length);
	return {device: mount.device, root: (mount.root === '/' ? rest : mount.root + (rest === '/' ? '' : rest)) || '/'};
}
