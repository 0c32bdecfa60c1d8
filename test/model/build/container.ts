import test from 'node:test';
import assert from 'node:assert/strict';
import {
	denied,
	gone,
	unsupported,
	type Known,
} from '../../../source/known.ts';
import type {EngineContainer, EngineStatus} from '../../../source/engine/engine.ts';
import {
	buildContainer,
	isAlive,
	isKnownSame,
	rememberContainer,
	remembranceMilliseconds,
	type ContainerContext,
	type SeenContainer,
	type ToldContainer,
} from '../../../source/model/build/container.ts';
import type {Container} from '../../../source/model/container.ts';
import {idOf, makeEngine, takenAt} from '../../helpers/make.ts';
import {
	inodes,
	makeCgroup,
	makeEngineContainer,
	makeGroup,
	pairOf,
} from '../../helpers/readings.ts';
import {startTime} from '../../../source/model/build/started-at.ts';

const id = idOf('web');
const context: ContainerContext = {
	steadyMilliseconds: takenAt, hostNamespaces: inodes(0), hostSize: {memoryBytes: 16_000_000_000, cpus: 2}, allNamespaces: new Map(),
};

const tell = (container: Partial<EngineContainer> = {}, engine: Partial<EngineStatus> = {}): ToldContainer => ({
	container: makeEngineContainer({id, ...container}),
	engine: makeEngine(engine),
});

const see = (changes: Partial<SeenContainer> = {}, frozen: Known<boolean> = false): SeenContainer => ({
	group: makeGroup(id),
	initKey: '30:300',
	startedAt: 5000,
	namespaces: inodes(100),
	cgroup: pairOf(makeCgroup({frozen})),
	network: undefined,
	...changes,
});

const build = (told?: ToldContainer, seen?: SeenContainer, previous?: Container, at = takenAt) =>
	buildContainer(id, {told, seen, previous}, {...context, steadyMilliseconds: at});

test('names come from the engine, numbers from the kernel', () => {
	const {name, image, initPid, init, pids, cgroup, usage, engine, runtime, startedAt} = build(
		tell({name: 'web'}, {id: 'e1', kind: 'podman'}),
		see(),
	);
	assert.deepEqual([name, image, engine, runtime, startedAt], ['web', 'nginx:alpine', 'e1', 'podman', 2000]);
	assert.deepEqual([initPid, init, pids, cgroup, usage.memoryBytes], [30, '30:300', [30, 31], `/docker/${id}`, 500]);
});

test('without an engine the kernel alone makes a container, named by the first twelve digits', () => {
	const container = build(undefined, see());
	assert.deepEqual(
		[container.name, container.id, container.image, container.engine, container.runtime],
		[id.slice(0, 12), id, '', undefined, 'docker'],
	);
	assert.deepEqual([container.state, container.startedAt, container.exitCode], ['running', 5000, undefined]);
	assert.equal(build(undefined, see({group: makeGroup(id, {id: 'my-box'})})).name, 'my-box');
});

test('the engine forgot it, but its processes live: names stay', () => {
	const before = build(tell({name: 'web', labels: {a: 'b'}}), see());
	const after = build(undefined, see(), before);
	assert.deepEqual(
		[after.name, after.image, after.labels, after.engine, after.state],
		['web', 'nginx:alpine', {a: 'b'}, 'docker-1', 'running'],
	);
});

test('an engine that answers knows the state best', () => {
	assert.equal(build(tell({state: 'paused'}), see()).state, 'paused');
	assert.equal(build(tell({state: 'restarting'}), undefined).state, 'restarting');
	assert.equal(build(tell({state: 'exited', exitCode: 137}), see()).state, 'exited');
});

test('engine down with a stale list: the kernel wins', () => {
	for (const state of ['unreachable', 'denied', 'connecting'] as const) {
		assert.equal(build(tell({state: 'running'}, {state}), undefined).state, 'exited', state);
		assert.equal(build(tell({state: 'paused'}, {state}), undefined).state, 'exited', state);
		assert.equal(build(tell({state: 'exited', exitCode: 1}, {state}), see()).state, 'running', state);
		assert.equal(build(tell({state: 'exited'}, {state}), see({}, true)).state, 'paused', state);
		assert.equal(build(tell({state: 'created'}, {state}), undefined).state, 'created', state);
		assert.equal(build(tell({state: 'paused'}, {state}), see()).state, 'paused', state);
	}
});

test('a container that runs again by the kernel\'s word has no exit code any more', () => {
	assert.equal(build(tell({state: 'exited', exitCode: 1}, {state: 'unreachable'}), see()).exitCode, undefined);
});

test('a container between two runs of a crash loop has the exit code of the last run', () => {
	assert.equal(build(tell({state: 'restarting', exitCode: 7}), undefined).exitCode, 7);
	assert.equal(build(tell({state: 'running', exitCode: undefined}), see()).exitCode, undefined);
});

test('between two runs of a crash loop there are no numbers, as of what has ended', () => {
	const {initPid, usage} = build(tell({state: 'restarting'}), undefined);
	assert.deepEqual([initPid, usage.cpuPercent, usage.memoryBytes], [gone, gone, gone]);
});

test('a wait between two runs is no death, however long, and the next run is given as long as any to be seen', () => {
	const waiting = build(tell({state: 'restarting'}), undefined, build(tell(), see()), takenAt + 100);
	const later = build(tell({state: 'restarting'}, {state: 'slow'}), undefined, waiting, takenAt + 60_000);
	assert.deepEqual([waiting.state, later.state], ['restarting', 'restarting']);
	const started = build(tell(), undefined, later, takenAt + 61_000);
	assert.equal(started.state, 'running');
	assert.equal(build(tell(), undefined, started, takenAt + 61_900).state, 'running');
	assert.equal(build(tell(), undefined, started, takenAt + 62_100).state, 'exited');
	const far = {isLocal: false} as const;
	const there = build(tell({}, far), undefined, build(tell({state: 'restarting'}, far), undefined), takenAt + 60_000);
	assert.equal(build(tell({}, far), undefined, there, takenAt + 120_000).state, 'running', 'what is elsewhere was never seen');
});

test('what is paused or has ended is neither healthy nor unhealthy', () => {
	assert.equal(build(tell({state: 'running', health: 'unhealthy'}), see()).health, 'unhealthy');
	for (const state of ['paused', 'exited', 'restarting', 'dead'] as const) {
		assert.equal(build(tell({state, health: 'unhealthy'}), undefined).health, undefined, state);
	}

	const before = build(tell({state: 'running', health: 'unhealthy'}), see());
	assert.equal(rememberContainer(before, takenAt)?.health, undefined);
});

test('a frozen cgroup is a paused container where no engine tells', () => {
	assert.equal(build(undefined, see({}, true)).state, 'paused');
	assert.equal(build(undefined, see({}, denied)).state, 'running');
	assert.equal(build(undefined, see({cgroup: undefined})).state, 'running');
});

test('a container on another kernel is unsupported, not gone, while it runs', () => {
	const far = {isLocal: false} as const;
	const container = build(tell({}, far), undefined);
	assert.deepEqual(
		[container.state, container.initPid, container.init, container.cgroup, container.usage.cpuPercent, container.namespaces.net],
		['running', unsupported, unsupported, unsupported, unsupported, {inode: unsupported, isHost: unsupported, sharedWith: []}],
	);
	assert.deepEqual(
		[build(tell({state: 'exited'}, far), undefined).initPid, build(tell({state: 'exited'}, far), undefined).usage.cpuPercent],
		[gone, gone],
	);
	const places = [far, {...far, elsewhere: {place: 'kernel', reason: ''}}, {...far, elsewhere: {place: 'outside', reason: ''}}, {}] as const;
	assert.deepEqual(places.map(engine => build(tell({}, engine), undefined).elsewhere), ['host', 'kernel', 'outside', undefined]);
	assert.equal(build(tell({}, far), see({})).elsewhere, undefined, 'its processes are here after all');
	assert.equal(build(tell({}, {...far, state: 'unreachable'}), undefined).state, 'running', 'nobody but its engine can know');
});

test('a stopped container has no processes, numbers or namespaces: gone, never 0', () => {
	const container = build(tell({state: 'exited', exitCode: 0}), undefined);
	assert.deepEqual(
		[
			container.initPid,
			container.init,
			container.pids,
			container.cgroup,
			container.usage.memoryBytes,
			container.usage.tasks,
			container.exitCode,
		],
		[gone, gone, [], gone, gone, gone, 0],
	);
	assert.deepEqual(container.namespaces.pid, {inode: gone, isHost: gone, sharedWith: []});
});

test('a running container without a cgroup of its own has none to tell, which is not the same as gone', () => {
	const seen = see({group: makeGroup(id, {cgroupPath: undefined, cgroups: undefined}), cgroup: undefined});
	assert.deepEqual([build(tell(), seen).cgroup, build(tell(), seen).usage.memoryBytes], [unsupported, unsupported]);
});

test('the moment of death is noted once, and only of what was seen alive', () => {
	const alive = build(tell(), see());
	assert.equal(alive.diedAt, undefined);
	const dead = build(tell({state: 'exited', exitCode: 137}), undefined, alive, takenAt + 1000);
	assert.deepEqual([dead.diedAt, dead.exitCode], [takenAt + 1000, 137]);
	assert.equal(build(tell({state: 'exited', exitCode: 137}), undefined, dead, takenAt + 9000).diedAt, takenAt + 1000);
	assert.equal(build(tell({state: 'exited'}), undefined).diedAt, undefined, 'it was dead before nstop came');
	assert.equal(build(tell(), see(), dead).diedAt, undefined, 'it lives again');
	assert.equal(build(tell(), see(), dead).exitCode, undefined);
});

test('removed while it ran (--rm): remembered as exited for a minute, without numbers', () => {
	const alive = build(tell({name: 'job'}), see());
	const remembered = rememberContainer(alive, takenAt + 1000)!;
	assert.deepEqual(
		[remembered.state, remembered.isRemoved, remembered.diedAt, remembered.name, remembered.engine],
		['exited', true, takenAt + 1000, 'job', 'docker-1'],
	);
	assert.deepEqual(
		[remembered.initPid, remembered.pids, remembered.usage.cpuPercent, remembered.namespaces.net.inode],
		[gone, [], gone, gone],
	);
	assert.ok(rememberContainer(remembered, takenAt + 1000 + remembranceMilliseconds));
	assert.equal(rememberContainer(remembered, takenAt + 1001 + remembranceMilliseconds), undefined);
});

test('what is remembered stays the same object, and the exit code the engine gave before it removed it stays', () => {
	const dead = build(tell({state: 'exited', exitCode: 3}), undefined, build(tell(), see()), takenAt + 10);
	const remembered = rememberContainer(dead, takenAt + 500)!;
	assert.deepEqual([remembered.exitCode, remembered.diedAt, remembered.isRemoved], [3, takenAt + 10, true]);
	assert.equal(rememberContainer(remembered, takenAt + 900), remembered);
});

test('one that was never started, or is being removed, is remembered as what it was last', () => {
	assert.equal(rememberContainer(build(tell({state: 'created'})), takenAt)?.state, 'created');
	assert.equal(rememberContainer(build(tell({state: 'dead'})), takenAt)?.state, 'dead');
	assert.equal(rememberContainer(build(tell({state: 'removing'})), takenAt)?.state, 'exited');
});

test('a name that is used again is another container; the same id that comes back is not removed any more', () => {
	const remembered = rememberContainer(build(tell(), see()), takenAt)!;
	assert.deepEqual([build(tell(), see(), remembered).isRemoved, build(undefined, see(), remembered).isRemoved], [false, false]);
});

test('states with processes are alive', () => {
	const alive = (['running', 'paused', 'exited', 'created', 'restarting', 'removing', 'dead'] as const).filter(state => isAlive(state));
	assert.deepEqual(alive, ['running', 'paused', 'restarting']);
});

test('a start in ticks since boot is a moment only where the boot is known', () => {
	assert.equal(startTime(250, 100, 1_000_000), 1_002_500);
	assert.equal(startTime(250, 100, denied), undefined);
});

test('a start that an engine reported by a clock which has been set since is that of the first process', () => {
	const seen = {...see(), startedAt: takenAt - 20 * 60_000};
	assert.equal(build(tell({startedAt: takenAt - 4 * 3_600_000}), seen).startedAt, seen.startedAt);
	assert.equal(build(tell({startedAt: seen.startedAt + 800}), seen).startedAt, seen.startedAt + 800, 'an engine notes it a little later');
	const before = build(tell({startedAt: seen.startedAt}), seen);
	const earlier = {...seen, startedAt: seen.startedAt - 3_600_000};
	assert.equal(build(undefined, earlier, before).startedAt, earlier.startedAt, 'the clock was set while nstop ran');
});

test('two unknown values are not the same', () => {
	assert.ok(isKnownSame(1, 1));
	assert.ok(!isKnownSame(1, 2));
	assert.ok(!isKnownSame(denied, denied));
	assert.ok(!isKnownSame(denied, gone));
});
