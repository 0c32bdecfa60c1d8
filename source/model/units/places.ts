/**
What the path of a cgroup says about systemd's units: each that it passes through has a directory named after it.
*/
import type {UnitKind} from './unit.ts';

/**
A unit or another cgroup on the way to a process.
*/
export type UnitPlace = {
	readonly kind: Exclude<UnitKind, 'host' | 'kernel' | 'none'>;
	/**
	Name of its directory.
	*/
	readonly name: string;
	readonly path: string;
};

/**
Units that can have processes, by the ends of their names. What a mount or a socket runs is as good as a service.
*/
const kinds: Readonly<Record<string, UnitPlace['kind']>> = {
	service: 'service', scope: 'scope', slice: 'slice', mount: 'service', socket: 'service', swap: 'service',
};

const unitName = /^[\w\-.:@\\]+\.([a-z]+)$/;

/**
The units that a path leads through, outermost first, without those at or above `above`; with `isEveryCgroup` each of its directories.
*/
export function unitPlaces(path: string, {above = '', isEveryCgroup = false} = {}): readonly UnitPlace[] {
	const places: UnitPlace[] = [];
	for (let end = path.indexOf('/', above.length + 1); end !== 0; end = path.indexOf('/', end + 1)) {
		const here = end === -1 ? path : path.slice(0, end);
		const name = here.slice(here.lastIndexOf('/') + 1);
		const kind = kindOf(name);
		if (here.length > above.length && name !== '' && (isEveryCgroup || kind !== 'cgroup')) {
			places.push({kind, name, path: here});
		}

		if (end === -1) {
			break;
		}
	}

	return places;
}

function kindOf(name: string): UnitPlace['kind'] {
	return kinds[unitName.exec(name)?.[1] ?? ''] ?? 'cgroup';
}
