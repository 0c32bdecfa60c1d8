/**
From a mount that one process sees to the same file as another one sees it.
*/
import {
	gone,
	isMissing,
	type Known,
} from '../../known.ts';
import {parsed} from '../fields.ts';
import {readBytes} from '../files/content.ts';
import {fileIdentity} from '../files/found.ts';
import {foreignMountPoints, placesOf} from '../pid/mount-place.ts';
import {type Mount, parseMountinfo} from '../pid/mountinfo.ts';
import {resolveInRoot} from './in-root.ts';

/**
A path without links by which the reader reaches what is mounted, as the process with this directory in /proc sees it; by default as the
reader does. Gone where that one has not mounted the file system, or
something else lies there.
*/
export function findMountSource(mount: Mount, proc: string, viewer: number | 'self' = 'self'): Known<string> {
	const directory = `${proc}/${viewer}`;
	const mounts = parsed(readBytes(`${directory}/mountinfo`), parseMountinfo);
	if (isMissing(mounts)) {
		return mounts;
	}

	const barred = foreignMountPoints(mounts);
	let reason: Known<string> = gone;
	for (const place of placesOf(mounts, mount)) {
		const path = resolveInRoot(viewer === 'self' ? '/' : `${directory}/root`, place, barred);
		const identity = isMissing(path) ? path : fileIdentity(path);
		if (isMissing(identity)) {
			reason = identity;
		} else if (identity.device === mount.device || mount.fileSystem === 'btrfs') {
			return path;
		}
	}

	return reason;
}
