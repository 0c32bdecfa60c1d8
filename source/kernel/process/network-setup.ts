/**
How a network namespace is set up: the addresses of its interfaces, its gateways, its DNS servers, and what its interfaces are
connected to on the host.
*/
import {
	isMissing,
	type Known,
	mapKnown,
	unsupported,
	valueOf,
} from '../../known.ts';
import {parsed} from '../fields.ts';
import {readBytes, readLink} from '../files/content.ts';
import {parseResolvConf, type Resolver} from '../host/resolv-conf.ts';
import {foreignMountPoints} from '../pid/mount-place.ts';
import {parseMountinfo} from '../pid/mountinfo.ts';
import {parseInterfaceIndexes} from '../pid/net/igmp.ts';
import {readTextInRoot} from './in-root.ts';
import {
	findOuterEnd,
	type InterfaceHardware,
	type OuterEnd,
	readHardware,
	type SeenRoot,
} from './interface-hardware.ts';
import {readShownNetwork, type ShownNetwork} from './network-addresses.ts';
import type {InterfaceAddress} from './placed-addresses.ts';

/**
One interface. Its hardware is what /sys shows of it.
*/
export type InterfaceSetup = {
	readonly name: string;
	readonly addresses: readonly InterfaceAddress[];
	readonly hardware: Known<InterfaceHardware>;
	/**
	What it is connected to on the host: `elsewhere` where that is in no network namespace that was looked at; undefined where it is connected
	to nothing, or belongs to the host itself.
	*/
	readonly hostEnd: Known<OuterEnd | 'elsewhere' | undefined>;
};

/**
`unplaced` are addresses of version 4 whose interface is not told.
*/
export type NetworkSetup = Pick<ShownNetwork, 'unplaced' | 'gateways'> & {
	readonly interfaces: readonly InterfaceSetup[];
	readonly resolver: Known<Resolver>;
};

// More than a container has. A host of many containers has one for each, and looking at one takes a tenth of a millisecond.
const mostInterfaces = 64;
const mostResolverBytes = 65_536;

/**
Reads it for the namespace that a process is in. Hardware, ends on the host and the resolver need the right to look into its root
directory. `makers` are processes that have connected it, such as its engine: ends are also looked for in their network namespace.
*/
export function readNetworkSetup(proc: string, pid: number, makers: readonly number[] = []): Known<NetworkSetup> {
	const directory = `${proc}/${pid}`;
	return mapKnown(readShownNetwork(directory), ({interfaces, unplaced, gateways, indexes}) => {
		const root = seenRootOf(directory);
		const hosts = hostsOf(proc, directory, makers);
		return {
			unplaced,
			gateways,
			interfaces: interfaces.map((each, position) => {
				const hardware: Known<InterfaceHardware> = position < mostInterfaces
					? mapKnown(root, known => readHardware(each.name, known, indexes.get(each.name)))
					: unsupported;
				return {...each, hardware, hostEnd: mapKnown(hardware, known => findHostEnd(known, hosts))};
			}),
			resolver: mapKnown(root, ({directory: top, mounts}) =>
				mapKnown(readTextInRoot(top, '/etc/resolv.conf', mostResolverBytes, foreignMountPoints(mounts)), parseResolvConf)),
		};
	});
}

function seenRootOf(directory: string): Known<SeenRoot> {
	return mapKnown(parsed(readBytes(`${directory}/mountinfo`), parseMountinfo), mounts => ({directory: `${directory}/root`, mounts}));
}

type Host = {readonly root: Known<SeenRoot>; readonly names: ReadonlyMap<number, string>; readonly isMaker: boolean};

/**
Where the host's interfaces are looked for: as pid 1 sees them, and as this process does, for pid 1's root directory may be barred. None
where the namespace is the host's own.
*/
function hostsOf(proc: string, directory: string, makers: readonly number[]): readonly Host[] {
	const networkOf = (place: string): string | undefined => valueOf(readLink(`${place}/ns/net`));
	const makerPlaces = makers.map(maker => `${proc}/${maker}`);
	const places = [`${proc}/1`, `${proc}/self`, ...makerPlaces];
	const own = networkOf(directory);
	return own !== undefined && places.some(place => networkOf(place) === own)
		? []
		: places.map(place => ({
			root: seenRootOf(place),
			names: namesByIndex(place),
			isMaker: makerPlaces.includes(place),
		}));
}

function namesByIndex(place: string): ReadonlyMap<number, string> {
	const indexes = valueOf(parsed(readBytes(`${place}/net/igmp`), parseInterfaceIndexes));
	return new Map(Array.from(indexes ?? [], ([name, index]) => [index, name]));
}

/**
The first end that is found. That there is none is known only from a host that could be looked at.
*/
function findHostEnd(hardware: InterfaceHardware, hosts: readonly Host[]): InterfaceSetup['hostEnd'] {
	if (hardware.linkedIndex === hardware.index || hosts.length === 0) {
		return undefined;
	}

	const ends = hosts.map(({root, names}) => mapKnown(root, known => findOuterEnd(hardware, known, names.get(hardware.linkedIndex))));
	const found = ends.find(end => end !== undefined && !isMissing(end));
	return found ?? endAtMaker(hardware, hosts) ?? (ends.includes(undefined) ? 'elsewhere' : ends[0]);
}

/**
Whoever connected it has the other end. Its number tells which that is also where /sys shows another network namespace than theirs.
*/
function endAtMaker({linkedIndex}: InterfaceHardware, hosts: readonly Host[]): OuterEnd | undefined {
	const names = hosts.filter(({isMaker}) => isMaker).flatMap(host => host.names.get(linkedIndex) ?? []);
	return names[0] === undefined ? undefined : {kind: 'peer', name: names[0], bridge: undefined};
}
