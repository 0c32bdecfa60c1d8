import test from 'node:test';
import assert from 'node:assert/strict';
import {
	denied,
	firstSample,
	gone,
	isMissing,
	unsupported,
} from '../../../source/known.ts';
import type {EngineReading, EngineStatus} from '../../../source/engine/engine.ts';
import type {ProcessFacts, ProcessIdentity} from '../../../source/kernel/reading.ts';
import {buildSnapshot} from '../../../source/model/build/snapshot.ts';
import type {Readings} from '../../../source/model/readings.ts';
import {groupProcesses} from '../../../source/model/ownership/ownership.ts';
import {idOf, makeEngine, takenAt} from '../../helpers/make.ts';
import {
	identitiesOf,
	inodes,
	makeCgroup,
	makeEngineContainer,
	makeFacts,
	makeHostReading,
	makeIdentity,
	makeInterface,
	makeSample,
	memberships,
	pairOf,
} from '../../helpers/readings.ts';

const web = idOf('web');
const database = idOf('db');
const host = inodes(0);
const hostPid = host.pid;

type Changes = Partial<Omit<Readings, 'identities'>> & {
	readonly identities?: readonly ProcessIdentity[];
	readonly factsOf?: Readonly<Record<number, Partial<ProcessFacts>>>;
};

/**
Readings of these processes; groups follow from them, and each container's namespaces from its pid, if not said otherwise.
*/
function readings({identities = [], factsOf = {}, ...changes}: Changes = {}): Readings {
	const byPid = identitiesOf(...identities);
	const engines = changes.engines ?? [];
	const groups = groupProcesses({
		processes: byPid,
		hostPidNamespace: hostPid,
		engineContainers: engines.flatMap(({status, containers}) => (status.container === undefined ? containers : [])),
	});
	return {
		takenAt,
		steadyMilliseconds: changes.takenAt ?? takenAt,
		seconds: 1,
		hostFacts: {
			hostname: 'vm', kernel: '6.18', os: 'Linux', cgroup: 'v2',
		},
		host: pairOf(makeHostReading()),
		hostNamespaces: host,
		processCount: byPid.size,
		groups,
		shownPids: [...groups.values()].flatMap(({pids}) => pids).toSorted((a, b) => a - b),
		facts: pid => makeFacts({namespaces: inodes(pid * 100), ...factsOf[pid]}),
		sample: () => pairOf(makeSample()),
		cgroup: () => pairOf(makeCgroup()),
		network: inode => pairOf([makeInterface('eth0', inode, 0)]),
		users: new Map([[0, 'root']]),
		details: undefined,
		self: {pid: 4242, cpuPercent: firstSample, residentBytes: 1},
		problems: [],
		isTick: true,
		...changes,
		identities: byPid,
		engines,
	};
}

const inContainer = (pid: number, path: string, changes: Partial<ProcessIdentity> = {}) => makeIdentity({
	pid, cgroups: memberships(path), pidNamespace: pid * 1000, ...changes,
});

const engineWith = (containers: EngineReading['containers'], status: Partial<EngineStatus> = {}): EngineReading => ({
	status: makeEngine(status),
	containers,
	exitCodes: new Map(),
});

test('a container that both sides know is one, by its id', () => {
	const snapshot = buildSnapshot(
		readings({
			identities: [makeIdentity({pid: 1}), inContainer(30, `/docker/${web}`)],
			engines: [
				engineWith([
					makeEngineContainer({id: web, name: 'web'}),
					makeEngineContainer({
						id: database,
						name: 'db',
						state: 'exited',
						exitCode: 0,
					}),
				]),
			],
		}),
		undefined,
	);
	assert.deepEqual(
		[...snapshot.containers.values()].map(({name, state, initPid}) => [name, state, initPid]),
		[
			['db', 'exited', gone],
			['web', 'running', 30],
		],
	);
	assert.deepEqual([...snapshot.processes.keys()], ['30:300']);
	assert.equal(snapshot.processes.get('30:300')?.container, web);
	assert.deepEqual(snapshot.engines.map(({id}) => id), ['docker-1']);
	assert.equal(snapshot.host.processes, 2);
});

test('the same readings give the same snapshot', () => {
	const input = readings({identities: [inContainer(30, `/docker/${web}`)]});
	assert.deepEqual(buildSnapshot(input, undefined), buildSnapshot(input, undefined));
});

test('the start of a container no engine knows is that of its first process, and does not tremble with the clock', () => {
	const input = readings({identities: [inContainer(30, `/docker/${web}`, {startTicks: 250})]});
	const first = buildSnapshot(input, undefined);
	assert.equal(first.containers.get(web)?.startedAt, takenAt - (11_520 - 2.5) * 1000);
	assert.equal(
		buildSnapshot({...input, takenAt: takenAt + 7}, first).containers.get(web)?.startedAt,
		first.containers.get(web)?.startedAt,
	);
	assert.equal(
		buildSnapshot({...input, host: pairOf(makeHostReading({uptimeSeconds: denied}))}, undefined).containers.get(web)?.startedAt,
		undefined,
	);
});

test('an engine that says running of what has no process for a second is not believed, nor hurried', () => {
	const engines = [engineWith([makeEngineContainer({id: web, name: 'web', startedAt: 1})])];
	const alive = buildSnapshot(readings({identities: [inContainer(30, `/docker/${web}`)], engines}), undefined);
	const empty = (milliseconds: number, previous: typeof alive) =>
		buildSnapshot(readings({engines, takenAt: takenAt + milliseconds}), previous);
	const soon = empty(500, alive);
	assert.equal(soon.containers.get(web)?.state, 'running');
	assert.equal(empty(1500, soon).containers.get(web)?.state, 'running');
	const late = empty(1501, soon);
	assert.deepEqual(
		[late.containers.get(web)?.state, late.containers.get(web)?.initPid, late.containers.get(web)?.diedAt],
		['exited', gone, takenAt + 1501],
	);
	const back = buildSnapshot(readings({identities: [inContainer(40, `/docker/${web}`)], engines, takenAt: takenAt + 5000}), late);
	assert.deepEqual([back.containers.get(web)?.state, back.containers.get(web)?.diedAt], ['running', undefined]);
	assert.equal(
		empty(60_000, empty(0, empty(0, buildSnapshot(readings({engines}), undefined)))).containers.get(web)?.state,
		'running',
		'what was never seen here may run where it cannot be seen',
	);
});

test('docker in docker: the inner one has the outer one as its parent, and a pid for each level', () => {
	const snapshot = buildSnapshot(readings({
		identities: [inContainer(30, `/docker/${web}`), inContainer(50, `/docker/${web}/docker/${database}`)],
	}), undefined);
	assert.deepEqual([snapshot.containers.get(web)?.parent, snapshot.containers.get(database)?.parent], [undefined, web]);
});

test('--network=container:x: both show who shares, with the same numbers', () => {
	const shared = {...inodes(5000), net: inodes(3000).net};
	const snapshot = buildSnapshot(readings({
		identities: [inContainer(30, `/docker/${web}`), inContainer(50, `/docker/${database}`)],
		factsOf: {50: {namespaces: shared}},
	}), undefined);
	const [first, second] = [snapshot.containers.get(web)!, snapshot.containers.get(database)!];
	assert.deepEqual([first.namespaces.net.sharedWith, second.namespaces.net.sharedWith], [[database], [web]]);
	assert.equal(first.usage.networkRxBytes, shared.net);
	assert.equal(second.usage.networkRxBytes, shared.net);
	assert.deepEqual(first.namespaces.ipc.sharedWith, []);
});

test('--net=host: told as the host\'s, and the host\'s traffic is nobody\'s', () => {
	const snapshot = buildSnapshot(readings({
		identities: [inContainer(30, `/docker/${web}`)],
		factsOf: {30: {namespaces: {...inodes(3000), net: host.net}}},
	}), undefined);
	const {namespaces, usage} = snapshot.containers.get(web)!;
	assert.deepEqual(namespaces.net, {inode: host.net, isHost: true, sharedWith: []});
	assert.equal(usage.networkRxBytes, unsupported);
});

test('a first process that ended before it was looked at leaves namespaces that are gone', () => {
	const input = readings({identities: [inContainer(30, `/docker/${web}`)]});
	const {namespaces, usage} = buildSnapshot({...input, facts: () => undefined}, undefined).containers.get(web)!;
	assert.deepEqual([namespaces.net.inode, usage.networkRxBytes, usage.memoryBytes], [gone, gone, 500]);
});

test('a zombie that lost its cgroup stays in its container', () => {
	const zombie = makeIdentity({pid: 31, pidNamespace: 30_000});
	const snapshot = buildSnapshot(readings({
		identities: [inContainer(30, `/docker/${web}`), zombie],
		sample: pid => pairOf(makeSample({state: pid === 31 ? 'Z' : 'S'})),
		factsOf: {
			31: {
				namespaces: {
					...inodes(3100), mnt: gone, net: gone, uts: gone, cgroup: gone,
				},
			},
		},
	}), undefined);
	assert.deepEqual(snapshot.containers.get(web)?.pids, [30, 31]);
	assert.deepEqual([snapshot.processes.get('31:310')?.container, snapshot.processes.get('31:310')?.state], [web, 'Z']);
});

test('engine down with a stale list: what the kernel does not show has exited, what it shows runs', () => {
	const list = [
		makeEngineContainer({
			id: web,
			name: 'web',
			state: 'exited',
			exitCode: 1,
		}),
		makeEngineContainer({id: database, name: 'db'}),
	];
	const snapshot = buildSnapshot(
		readings({identities: [inContainer(30, `/docker/${web}`)], engines: [engineWith(list, {state: 'unreachable'})]}),
		undefined,
	);
	assert.deepEqual(
		[...snapshot.containers.values()].map(({name, state}) => [name, state]),
		[
			['db', 'exited'],
			['web', 'running'],
		],
	);
});

test('the same pid with another start is another process', () => {
	const before = buildSnapshot(readings({identities: [inContainer(30, `/docker/${web}`)]}), undefined);
	const after = buildSnapshot(readings({identities: [inContainer(30, `/docker/${web}`, {startTicks: 999})]}), before);
	assert.deepEqual([[...before.processes.keys()], [...after.processes.keys()]], [['30:300'], ['30:999']]);
	assert.equal(after.containers.get(web)?.init, '30:999');
});

test('a removed container is remembered for a minute, then forgotten', () => {
	const engines = [engineWith([makeEngineContainer({id: web, name: 'job'})])];
	const alive = buildSnapshot(readings({identities: [inContainer(30, `/docker/${web}`)], engines}), undefined);
	const after = (milliseconds: number, previous: typeof alive) =>
		buildSnapshot(readings({takenAt: takenAt + milliseconds, engines: [engineWith([])]}), previous);
	const removed = after(1000, alive);
	const {name, state, isRemoved, diedAt} = removed.containers.get(web)!;
	assert.deepEqual([name, state, isRemoved, diedAt], ['job', 'exited', true, takenAt + 1000]);
	assert.ok(after(61_000, removed).containers.has(web));
	assert.ok(!after(61_001, removed).containers.has(web));
	assert.ok(!after(130_000, after(61_001, removed)).containers.has(web));
});

test('history grows with ticks alone, and what changed in between is not a sample', () => {
	const identities = [inContainer(30, `/docker/${web}`)];
	const first = buildSnapshot(readings({identities, isTick: false}), undefined);
	assert.equal(first.history.get(web)?.memoryBytes.length, 1, 'the first snapshot begins it');
	const extra = buildSnapshot(readings({identities, isTick: false}), first);
	assert.equal(extra.history, first.history);
	const tick = buildSnapshot(readings({identities}), extra);
	assert.deepEqual(tick.history.get(web)?.memoryBytes.last(), [500, 500]);
	assert.deepEqual(tick.history.get(web)?.cpuPercent.last(), [undefined, undefined]);
});

test('host processes that are shown belong to no container and are in the host\'s namespaces', () => {
	const input = readings({identities: [makeIdentity({pid: 1}), inContainer(30, `/docker/${web}`)], factsOf: {1: {namespaces: host}}});
	const snapshot = buildSnapshot({...input, isWholeHost: true, shownPids: [1, 30]}, undefined);
	assert.equal(snapshot.processes.get('1:10')?.container, undefined);
	const uts = snapshot.namespaces.get(`uts:${host.uts}`);
	assert.deepEqual([uts?.isHost, uts?.pids, uts?.containers], [true, [1], []]);
});

test('a pid that vanished between the list and the reading is left out', () => {
	const input = readings({identities: [inContainer(30, `/docker/${web}`)]});
	const snapshot = buildSnapshot({...input, shownPids: [30, 31]}, undefined);
	assert.deepEqual([...snapshot.processes.keys()], ['30:300']);
});

test('a running container of a remote engine is unsupported, and so is everything the kernel would tell', () => {
	const {containers, namespaces} = buildSnapshot(
		readings({engines: [engineWith([makeEngineContainer({id: web})], {isLocal: false, address: 'tcp://far:2375'})]}),
		undefined,
	);
	const {state, initPid, usage} = containers.get(web)!;
	assert.deepEqual([state, initPid], ['running', unsupported]);
	assert.ok(Object.values(usage).every(value => isMissing(value) && value.missing === 'unsupported'));
	assert.equal(namespaces.size, 0);
});

test('an engine in a container speaks for what lies in that container, and neither for what lies elsewhere nor for what the host\'s engine tells', () => {
	const [outer, ended] = [idOf('outer'), idOf('ended')];
	const identities = [
		inContainer(30, `/docker/${web}`),
		inContainer(40, `/docker/${outer}`),
		inContainer(50, `/docker/${outer}/docker/${database}`),
	];
	const inside = engineWith(
		[web, ended, database].map(id => makeEngineContainer({id, name: 'said-inside'})),
		{id: 'inner', container: outer},
	);
	const outside = engineWith([
		makeEngineContainer({id: web, name: 'web', initPid: 30}),
		makeEngineContainer({
			id: ended,
			name: 'ended',
			state: 'exited',
			initPid: undefined,
		}),
	]);
	for (const engines of [
		[inside, outside],
		[outside, inside],
	]) {
		const {containers} = buildSnapshot(readings({identities, engines}), undefined);
		assert.deepEqual(
			[web, ended, database].map(id => [containers.get(id)?.name, containers.get(id)?.parent]),
			[
				['web', undefined],
				['ended', undefined],
				['said-inside', outer],
			],
		);
		assert.equal(containers.size, 4);
	}
});

test('an engine that is asked through two sockets has each container once', () => {
	const engines = ['first', 'second'].map(id => engineWith([makeEngineContainer({id: web, initPid: 30})], {id}));
	const {containers} = buildSnapshot(readings({identities: [inContainer(30, `/docker/${web}`)], engines}), undefined);
	assert.deepEqual([...containers.values()].map(({engine}) => engine), ['first']);
});
