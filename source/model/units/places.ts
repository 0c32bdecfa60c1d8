/**
What the path of a cgroup says about systemd's units: each that it passes through has a directory named after it.
*/
import type {CgroupUnitType} from '../../systemd/unit-name.ts';
import {unitOfPart} from '../../systemd/unit-path.ts';
import type {UnitKind} from './unit.ts';

/**
A unit or another cgroup on the way to a process.
*/
export type UnitPlace = {
	readonly kind: Exclude<UnitKind, 'host' | 'kernel' | 'none'>;
	/**
	Name of the unit with its escapes, or of the directory of another cgroup.
	*/
	readonly name: string;
	readonly path: string;
};

/**
What a mount or a socket runs is as good as a service.
*/
const kinds: Readonly<Record<CgroupUnitType, UnitPlace['kind']>> = {
	service: 'service', scope: 'scope', slice: 'slice', mount: 'service', socket: 'service', swap: 'service',
};

/**
The units that a path leads through, outermost first, without those at or above `above`; with `isEveryCgroup` each of its directories.
*/
export function unitPlaces(path: string, {above = '', isEveryCgroup = false} = {}): readonly UnitPlace[] {
	const parts = path.slice(above.length).split('/');
	return parts.flatMap((part, index): readonly UnitPlace[] => {
		const place = part === '' ? undefined : placeOf(part, above + parts.slice(0, index + 1).join('/'));
		return place && (isEveryCgroup || place.kind !== 'cgroup') ? [place] : [];
	});
}

function placeOf(part: string, path: string): UnitPlace {
	const unit = unitOfPart(part);
	return unit ? {kind: kinds[unit.type], name: unit.name, path} : {kind: 'cgroup', name: part, path};
}
