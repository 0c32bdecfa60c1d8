/**
What falls with the targets of an operation besides themselves. The kernel tells who shares a namespace, and who has begun it: the one
that was started first.
*/
import {isMissing} from '../../known.ts';
import {isPathWithin} from '../../kernel/path.ts';
import type {Container} from '../../model/container.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import {formatPorts} from '../../text/format.ts';
import type {Operation, Target} from '../target.ts';

/**
Signals that end a container which has not prepared for them.
*/
const ending = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP']);

/**
A sentence for each kind of loss; none where nothing else falls. Names are as engines gave them.
*/
export function casualties(operation: Operation, targets: readonly Target[], snapshot: Snapshot): readonly string[] {
	const isEnding = ['stop', 'restart', 'remove'].includes(operation.name) || (operation.name === 'kill' && ending.has(operation.signal));
	if (!isEnding) {
		return [];
	}

	const units = targets.flatMap(({kind, key}) => kind === 'unit' ? snapshot.units.get(key) ?? [] : []);
	const containers = targets.flatMap(({kind, key}) => kind === 'container' ? snapshot.containers.get(key) ?? [] : []);
	const keys = new Set(containers.map(({key}) => key));
	const others = [...snapshot.containers.values()].filter(({key, pids}) => !keys.has(key) && pids.length > 0);
	const within = others.filter(other => isWithin(other, keys, snapshot) || units.some(unit => isInUnit(other, unit)));
	const inPid = others.filter(other => !within.includes(other) && containers.some(container => hasBegun(container, other, 'pid')));
	const left = others.filter(other => !within.includes(other) && !inPid.includes(other));
	const inNetwork = left.filter(other => containers.some(container => hasBegun(container, other, 'net')));
	const published = containers.flatMap(({ports}) => ports.filter(({hostPort}) => hostPort !== undefined));
	const ports = operation.name === 'restart' ? [] : published;
	return [
		...sentence(within, 'runs inside and ends too', 'run inside and end too'),
		...sentence(inPid, 'lives in its pid namespace and is killed too', 'live in its pid namespace and are killed too'),
		...engineCasualties(units, left, snapshot),
		...sentence(inNetwork, 'uses its network namespace and loses its network', 'use its network namespace and lose their network'),
		...(ports.length > 0 ? [`Published ports that go away: ${formatPorts(ports)}.`] : []),
	];
}

/**
Containers of an engine that runs in one of the units may end with it.
*/
function engineCasualties(
	units: readonly Container[],
	others: readonly Container[],
	{engines, engineProcesses}: Snapshot,
): readonly string[] {
	const pids = new Set(units.flatMap(unit => unit.pids));
	const sockets = new Set(engineProcesses.filter(({pid}) => pids.has(pid)).map(({socket}) => socket));
	const fallen = engines.filter(({socket}) => socket !== undefined && sockets.has(socket));
	const dependent = others.filter(({engine}) => fallen.some(({id}) => id === engine));
	return dependent.length === 0
		? []
		: [`${fallen.map(({kind}) => kind).join(', ')} runs in it: its containers may end too (${namesOf(dependent)}).`];
}

function namesOf(containers: readonly Container[]): string {
	return containers.map(({name}) => name).join(', ');
}

function sentence(containers: readonly Container[], one: string, several: string): readonly string[] {
	return containers.length === 0 ? [] : [`${namesOf(containers)} ${containers.length === 1 ? one : several}.`];
}

function isWithin({parent}: Container, keys: ReadonlySet<string>, snapshot: Snapshot): boolean {
	const above = parent === undefined ? undefined : snapshot.containers.get(parent);
	return above !== undefined && (keys.has(above.key) || isWithin(above, keys, snapshot));
}

/**
Whether a container is in the cgroup of a unit, and so ends with it.
*/
function isInUnit({cgroup}: Container, {unit}: Container): boolean {
	return !isMissing(cgroup) && unit !== undefined && unit.path !== '' && isPathWithin(cgroup, unit.path);
}

/**
Whether a container shares its own namespace with another that joined it.
*/
function hasBegun(container: Container, other: Container, kind: 'pid' | 'net'): boolean {
	return container.namespaces[kind].sharedWith.includes(other.key)
		&& container.startedAt !== undefined
		&& other.startedAt !== undefined
		&& container.startedAt < other.startedAt;
}
