/**
A container as the JSON document has it.
*/
import {
	firstSample,
	isMissing,
	mapKnown,
	type Missing,
} from '../../known.ts';
import type {EngineStatus} from '../../engine/engine.ts';
import {namespaceKinds, type NamespaceKind} from '../../kernel/pid/ns.ts';
import type {Container} from '../../model/container.ts';
import {projectOf} from '../../model/project.ts';
import {usageDocument} from './usage.ts';
import {
	explained,
	idOf,
	type Field,
	type Json,
} from './values.ts';

/**
With the ids of all containers by key, for those that it names.
*/
export function containerDocument(container: Container, ids: ReadonlyMap<string, string>, engines: readonly EngineStatus[]): Json {
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
	return project && explained({
		name: project.name,
		kind: project.kind,
		service: project.service ?? null,
		number: project.number ?? null,
		namespace: project.namespace ?? null,
		dependsOn: mapKnown(project.dependsOn, services => [...services]),
	});
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

function namespaceUseDocument(container: Container, kind: NamespaceKind, ids: ReadonlyMap<string, string>): Json {
	const {inode, isHost, sharedWith} = container.namespaces[kind];
	return explained({inode, host: isHost, sharedWith: sharedWith.map(key => idOf(key, ids)).filter(id => id !== null)});
}
