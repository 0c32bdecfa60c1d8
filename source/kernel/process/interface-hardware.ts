/**
/sys/class/net as a process sees it: the hardware addresses of its interfaces, and the interface of another namespace that each is
connected to.
*/
import {
	gone,
	isMissing,
	type Known,
	unsupported,
	valueOf,
} from '../../known.ts';
import {numberOf} from '../fields.ts';
import {readLink} from '../files/content.ts';
import {listDirectory} from '../files/directory.ts';
import {closeFile, openBelow, readTextOf} from '../files/found.ts';
import {foreignMountPoints} from '../pid/mount-place.ts';
import type {Mount} from '../pid/mountinfo.ts';
import {isPathWithin} from '../path.ts';
import {type FileInRoot, useInRoot} from './in-root.ts';

/**
Where an interface leads to outside its namespace. `peer` is the other end of a pair, of which one sends what the other one receives;
`parent` is the interface on which it stands, as macvlan and ipvlan do. `bridge` is the one that this end is a port of.
*/
export type OuterEnd = {readonly kind: 'peer' | 'parent'; readonly name: string; readonly bridge: string | undefined};

/**
What /sys tells of one interface.
*/
export type InterfaceHardware = {
	/**
	`02:42:ac:11:00:02`; undefined where it has none, as loopback.
	*/
	readonly macAddress: string | undefined;
	readonly index: number;
	/**
	Number of the interface that it is connected to or stands on, in that one's namespace; its own where there is none.
	*/
	readonly linkedIndex: number;
	/**
	`bridge`, `macvlan`; undefined for most.
	*/
	readonly type: string | undefined;
	readonly mtu: Known<number>;
};

/**
The root directory of a process, such as /proc/PID/root, and what is mounted there.
*/
export type SeenRoot = {readonly directory: string; readonly mounts: readonly Mount[]};

const place = '/sys/class/net';

const mostNames = 256;

// The largest is the one of uevent.
const mostBytes = 4096;

/**
Hardware of one interface; unsupported where /sys is not the kernel's, or that of another network namespace. `index` is the number that
the interface has in the namespace of the process, as far as it is known.
*/
export function readHardware(name: string, root: SeenRoot, index: number | undefined): Known<InterfaceHardware> {
	const hardware = useInterface(name, root, readInterface);
	return !isMissing(hardware) && index !== undefined && index !== hardware.index ? unsupported : hardware;
}

/**
The interface at the other end of a pair, or the one that it stands on, where it is in the network namespace that a root directory shows;
undefined where it is not there or there is none. `likely` is a name to look at first.
*/
export function findOuterEnd(
	{index, linkedIndex, type}: InterfaceHardware,
	outer: SeenRoot,
	likely: string | undefined,
): Known<OuterEnd | undefined> {
	const names = useInRoot(outer.directory, place, ({heldPath}) => listDirectory(heldPath), foreignMountPoints(outer.mounts));
	if (isMissing(names)) {
		return names;
	}

	for (const name of [...likely === undefined ? [] : [likely], ...names.slice(0, mostNames)]) {
		const end = valueOf(useInterface(name, outer, file => {
			if (numberIn(file, 'ifindex') !== linkedIndex) {
				return undefined;
			}

			// Numbers are those of one namespace: only where each names the other, the two belong together.
			const isPeer = numberIn(file, 'iflink') === index;
			return isPeer || (type !== undefined && standingTypes.has(type))
				? {kind: isPeer ? 'peer' as const : 'parent' as const, name, bridge: valueOf(readLink(`${file.heldPath}/master`))?.split('/').at(-1)}
				: undefined;
		}));
		if (end) {
			return end;
		}
	}

	return undefined;
}

const standingTypes: ReadonlySet<string> = new Set(['macvlan', 'macvtap', 'ipvlan', 'ipvtap']);

/**
Uses the directory of an interface below a root directory, where it is the kernel's own and not put there to be taken for it.
*/
function useInterface<Value>(name: string, {directory, mounts}: SeenRoot, use: (file: FileInRoot) => Known<Value>): Known<Value> {
	const useKernels = (file: FileInRoot): Known<Value> => isKernels(file.path, mounts) ? use(file) : unsupported;
	return useInRoot(directory, `${place}/${name}`, useKernels, foreignMountPoints(mounts));
}

function isKernels(path: string, mounts: readonly Mount[]): boolean {
	const within = mounts.filter(({mountPoint}) => isPathWithin(mountPoint, '/sys'));
	return isPathWithin(path, '/sys')
		&& within.length > 0
		&& within.every(({mountPoint, fileSystem}) =>
			fileSystem === 'sysfs' || !(isPathWithin(path, mountPoint) || isPathWithin(mountPoint, path)));
}

function readInterface(file: FileInRoot): Known<InterfaceHardware> {
	const index = numberIn(file, 'ifindex');
	const linkedIndex = numberIn(file, 'iflink');
	if (index === undefined || linkedIndex === undefined) {
		return gone;
	}

	const address = textIn(file, 'address');
	return {
		macAddress: /^[\da-f]{2}(?::[\da-f]{2})+$/u.test(address) && /[^0:]/u.test(address) ? address : undefined,
		index,
		linkedIndex,
		type: /^DEVTYPE=(.+)$/mu.exec(textIn(file, 'uevent'))?.[1],
		mtu: numberOf(textIn(file, 'mtu')),
	};
}

/**
Contents of a file in a directory that is held; empty where it cannot be read.
*/
function textIn({descriptor}: FileInRoot, name: string): string {
	const opened = openBelow(descriptor, name);
	if (isMissing(opened)) {
		return '';
	}

	const text = valueOf(readTextOf(opened, mostBytes)) ?? '';
	closeFile(opened);
	return text.trim();
}

function numberIn(file: FileInRoot, name: string): number | undefined {
	return valueOf(numberOf(textIn(file, name)));
}
