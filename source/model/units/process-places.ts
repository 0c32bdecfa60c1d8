/**
The units and cgroups that a process is in.
*/
import {valueOf} from '../../known.ts';
import {isPathWithin} from '../../kernel/path.ts';
import type {CgroupMembership} from '../../kernel/pid/cgroup.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';
import type {ProcessGroup} from '../ownership/ownership.ts';
import {unitPlaces, type UnitPlace} from './places.ts';

/**
Gives the places of a process, outermost first, on the host or in the container that it is in. Processes of one cgroup have the same list
of memberships, so each is looked at once.
*/
export function placeFinder(
	isEveryCgroup: boolean,
): (process: Pick<ProcessIdentity, 'cgroups'>, owner: ProcessGroup | undefined) => readonly UnitPlace[] {
	const known = new Map<ProcessGroup | undefined, Map<readonly CgroupMembership[], readonly UnitPlace[]>>();
	return ({cgroups}, owner) => {
		const memberships = valueOf(cgroups);
		// Without a cgroup of its own a container is in that of its maker.
		if (!memberships || (owner && owner.cgroupPath === undefined)) {
			return [];
		}

		const ofOwner = known.get(owner) ?? new Map<readonly CgroupMembership[], readonly UnitPlace[]>();
		known.set(owner, ofOwner);
		let places = ofOwner.get(memberships);
		if (!places) {
			places = bestPlaces(memberships, owner?.cgroupPath ?? '', isEveryCgroup);
			ofOwner.set(memberships, places);
		}

		return places;
	};
}

/**
On v1 a process may be in another cgroup for each controller: the path that says most about units counts, else the first that is not the
root.
*/
function bestPlaces(memberships: readonly CgroupMembership[], above: string, isEveryCgroup: boolean): readonly UnitPlace[] {
	const unitsIn = (places: readonly UnitPlace[]): number => places.filter(({kind}) => kind !== 'cgroup').length;
	let most: readonly UnitPlace[] = [];
	for (const path of new Set(memberships.map(membership => membership.path))) {
		// What lies outside of the reader's cgroup namespace cannot be told apart.
		const isOutside = path === '/' || path.startsWith('/..') || !isPathWithin(path, above === '' ? '/' : above);
		const places = isOutside ? [] : unitPlaces(path, {above, isEveryCgroup});
		if (places.length > 0 && (most.length === 0 || unitsIn(places) > unitsIn(most))) {
			most = places;
		}
	}

	return most;
}
