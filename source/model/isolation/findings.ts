/**
What isolates a container and what does not, one sentence each: why it matters, and where the fact was read.
*/
import {isMissing, valueOf} from '../../known.ts';
import type {NamespaceKind} from '../../kernel/pid/ns.ts';
import {isIdentityMap} from '../../kernel/pid/uid-map.ts';
import type {Container} from '../container.ts';
import type {Isolation} from './isolation.ts';

export type Finding = {
	/**
	`bad` opens the host, `warn` weakens a wall, `good` is a wall.
	*/
	readonly weight: 'bad' | 'warn' | 'good';
	readonly what: string;
	readonly why: string;
	/**
	The file or link that shows it.
	*/
	readonly source: string;
};

const hostNamespaceReasons: Readonly<Partial<Record<NamespaceKind, string>>> = {
	net: 'it sees all interfaces of the host and can reach what listens on 127.0.0.1 there',
	pid: 'it sees all processes of the host, and as root can signal them and look into them',
	ipc: 'it can read and write the shared memory of the host\'s processes',
	uts: 'as root with SYS_ADMIN it can change the host\'s name',
	mnt: 'it sees every mount of the host',
};

/**
The findings, the gravest first; none where the isolation could not be read.
*/
export function findingsOf(container: Container): readonly Finding[] {
	const {isolation} = container;
	const pid = valueOf(container.initPid);
	if (!isolation || pid === undefined) {
		return [];
	}

	const order = ['bad', 'warn', 'good'];
	return [
		...accessFindings(isolation, pid),
		...namespaceFindings(isolation, pid),
		...rightsFindings(isolation, pid),
		...rootFindings(isolation, pid),
	].toSorted((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight));
}

function accessFindings({engineSockets, nestedEngine, hostMounts, isRootMapped}: Isolation, pid: number): readonly Finding[] {
	return [
		...engineSockets.map(({path, engine}): Finding => ({
			weight: 'bad',
			what: `holds the socket of ${engine} at ${path}`,
			why: 'anyone in the container can start a root container on the host',
			source: `/proc/${pid}/mountinfo`,
		})),
		...(nestedEngine === undefined
			? []
			: [
				{
					weight: 'warn' as const,
					what: `runs its own engine, ${nestedEngine}`,
					why: 'its containers are processes of this container and subject to its limits',
					source: `/proc/${pid}/cgroup`,
				},
			]),
		...hostMounts.map(({path, source, isWritable}): Finding => ({
			weight: isWritable && isRootMapped !== true ? 'bad' : 'warn',
			what: `${source} of the host is mounted at ${path}, ${isWritable ? 'writable' : 'read-only'}`,
			why: isWritable && isRootMapped !== true
				? 'root in the container can change the host itself'
				: 'anything an ordinary user can read on the host can be read in the container',
			source: `/proc/${pid}/mountinfo`,
		})),
	];
}

function namespaceFindings({hostNamespaces, idMap, isRootMapped}: Isolation, pid: number): readonly Finding[] {
	const findings = hostNamespaces.flatMap((kind): readonly Finding[] => {
		const why = hostNamespaceReasons[kind];
		return why === undefined
			? []
			: [
				{
					weight: kind === 'mnt' || kind === 'pid' ? 'bad' : 'warn',
					what: `uses the host's ${kind} namespace`,
					why,
					source: `/proc/${pid}/ns/${kind}`,
				},
			];
	});
	if (isMissing(isRootMapped)) {
		return findings;
	}

	const range = valueOf(idMap)?.find(({inside}) => inside === 0);
	return [
		...findings,
		isRootMapped
			? {
				weight: 'good',
				what: `root inside is user ${range?.outside ?? 'nobody'} outside`,
				why: 'a process that breaks out has only the rights of that user',
				source: `/proc/${pid}/uid_map`,
			}
			: {
				weight: 'warn',
				what: 'root inside is root outside',
				why: 'only capabilities, seccomp and mounts stand between it and the host',
				source: `/proc/${pid}/uid_map`,
			},
	];
}

function rightsFindings(
	{
		isPrivileged,
		addedCapabilities,
		droppedCapabilities,
		seccomp,
		noNewPrivileges,
		lsmLabel,
		isLabelEnforced,
		hasAllDevices,
		idMap,
	}: Isolation,
	pid: number,
): readonly Finding[] {
	const added = valueOf(addedCapabilities) ?? [];
	const isGrave =
		isIdentityMap(valueOf(idMap) ?? []) && (added.includes('SYS_ADMIN') || added.includes('SYS_MODULE') || added.includes('SYS_PTRACE'));
	const dropped = valueOf(droppedCapabilities) ?? [];
	const status = `/proc/${pid}/status`;
	return [
		...when(isPrivileged === true, {
			weight: 'bad',
			what: 'privileged: all capabilities, no system call filter, /sys writable',
			why: 'root in the container is root on the host',
			source: status,
		}),
		...when(isPrivileged !== true && added.length > 0, {
			weight: isGrave ? 'bad' : 'warn',
			what: `added capabilities: ${added.join(', ')}`,
			why:
				isMissing(idMap) || isIdentityMap(idMap)
					? 'each grants part of what root may do'
					: 'each grants part of what root may do, but only over what belongs to its own user namespace',
			source: status,
		}),
		...when(dropped.length > 0, {
			weight: 'good',
			what: `dropped capabilities: ${dropped.join(', ')}`,
			why: 'an intruder in the container does not have them either',
			source: status,
		}),
		...when(seccomp === 'disabled' && isPrivileged !== true, {
			weight: 'warn', what: 'no system call filter', why: 'any system call can be used to attack the kernel', source: status,
		}),
		...when(seccomp === 'filter', {
			weight: 'good', what: 'system calls are filtered', why: 'calls that containers do not need are refused', source: status,
		}),
		...when(noNewPrivileges === true, {
			weight: 'good', what: 'no new privileges', why: 'setuid programs grant no extra rights', source: status,
		}),
		...when(hasAllDevices === true, {
			weight: 'bad',
			what: 'may use every device',
			why: 'the host\'s disks can be read and written from the container',
			source: 'devices.list of its cgroup',
		}),
		...(isMissing(lsmLabel) ? [] : labelFindings(lsmLabel, isLabelEnforced === true, `/proc/${pid}/attr/current`)),
	];
}

/**
A label confines a process only where its profile is enforced. AppArmor merely logs what a profile in complain mode would refuse.
SELinux has types that may do everything, and it may be permissive as a whole.
*/
export function labelFindings(label: string, isEnforced: boolean, source: string): readonly Finding[] {
	const what = `security module label ${label}`;
	return [
		isEnforced
			? {
				weight: 'good', what, why: 'the module allows only what its profile names', source,
			}
			: {
				weight: 'warn', what, why: 'the module restricts nothing under this label', source,
			},
	];
}

function rootFindings({root, rootIsHostRoot}: Isolation, pid: number): readonly Finding[] {
	return [
		...when(rootIsHostRoot === true, {
			weight: 'bad',
			what: 'its root directory is the host\'s',
			why: 'it sees every file on the host that its user may read',
			source: `/proc/${pid}/root`,
		}),
		...when(!isMissing(root) && root.isReadOnly, {
			weight: 'good', what: 'its root file system is read-only', why: 'nothing in the image can be changed', source: `/proc/${pid}/mountinfo`,
		}),
	];
}

/**
The finding, where it holds.
*/
export function when(isSo: boolean, finding: Finding): readonly Finding[] {
	return isSo ? [finding] : [];
}
