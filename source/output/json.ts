/**
The public contract: a snapshot as a JSON document, schema 1. It writes the model, not the columns of the screen, so that the screen may
change freely. Fields may be added here, never renamed.
*/
import {isMissing, mapKnown} from '../known.ts';
import type {EngineStatus} from '../engine/engine.ts';
import type {EngineProcess} from '../model/engine-process.ts';
import type {ContainerKey} from '../model/keys.ts';
import type {Host, HostPlace} from '../model/host.ts';
import type {Namespace} from '../model/namespace.ts';
import type {PortUse} from '../model/port-use.ts';
import type {Process} from '../model/process.ts';
import type {Snapshot} from '../model/snapshot.ts';
import {containerDocument} from './document/container.ts';
import {threadFields} from './document/threads.ts';
import {unitDocument, unitId, type UnitRow} from './document/unit.ts';
import {
	explained,
	idOf,
	round,
	rounded,
	type Json,
} from './document/values.ts';

const schema = 1;

/**
The document for one snapshot, ready for JSON.stringify; with `only`, of these containers alone, with their processes and namespaces; with
`portUses`, the uses of the port that was asked for.
Unknown values are null, and the object they stand in says why under `missing`.
*/
export function toDocument(snapshot: Snapshot, only?: ReadonlySet<ContainerKey>, portUses?: readonly PortUse[]): Json {
	const ids = new Map([
		...[...snapshot.containers].map(([key, {id}]) => [key, id] as const),
		...unitRows(snapshot).map(({key, unit}) => [key, unitId(unit)] as const),
	]);
	const isShown = (key: ContainerKey | undefined): boolean => only === undefined || (key !== undefined && only.has(key));
	const present = [...snapshot.containers.values()].filter(({key, isRemoved}) => !isRemoved && isShown(key));
	const processes = [...snapshot.processes.values()].filter(({container}) => isShown(container));
	const namespaces = [...snapshot.namespaces.values()].filter(({containers}) => only === undefined || containers.some(key => only.has(key)));
	const unitOf = unitByPid(snapshot, ids);
	return {
		schema,
		takenAt: new Date(snapshot.takenAt).toISOString(),
		seconds: round(snapshot.seconds, 3),
		host: hostDocument(snapshot.host),
		engines: snapshot.engines.map(engine => engineDocument(engine, snapshot.engineProcesses, ids)),
		containers: present.map(container => containerDocument(container, ids, snapshot.engines)),
		...unitsDocument(snapshot, ids, only),
		processes: processes.map(process => processDocument(process, snapshot, ids, unitOf)),
		namespaces: namespaces.map(namespace => namespaceDocument(namespace, ids)),
		problems: snapshot.problems.map(({what, detail}) => ({what, detail})),
		...(portUses && {portUses: portUses.map(use => portUseDocument(use))}),
	};
}

function hostDocument(host: Host): Json {
	return explained({
		hostname: host.hostname,
		kernel: host.kernel,
		os: host.os,
		cpus: host.cpus,
		cpuLimit: host.cpuLimit,
		memoryBytes: host.memoryBytes,
		memoryUsedBytes: host.memoryUsedBytes,
		swapBytes: host.swapBytes,
		swapUsedBytes: host.swapUsedBytes,
		swaps: mapKnown(host.swaps, areas => areas.map(({name, kind, sizeBytes, usedBytes, memoryBytes}) => explained({
			name, kind, sizeBytes, usedBytes, memoryBytes,
		}))),
		zswapBytes: host.zswapBytes,
		zswappedBytes: host.zswappedBytes,
		cpuPercent: rounded(host.cpuPercent),
		load: isMissing(host.load) ? host.load : [...host.load],
		uptimeSeconds: host.uptimeSeconds,
		cgroup: host.cgroup,
		processes: host.processes,
		inside: host.inside ? insideDocument(host.inside) : null,
		namespaces: explained(host.namespaces),
	});
}

function insideDocument({runtime, evidence, isOwnWorld, ofMachine, uptimeSeconds, tasks, tasksLimit}: HostPlace): Json {
	return explained({
		runtime,
		evidence,
		seesHostProcesses: !isOwnWorld,
		ofMachine: [...ofMachine],
		uptimeSeconds,
		tasks,
		tasksLimit,
	});
}

function engineDocument(engine: EngineStatus, processes: readonly EngineProcess[], ids: ReadonlyMap<string, string>): Json {
	return explained({
		id: engine.id,
		kind: engine.kind,
		version: engine.version,
		apiVersion: engine.apiVersion,
		address: engine.address,
		rootless: engine.isRootless,
		elsewhere: engine.elsewhere?.place ?? (engine.isLocal ? null : 'host'),
		elsewhereReason: engine.elsewhere?.reason,
		kernel: engine.system?.kernel,
		state: engine.state,
		detail: engine.detail ?? (engine.state === 'connecting' ? 'It has not answered yet.' : undefined),
		pid: engine.socket === undefined ? null : processes.find(({socket}) => socket === engine.socket)?.pid,
		container: idOf(engine.container, ids),
	});
}

/**
All but the host as a whole.
*/
function unitRows({units}: Pick<Snapshot, 'units'>): readonly UnitRow[] {
	return [...units.values()].filter((row): row is UnitRow => row.unit !== undefined && row.unit.kind !== 'host');
}

/**
Where they were asked for: what is in no container, so that all together is the host.
*/
function unitsDocument(
	{units, systemd}: Snapshot,
	ids: ReadonlyMap<string, string>,
	only: ReadonlySet<ContainerKey> | undefined,
): {units?: Json} {
	const present = unitRows({units}).filter(({isRemoved}) => !isRemoved);
	return present.length === 0 || only ? {} : {units: present.map(unit => unitDocument(unit, ids, systemd))};
}

/**
The innermost unit of each process.
*/
function unitByPid({units}: Snapshot, ids: ReadonlyMap<string, string>): (pid: number) => string | undefined {
	const leaves = unitRows({units}).toSorted((a, b) => a.unit.path.length - b.unit.path.length);
	const found = new Map(leaves.flatMap(({key, pids}) => pids.map(pid => [pid, key] as const)));
	return pid => idOf(found.get(pid), ids) ?? undefined;
}

function processDocument(
	process: Process,
	{threads}: Snapshot,
	ids: ReadonlyMap<string, string>,
	unitOf: (pid: number) => string | undefined,
): Json {
	return explained({
		pid: process.pid,
		parentPid: process.parentPid,
		pidInside: process.pidInside,
		nspid: [...process.nspid],
		startTicks: process.startTicks,
		container: idOf(process.container, ids),
		unit: unitOf(process.pid),
		uid: process.uid,
		user: process.user,
		state: process.state,
		comm: process.comm,
		args: isMissing(process.args) ? process.args : [...process.args],
		threads: process.threads,
		cpuPercent: rounded(process.cpuPercent),
		residentBytes: process.residentBytes,
		processor: process.processor,
		...(threads && {waitChannel: process.waitChannel, ...threadFields(threads.get(process.key))}),
		namespaces: explained(process.namespaces),
	});
}

function portUseDocument({container, place, protocol, address, pid}: PortUse): Json {
	return {
		container: container.id, place, protocol, address: address ?? null, pid: pid ?? null,
	};
}

function namespaceDocument({kind, inode, isHost, pids, threads = [], containers}: Namespace, ids: ReadonlyMap<string, string>): Json {
	return {
		kind,
		inode,
		host: isHost,
		processes: pids.length,
		threads: threads.map(({id, pid, comm}) => ({id, pid, comm})),
		containers: containers.map(key => idOf(key, ids)).filter(id => id !== null),
	};
}
