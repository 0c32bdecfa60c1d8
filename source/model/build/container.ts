/**
One container out of what the engine says about it and what the kernel shows: names from the engine, numbers and relations from the kernel.
Either side alone is enough.
*/
import {
	gone,
	isMissing,
	unsupported,
	valueOf,
	type Known,
	type Missing,
} from '../../known.ts';
import type {ContainerState, EngineContainer, EngineStatus} from '../../engine/engine.ts';
import type {NamespaceInodes} from '../../kernel/pid/ns.ts';
import type {CgroupReading, NetworkReading} from '../../kernel/reading.ts';
import type {Maker} from '../ownership/evidence.ts';
import type {Isolation} from '../isolation/isolation.ts';
import type {ProcessGroup} from '../ownership/ownership.ts';
import type {Container} from '../container.ts';
import type {ContainerKey, NamespaceKey, ProcessKey} from '../keys.ts';
import type {Namespace} from '../namespace.ts';
import type {Usage} from '../usage.ts';
import type {Pair} from './rates.ts';
import {
	absenceOf,
	emptySinceOf,
	goneAbsence,
	isDeserted,
} from './absence.ts';
import {namespaceUses} from './namespaces.ts';
import {
	goneUsage,
	usageOf,
	type HostSize,
} from './usage.ts';
import {startedAtOf} from './started-at.ts';

/**
How long a container that vanished is remembered, in milliseconds.
*/
export const remembranceMilliseconds = 60_000;

/**
What one engine says of a container, with the engine's own condition.
*/
export type ToldContainer = {readonly container: EngineContainer; readonly engine: EngineStatus};

/**
What the kernel shows of a container.
*/
export type SeenContainer = {
	readonly group: ProcessGroup;
	readonly initKey: Known<ProcessKey>;
	/**
	Milliseconds since the epoch.
	*/
	readonly startedAt: number | undefined;
	readonly namespaces: NamespaceInodes;
	readonly cgroup: Pair<CgroupReading> | undefined;
	/**
	What its processes take, where it has no cgroup of its own.
	*/
	readonly processes?: Usage | undefined;
	/**
	Who made it, where no engine tells.
	*/
	readonly maker?: Maker | undefined;
	/**
	What isolates it, once it was read.
	*/
	readonly isolation?: Isolation | undefined;
	/**
	Undefined where its network namespace is the host's, the reason where it may not be known which one it is.
	*/
	readonly network: Pair<NetworkReading> | Missing | undefined;
};

export type ContainerContext = {
	readonly steadyMilliseconds: number;
	readonly hostNamespaces: NamespaceInodes;
	readonly hostSize: HostSize;
	readonly allNamespaces: ReadonlyMap<NamespaceKey, Namespace>;
};

/**
What is known of a container: by its engine, by the kernel, and from the snapshot before.
*/
export type ContainerParts = {
	readonly told: ToldContainer | undefined;
	readonly seen: SeenContainer | undefined;
	readonly previous: Container | undefined;
};

/**
Joins both views of a container that at least one side knows.
*/
export function buildContainer(key: ContainerKey, {told, seen, previous}: ContainerParts, context: ContainerContext): Container {
	const emptySince = seen ? undefined : emptySinceOf(told?.container.state, previous, context.steadyMilliseconds);
	const state = stateOf(told, seen, isDeserted(emptySince, context.steadyMilliseconds));
	const absence = absenceOf(told !== undefined && told.container.state !== 'restarting' && isAlive(told.container.state), previous);
	const isRunning = isAlive(state);
	const hasRun = state !== 'running' && state !== 'paused';
	return {
		...describe(key, told, seen, previous),
		key,
		state,
		exitCode: hasRun ? told?.container.exitCode ?? previous?.exitCode : undefined,
		// The last word of a health check is about a moment at which it still ran.
		health: state === 'running' ? (told ? told.container.health : previous?.health) : undefined,
		engine: told?.engine.id ?? previous?.engine,
		...(!seen && told && !told.engine.isLocal && {elsewhere: told.engine.elsewhere?.place ?? 'host'}),
		runtime: told?.engine.kind ?? seen?.maker?.runtime ?? seen?.group.runtime ?? previous?.runtime ?? 'unknown',
		parent: seen?.group.parent ?? told?.engine.container ?? previous?.parent,
		init: seen?.initKey ?? absence.reason,
		initPid: seen?.group.initPid ?? absence.reason,
		pids: seen?.group.pids ?? [],
		cgroup: seen ? seen.group.cgroupPath ?? unsupported : absence.reason,
		usage: seen ? usageOf(seen.cgroup ?? seen.processes, seen.network, context.hostSize) : absence.usage,
		namespaces: seen ? namespaceUses(seen.namespaces, key, context.allNamespaces, context.hostNamespaces) : absence.namespaces,
		emptySince,
		isolation: seen?.isolation,
		diedAt: isRunning ? undefined : previous?.diedAt ?? (previous && isAlive(previous.state) ? context.steadyMilliseconds : undefined),
	};
}

/**
A container that neither side knows any more, kept for a while so that its end can be seen on screen; undefined after that.
*/
export function rememberContainer(
	previous: Container,
	steadyMilliseconds: number,
	exitCode?: number,
	milliseconds = remembranceMilliseconds,
): Container | undefined {
	const diedAt = previous.diedAt ?? steadyMilliseconds;
	if (steadyMilliseconds - diedAt > milliseconds) {
		return undefined;
	}

	if (previous.isRemoved && previous.diedAt !== undefined) {
		return previous;
	}

	return {
		...previous,
		state: isAlive(previous.state) || previous.state === 'removing' ? 'exited' : previous.state,
		isRemoved: true,
		health: undefined,
		exitCode: previous.exitCode ?? exitCode,
		diedAt,
		init: gone,
		initPid: gone,
		pids: [],
		cgroup: gone,
		usage: goneUsage,
		namespaces: goneAbsence.namespaces,
		isolation: undefined,
	};
}

/**
Whether a container in this state has processes.
*/
export function isAlive(state: ContainerState): boolean {
	return state === 'running' || state === 'paused' || state === 'restarting';
}

type Description = Pick<
	Container,
	'id' | 'name' | 'image' | 'isOomKilled' | 'restartCount' | 'createdAt'
	| 'startedAt' | 'finishedAt' | 'command' | 'labels' | 'pod' | 'ports' | 'addresses' | 'isRemoved'
>;

function describe(
	key: ContainerKey,
	told: ToldContainer | undefined,
	seen: SeenContainer | undefined,
	previous: Container | undefined,
): Description {
	const container = told?.container;
	return {
		id: container?.id ?? seen?.group.id ?? key,
		name: container?.name ?? seen?.maker?.name ?? previous?.name ?? shortId(seen?.group.id ?? key),
		image: container?.image ?? seen?.maker?.image ?? previous?.image ?? '',
		isOomKilled: container ? container.isOomKilled : previous?.isOomKilled,
		restartCount: container ? container.restartCount : previous?.restartCount,
		createdAt: container?.createdAt ?? previous?.createdAt,
		startedAt: startedAtOf(container?.startedAt, seen, previous),
		finishedAt: container?.finishedAt,
		command: container?.command ?? seen?.maker?.command ?? previous?.command ?? '',
		labels: container?.labels ?? seen?.maker?.labels ?? previous?.labels ?? {},
		pod: container ? container.pod : previous?.pod,
		ports: container?.ports ?? previous?.ports ?? [],
		addresses: container?.addresses ?? previous?.addresses ?? [],
		isRemoved: false,
	};
}

/**
Engines write 64 digits; people read the first twelve.
*/
function shortId(id: string): string {
	return /^[\da-f]{64}$/.test(id) ? id.slice(0, 12) : id;
}

/**
An engine that answers knows best; where it is silent, processes are the proof.
*/
function stateOf(told: ToldContainer | undefined, seen: SeenContainer | undefined, hasNoProcess: boolean): ContainerState {
	const isFrozen = seen?.cgroup && valueOf(seen.cgroup.now.value.frozen) === true;
	const kernelState = isFrozen ? 'paused' : 'running';
	if (!told) {
		return kernelState;
	}

	const {container, engine} = told;
	// Between two runs of a crash loop there is no process.
	if (container.state === 'restarting' && (engine.state === 'up' || engine.state === 'slow')) {
		return container.state;
	}

	// An engine that hangs tells nothing, and it takes some time to notice that it does.
	if (hasNoProcess && isAlive(container.state)) {
		return 'exited';
	}

	if (engine.state === 'up' || !engine.isLocal) {
		return container.state;
	}

	if (seen) {
		return isAlive(container.state) ? container.state : kernelState;
	}

	return isAlive(container.state) ? 'exited' : container.state;
}

/**
Whether two values are known and the same.
*/
export function isKnownSame(a: Known<number>, b: Known<number>): boolean {
	return !isMissing(a) && a === b;
}
