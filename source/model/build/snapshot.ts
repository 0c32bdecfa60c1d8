/**
From readings to the snapshot: the one place where the views of the kernel and of the engines are joined. Pure: the same readings give
the same snapshot.
*/
import {ownerByPid} from '../ownership/owners.ts';
import type {Readings} from '../readings.ts';
import type {Snapshot} from '../snapshot.ts';
import {appendHistory} from './history.ts';
import {buildHost} from './host.ts';
import {endedProcesses} from './ended-processes.ts';
import {ContainerList} from './container-list.ts';
import {UnitList} from './unit-list.ts';
import {NamespaceList} from './namespace-list.ts';
import {appendProcessHistory} from './process-history.ts';
import {buildProjects} from './project-list.ts';
import {ProcessList} from './process-list.ts';
import {StrayedThreads} from './strayed-threads.ts';
import {ThreadList} from './thread-list.ts';

/**
Builds one snapshot after the other. It keeps what has not changed in between, and nothing else: what it gives depends on the readings
and the snapshot before alone.
*/
export class SnapshotBuilder {
	readonly #containers = new ContainerList();
	readonly #units = new UnitList();
	readonly #processes = new ProcessList();
	readonly #threads = new ThreadList();
	readonly #namespaces = new NamespaceList();
	readonly #strayed = new StrayedThreads();

	/**
	Joins the readings into one snapshot; `previous` lends what time alone can tell: what died, and the history.
	*/
	build(readings: Readings, previous: Snapshot | undefined): Snapshot {
		const host = buildHost(readings.hostFacts, readings.host, readings.hostNamespaces, readings.processCount);
		const owners = ownerByPid(readings.groups);
		const namespaces = this.#strayed.join(this.#namespaces.build({...readings, owners}), readings.strayedThreads ?? [], {
			owners, hostNamespaces: readings.hostNamespaces,
		});
		const containers = this.#containers.build(readings, namespaces, host, previous);
		const units = this.#units.build({
			readings, host, containers, namespaces,
		}, previous?.units);
		const projects = buildProjects(containers, readings.steadyMilliseconds, previous?.projects);
		const processes = this.#processes.build({...readings, owners});
		const isTick = readings.isTick || !previous;
		return {
			takenAt: readings.takenAt,
			steadyMilliseconds: readings.steadyMilliseconds,
			seconds: readings.seconds,
			host,
			engines: readings.engines.map(({status}) => status),
			engineProcesses: readings.engineProcesses ?? [],
			containers,
			units,
			emptyCgroups: readings.emptyCgroups,
			projects,
			areProcessesHidden: !readings.identities.has(1),
			systemd: readings.systemd,
			processes,
			endedProcesses: endedProcesses(previous, readings),
			threads: this.#threads.build(readings),
			namespaces: namespaces.map,
			details: readings.details,
			pinnedNamespaces: readings.pinnedNamespaces,
			self: readings.self,
			history: isTick ? appendHistory(previous?.history ?? new Map(), [...containers, ...units, ...projects], readings) : previous.history,
			processHistory: isTick
				? appendProcessHistory(previous?.processHistory ?? new Map(), followedIn(readings, processes), readings)
				: previous.processHistory,
			problems: readings.problems,
		};
	}
}

/**
The process that was selected, with what was read of it.
*/
function followedIn({details, isProcessFollowed}: Readings, processes: Snapshot['processes']): Parameters<typeof appendProcessHistory>[1] {
	const process = details && isProcessFollowed ? processes.get(details.key) : undefined;
	return process && details && {process, details};
}

/**
One snapshot by itself.
*/
export function buildSnapshot(readings: Readings, previous: Snapshot | undefined): Snapshot {
	return new SnapshotBuilder().build(readings, previous);
}
