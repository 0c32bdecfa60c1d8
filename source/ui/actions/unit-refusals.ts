/**
What cannot be done to a unit, and why.
*/
import {actionsFor, refusalOf, type UnitAction} from '../../systemd/unit-action.ts';
import {parseUnitName} from '../../systemd/unit-name.ts';
import {unitsOnPath} from '../../systemd/unit-path.ts';
import type {Operation, Target} from '../target.ts';
import type {View} from '../view.ts';

type UnitTarget = Target & {readonly kind: 'unit'};

/**
What systemd calls the operations; it has none for the others.
*/
export const unitActions: Readonly<Partial<Record<string, UnitAction>>> = {
	stop: 'stop', start: 'start', restart: 'restart', pause: 'freeze', unpause: 'thaw', kill: 'kill',
} satisfies Partial<Record<Operation['name'], UnitAction>>;

/**
Whether an operation makes sense for this type of unit.
*/
export function canBeUnits(operation: string, {unit}: UnitTarget): boolean {
	const type = parseUnitName(unit)?.type;
	const action = unitActions[operation];
	return type !== undefined && action !== undefined && actionsFor(type).includes(action);
}

/**
Undefined where systemd can be asked for it.
*/
export function unitRefusal(operation: Operation['name'], target: UnitTarget, {snapshot}: Pick<View, 'snapshot'>): string | undefined {
	const {name, path, unit} = target;
	const row = snapshot.units.get(target.key);
	if (!row || row.isRemoved) {
		return `${name} is gone: there is nothing left to act on.`;
	}

	const place = unitsOnPath(path).find(({cgroup}) => cgroup === path);
	if (place?.name !== unit) {
		return `${name} is no container and no unit: nothing can be done to it as a whole. You can signal its processes in the next pane.`;
	}

	if (!snapshot.systemd) {
		return `${name} is a unit of systemd, which does not run here. You can signal its processes in the next pane.`;
	}

	const action = unitActions[operation];
	if (!action) {
		return `${name} is a unit of systemd: nstop does not ${operation} units.`;
	}

	const refusal = refusalOf(action, place, snapshot.systemd.actor);
	return refusal === undefined ? undefined : `Could not ${operation === 'kill' ? 'signal' : operation} ${name}: ${refusal}.`;
}
