/**
Units that have no process now and are shown all the same.
*/
import {gone} from '../../../known.ts';
import type {UnitFacts} from '../../../systemd/unit-facts.ts';
import {parseUnitName} from '../../../systemd/unit-name.ts';
import type {Container} from '../../container.ts';
import type {ContainerKey} from '../../keys.ts';
import {unitKey} from '../../units/group.ts';
import {blankRow} from '../blank-row.ts';
import {goneUsage} from '../usage.ts';
import type {Rows, UnitContext} from './context.ts';

/**
What systemd's states are called for a container.
*/
const activeStates: Readonly<Record<string, Container['state']>> = {failed: 'exited', activating: 'restarting', deactivating: 'exited'};

/**
Rows of units that failed, or are about to start or stop, and are not among `rows`. Where their cgroups were is where they were seen last,
else where systemd puts services if nothing else is said.
*/
export function unitsWithoutProcesses({readings}: UnitContext, rows: Rows, previous: Rows | undefined): readonly Container[] {
	const {units, unitFacts} = readings;
	if (!unitFacts || !units || units.size === 0) {
		return [];
	}

	const seen = new Set(rows.values().map(({unit}) => unit?.facts?.name));
	const keys = new Map(previous?.values().map(({key, unit}) => [unit?.facts?.name, key]));
	return [...unitFacts.values()].flatMap(facts => {
		const state = activeStates[facts.activeState];
		return state === undefined || seen.has(facts.name) ? [] : [rowOf(facts, state, keys.get(facts.name))];
	});
}

function rowOf(facts: UnitFacts, state: Container['state'], key: ContainerKey | undefined): Container {
	const {name} = facts;
	const path = `/system.slice/${name}`;
	return {
		...blankRow,
		usage: goneUsage,
		init: gone,
		initPid: gone,
		cgroup: gone,
		key: key ?? unitKey(path),
		id: name,
		name: parseUnitName(name)?.readable ?? name,
		state,
		startedAt: undefined,
		unit: {
			kind: 'service', path, name, isLeaf: true, manager: {kind: 'system'}, facts,
		},
	};
}
