/**
Short words for what sets a container apart from an ordinary one, each one record: the list, the help and the README say the same.
*/
import {isMissing, valueOf, type Known} from '../../known.ts';
import type {NamespaceKind} from '../../kernel/pid/ns.ts';
import type {Container} from '../container.ts';

type Flag = {
	readonly name: string;
	/**
	A sentence that says what it means.
	*/
	readonly help: string;
	applies(container: Container): boolean;
};

/**
Sharing these with the host is a choice; user, cgroup and time are the host's in most containers anyway.
*/
const tellingKinds: readonly NamespaceKind[] = ['pid', 'net', 'ipc', 'uts', 'mnt'];

function usesHosts({namespaces}: Container, kind: NamespaceKind): boolean {
	return namespaces[kind].isHost === true;
}

/**
The flags, the gravest first, and then those of what does not run here, of which no other can be known.
*/
export const flags: readonly Flag[] = [
	{
		name: 'PRIV',
		help: 'privileged: all capabilities, no system call filter, /sys writable',
		applies: ({isolation}) => valueOf(isolation?.isPrivileged ?? false) === true,
	},
	{
		name: 'DooD',
		help: 'Docker out of Docker: holds the socket of an engine',
		applies: ({isolation}) => (isolation?.engineSockets.length ?? 0) > 0,
	},
	{name: 'DinD', help: 'Docker in Docker: runs its own engine', applies: ({isolation}) => isolation?.nestedEngine !== undefined},
	{
		name: 'HOST-FS',
		help: 'sees the host\'s root, or can write to a directory that controls the host',
		applies: ({isolation}) =>
			isolation !== undefined
			&& (
				isolation.hostMounts.some(({source, isWritable}) => (isWritable && isolation.isRootMapped !== true) || source === '/')
				|| isolation.rootIsHostRoot === true
			),
	},
	...tellingKinds.map((kind): Flag => ({
		name: `HOST-${kind.toUpperCase()}`,
		help: `uses the host's ${kind} namespace`,
		applies: container => usesHosts(container, kind),
	})),
	{
		name: 'CAP+',
		help: 'has capabilities beyond the default set',
		applies: ({isolation}) =>
			isolation !== undefined && valueOf(isolation.isPrivileged) !== true && (valueOf(isolation.addedCapabilities)?.length ?? 0) > 0,
	},
	{
		name: 'NOSECC',
		help: 'has no system call filter',
		applies: ({isolation}) =>
			isolation !== undefined && valueOf(isolation.isPrivileged) !== true && valueOf(isolation.seccomp) === 'disabled',
	},
	{
		name: 'ROOTLESS',
		help: 'root inside is an ordinary user outside',
		applies: ({isolation}) => valueOf(isolation?.isRootMapped ?? false) === true,
	},
	{
		name: 'REMOTE',
		help: 'on another host: only what its engine says is known',
		applies: ({elsewhere}) => elsewhere === 'host',
	},
	{
		name: 'OTHER-KERNEL',
		help: 'on another kernel, as in a virtual machine, behind a local socket: only what its engine says is known',
		applies: ({elsewhere}) => elsewhere === 'kernel',
	},
	{
		name: 'OUTSIDE',
		help: 'outside of what nstop can see, which is in a container: only what its engine says is known',
		applies: ({elsewhere}) => elsewhere === 'outside',
	},
];

/**
The same for the screen: unknown while the container's first process has not entered its namespaces, where none would say that nothing sets
it apart.
*/
export function knownFlagsOf(container: Container): Known<readonly string[]> {
	const {isHost} = container.namespaces.mnt;
	return !container.unit && isMissing(isHost) && isHost.missing === 'first-sample' ? isHost : flagsOf(container);
}

/**
The flags of one container. What is no container is not set apart by what it shares with the host.
*/
export function flagsOf(container: Container): readonly string[] {
	return container.unit ? [] : flags.filter(flag => flag.applies(container)).map(({name}) => name);
}
