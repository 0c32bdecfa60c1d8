/**
What can be done with a unit, for which types, and which units nstop leaves alone.
*/
import type {CgroupUnitType} from './unit-name.ts';
import type {UnitOnPath} from './unit-path.ts';

const unitActions = ['start', 'stop', 'restart', 'freeze', 'thaw', 'kill'] as const;

export type UnitAction = typeof unitActions[number];

/**
The process that wants to act: its user id, and the path of its cgroup among those of systemd.
*/
export type Actor = {readonly userId: number | undefined; readonly cgroup: string};

/**
What makes sense for each type. Mounts and swap are no programs, and to stop one takes a file system or memory away.
*/
const possible: Readonly<Record<CgroupUnitType, readonly UnitAction[]>> = {
	service: unitActions,
	scope: ['stop', 'freeze', 'thaw', 'kill'],
	slice: ['stop', 'freeze', 'thaw', 'kill'],
	socket: ['start', 'stop', 'restart'],
	mount: [],
	swap: [],
};

/**
Why not, for what is not possible: nobody expects it for the others.
*/
const impossibleReasons: Readonly<Partial<Record<CgroupUnitType, string>>> = {
	scope: 'a scope cannot be started: whatever made it would have to do that',
	slice: 'a slice only groups units: start or restart these',
	mount: 'nstop does not mount or unmount',
	swap: 'nstop does not turn swap on or off',
};

/**
The whole host hangs on these.
*/
const leftAlone: ReadonlyMap<string, string> = new Map([
	['init.scope', 'it is systemd itself'],
	['-.slice', 'it is the whole host'],
	['system.slice', 'it is all services of the host'],
]);

/**
The actions that make sense for a type of unit, whether or not one of them may be refused.
*/
export function actionsFor(type: CgroupUnitType): readonly UnitAction[] {
	return possible[type];
}

/**
Why an action on a unit is refused, as a phrase; undefined where systemd may be asked for it.
*/
export function refusalOf(action: UnitAction, unit: UnitOnPath, actor: Actor): string | undefined {
	const {type, name, cgroup, manager} = unit;
	if (manager.kind === 'inner') {
		return 'it belongs to another systemd, in a container or a machine';
	}

	if (manager.kind === 'user' && manager.userId !== actor.userId) {
		return `it belongs to the systemd of user ${manager.userId}, who alone can do that`;
	}

	if (!possible[type].includes(action)) {
		return impossibleReasons[type] ?? `a ${type} cannot do that`;
	}

	if (action === 'start' || action === 'thaw') {
		return undefined;
	}

	const isOwn = actor.cgroup === cgroup || actor.cgroup.startsWith(`${cgroup}/`);
	return leftAlone.get(name) ?? (isOwn ? 'nstop itself runs in it' : undefined);
}
