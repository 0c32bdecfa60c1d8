/**
Namespaces that live on without a process in them, because a mount or an open file holds them.
*/
import {isMissing, type Known, valueOf} from '../../known.ts';
import {parsed} from '../fields.ts';
import {readBytes, readLink} from '../files/content.ts';
import {type Mount, parseMountinfo} from '../pid/mountinfo.ts';
import {parseNamespaceLink} from '../pid/ns.ts';
import type {PinnedNamespace} from '../reading.ts';
import {readOpenFiles} from './open-files.ts';

/**
What holds namespaces among the mounts and open files of these processes, whether or not a process is in them too. Expensive: each open file
is looked at. What may not be looked at is left out.
*/
export function findPinnedNamespaces(proc: string, pids: readonly number[]): readonly PinnedNamespace[] {
	const seenTables = new Set<string>();
	return pids.flatMap(pid => {
		const directory = `${proc}/${pid}`;
		// All processes of one mount namespace see the same mounts, but for those that a chroot hides.
		const table = tableOf(directory);
		const isNew = table === undefined || !seenTables.has(table);
		if (table !== undefined) {
			seenTables.add(table);
		}

		return [...(isNew ? heldByMounts(directory, pid) : []), ...heldByDescriptors(directory, pid)];
	});
}

function tableOf(directory: string): string | undefined {
	const namespace = valueOf(readLink(`${directory}/ns/mnt`));
	const root = valueOf(readLink(`${directory}/root`));
	return namespace === undefined || root === undefined ? undefined : `${namespace} ${root}`;
}

function heldByMounts(directory: string, pid: number): readonly PinnedNamespace[] {
	const mounts: Known<readonly Mount[]> = parsed(readBytes(`${directory}/mountinfo`), parseMountinfo);
	return (valueOf(mounts) ?? []).filter(({fileSystem}) => fileSystem === 'nsfs').flatMap(({root, mountPoint}) => {
		const namespace = parseNamespaceLink(root);
		return namespace
			? [{
				...namespace, heldBy: 'mount', where: mountPoint, pid,
			} as const]
			: [];
	});
}

function heldByDescriptors(directory: string, pid: number): readonly PinnedNamespace[] {
	return (valueOf(readOpenFiles(directory)) ?? []).flatMap(({descriptor, target}) => isMissing(target) || target.kind !== 'namespace'
		? []
		: [{
			kind: target.namespace, inode: target.inode, heldBy: 'descriptor', where: String(descriptor), pid,
		} as const]);
}
