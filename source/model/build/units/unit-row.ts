/**
The row of a unit, of another cgroup, or of what is in none.
*/
import {
	firstSample,
	gone,
	unsupported,
	valueOf,
	type Known,
} from '../../../known.ts';
import {namespaceKinds, type NamespaceKind} from '../../../kernel/pid/ns.ts';
import {ticksPerSecond} from '../../../kernel/pid/stat.ts';
import type {Container} from '../../container.ts';
import type {UnitGroup} from '../../units/group.ts';
import type {Unit} from '../../units/unit.ts';
import type {Usage} from '../../usage.ts';
import {blankRow} from '../blank-row.ts';
import {namespaceUses, unknownNamespaces} from '../namespaces.ts';
import {processKey} from '../process.ts';
import {steady} from '../rates.ts';
import {bootTimeOf, startedAtOf, startTime} from '../started-at.ts';
import type {UnitContext} from './context.ts';

const restNames: Readonly<Partial<Record<Unit['kind'], string>>> = {kernel: '(kernel threads)', none: '(in no unit)'};

/**
What is in no unit has no first process, and of namespaces those that all its processes are in.
*/
export function unitRow(group: UnitGroup, usage: Usage, context: UnitContext, before: Container | undefined): Container {
	const {readings} = context;
	const {key, kind, name, readable, path, manager, pids, isLeaf, parent} = group;
	const facts = manager?.kind === 'system' ? readings.unitFacts?.get(name) : undefined;
	const isFrozen = facts?.isFrozen === true || valueOf(readings.cgroup(key)?.now.value.frozen ?? false) === true;
	return {
		...blankRow,
		startedAt: undefined,
		...(path === '' ? {namespaces: commonNamespaces(group, context)} : ofCgroup(group, context, before)),
		key,
		id: name === '' ? restNames[kind] ?? kind : name,
		name: name === '' ? restNames[kind] ?? kind : readable,
		parent,
		pids,
		usage,
		state: isFrozen ? 'paused' : 'running',
		unit: {
			kind, path, name, isLeaf, manager, facts,
		},
	};
}

/**
What a row is built of: as long as each of these is the same, so is the row. Undefined where it has a sum over processes, which is another
one each time.
*/
export function unitRowOf(group: UnitGroup, {readings, host, containers, namespaces}: UnitContext): readonly unknown[] | undefined {
	const {key, cgroups, initPid, loosePids, name} = group;
	if (!cgroups || loosePids.length > 0 || readings.summedUnits?.has(key) !== false) {
		return undefined;
	}

	const inodes = readings.facts(initPid)?.namespaces;
	const network = inodes && valueOf(inodes.net);
	return [
		group,
		steady(readings.cgroup(key)),
		inodes,
		network === undefined ? undefined : steady(readings.network(network)),
		readings.identities.get(initPid),
		readings.isolation?.(key),
		readings.unitFacts?.get(name),
		host.memoryBytes,
		host.cpus,
		namespaces.sharing,
		readings.hostNamespaces,
		...group.containers.map(each => containers.get(each)?.usage),
	];
}

/**
The namespaces that all processes are in of which that is known; unsupported where they are in several.
*/
function commonNamespaces({key, pids}: UnitGroup, {readings, namespaces}: UnitContext): Container['namespaces'] {
	const sets = new Set(pids.map(pid => readings.facts(pid)?.namespaces).filter(inodes => inodes !== undefined));
	const common = Object.fromEntries(namespaceKinds.map(({kind}) => {
		const inodes = new Set([...sets].map(set => valueOf(set[kind])).filter(inode => inode !== undefined));
		const [inode = firstSample] = inodes;
		return [kind, inodes.size > 1 ? unsupported : inode];
	})) as Record<NamespaceKind, Known<number>>;
	return namespaceUses(common, key, namespaces.map, readings.hostNamespaces);
}

/**
What only that has which has a cgroup.
*/
function ofCgroup(
	{key, path, initPid}: UnitGroup,
	{readings, namespaces}: UnitContext,
	before: Container | undefined,
): Pick<Container, 'init' | 'initPid' | 'cgroup' | 'isolation' | 'namespaces' | 'startedAt'> {
	const init = readings.identities.get(initPid);
	const initKey = init ? processKey(init) : gone;
	const bootTime = bootTimeOf(readings.takenAt, readings.host.now.value.uptimeSeconds);
	const inodes = readings.facts(initPid)?.namespaces ?? unknownNamespaces<Known<number>>(firstSample);
	return {
		init: initKey,
		initPid,
		cgroup: path,
		isolation: readings.isolation?.(key),
		namespaces: namespaceUses(inodes, key, namespaces.map, readings.hostNamespaces),
		startedAt: init && startedAtOf(undefined, {initKey, startedAt: startTime(init.startTicks, ticksPerSecond, bootTime)}, before),
	};
}
