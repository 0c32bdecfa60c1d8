/**
What is in no container, each in the form of a container: the host as one, or its units.
*/
import {isMissing} from '../../known.ts';
import type {Container} from '../container.ts';
import type {ContainerKey} from '../keys.ts';
import type {Readings} from '../readings.ts';
import {outermostContainers} from '../units/counted.ts';
import {restOfUnits} from '../units/rest.ts';
import type {UnitGroup} from '../units/group.ts';
import {hostKey, noneKey, rootKey} from '../units/unit.ts';
import type {Usage} from '../usage.ts';
import {rememberContainer} from './container.ts';
import type {Rows, UnitContext} from './units/context.ts';
import {hostRow} from './units/host-row.ts';
import {isSameRow} from './units/same-row.ts';
import {unitRow, unitRowOf} from './units/unit-row.ts';
import {usageOfSamples, usageOfUnit} from './units/usage.ts';
import {unitsWithoutProcesses} from './units/without-processes.ts';

type Built = {readonly of: readonly unknown[]; readonly row: Container};

/**
Remembers of what each row was built.
*/
export class UnitList {
	#built = new Map<ContainerKey, Built>();

	/**
	The host's own row and those of the units that are wanted. A unit that has vanished is remembered for a while. A row that says the same
	as before is the same object.
	*/
	build(context: UnitContext, previous: Rows | undefined): Rows {
		const {readings, containers} = context;
		const outer = outermostContainers(readings.groups, readings.identities)
			.map(({key}) => containers.get(key)?.usage)
			.filter(usage => usage !== undefined);
		const rows = new Map<ContainerKey, Container>();
		const add = (row: Container): void => {
			const before = previous?.get(row.key);
			rows.set(row.key, before && isSameRow(before, row) ? before : row);
		};

		add(hostRow(context, outer, previous?.get(hostKey)));
		for (const row of this.#rowsOfUnits(context, outer, previous)) {
			add(row);
		}

		for (const row of unitsWithoutProcesses(context, rows, previous)) {
			add(row);
		}

		// Where no units are wanted, none are remembered.
		for (const [key, row] of readings.units?.size === 0 ? [] : previous ?? []) {
			// What is left of the host does not end.
			const hasEnded = !rows.has(key) && row.unit?.path !== '';
			const remembered = hasEnded ? rememberContainer(row, readings.steadyMilliseconds) : undefined;
			if (remembered) {
				rows.set(key, remembered);
			}
		}

		return rows;
	}

	/**
	One row for each unit, and one for what is in none: that has what neither the outer containers nor the outer units use.
	*/
	#rowsOfUnits(context: UnitContext, outer: readonly Usage[], previous: Rows | undefined): readonly Container[] {
		const {readings, host} = context;
		const {units = new Map<never, never>()} = readings;
		const before = this.#built;
		this.#built = new Map();
		const rest = units.get(noneKey) ?? units.get(rootKey);
		const rows = [...units.values()]
			.filter(group => group !== rest)
			.map(group => this.#build(group, context, before.get(group.key), previous?.get(group.key)));
		if (!rest) {
			return rows;
		}

		const outerRows = rows.filter(({parent}) => parent === undefined);
		const usage = restOfUnits(usageOfSamples(rest, readings), host, {
			others: [...outer, ...outerRows.map(each => each.usage)],
			areAllRead: outerRows.every(row => isRead(row, readings)),
		});
		return [...rows, unitRow(rest, usage, context, undefined)];
	}

	#build(group: UnitGroup, context: UnitContext, built: Built | undefined, previous: Container | undefined): Container {
		const of = unitRowOf(group, context);
		if (of && built && built.row === previous && of.length === built.of.length && of.every((value, index) => value === built.of[index])) {
			this.#built.set(group.key, built);
			return built.row;
		}

		const made = unitRow(group, usageOfUnit(group, context), context, previous);
		const row = previous && isSameRow(previous, made) ? previous : made;
		if (of) {
			this.#built.set(group.key, {of, row});
		}

		return row;
	}
}

/**
Whether its CPU time is known, or cannot be known yet: what began after the last sample has been read once at most.
*/
function isRead({usage: {cpuPercent}, startedAt = 0}: Container, {takenAt, seconds}: Readings): boolean {
	return !isMissing(cpuPercent) || cpuPercent.missing !== 'first-sample' || startedAt >= takenAt - seconds * 1000;
}
