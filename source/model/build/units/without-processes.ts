/**
Units that have no process now and are shown all the same.
*/
import {gone} from '../../../known.ts';
import type {UnitFacts} from '../../../systemd/unit-facts.ts';
import {parseUnitName} from '../../../systemd/unit-name.ts';
import type {Container} from '../../container.ts';
import {unitKey} from '../../units/group.ts';
import {blankRow} from '../blank-row.ts';
import {goneUsage} from '../usage.ts';
import type {Rows, UnitContext} from './context.ts';

/**
What systemd's states are called for a container.
*/
const activeStates: Readonly<Record<string, Container['state']>> = {failed: 'exited', activating: 'restarting', deactivating: 'exited'};

const services = '/system.slice';
const servicesKey = unitKey(services);

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
	const before = new Map(previous?.values().map(row => [row.unit?.facts?.name, row]));
	const usual = rows.has(servicesKey) ? servicesKey : undefined;
	return [...unitFacts.values()].flatMap(facts => {
		const {name, activeState} = facts;
		const state = activeStates[activeState];
		const place = before.get(name) ?? {key: unitKey(`${services}/${name}`), parent: usual};
		return state === undefined || seen.has(name) ? [] : [rowOf(facts, state, place)];
	});
}

function rowOf(facts: UnitFacts, state: Container['state'], {key, parent}: Pick<Container, 'key' | 'parent'>): Container {
	const {name} = facts;
	const path = `${services}/${name}`;
	return {
		...blankRow,
		usage: goneUsage,
		init: gone,
		initPid: gone,
		cgroup: gone,
		key,
		parent,
		id: name,
		name: parseUnitName(name)?.readable ?? name,
		state,
		startedAt: undefined,
		unit: {
			kind: 'service', path, name, isLeaf: true, manager: {kind: 'system'}, facts,
		},
	};
}
