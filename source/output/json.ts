/**
The public contract: a snapshot as a JSON document, schema 1. It writes the model, not the columns of the screen, so that the screen may
change freely. Fields may be added here, never renamed.
*/

import {
	firstSample,
	isMissing,
	mapKnown,
	valueOf,
	type Known,
	type Missing,
	type MissingReason,
} from '../known.ts';
import type {EngineStatus} from '../engine/engine.ts';
import {namespaceKinds, type NamespaceKind} from '../kernel/pid/ns.ts';
import type {EngineProcess} from '../model/engine-process.ts';
import type {Container} from '../model/container.ts';
import type {ContainerKey} from '../model/keys.ts';
import type {Host} from '../model/host.ts';
import type {Namespace} from '../model/namespace.ts';
import type {Process} from '../model/process.ts';
import {projectOf} from '../model/project.ts';
import type {Snapshot} from '../model/snapshot.ts';

const schema = 1;

type Json = string | number | boolean | null | Json[] | {[key: string]: Json};

/**
The document for one snapshot, ready for JSON.stringify; with `only`, of these containers alone, with their processes and namespaces.
Unknown values are null, and the object they stand in says why under `missing`.
*/
export function toDocument(snapshot: Snapshot, only?: ReadonlySet<ContainerKey>): Json {
	const ids = new Map([...snapshot.containers].map(([key, {id}]) => [key, id]));
	const isShown = (key: ContainerKey | undefined): boolean => only === undefined || (key !== undefined && only.has(key));
	const present = [...snapshot.containers.values()].filter(({key, isRemoved}) => !isRemoved && isShown(key));
	const processes = [...snapshot.processes.values()].filter(({container}) => isShown(container));
	const namespaces = [...snapshot.namespaces.values()].filter(({containers}) => only === undefined || containers.some(key => only.has(key)));
	return {
		schema,
		takenAt: new Date(snapshot.takenAt).toISOString(),
		seconds: round(snapshot.seconds, 3),
		host: hostDocument(snapshot.host),
		engines: snapshot.engines.map(engine => engineDocument(engine, snapshot.engineProcesses, ids)),
		containers: present.map(container => containerDocument(container, ids, snapshot.engines)),
		processes: processes.map(process => processDocument(process, ids)),
		namespaces: namespaces.map(namespace => namespaceDocument(namespace, ids)),
		problems: snapshot.problems.map(({what, detail}) => ({what, detail})),
	};
}

type Field = Known<Json> | undefined;

/**
Replaces unknown values by null and tells their reasons in one place.
*/
function explained(fields: Readonly<Record<string, Field>>): Record<string, Json> {
	const missing: Record<string, MissingReason> = {};
	const object: Record<string, Json> = {};
	for (const [name, value] of Object.entries(fields)) {
		if (isMissing(value)) {
			missing[name] = value.missing;
			object[name] = null;
		} else {
			object[name] = value ?? null;
		}
	}

	return Object.keys(missing).length > 0 ? {...object, missing} : object;
}

function hostDocument(host: Host): Json {
	return explained({
		hostname: host.hostname,
		kernel: host.kernel,
		os: host.os,
		cpus: host.cpus,
		memoryBytes: host.memoryBytes,
		memoryUsedBytes: host.memoryUsedBytes,
		swapBytes: host.swapBytes,
		swapUsedBytes: host.swapUsedBytes,
		cpuPercent: rounded(host.cpuPercent),
		load: isMissing(host.load) ? host.load : [...host.load],
		uptimeSeconds: host.uptimeSeconds,
		cgroup: host.cgroup,
		processes: host.processes,
		namespaces: explained(host.namespaces),
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
		state: engine.state,
		detail: engine.detail ?? (engine.state === 'connecting' ? 'It has not answered yet.' : undefined),
		pid: engine.socket === undefined ? null : processes.find(({socket}) => socket === engine.socket)?.pid,
		container: idOf(engine.container, ids),
	});
}

function containerDocument(container: Container, ids: ReadonlyMap<string, string>, engines: readonly EngineStatus[]): Json {
	// Labels are anybody's words: one that is called `missing` must not be taken for a reason.
	const labels = {...container.labels};
	return {
		...explained({
			id: container.id,
			name: container.name,
			image: container.image,
			state: container.state,
			exitCode: container.exitCode,
			oomKilled: container.isOomKilled,
			restartCount: container.restartCount,
			health: container.health,
			startedAt: container.startedAt === undefined ? null : new Date(container.startedAt).toISOString(),
			command: container.command,
			project: projectDocument(container),
			ports: container.ports.map(({hostAddress, hostPort, containerPort, protocol}) => ({
				hostAddress: hostAddress ?? null,
				hostPort: hostPort ?? null,
				containerPort,
				protocol,
			})),
			engine: container.engine,
			runtime: container.runtime,
			parent: idOf(container.parent, ids),
			initPid: container.initPid,
			pids: [...container.pids],
			cgroup: container.cgroup,
			usage: usageDocument(container),
			namespaces: Object.fromEntries(namespaceKinds.map(({kind}) => [kind, namespaceUseDocument(container, kind, ids)])),
			isolation: isolationDocument(container, engines),
			root: rootDocument(container),
		}), labels,
	};
}

function projectDocument(container: Container): Field {
	const project = projectOf(container);
	return project && {
		name: project.name,
		kind: project.kind,
		service: project.service ?? null,
		number: project.number ?? null,
		namespace: project.namespace ?? null,
	};
}

function isolationDocument(container: Container, engines: readonly EngineStatus[]): Field {
	const {key, isolation} = container;
	return isolation === undefined
		? whyNotRead(container)
		: explained({
			privileged: isolation.isPrivileged,
			hostNamespaces: [...isolation.hostNamespaces],
			capabilities: mapKnown(isolation.capabilities, names => [...names]),
			addedCapabilities: mapKnown(isolation.addedCapabilities, names => [...names]),
			droppedCapabilities: mapKnown(isolation.droppedCapabilities, names => [...names]),
			seccomp: isolation.seccomp,
			noNewPrivileges: isolation.noNewPrivileges,
			lsm: isolation.lsmLabel,
			readOnlyRoot: mapKnown(isolation.root, ({isReadOnly}) => isReadOnly),
			rootUserIsHostRoot: mapKnown(isolation.isRootMapped, isMapped => !isMapped),
			rootFileSystemIsHost: isolation.rootIsHostRoot,
			idMap: mapKnown(isolation.idMap, ranges => ranges.map(({inside, outside, count}) => ({inside, outside, count}))),
			engineSockets: isolation.engineSockets.map(({path}) => path),
			nestedEngine: engines.find(engine => engine.container === key)?.id,
			nestedEngineProgram: isolation.nestedEngine,
		});
}

function rootDocument(container: Container): Field {
	const {isolation} = container;
	return isolation === undefined
		? whyNotRead(container)
		: mapKnown(isolation.root, (root): Json => ({
			kind: root.fileSystem, lower: [...root.lower], upper: root.upper ?? null, readOnly: root.isReadOnly,
		}));
}

/**
A container that runs here is looked at a moment after it was found; no other can be.
*/
function whyNotRead({initPid}: Container): Missing {
	return isMissing(initPid) ? initPid : firstSample;
}

function usageDocument({usage}: Container): Json {
	return explained({
		cpuPercent: rounded(usage.cpuPercent),
		memoryBytes: usage.memoryBytes,
		memoryLimitBytes: usage.memoryLimitBytes,
		memoryLimitCgroup: usage.memoryLimitCgroup,
		swapBytes: usage.swapBytes,
		swapLimitBytes: usage.swapLimitBytes,
		memory: explained({
			anonBytes: usage.anonBytes,
			fileBytes: usage.fileBytes,
			shmemBytes: usage.shmemBytes,
			kernelBytes: usage.kernelBytes,
		}),
		pids: usage.tasks,
		pidsLimit: usage.tasksLimit,
		pidsLimitCgroup: usage.tasksLimitCgroup,
		cpuLimit: usage.cpuLimit,
		cpuLimitCgroup: usage.cpuLimitCgroup,
		throttledPercent: rounded(usage.throttledPercent),
		oomKills: usage.oomKills,
		networkRxBytes: usage.networkRxBytes,
		networkTxBytes: usage.networkTxBytes,
		networkRxPerSecond: rounded(usage.networkRxPerSecond),
		networkTxPerSecond: rounded(usage.networkTxPerSecond),
		blockReadBytes: usage.blockReadBytes,
		blockWriteBytes: usage.blockWriteBytes,
		blockReadPerSecond: rounded(usage.blockReadPerSecond),
		blockWritePerSecond: rounded(usage.blockWritePerSecond),
		pressure: explained({cpu: usage.pressureCpu, memory: usage.pressureMemory, io: usage.pressureIo}),
	});
}

function namespaceUseDocument(container: Container, kind: NamespaceKind, ids: ReadonlyMap<string, string>): Json {
	const {inode, isHost, sharedWith} = container.namespaces[kind];
	return explained({inode, host: isHost, sharedWith: sharedWith.map(key => idOf(key, ids)).filter(id => id !== null)});
}

function processDocument(process: Process, ids: ReadonlyMap<string, string>): Json {
	return explained({
		pid: process.pid,
		parentPid: process.parentPid,
		pidInside: process.pidInside,
		nspid: [...process.nspid],
		startTicks: process.startTicks,
		container: idOf(process.container, ids),
		uid: process.uid,
		user: process.user,
		state: process.state,
		comm: process.comm,
		args: isMissing(process.args) ? process.args : [...process.args],
		threads: process.threads,
		cpuPercent: rounded(process.cpuPercent),
		residentBytes: process.residentBytes,
		namespaces: explained(process.namespaces),
	});
}

function namespaceDocument({kind, inode, isHost, pids, containers}: Namespace, ids: ReadonlyMap<string, string>): Json {
	return {
		kind, inode, host: isHost, processes: pids.length, containers: containers.map(key => idOf(key, ids)).filter(id => id !== null),
	};
}

function idOf(key: string | undefined, ids: ReadonlyMap<string, string>): string | null {
	return key === undefined ? null : ids.get(key) ?? key;
}

function rounded(value: Known<number>): Known<number> {
	const known = valueOf(value);
	return known === undefined ? value : round(known, 2);
}

function round(value: number, digits: number): number {
	const factor = 10 ** digits;
	return Math.round(value * factor) / factor;
}
