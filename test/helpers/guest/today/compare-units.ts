/**
What nstop printed of all that is in no container, beside what is true.
*/
import type {Document, UnitDocument} from '../../documents.ts';
import {Facts, type Fact} from './fact.ts';
import type {ToldOfUnit, TrueUnit, Truth} from './truth/truth.ts';

type UnitLook = {readonly user: string; readonly document: Pick<Document, 'containers' | 'processes' | 'units'>};

type Looks = {readonly before: Truth; readonly after: Truth};

/**
The numbers of a unit are those of its cgroup less those of the containers in it, none of which is read at the same instant.
*/
const memorySlack = 6 * 2 ** 20;

/**
All facts: of the units that were there before and after, and of rows that stand for nothing.
*/
export function compareUnits({user, document}: UnitLook, {before, after}: Looks): readonly Fact[] {
	const rows = document.units ?? [];
	const later = new Map(after.units.map(unit => [unit.id, unit]));
	const known = new Set([...before.units, ...after.units].map(({id}) => id));
	const strange = rows.filter(({id, pids}) => !known.has(id) && pids.some(pid => pid <= before.lastPid)).map(row => {
		const subject = new Facts(user, `unit ${row.id}`);
		subject.equal('rows', row.pids, null);
		return subject.list;
	});
	const facts = before.units.flatMap(unit => {
		const last = later.get(unit.id);
		return last && (last.pids.length === 0) === (unit.pids.length === 0)
			? compareUnit(new Facts(user, `unit ${unit.id}`), rows.filter(({id}) => id === unit.id), [unit, last], {user, before})
			: [];
	});
	return [...strange.flat(), ...facts, ...compareOwners({user, document})];
}

type Context = {readonly user: string; readonly before: Truth};

function compareUnit(
	subject: Facts,
	rows: readonly UnitDocument[],
	[unit, last]: readonly [TrueUnit, TrueUnit],
	{user, before}: Context,
): readonly Fact[] {
	subject.equal('rows', rows.length, isSeen(unit, user) ? 1 : 0);
	const [row] = rows;
	if (!row) {
		return subject.list;
	}

	subject.equal('kind', row.kind, unit.kind);
	subject.equal('parent', row.parent, unit.parent);
	const [first, second] = [unit, last].map(each => pidsFor(each, user)) as [readonly number[], readonly number[]];
	subject.equal('processes missing', first.filter(pid => second.includes(pid) && !row.pids.includes(pid)), []);
	subject.equal('processes of others', row.pids.filter(pid => !first.includes(pid) && !second.includes(pid) && pid <= before.lastPid), []);
	// Where something came and went, as the very program in its session, there is nothing to hold it to.
	const isSteady = [first, second].every(pids => pids.join(' ') === row.pids.join(' '));
	if (isSteady && unit.tasks !== null && last.tasks !== null) {
		subject.between('memory', row.usage.memoryBytes, [unit.memoryBytes, last.memoryBytes], memorySlack);
		const [least, most] = [unit, last].map(each => tasksFor(each, user)) as [number, number];
		subject.between('tasks', row.usage.pids, [least, most], Math.abs(most - least));
	}

	if (unit.id.startsWith('/')) {
		subject.equal('name', row.name, unit.name);
		compareTold(subject, row, [unit, last]);
	}

	return subject.list;
}

type Told = {readonly [Name in Exclude<keyof ToldOfUnit, 'name' | 'cgroup'>]: ToldOfUnit[Name] | null};

/**
Of what another manager than the system's has made nothing is told.
*/
const untold: Told = {
	description: null, state: null, subState: null, result: null, restarts: null, mainPid: null,
};

function compareTold(subject: Facts, row: UnitDocument, looks: readonly [TrueUnit, TrueUnit]): void {
	const [told, last] = looks.map(({told: each, eldest}) => ({...untold, ...each, mainPid: each?.mainPid ?? eldest})) as [Told, Told];
	for (const [what, name] of [
		['description', 'description'], ['state', 'state'], ['sub-state', 'subState'], ['result', 'result'], ['main process', 'mainPid'],
	] as const) {
		if (told[name] === last[name]) {
			subject.equal(what, row[name], told[name]);
		}
	}

	subject.between('restarts', row.restarts, [told.restarts, last.restarts]);
}

/**
Root alone can tell what is in a sandbox that has no cgroup of its own.
*/
function pidsFor({pids, sandboxed}: TrueUnit, user: string): readonly number[] {
	return user === 'root' ? pids.filter(pid => sandboxed.every(([each]) => each !== pid)) : pids;
}

function tasksFor({tasks, sandboxed}: TrueUnit, user: string): number {
	return tasks! - (user === 'root' ? sandboxed.reduce((sum, [, threads]) => sum + threads, 0) : 0);
}

function isSeen(unit: TrueUnit, user: string): boolean {
	return unit.pids.length === 0 || pidsFor(unit, user).length > 0;
}

/**
Each process is in a container or in a unit, and in one alone unless the unit is a part of the container.
*/
function compareOwners({user, document: {containers, processes, units = []}}: UnitLook): readonly Fact[] {
	const subject = new Facts(user, 'processes');
	const parts = new Set(units.filter(({parent}) => containers.some(({id}) => id === parent)).map(({id}) => id));
	const isOfBoth = (container: string | null, unit: string | null): boolean => container !== null && unit !== null && !parts.has(unit);
	subject.equal('in neither', processes.filter(({container, unit}) => container === null && unit === null).map(({pid}) => pid), []);
	subject.equal('in both', processes.filter(({container, unit}) => isOfBoth(container, unit)).map(({pid}) => pid), []);
	const inContainers = new Set(containers.flatMap(({pids}) => pids));
	subject.equal('of containers in units', units.filter(({id}) => !parts.has(id)).flatMap(({pids}) => pids).filter(pid => inContainers.has(pid)), []);
	return subject.list;
}
