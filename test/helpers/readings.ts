/**
What a look at the kernel or at an engine gives, for tests that need no kernel.
*/
import {unsupported, type Known} from '../../source/known.ts';
import type {EngineContainer} from '../../source/engine/engine.ts';
import {forEachKind, type NamespaceKind} from '../../source/kernel/pid/ns.ts';
import type {ProcessStat} from '../../source/kernel/pid/stat.ts';
import type {ProcessStatus} from '../../source/kernel/pid/status.ts';
import type {
	CgroupReading,
	HostReading,
	NetworkReading,
	ProcessFacts,
	ProcessIdentity,
	ProcessSample,
} from '../../source/kernel/reading.ts';
import type {QuotaCounters} from '../../source/kernel/cgroup/cpu.ts';
import type {CgroupMembership} from '../../source/kernel/pid/cgroup.ts';
import type {ProcessGroup} from '../../source/model/ownership/ownership.ts';
import type {Pair} from '../../source/model/build/rates.ts';

/**
Two readings taken this many seconds apart, or one alone.
*/
export function pairOf<Value>(now: Value, before?: Value, seconds = 1): Pair<Value> {
	return {now: {value: now, atSeconds: 100 + seconds}, before: before === undefined ? undefined : {value: before, atSeconds: 100}};
}

/**
The memberships of a process: a path in cgroup v2, or one for each of these v1 controllers.
*/
export function memberships(path: string, controllers: readonly string[] = []): readonly CgroupMembership[] {
	return controllers.length === 0
		? [{hierarchy: 0, controllers: [], path}]
		: controllers.map((controller, index) => ({hierarchy: index + 1, controllers: [controller], path}));
}

export function makeIdentity(changes: Partial<ProcessIdentity> & {readonly pid: number}): ProcessIdentity {
	return {
		startTicks: changes.pid * 10,
		parentPid: 1,
		comm: 'sleep',
		isKernelThread: false,
		cgroups: memberships('/'),
		pidNamespace: 4_026_531_836,
		mountNamespace: unsupported,
		...changes,
	};
}

/**
Identities by pid, as a discovery gives them.
*/
export function identitiesOf(...identities: readonly ProcessIdentity[]): ReadonlyMap<number, ProcessIdentity> {
	return new Map(identities.map(identity => [identity.pid, identity]));
}

export function makeStatus(changes: Partial<ProcessStatus> = {}): ProcessStatus {
	const ids = {
		real: 0, effective: 0, saved: 0, filesystem: 0,
	};
	return {
		name: 'sleep',
		tgid: 1,
		nspid: [1],
		uids: ids,
		gids: ids,
		groups: [],
		threads: 1,
		capabilities: {
			inheritable: 0n, permitted: 0n, effective: 0n, bounding: 0n, ambient: 0n,
		},
		noNewPrivileges: false,
		seccomp: 'filter',
		voluntarySwitches: 10,
		involuntarySwitches: 1,
		residentBytes: 1000,
		peakResidentBytes: 2000,
		anonBytes: 300,
		fileBytes: 600,
		shmemBytes: 100,
		swapBytes: 0,
		...changes,
	};
}

export function makeFacts(changes: Partial<ProcessFacts> = {}): ProcessFacts {
	return {
		status: makeStatus(), args: ['sleep', '3000'], namespaces: inodes(0), ...changes,
	};
}

/**
The processes of a container of Docker on cgroup v2.
*/
export function makeGroup(id: string, changes: Partial<ProcessGroup> = {}): ProcessGroup {
	return {
		key: id,
		id,
		runtime: 'docker',
		parent: undefined,
		pids: [30, 31],
		initPid: 30,
		cgroups: memberships(`/docker/${id}`),
		cgroupPath: `/docker/${id}`,
		isNamed: true,
		podUid: undefined,
		...changes,
	};
}

/**
Eight namespaces with numbers from one on.
*/
export function inodes(first: number): Readonly<Record<NamespaceKind, number>> {
	let next = first;
	return forEachKind(() => ++next);
}

export function makeSample(changes: Partial<ProcessStat> = {}): ProcessSample & {readonly stat: ProcessStat} {
	return {
		stat: {
			pid: 1,
			comm: 'sleep',
			state: 'S',
			parentPid: 1,
			flags: 0,
			isKernelThread: false,
			minorFaults: 0,
			majorFaults: 0,
			userTicks: 0,
			systemTicks: 0,
			priority: 20,
			nice: 0,
			threads: 1,
			startTicks: 100,
			virtualBytes: 10_000,
			residentBytes: 1000,
			processor: 0,
			...changes,
		},
		io: unsupported,
	};
}

type CgroupChanges = {
	readonly [Part in keyof CgroupReading]?: CgroupReading[Part] extends Record<string, unknown>
		? Partial<CgroupReading[Part]>
		: CgroupReading[Part];
};

export function makeCgroup(changes: CgroupChanges = {}): CgroupReading {
	const pressure = {
		someAverage10: 1,
		someAverage60: 0,
		someAverage300: 0,
		someTotalMicroseconds: 0,
		fullAverage10: unsupported,
		fullAverage60: unsupported,
		fullAverage300: unsupported,
		fullTotalMicroseconds: unsupported,
	};
	return {
		cpu: {
			usageNanoseconds: 5_000_000_000,
			userNanoseconds: 4_000_000_000,
			systemNanoseconds: 1_000_000_000,
			throttling: [makeQuota('/docker/web', 100, 10)],
			quotaCores: undefined,
			cpuset: {list: '0-1', count: 2},
			...changes.cpu,
		},
		memory: {
			usedBytes: 500,
			currentBytes: 900,
			limitBytes: undefined,
			swapBytes: 0,
			swapLimitBytes: undefined,
			zswapBytes: 0,
			zswappedBytes: 0,
			peakBytes: 950,
			anonBytes: 300,
			fileBytes: 150,
			shmemBytes: 20,
			kernelBytes: 30,
			inactiveFileBytes: 400,
			oomKills: 0,
			...changes.memory,
		},
		io: {
			readBytes: 1000, writeBytes: 2000, readOperations: 1, writeOperations: 2, ...changes.io,
		},
		tasks: {current: 3, limit: undefined, ...changes.tasks},
		pressure: {
			cpu: pressure, memory: {...pressure, someAverage10: 2}, io: {...pressure, someAverage10: 3}, ...changes.pressure,
		},
		limiting: {
			cpu: undefined, memory: undefined, swap: undefined, tasks: undefined, ...changes.limiting,
		},
		frozen: changes.frozen ?? false,
	};
}

/**
What a quota for a cgroup has done.
*/
export function makeQuota(path: string, periods: Known<number>, throttledPeriods: Known<number>): QuotaCounters {
	return {
		path, periods, throttledPeriods, throttledNanoseconds: 0,
	};
}

/**
Counters of one interface by name, the others beside it zero.
*/
export function makeInterface(name: string, receivedBytes: number, sentBytes: number): NetworkReading[number] {
	return {
		name,
		isPassing: false,
		receivedBytes,
		receivedPackets: 0,
		receiveErrors: 0,
		receiveDrops: 0,
		sentBytes,
		sentPackets: 0,
		sendErrors: 0,
		sendDrops: 0,
	};
}

export function makeHostReading(changes: Partial<HostReading> = {}): HostReading {
	const cpu = {
		user: 0, nice: 0, system: 0, idle: 0, iowait: 0, irq: 0, softirq: 0, steal: 0,
	};
	return {
		stat: {
			cpu, cpus: 2, perCpu: [], contextSwitches: 0, bootTimeSeconds: 1_700_000_000, forks: 0, running: 1, blocked: 0,
		},
		memory: {
			totalBytes: 16_000_000_000,
			freeBytes: 1_000_000_000,
			availableBytes: 12_000_000_000,
			buffersBytes: 0,
			cachedBytes: 0,
			shmemBytes: 0,
			slabReclaimableBytes: 0,
			swapTotalBytes: 0,
			swapFreeBytes: 0,
			zswapBytes: 0,
			zswappedBytes: 0,
		},
		swaps: [],
		load: {
			one: 0.42, five: 0.31, fifteen: 0.2, running: 1, total: 100, lastPid: 999,
		},
		uptimeSeconds: 11_520,
		...changes,
	};
}

export function makeEngineContainer(changes: Partial<EngineContainer> & {readonly id: string}): EngineContainer {
	return {
		name: 'web',
		image: 'nginx:alpine',
		command: 'nginx',
		state: 'running',
		exitCode: undefined,
		isOomKilled: false,
		restartCount: 0,
		health: undefined,
		createdAt: 1000,
		startedAt: 2000,
		finishedAt: undefined,
		labels: {},
		ports: [],
		addresses: [],
		initPid: undefined,
		...changes,
	};
}
