/**
Which units and other cgroups there are; worked out again only when a process came or went, and not at all while nobody looks.
*/
import {isDeepStrictEqual} from 'node:util';
import type {CgroupMembership} from '../../kernel/pid/cgroup.ts';
import type {Discovery} from '../../kernel/reading.ts';
import type {ContainerKey} from '../../model/keys.ts';
import type {ProcessGroup} from '../../model/ownership/ownership.ts';
import {ownerByPid} from '../../model/ownership/owners.ts';
import {groupUnits, type UnitGroup} from '../../model/units/group.ts';
import type {Wants} from '../wants.ts';

type Units = ReadonlyMap<ContainerKey, UnitGroup>;

const nothing: Units = new Map();

/**
Keeps the last grouping.
*/
export class UnitGrouping {
	#units = nothing;
	#wanted: Wants['units'];
	#groups: ReadonlyMap<ContainerKey, ProcessGroup> | undefined;

	/**
	The units now; none where they are not wanted. The same map while nothing changed, and the same group while nothing about it did: the
	scanner remembers by the array of its cgroups what it found out.
	*/
	group(wanted: Wants['units'], {processes, appeared, vanished}: Discovery, groups: ReadonlyMap<ContainerKey, ProcessGroup>): Units {
		if (wanted === this.#wanted && groups === this.#groups && appeared.length === 0 && vanished.length === 0) {
			return this.#units;
		}

		const before = this.#units;
		this.#wanted = wanted;
		this.#groups = groups;
		this.#units = wanted
			? kept(groupUnits({
				processes, groups, owners: ownerByPid(groups), isEveryCgroup: wanted === 'cgroups',
			}), before)
			: nothing;
		return this.#units;
	}
}

function kept(units: Units, before: Units): Units {
	return new Map([...units].map(([key, unit]) => {
		const last = before.get(key);
		if (!last) {
			return [key, unit];
		}

		const same = isAlike(last.cgroups, unit.cgroups) ? {...unit, cgroups: last.cgroups} : unit;
		return [key, isSameGroup(last, same) ? last : same];
	}));
}

/**
By hand, as there are hundreds of them and general comparisons take a multiple of the time.
*/
function isSameGroup(last: UnitGroup, unit: UnitGroup): boolean {
	return (Object.keys(unit) as Array<keyof UnitGroup>).every(field => {
		const [before, now] = [last[field], unit[field]];
		return before === now || (field === 'manager' && isDeepStrictEqual(before, now))
			|| (Array.isArray(before) && Array.isArray(now) && isSameList(before, now));
	});
}

function isSameList(before: readonly unknown[], now: readonly unknown[]): boolean {
	return before.length === now.length && before.every((value, index) => value === now[index]);
}

function isAlike(before: UnitGroup['cgroups'], now: UnitGroup['cgroups']): boolean {
	return before?.length === now?.length && (before ?? []).every((membership, index) => isSameMembership(membership, now![index]!));
}

function isSameMembership(before: CgroupMembership, now: CgroupMembership): boolean {
	return before.path === now.path && before.hierarchy === now.hierarchy && isSameList(before.controllers, now.controllers);
}
