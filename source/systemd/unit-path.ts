/**
Which parts of a cgroup's path are units. systemd names a unit's cgroup after the unit, and puts it below those of its slices.
*/
import {parseUnitName, type UnitName} from './unit-name.ts';

/**
Who made a unit: the system's manager, that of a user who is logged in, or a systemd that runs in a container or a machine.
*/
export type UnitManager =
	| {readonly kind: 'system'}
	| {readonly kind: 'user'; readonly userId: number}
	| {readonly kind: 'inner'};

export type UnitOnPath = UnitName & {
	/**
	Path of the unit's cgroup.
	*/
	readonly cgroup: string;
	readonly manager: UnitManager;
};

const system: UnitManager = {kind: 'system'};
const inner: UnitManager = {kind: 'inner'};

/**
The units on the path of a cgroup, outermost first; empty where it names none. The last one owns the processes in the cgroup, unless they
are a container's. `/` is the root slice and not listed.
*/
export function unitsOnPath(path: string): readonly UnitOnPath[] {
	const units: UnitOnPath[] = [];
	const parts = path.split('/');
	let manager = system;
	for (const [index, part] of parts.entries()) {
		if (part === '') {
			continue;
		}

		const unit = unitOfPart(part);
		const outer = units.at(-1);
		// Below a service or a scope is what that has made of its cgroup, and so it is below any other name.
		if (!unit) {
			manager = inner;
		} else if (outer?.manager === manager && outer.type !== 'slice') {
			manager = managerIn(outer);
		}

		if (unit) {
			units.push({...unit, cgroup: parts.slice(0, index + 1).join('/'), manager});
		}
	}

	return units;
}

/**
The name of the unit whose cgroup is called so; undefined for any other cgroup. Where the name would collide with a file of the kernel's,
systemd puts `_` before it.
*/
export function unitOfPart(part: string): UnitName | undefined {
	return parseUnitName(part.startsWith('_') ? part.slice(1) : part);
}

function managerIn({manager, type, template, instance}: UnitOnPath): UnitManager {
	const isUsers = manager.kind === 'system' && type === 'service' && template === 'user' && /^\d{1,10}$/.test(instance ?? '');
	return isUsers ? {kind: 'user', userId: Number(instance)} : inner;
}
