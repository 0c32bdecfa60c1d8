/**
What isolates a container from the host and what does not: facts of the kernel, joined to the words people use for them.
*/
import {
	isMissing,
	mapKnown,
	unsupported,
	valueOf,
	type Known,
} from '../../known.ts';
import {allowsAllDevices} from '../../kernel/cgroup/devices.ts';
import {capabilityNames, defaultContainerCapabilities} from '../../kernel/pid/capabilities.ts';
import {namespaceKinds, type NamespaceInodes, type NamespaceKind} from '../../kernel/pid/ns.ts';
import type {RootFileSystem} from '../../kernel/pid/root-mount.ts';
import {isIdentityMap, type IdRange} from '../../kernel/pid/uid-map.ts';
import type {IsolationReading, MountedSocket} from '../../kernel/reading.ts';
import type {ContainerKey} from '../keys.ts';
import {sandboxOf, type Sandbox} from './sandbox.ts';
import {findHostMounts, type HostMount} from './host-mounts.ts';

/**
The first 38 capabilities: engines of some years ago do not know the later ones, and do not give them to privileged containers.
*/
const knownToEngines = 0x3F_FF_FF_FF_FFn;

/**
Socket of an engine that a container holds: whoever is inside can command that engine.
*/
type HeldSocket = {
	/**
	Where it is inside the container.
	*/
	readonly path: string;
	/**
	Which engine listens there: its id if nstop asks it, else the name of its program.
	*/
	readonly engine: string;
};

export type Isolation = {
	/**
	All that the host can give: every capability, no system call filter, /sys writable.
	*/
	readonly isPrivileged: Known<boolean>;
	readonly hostNamespaces: readonly NamespaceKind[];
	readonly capabilities: Known<readonly string[]>;
	/**
	Those that the host has and this one has not.
	*/
	readonly lackedCapabilities: Known<readonly string[]>;
	/**
	Beyond those that engines give by default.
	*/
	readonly addedCapabilities: Known<readonly string[]>;
	/**
	Of the default ones that it has not.
	*/
	readonly droppedCapabilities: Known<readonly string[]>;
	readonly seccomp: IsolationReading['seccomp'];
	readonly noNewPrivileges: Known<boolean>;
	readonly lsmLabel: Known<string>;
	/**
	Whether the security module enforces this label.
	*/
	readonly isLabelEnforced: Known<boolean>;
	readonly root: Known<RootFileSystem>;
	readonly rootIsHostRoot: Known<boolean>;
	readonly idMap: Known<readonly IdRange[]>;
	/**
	Whether user 0 inside is another user outside.
	*/
	readonly isRootMapped: Known<boolean>;
	/**
	Whether it may use every device of the host.
	*/
	readonly hasAllDevices: Known<boolean>;
	/**
	Mounts that give away what belongs to the host.
	*/
	readonly hostMounts: readonly HostMount[];
	/**
	What it sees otherwise than the host although it has the host's root directory; undefined where it has not.
	*/
	readonly sandbox?: Sandbox | undefined;
	readonly engineSockets: readonly HeldSocket[];
	/**
	The engine that runs inside: its id if nstop asks it, else the name of its program.
	*/
	readonly nestedEngine: string | undefined;
};

export type IsolationInput = {
	readonly container: ContainerKey;
	readonly reading: IsolationReading;
	readonly namespaces: NamespaceInodes;
	readonly hostNamespaces: NamespaceInodes;
	/**
	Capabilities that the host itself can give at most.
	*/
	readonly hostCapabilities: bigint | undefined;
	readonly sockets: Known<readonly MountedSocket[]>;
	/**
	Engines by the identity of the file of their socket: `device:inode`.
	*/
	readonly enginesBySocket: ReadonlyMap<string, string>;
	readonly nestedEngine: string | undefined;
};

/**
Puts the facts of one container together.
*/
export function buildIsolation({
	reading,
	namespaces,
	hostNamespaces,
	hostCapabilities,
	sockets,
	enginesBySocket,
	nestedEngine,
}: IsolationInput): Isolation {
	const effective = mapKnown(reading.capabilities, sets => sets.effective);
	const hostNamespaceKinds = namespaceKinds
		.map(({kind}) => kind)
		.filter(kind => !isMissing(namespaces[kind]) && namespaces[kind] === valueOf(hostNamespaces[kind]));
	const mounts = valueOf(reading.mounts) ?? [];
	// In a user namespace of its own its capabilities are over what belongs to that one, and over nothing of the host.
	const hasOwnUsers = !isMissing(reading.idMaps.users) && !isIdentityMap(reading.idMaps.users);
	return {
		isPrivileged: mapKnown(effective, mask => hostCapabilities === undefined
			? unsupported
			// eslint-disable-next-line no-bitwise -- capabilities are bits
			: !hasOwnUsers && (mask & hostCapabilities & knownToEngines) === (hostCapabilities & knownToEngines)
				&& valueOf(reading.seccomp) === 'disabled' && mounts.some(({mountPoint, options}) => mountPoint === '/sys' && options.includes('rw'))),
		hostNamespaces: hostNamespaceKinds,
		capabilities: mapKnown(effective, mask => capabilityNames(mask)),
		lackedCapabilities: mapKnown(effective, mask => hostCapabilities === undefined
			? unsupported
			// eslint-disable-next-line no-bitwise -- capabilities are bits
			: capabilityNames(hostCapabilities & ~mask)),
		// eslint-disable-next-line no-bitwise -- capabilities are bits
		addedCapabilities: mapKnown(effective, mask => capabilityNames(mask & ~defaultContainerCapabilities)),
		// eslint-disable-next-line no-bitwise -- capabilities are bits
		droppedCapabilities: mapKnown(effective, mask => capabilityNames(defaultContainerCapabilities & ~mask)),
		seccomp: reading.seccomp,
		noNewPrivileges: reading.noNewPrivileges,
		lsmLabel: reading.lsmLabel,
		isLabelEnforced: reading.isLabelEnforced,
		root: reading.root,
		rootIsHostRoot: reading.rootIsHostRoot,
		idMap: reading.idMaps.users,
		isRootMapped: mapKnown(
			reading.idMaps.users,
			ranges => !isIdentityMap(ranges) && ranges.every(({inside, outside}) => !(inside === 0 && outside === 0)),
		),
		hasAllDevices: mapKnown(reading.devices, allowsAllDevices),
		sandbox: reading.rootIsHostRoot === true ? sandboxOf(mounts, valueOf(reading.hostMounts) ?? []) : undefined,
		hostMounts: findHostMounts(mounts, valueOf(reading.hostMounts) ?? []),
		engineSockets: (valueOf(sockets) ?? []).flatMap(({path, identity}) => {
			const engine = isMissing(identity) ? undefined : enginesBySocket.get(`${identity.device}:${identity.inode}`);
			return engine === undefined ? [] : [{path, engine}];
		}),
		nestedEngine,
	};
}
