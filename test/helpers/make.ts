/**
Things of the model and of the screen for tests: whole ones with sensible values, of which a test changes what it is about.
*/
import {createHash} from 'node:crypto';
import type {EngineStatus} from '../../source/engine/engine.ts';
import {forEachKind, namespaceKinds, type NamespaceKind} from '../../source/kernel/pid/ns.ts';
import type {Isolation} from '../../source/model/isolation/isolation.ts';
import type {Container, NamespaceUse} from '../../source/model/container.ts';
import type {Host} from '../../source/model/host.ts';
import type {Namespace} from '../../source/model/namespace.ts';
import type {Process} from '../../source/model/process.ts';
import type {ProcessDetails} from '../../source/model/process-details.ts';
import {buildProjects} from '../../source/model/build/project-list.ts';
import {Recent} from '../../source/model/build/recent.ts';
import {Timeline} from '../../source/model/build/timeline.ts';
import type {Snapshot} from '../../source/model/snapshot.ts';
import type {Usage} from '../../source/model/usage.ts';
import {firstSample, isMissing, unsupported} from '../../source/known.ts';
import type {DescriptorInfo} from '../../source/kernel/pid/fdinfo.ts';
import type {OpenFile} from '../../source/kernel/reading.ts';
import type {Inspection} from '../../source/ui/inspection.ts';
import type {EventReading} from '../../source/ui/events/reading.ts';
import type {LogReading} from '../../source/ui/logs/reading.ts';
import type {Key} from '../../source/terminal/keys/keyboard.ts';
import {nothingRead, type ResourceReading} from '../../source/ui/resources/reading.ts';
import {press} from '../../source/ui/press.ts';
import {initialState, type UiState} from '../../source/ui/state.ts';
import {createTheme, type Theme} from '../../source/text/theme.ts';
import {allActions} from '../../source/ui/actions/index.ts';
import {createKeymap, type Keymap} from '../../source/settings/keymap.ts';
import type {Settings} from '../../source/settings/settings.ts';
import {createViewer} from '../../source/ui/view.ts';
import type {World} from '../../source/ui/world.ts';
import {makeSample, makeStatus} from './readings.ts';

/**
The moment at which snapshots are taken if not said otherwise.
*/
export const takenAt = Date.UTC(2026, 10, 23, 15, 40, 31, 123);

/**
Inodes of the host's own namespaces.
*/
export const hostInodes: Readonly<Record<NamespaceKind, number>> = forEachKind(
	kind => 4_026_531_834 + namespaceKinds.findIndex(record => record.kind === kind),
);

/**
64 digits as engines give them, the same for the same name.
*/
export function idOf(name: string): string {
	return createHash('sha256').update(name).digest('hex');
}

/**
A usage in which everything is known and every number another one.
*/
export function makeUsage(changes: Partial<Usage> = {}): Usage {
	return {
		cpuPercent: 12.5,
		cpuUserPercent: 10,
		cpuSystemPercent: 2.5,
		cpuLimit: 1.5,
		cpuset: undefined,
		cpuCores: 1.5,
		cpuLimitCgroup: '/docker/web',
		memoryLimitCgroup: '/docker',
		swapLimitCgroup: undefined,
		tasksLimitCgroup: '/docker/web',
		throttledPercent: 3,
		throttledCgroup: undefined,
		memoryBytes: 50_000_000,
		memoryLimitBytes: 64_000_000,
		swapBytes: 0,
		swapLimitBytes: undefined,
		zswapBytes: 0,
		zswappedBytes: 0,
		memoryPeakBytes: 60_000_000,
		anonBytes: 30_000_000,
		fileBytes: 15_000_000,
		shmemBytes: 4_000_000,
		kernelBytes: 1_000_000,
		oomKills: 2,
		tasks: 7,
		tasksLimit: 100,
		networkRxBytes: 11_000,
		networkTxBytes: 22_000,
		networkRxPerSecond: 110,
		networkTxPerSecond: 220,
		blockReadBytes: 33_000,
		blockWriteBytes: 44_000,
		blockReadPerSecond: 330,
		blockWritePerSecond: 440,
		pressureCpu: 1.5,
		pressureMemory: 2.5,
		pressureIo: 3.5,
		...changes,
	};
}

/**
Namespaces of a container: its own, numbered by its name, but for those that containers usually have from the host.
*/
export function makeNamespaceUses(name: string, changes: Partial<Record<NamespaceKind, NamespaceUse>> = {}): Container['namespaces'] {
	const base = 4_026_600_000 + (Number.parseInt(idOf(name).slice(0, 4), 16) * 10);
	const fromHost: ReadonlySet<NamespaceKind> = new Set(['cgroup', 'time', 'user']);
	const uses = forEachKind((kind): NamespaceUse => fromHost.has(kind)
		? {inode: hostInodes[kind], isHost: true, sharedWith: []}
		: {inode: base + namespaceKinds.findIndex(record => record.kind === kind), isHost: false, sharedWith: []});
	return {...uses, ...changes};
}

/**
A namespace that is the host's.
*/
export function hostUse(kind: NamespaceKind): NamespaceUse {
	return {inode: hostInodes[kind], isHost: true, sharedWith: []};
}

/**
Pid of the first process of the container with this name.
*/
export function pidOf(name: string): number {
	return 2000 + Number.parseInt(idOf(name).slice(0, 5), 16);
}

/**
A running container of Docker; id, key, pids and namespaces follow from its name.
*/
export function makeContainer(changes: Partial<Container> = {}): Container {
	const name = changes.name ?? 'web';
	const id = changes.id ?? idOf(name);
	const pid = changes.pids?.[0] ?? pidOf(name);
	return {
		key: id,
		id,
		name,
		image: 'nginx:alpine',
		state: 'running',
		exitCode: undefined,
		isOomKilled: false,
		restartCount: 0,
		health: undefined,
		createdAt: takenAt - 200_000,
		startedAt: takenAt - 120_000,
		finishedAt: undefined,
		command: 'nginx -g daemon off;',
		labels: {},
		ports: [],
		addresses: [],
		engine: 'docker-1',
		runtime: 'docker',
		parent: undefined,
		init: `${pid}:100`,
		initPid: pid,
		pids: [pid],
		cgroup: `/docker/${id}`,
		usage: makeUsage(),
		namespaces: makeNamespaceUses(name),
		diedAt: undefined,
		isRemoved: false,
		...changes,
	};
}

/**
What isolates an ordinary container of Docker.
*/
export function makeIsolation(changes: Partial<Isolation> = {}): Isolation {
	return {
		isPrivileged: false,
		hostNamespaces: ['cgroup', 'time', 'user'],
		capabilities: ['CHOWN', 'KILL'],
		lackedCapabilities: ['SYS_ADMIN', 'SYS_TIME'],
		addedCapabilities: [],
		droppedCapabilities: [],
		seccomp: 'filter',
		noNewPrivileges: false,
		lsmLabel: unsupported,
		isLabelEnforced: unsupported,
		root: {
			fileSystem: 'overlay', source: 'overlay', isReadOnly: false, lower: ['/l/2', '/l/1'], upper: '/u',
		},
		rootIsHostRoot: false,
		idMap: [{inside: 0, outside: 0, count: 4_294_967_295}],
		isRootMapped: false,
		hasAllDevices: false,
		hostMounts: [],
		engineSockets: [],
		nestedEngine: undefined,
		...changes,
	};
}

let lastPid = 1000;

/**
A sleeping process, the first one of its container.
*/
export function makeProcess(changes: Partial<Process> = {}): Process {
	const pid = changes.pid ?? ++lastPid;
	const startTicks = changes.startTicks ?? 100;
	return {
		key: `${pid}:${startTicks}`,
		pid,
		startTicks,
		parentPid: 1,
		nspid: [pid, 1],
		pidInside: 1,
		container: undefined,
		uid: 0,
		user: 'root',
		comm: 'nginx',
		args: ['nginx', '-g', 'daemon off;'],
		state: 'S',
		threads: 1,
		cpuPercent: 0.5,
		cpuUserPercent: 0.3,
		cpuSystemPercent: 0.2,
		cpuSeconds: 7.25,
		residentBytes: 4_000_000,
		processor: 1,
		waitChannel: firstSample,
		namespaces: hostInodes,
		...changes,
	};
}

/**
A Docker that answers on its usual socket.
*/
export function makeEngine(changes: Partial<EngineStatus> = {}): EngineStatus {
	return {
		socket: '25:1000',
		container: undefined,
		isNamed: true,
		id: 'docker-1',
		kind: 'docker',
		version: '20.10.24',
		apiVersion: '1.41',
		address: 'unix:///var/run/docker.sock',
		isRootless: false,
		isLocal: true,
		state: 'up',
		detail: undefined,
		since: takenAt - 60_000,
		...changes,
	};
}

export function makeHost(changes: Partial<Host> = {}): Host {
	return {
		hostname: 'vm',
		kernel: '6.18.5-generic',
		os: 'Debian GNU/Linux 12',
		cpus: 2,
		memoryBytes: 16_000_000_000,
		memoryUsedBytes: 4_000_000_000,
		swapBytes: 2_000_000_000,
		swapUsedBytes: 40_000_000,
		swaps: [{
			name: '/dev/vda2', kind: 'partition', sizeBytes: 2_000_000_000, usedBytes: 40_000_000, memoryBytes: undefined,
		}],
		zswapBytes: 0,
		zswappedBytes: 0,
		cpuPercent: 23,
		corePercents: [40, 6],
		load: [0.42, 0.31, 0.2],
		uptimeSeconds: 11_520,
		cgroup: 'hybrid',
		processes: 312,
		namespaces: hostInodes,
		...changes,
	};
}

type SnapshotChanges = Partial<Omit<Snapshot, 'containers' | 'processes' | 'namespaces'>> & {
	readonly containers?: readonly Container[];
	readonly processes?: readonly Process[];
	/**
	Those of the containers if not given.
	*/
	readonly namespaces?: readonly Namespace[];
};

/**
A snapshot of these containers; each has its first process, unless processes are given.
*/
export function makeSnapshot({containers = [], processes, namespaces, ...changes}: SnapshotChanges = {}): Snapshot {
	const inits = containers
		.filter(({initPid}) => !isMissing(initPid))
		.map(({key, initPid}) => makeProcess({pid: initPid as number, container: key}));
	return {
		takenAt,
		steadyMilliseconds: changes.takenAt ?? takenAt,
		seconds: 1.002,
		host: makeHost(),
		engines: [makeEngine()],
		areProcessesHidden: false,
		engineProcesses: [],
		containers: new Map(containers.map(container => [container.key, container])),
		units: new Map(),
		projects: buildProjects(new Map(containers.map(container => [container.key, container])), takenAt, undefined),
		processes: new Map((processes ?? inits).map(process => [process.key, process])),
		namespaces: new Map((namespaces ?? namespacesOf(containers)).map(namespace => [namespace.key, namespace])),
		details: undefined,
		processHistory: new Map(),
		history: new Map(
			containers.map(({key}) => [
				key,
				{cpuPercent: new Recent(120, [undefined, 0, 12.5, 80]), memoryBytes: new Recent(120, [undefined, 1, 2, 3]), timeline: new Timeline()},
			]),
		),
		self: {pid: 4242, cpuPercent: 0.8, residentBytes: 84_000_000},
		problems: [],
		...changes,
	};
}

function namespacesOf(containers: readonly Container[]): readonly Namespace[] {
	const found = new Map<string, Namespace>();
	for (const {key: container, pids, namespaces} of containers) {
		for (const {kind} of namespaceKinds) {
			const {inode, isHost} = namespaces[kind];
			if (!isMissing(inode)) {
				const key = `${kind}:${inode}`;
				const before = found.get(key);
				found.set(key, {
					key,
					kind,
					inode,
					isHost: isHost === true,
					pids: [...(before?.pids ?? []), ...pids],
					containers: [...(before?.containers ?? []), container],
				});
			}
		}
	}

	return [...found.values()];
}

/**
What a close look at a process gives.
*/
export function makeDetails(key: string, changes: Partial<ProcessDetails> = {}): ProcessDetails {
	return {
		key,
		status: makeStatus(),
		stat: makeSample().stat,
		io: firstSample,
		readBytesPerSecond: 10,
		writeBytesPerSecond: 20,
		voluntarySwitchesPerSecond: 30,
		involuntarySwitchesPerSecond: 40,
		faultsPerSecond: 50,
		limits: [{
			name: 'Max open files', soft: 1024, hard: 'unlimited', unit: 'files',
		}],
		mounts: [],
		network: [],
		networkSetup: firstSample,
		descriptors: 22,
		oomScore: 666,
		oomAdjustment: 0,
		memoryShare: firstSample,
		links: firstSample,
		cgroups: firstSample,
		openFiles: firstSample,
		sockets: firstSample,
		environment: firstSample,
		cutShort: [],
		cgroupLevels: firstSample,
		text: undefined,
		...changes,
	};
}

/**
An open file that is read and written; its facts are those of no file.
*/
export function openFile(
	descriptor: number,
	target: OpenFile['target'],
	{facts = unsupported, ...changes}: Partial<DescriptorInfo> & {readonly facts?: OpenFile['facts']} = {},
): OpenFile {
	return {
		descriptor,
		target,
		opened: {
			mode: 'read-write', isAppending: false, positionBytes: 0, mountId: 1, ...changes,
		},
		facts,
	};
}

const plainTheme: Theme = createTheme({level: 'none', isUnicode: true});

const ownKeymap = createKeymap(allActions(false));

/**
The settings of a person who has set nothing, with a theme and perhaps another keymap.
*/
export function settingsOf(theme: Theme, keymap: Keymap = ownKeymap): Settings {
	return {theme, keymap, columns: {}};
}

export const plainSettings = settingsOf(plainTheme);

export type WorldChanges = {
	readonly snapshot?: Snapshot;
	readonly state?: UiState;
	readonly theme?: Theme;
	/**
	Instead of the theme alone.
	*/
	readonly settings?: Settings;
	readonly isReadOnly?: boolean;
	readonly inspection?: Inspection;
	readonly reading?: LogReading;
	readonly resources?: ResourceReading;
	readonly events?: EventReading;
};

/**
A moment of the screen, 120×40 if no state is given.
*/
export function makeWorld(changes: WorldChanges = {}): World {
	const {
		snapshot = makeSnapshot(),
		state = initialState(120, 40),
		theme = plainTheme,
		settings = theme === plainTheme ? plainSettings : settingsOf(theme),
		isReadOnly = false,
		inspection,
		reading,
		resources = nothingRead,
		events,
	} = changes;
	return {
		view: createViewer()({
			snapshot, state, inspection, reading, resources, events, settings,
		}), theme: settings.theme, isReadOnly,
	};
}

/**
A key as the keyboard would tell it: one printable character writes itself.
*/
export function makeKey(name: string): Key {
	if (name === 'space') {
		return {name, text: ' '};
	}

	return [...name].length === 1 ? {name, text: name} : {name};
}

/**
The state after these keys, and what the last one asked for.
*/
export function pressAll(keys: readonly string[], changes: WorldChanges = {}): ReturnType<typeof press> {
	let outcome: ReturnType<typeof press> = {state: changes.state ?? initialState(120, 40)};
	for (const key of keys) {
		outcome = press(makeKey(key), makeWorld({...changes, state: outcome.state}));
	}

	return outcome;
}
