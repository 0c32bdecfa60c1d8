/**
A unit as the JSON document has it.
*/
import {firstSample, unsupported, type Missing} from '../../known.ts';
import {namespaceKinds} from '../../kernel/pid/ns.ts';
import type {Container} from '../../model/container.ts';
import type {SystemdState} from '../../model/snapshot.ts';
import type {Unit} from '../../model/units/unit.ts';
import {usageDocument} from './usage.ts';
import {explained, idOf, type Json} from './values.ts';

export type UnitRow = Container & {readonly unit: Unit};

/**
Path of its cgroup, or the kind of what has none.
*/
export function unitId({path, kind}: Unit): string {
	return path === '' ? kind : path;
}

/**
With the ids of all containers and units by key, for what it lies in. `systemd` is undefined where it does not run.
*/
export function unitDocument(row: UnitRow, ids: ReadonlyMap<string, string>, systemd: SystemdState | undefined): Json {
	const {id, name, pids, initPid, unit: {kind, path, facts}} = row;
	const told = facts?.mainPid;
	const untold = facts ? undefined : whyUntold(row.unit, systemd);
	return explained({
		id: unitId(row.unit),
		name: path === '' ? name : id,
		kind,
		parent: idOf(row.parent, ids),
		description: facts?.description ?? untold,
		state: facts?.activeState ?? untold,
		subState: facts?.subState ?? untold,
		result: facts?.result ?? untold,
		restarts: facts?.restarts ?? untold,
		mainPid: typeof told === 'number' && pids.includes(told) ? told : initPid,
		startedAt: row.startedAt === undefined ? null : new Date(row.startedAt).toISOString(),
		pids: [...pids],
		usage: usageDocument(row),
		namespaces: Object.fromEntries(namespaceKinds.map(({kind: each}) => {
			const {inode, isHost} = row.namespaces[each];
			return [each, explained({inode, host: isHost})];
		})),
	});
}

/**
The system's manager alone is asked; undefined where there is nothing to tell.
*/
function whyUntold({manager}: Unit, systemd: SystemdState | undefined): Missing | undefined {
	return manager && (manager.kind === 'system' && systemd ? firstSample : unsupported);
}
