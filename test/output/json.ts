import test from 'node:test';
import assert from 'node:assert/strict';
import {
	denied,
	firstSample,
	gone,
	unsupported,
} from '../../source/known.ts';
import {namespaceKinds} from '../../source/kernel/pid/ns.ts';
import {unknownNamespaces} from '../../source/model/build/namespaces.ts';
import type {HostPlace} from '../../source/model/host.ts';
import type {Snapshot} from '../../source/model/snapshot.ts';
import {goneUsage, remoteUsage, unknownUsage} from '../../source/model/build/usage.ts';
import type {UnitFacts} from '../../source/systemd/unit-facts.ts';
import type {UnitManager} from '../../source/systemd/unit-path.ts';
import {toDocument} from '../../source/output/json.ts';
import {hostileTexts} from '../helpers/drawn.ts';
import {
	hostInodes,
	hostUse,
	idOf,
	makeContainer,
	makeEngine,
	makeHost,
	makeIsolation,
	makeNamespaceUses,
	makeProcess,
	makeSnapshot,
	makeUsage,
} from '../helpers/make.ts';

type Values = Readonly<Record<string, unknown>>;
type ContainerValues = Values & {
	readonly usage: Values & {readonly memory: Values; readonly pressure: Values; readonly missing: Values};
	readonly namespaces: Readonly<Record<string, Values>>;
};
type Document = Values & {
	readonly containers: readonly ContainerValues[];
	readonly engines: readonly Values[];
	readonly processes: readonly Values[];
	readonly namespaces: readonly Values[];
};

/**
What comes out at the other end of a pipe.
*/
function read(snapshot: Snapshot): Document {
	const line = JSON.stringify(toDocument(snapshot));
	return JSON.parse(line) as Document;
}

/**
A container of which everything was read, if not said otherwise.
*/
function readContainer(changes: Parameters<typeof makeContainer>[0]): ContainerValues {
	return read(makeSnapshot({containers: [makeContainer(changes)]})).containers[0]!;
}

type Shape = null | readonly [Shape] | {readonly [name: string]: Shape};

/**
Field names of the public contract. A list holds one example of its elements; null stands for a value of any form.
*/
const contract: Shape = {
	schema: null,
	takenAt: null,
	seconds: null,
	host: {
		...fields('hostname kernel os cpus memoryBytes memoryUsedBytes swapBytes swapUsedBytes cpuPercent load uptimeSeconds cgroup processes'),
		...fields('zswapBytes zswappedBytes'),
		swaps: [fields('name kind sizeBytes usedBytes memoryBytes')],
		...fields('cpuLimit'),
		inside: fields('runtime evidence seesHostProcesses ofMachine uptimeSeconds tasks tasksLimit'),
		namespaces: fields('cgroup ipc mnt net pid time user uts'),
	},
	engines: [fields('id kind version apiVersion address rootless elsewhere elsewhereReason kernel state detail pid container')],
	containers: [
		{
			...fields('id name image state exitCode oomKilled restartCount health startedAt command labels ports engine runtime parent'),
			...fields('initPid pids cgroup'),
			project: fields('name kind service number namespace dependsOn'),
			usage: {
				...fields('cpuPercent memoryBytes memoryLimitBytes swapBytes swapLimitBytes pids pidsLimit cpuLimit throttledPercent oomKills'),
				...fields(
					'networkRxBytes networkTxBytes networkRxPerSecond networkTxPerSecond blockReadBytes blockWriteBytes blockReadPerSecond blockWritePerSecond',
				),
				...fields('cpuset cpuCores zswapBytes zswappedBytes cpuLimitCgroup memoryLimitCgroup swapLimitCgroup pidsLimitCgroup throttledCgroup summed'),
				memory: fields('anonBytes fileBytes shmemBytes kernelBytes'),
				pressure: fields('cpu memory io'),
			},
			namespaces: Object.fromEntries(namespaceKinds.map(({kind}) => [kind, fields('inode host sharedWith')])),
			isolation: {
				...fields('privileged hostNamespaces capabilities addedCapabilities droppedCapabilities seccomp noNewPrivileges lsm'),
				...fields('readOnlyRoot rootUserIsHostRoot rootFileSystemIsHost engineSockets nestedEngine nestedEngineProgram'),
				idMap: [fields('inside outside count')],
			},
			root: fields('kind lower upper readOnly'),
		},
	],
	processes: [
		{
			...fields('pid parentPid pidInside nspid startTicks container unit uid user state comm args threads cpuPercent residentBytes'),
			...fields('processor'),
			namespaces: fields('cgroup ipc mnt net pid time user uts'),
		},
	],
	namespaces: [fields('kind inode host processes threads containers')],
	problems: [fields('what detail')],
};

function fields(names: string): Record<string, null> {
	return Object.fromEntries(names.split(' ').map(name => [name, null]));
}

/**
Paths of what the contract names and the document lacks, and of what the document has beyond it.
*/
function differences(wanted: Shape, found: unknown, path = ''): readonly string[] {
	if (wanted === null) {
		return [];
	}

	if (isList(wanted)) {
		return Array.isArray(found) && found.length > 0
			? found.flatMap((element, index) => differences(wanted[0], element, `${path}[${index}]`))
			: [`${path} is no list with elements`];
	}

	if (typeof found !== 'object' || found === null) {
		return [`${path} is no object`];
	}

	const values = new Map<string, unknown>(Object.entries(found));
	const extra = [...values.keys()]
		.filter(name => name !== 'missing' && !Object.hasOwn(wanted, name))
		.map(name => `${path}.${name} is not in the contract`);
	return [
		...extra,
		...Object.entries(wanted).flatMap(([name, shape]) =>
			values.has(name) ? differences(shape, values.get(name), `${path}.${name}`) : [`${path}.${name} lacks`],
		),
	];
}

function isList(shape: Shape): shape is readonly [Shape] {
	return Array.isArray(shape);
}

const inside: HostPlace = {
	runtime: 'lxc',
	evidence: '/proc/1/environ',
	isOwnWorld: true,
	ofMachine: new Set(['load']),
	uptimeSeconds: 300,
	tasks: 5,
	tasksLimit: undefined,
	memoryLimitBytes: undefined,
};

const rich = (): Snapshot => {
	const container = makeContainer({
		health: 'healthy',
		labels: {'com.docker.compose.project': 'shop'},
		isolation: makeIsolation(),
		ports: [{
			hostAddress: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp',
		}],
	});
	return makeSnapshot({containers: [container], host: makeHost({inside}), problems: [{about: 'threads', what: 'a', detail: 'b'}]});
};

test('every field of the contract is there, and no other', () => {
	assert.deepEqual(differences(contract, read(rich())), []);
});

test('units are there where they were asked for, without the row for the host as a whole', () => {
	const unit = makeContainer({
		key: 'unit:/system.slice/web.service',
		id: 'web.service',
		name: 'web.service',
		unit: {
			kind: 'service', path: '/system.slice/web.service', name: 'web.service', isLeaf: true,
		},
	});
	const host = makeContainer({
		key: 'host:',
		unit: {
			kind: 'host', path: '', name: '', isLeaf: true,
		},
	});
	const document = read({...rich(), units: new Map([host, unit].map(row => [row.key, row]))});
	const names = 'id name kind parent description state subState result restarts mainPid startedAt pids usage namespaces';
	assert.deepEqual(differences([fields(names)], document.units), []);
	assert.equal((document.units as readonly unknown[]).length, 1);
	assert.equal('units' in read(rich()), false);
});

test('the main process of a unit is the one that systemd tells while it is there, else the eldest', () => {
	const facts = {
		name: 'web.service',
		description: '',
		loadState: 'loaded',
		activeState: 'active',
		subState: 'running',
		isFrozen: false,
		result: 'success',
		restarts: 0,
		since: undefined,
		cgroup: '/system.slice/web.service',
	};
	const mainPidOf = (mainPid: UnitFacts['mainPid']): unknown => {
		const unit = makeContainer({
			key: 'unit:/system.slice/web.service',
			initPid: 20,
			pids: [20, 21],
			unit: {
				kind: 'service', path: '/system.slice/web.service', name: 'web.service', isLeaf: true, facts: {...facts, mainPid},
			},
		});
		return (read(makeSnapshot({units: new Map([[unit.key, unit]])})).units as readonly Values[])[0]!.mainPid;
	};

	assert.equal(mainPidOf(21), 21);
	assert.equal(mainPidOf(22), 20, 'it has gone meanwhile');
	assert.equal(mainPidOf(undefined), 20);
	assert.equal(mainPidOf(unsupported), 20);
});

test('what systemd has not said about a unit yet, or never says, has its reason', () => {
	const rowOf = (manager: UnitManager): Values => {
		const unit = makeContainer({
			key: 'unit:/some.slice',
			unit: {
				kind: 'slice', path: '/some.slice', name: 'some.slice', isLeaf: false, manager,
			},
		});
		const snapshot = makeSnapshot({units: new Map([[unit.key, unit]]), systemd: {actor: {userId: 0, cgroup: '/'}, trouble: undefined}});
		return (read(snapshot).units as readonly Values[])[0]!;
	};

	const reasons = (reason: string): Values =>
		Object.fromEntries(['description', 'state', 'subState', 'result', 'restarts'].map(name => [name, reason]));
	assert.deepEqual(rowOf({kind: 'system'}).missing, reasons('first-sample'));
	assert.deepEqual(rowOf({kind: 'user', userId: 1000}).missing, reasons('unsupported'));
});

test('unknown values change nothing about the fields', () => {
	const usage = unknownUsage(denied);
	const unknownUse = {inode: denied, isHost: denied, sharedWith: []};
	const container = makeContainer({
		labels: {'com.docker.compose.project': 'shop'},
		isolation: makeIsolation(),
		usage,
		initPid: gone,
		init: gone,
		cgroup: gone,
		namespaces: unknownNamespaces(unknownUse),
		startedAt: undefined,
	});
	const process = makeProcess({
		uid: denied,
		user: undefined,
		args: denied,
		state: denied,
		threads: denied,
		cpuPercent: denied,
		residentBytes: denied,
		pidInside: denied,
		namespaces: unknownNamespaces(denied),
	});
	const snapshot = {
		...rich(),
		host: makeHost({
			memoryBytes: denied,
			memoryUsedBytes: denied,
			cpuPercent: firstSample,
			load: denied,
			uptimeSeconds: denied,
			processes: denied,
			namespaces: unknownNamespaces(denied),
			inside: {...inside, uptimeSeconds: unsupported, tasks: unsupported},
		}),
		engines: [makeEngine({version: undefined, apiVersion: undefined, isRootless: undefined})],
		containers: new Map([[container.key, container]]),
		processes: new Map([[process.key, process]]),
	};
	assert.deepEqual(differences(contract, read(snapshot)), []);
});

test('the values of a container', () => {
	const {containers, schema, takenAt, seconds, problems} = read(rich());
	const container = containers[0]!;
	assert.deepEqual([schema, takenAt, seconds, problems], [1, '2026-11-23T15:40:31.123Z', 1.002, [{what: 'a', detail: 'b'}]]);
	assert.deepEqual(
		[
			container.id,
			container.name,
			container.state,
			container.exitCode,
			container.health,
			container.startedAt,
			container.engine,
			container.parent,
		],
		[idOf('web'), 'web', 'running', null, 'healthy', '2026-11-23T15:38:31.123Z', 'docker-1', null],
	);
	assert.deepEqual(container.labels, {'com.docker.compose.project': 'shop'});
	assert.deepEqual(container.ports, [
		{
			hostAddress: '0.0.0.0',
			hostPort: 8080,
			containerPort: 80,
			protocol: 'tcp',
		},
	]);
	assert.deepEqual(container.usage, {
		cpuPercent: 12.5,
		memoryBytes: 50_000_000,
		memoryLimitBytes: 64_000_000,
		swapBytes: 0,
		swapLimitBytes: null,
		swapLimitCgroup: null,
		zswapBytes: 0,
		zswappedBytes: 0,
		memory: {
			anonBytes: 30_000_000, fileBytes: 15_000_000, shmemBytes: 4_000_000, kernelBytes: 1_000_000,
		},
		pids: 7,
		pidsLimit: 100,
		cpuLimit: 1.5,
		cpuLimitCgroup: '/docker/web',
		cpuset: null,
		cpuCores: 1.5,
		memoryLimitCgroup: '/docker',
		pidsLimitCgroup: '/docker/web',
		throttledPercent: 3,
		summed: [],
		throttledCgroup: null,
		oomKills: 2,
		networkRxBytes: 11_000,
		networkTxBytes: 22_000,
		networkRxPerSecond: 110,
		networkTxPerSecond: 220,
		blockReadBytes: 33_000,
		blockWriteBytes: 44_000,
		blockReadPerSecond: 330,
		blockWritePerSecond: 440,
		pressure: {cpu: 1.5, memory: 2.5, io: 3.5},
	});
	assert.deepEqual(container.namespaces.user, {inode: hostInodes.user, host: true, sharedWith: []});
});

test('no limit is null without a reason; a limit that cannot be read is null with one', () => {
	const usageOf = (changes: Parameters<typeof makeUsage>[0]) => readContainer({usage: makeUsage(changes)}).usage;
	const none = usageOf({memoryLimitBytes: undefined, tasksLimit: undefined, cpuLimit: undefined});
	assert.deepEqual([none.memoryLimitBytes, none.pidsLimit, none.cpuLimit, none.missing], [null, null, null, undefined]);
	const unread = usageOf({memoryLimitBytes: denied, tasksLimit: unsupported, cpuLimit: undefined});
	assert.deepEqual(
		[unread.memoryLimitBytes, unread.pidsLimit, unread.cpuLimit, unread.missing],
		[null, null, null, {memoryLimitBytes: 'denied', pidsLimit: 'unsupported'}],
	);
});

test('the reason stands in the object that the value stands in', () => {
	const container = readContainer({
		isolation: makeIsolation(),
		usage: makeUsage({cpuPercent: firstSample, kernelBytes: unsupported, pressureIo: denied}),
	});
	assert.deepEqual(container.usage.missing, {cpuPercent: 'first-sample'});
	assert.deepEqual(container.usage.memory.missing, {kernelBytes: 'unsupported'});
	assert.deepEqual(container.usage.pressure, {
		cpu: 1.5, memory: 2.5, io: null, missing: {io: 'denied'},
	});
	assert.equal(container.missing, undefined);
});

test('what isolates a container is told with its reasons; the root file system that may not be read is denied', () => {
	const {isolation, root, missing} = readContainer({
		isolation: makeIsolation({
			isPrivileged: unsupported, capabilities: denied, root: denied, engineSockets: [{path: '/var/run/docker.sock', engine: 'dockerd'}],
		}),
	});
	assert.deepEqual([root, missing], [null, {root: 'denied'}]);
	const {privileged, capabilities, readOnlyRoot, lsm, engineSockets, seccomp, missing: reasons} = isolation as Values;
	assert.deepEqual(
		[privileged, capabilities, readOnlyRoot, lsm, engineSockets, seccomp],
		[null, null, null, null, ['/var/run/docker.sock'], 'filter'],
	);
	assert.deepEqual(reasons, {
		privileged: 'unsupported',
		capabilities: 'denied',
		readOnlyRoot: 'denied',
		lsm: 'unsupported',
	});
	assert.deepEqual(readContainer({isolation: makeIsolation()}).root, {
		kind: 'overlay',
		lower: ['/l/2', '/l/1'],
		upper: '/u',
		readOnly: false,
	});
});

test('what was not looked at yet waits for its sample, what cannot be is gone or elsewhere', () => {
	for (const [initPid, reason] of [[2441, 'first-sample'], [gone, 'gone'], [unsupported, 'unsupported']] as const) {
		const {isolation, root, missing} = readContainer({initPid});
		assert.deepEqual([isolation, root], [null, null]);
		assert.equal((missing as Values).isolation, reason);
		assert.equal((missing as Values).root, reason);
	}
});

test('an engine has the pid of its process, and the container that it runs in with the engine inside', () => {
	const outer = makeContainer({name: 'dind', isolation: makeIsolation({nestedEngine: 'dockerd'})});
	const engineProcesses = [
		{
			pid: 900,
			program: 'dockerd',
			path: '/run/docker.sock',
			socket: '25:1000',
			container: undefined,
			isAskable: true,
		},
	];
	const document = read(
		makeSnapshot({
			containers: [outer],
			engines: [makeEngine(), makeEngine({id: 'inner', socket: '26:5', container: outer.key})],
			engineProcesses,
		}),
	);
	assert.deepEqual(
		document.engines.map(({id, pid, container}) => [id, pid, container]),
		[
			['docker-1', 900, null],
			['inner', null, outer.id],
		],
	);
	const isolation = document.containers[0]!.isolation as Values;
	assert.deepEqual([isolation.nestedEngine, isolation.nestedEngineProgram], ['inner', 'dockerd']);
});

test('a stopped container has its exit code, and gone for what only processes have', () => {
	const container = readContainer({
		state: 'exited',
		exitCode: 137,
		usage: goneUsage,
		init: gone,
		initPid: gone,
		pids: [],
		cgroup: gone,
		namespaces: unknownNamespaces({inode: gone, isHost: gone, sharedWith: []}),
	});
	assert.deepEqual(
		[container.exitCode, container.pids, container.initPid, container.missing],
		[
			137,
			[],
			null,
			{
				initPid: 'gone',
				cgroup: 'gone',
				isolation: 'gone',
				root: 'gone',
			},
		],
	);
	assert.deepEqual(container.namespaces.net, {
		inode: null,
		host: null,
		sharedWith: [],
		missing: {inode: 'gone', host: 'gone'},
	});
	assert.equal(container.usage.missing.memoryBytes, 'gone');
});

test('a container on another kernel is unsupported throughout', () => {
	const container = readContainer({
		usage: remoteUsage, initPid: unsupported, init: unsupported, pids: [], cgroup: unsupported,
	});
	assert.deepEqual(container.missing, {
		initPid: 'unsupported', cgroup: 'unsupported', isolation: 'unsupported', root: 'unsupported',
	});
	assert.deepEqual([...new Set(Object.values(container.usage.missing))], ['unsupported']);
});

test('a label may be called missing, or __proto__', () => {
	for (const text of ['{"missing":"denied"}', '{"missing":"x","other":"y"}', '{"__proto__":"z"}']) {
		const container = readContainer({isolation: makeIsolation(), labels: JSON.parse(text) as Record<string, string>});
		assert.equal(JSON.stringify(container.labels), text);
		assert.equal(container.missing, undefined);
	}
});

test('containers are identified by the engine\'s ids, whatever keys the model gives them', () => {
	const outer = makeContainer({key: 'k-outer', id: idOf('outer'), name: 'outer'});
	const shared = {inode: 77, isHost: false, sharedWith: ['k-inner']};
	const inner = makeContainer({
		key: 'k-inner',
		id: idOf('inner'),
		name: 'inner',
		parent: 'k-outer',
		namespaces: makeNamespaceUses('inner', {net: {...shared, sharedWith: ['k-outer']}}),
	});
	const {containers, processes, namespaces} = read(
		makeSnapshot({containers: [{...outer, namespaces: makeNamespaceUses('outer', {net: shared})}, inner]}),
	);
	assert.deepEqual(
		containers.map(({id, parent}) => [id, parent]),
		[
			[outer.id, null],
			[inner.id, outer.id],
		],
	);
	assert.deepEqual(
		containers.map(container => container.namespaces.net!.sharedWith),
		[[inner.id], [outer.id]],
	);
	assert.deepEqual(
		processes.map(({container}) => container),
		[outer.id, inner.id],
	);
	assert.deepEqual(namespaces.find(({inode}) => inode === 77)?.containers, [outer.id, inner.id]);
});

test('a container that was removed is not in the document any more', () => {
	const {containers} = read(makeSnapshot({containers: [makeContainer(), makeContainer({name: 'job', state: 'exited', isRemoved: true})]}));
	assert.deepEqual(containers.map(({name}) => name), ['web']);
});

test('a process has its pids from outside to inside, and a host namespace is told as such', () => {
	const process = makeProcess({
		pid: 3110,
		nspid: [3110, 222, 1],
		pidInside: 1,
		container: undefined,
		user: undefined,
		uid: 100_000,
	});
	const {processes, namespaces} = read(
		makeSnapshot({
			containers: [makeContainer({namespaces: makeNamespaceUses('web', {net: hostUse('net')})})],
			processes: [process],
		}),
	);
	const found = processes[0]!;
	assert.deepEqual(
		[found.pid, found.nspid, found.pidInside, found.container, found.user, found.uid, found.args],
		[3110, [3110, 222, 1], 1, null, null, 100_000, ['nginx', '-g', 'daemon off;']],
	);
	assert.equal(namespaces.find(({kind}) => kind === 'net')?.host, true);
	assert.equal(namespaces.find(({kind}) => kind === 'pid')?.host, false);
});

test('how a container ended, and how often it was started again, stand in the document', () => {
	const ended = readContainer({
		state: 'exited', exitCode: 137, isOomKilled: true, restartCount: 3,
	});
	assert.deepEqual([ended.exitCode, ended.oomKilled, ended.restartCount], [137, true, 3]);
	const unknown = readContainer({isOomKilled: undefined, restartCount: undefined});
	assert.deepEqual([unknown.oomKilled, unknown.restartCount], [null, null]);
});

test('a container without a project has none, one of a pod names its namespace', () => {
	assert.equal(readContainer({}).project, null);
	assert.deepEqual(
		readContainer({
			labels: {'io.kubernetes.pod.name': 'web-0', 'io.kubernetes.pod.namespace': 'shop', 'io.kubernetes.container.name': 'nginx'},
		}).project,
		{
			name: 'web-0', kind: 'pod', service: 'nginx', number: null, namespace: 'shop', dependsOn: [],
		},
	);
});

test('an engine that has not answered yet is connecting, one that refuses is denied, each with a sentence', () => {
	const engines = [
		makeEngine({state: 'connecting', version: undefined}),
		makeEngine({id: 'e2', state: 'denied', detail: 'Join the group.'}),
	];
	const document = read(makeSnapshot({engines}));
	assert.deepEqual(
		document.engines.map(({id, state, version, detail, kind, rootless}) => [id, state, version, detail, kind, rootless]),
		[
			['docker-1', 'connecting', null, 'It has not answered yet.', 'docker', false],
			['e2', 'denied', '20.10.24', 'Join the group.', 'docker', false],
		],
	);
});

test('percentages and rates have two digits behind the point, seconds three', () => {
	const {usage} = readContainer({usage: makeUsage({cpuPercent: 33.333333, networkRxPerSecond: 0.006})});
	assert.deepEqual([usage.cpuPercent, usage.networkRxPerSecond, read(makeSnapshot({seconds: 1.00049})).seconds], [33.33, 0.01, 1]);
});

test('whatever the names hold, a document is one line and reads back the same', () => {
	for (const name of hostileTexts) {
		const snapshot = makeSnapshot({containers: [makeContainer({name, command: name})]});
		const line = JSON.stringify(toDocument(snapshot));
		assert.deepEqual([...line].filter(character => character < ' '), []);
		const {containers} = JSON.parse(line) as Document;
		assert.deepEqual([containers[0]?.name, containers[0]?.command], [name, name]);
	}
});

test('nothing is lost on the way through JSON', () => {
	assert.deepEqual(read(rich()), toDocument(rich()));
});
