import assert from 'node:assert/strict';
import {
	cpSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {test} from 'node:test';
import {
	firstSample,
	gone,
	isMissing,
	unsupported,
} from '../../source/known.ts';
import type {EngineReading} from '../../source/engine/engine.ts';
import {KernelScanner} from '../../source/kernel/scan.ts';
import {buildSnapshot, SnapshotBuilder} from '../../source/model/build/snapshot.ts';
import {flagsOf} from '../../source/model/isolation/flags.ts';
import type {Snapshot} from '../../source/model/snapshot.ts';
import {Collector} from '../../source/sampler/collector.ts';
import {wantsNothing, type Wants} from '../../source/sampler/wants.ts';
import {makeFolder} from '../helpers/live-process.ts';
import {makeEngine, takenAt} from '../helpers/make.ts';
import {makeEngineContainer} from '../helpers/readings.ts';

const id = 'ccc6137ddfe7273ad64ca23c6a7639c0880c30bd22163faf691ceb40a66321ec';
const hostFacts = {
	hostname: 'vm', kernel: '6.18', os: 'Linux', cgroup: 'hybrid',
} as const;
const watching: Wants = {isWholeHost: false, sampled: {containers: [id]}, details: undefined};

const urgent: Wants = {...watching, isAllAtOnce: true};

const noEngines: readonly EngineReading[] = [];

/**
A copy of a host with a container, and a collector of it.
*/
function start(name = 'debian-hybrid') {
	const root = makeFolder(`test/fixtures/hosts/${name}`);
	const collector = new Collector(new KernelScanner({proc: `${root}/proc`, cgroup: `${root}/sys/fs/cgroup`}));
	let previous: Snapshot | undefined;
	const look = (atSeconds: number, wants: Wants = wantsNothing, engines: readonly EngineReading[] = noEngines, now = () => atSeconds) => {
		writeFileSync(`${root}/proc/uptime`, `${(9000 + atSeconds).toFixed(2)} 1.00\n`);
		const readings = collector.collect({
			takenAt: takenAt + (atSeconds * 1000), atSeconds, now, wants, engines, isTick: true,
		}, hostFacts, new Map([[0, 'root']]));
		previous = buildSnapshot(readings, previous);
		return {readings, snapshot: previous, container: previous.containers.get(id)};
	};

	return {
		root, look, proc: `${root}/proc`, cgroup: (controller: string) => `${root}/sys/fs/cgroup/${controller}/docker/${id}`,
	};
}

function change(file: string, from: string, to: string): void {
	const before = readFileSync(file, 'utf8');
	assert.ok(before.includes(from), `${file} has ${from}`);
	writeFileSync(file, before.replace(from, () => to));
}

/**
So that the list of processes is read again.
*/
const fork = ({proc}: {readonly proc: string}) => {
	writeFileSync(
		`${proc}/stat`,
		readFileSync(`${proc}/stat`, 'utf8').replace(/^processes (\d+)$/mu, (_, forks: string) => `processes ${Number(forks) + 1}`),
	);
};

test('the first look tells the containers with all but their rates', () => {
	const {snapshot, container} = start().look(10);
	assert.deepEqual([...snapshot.containers.keys()], [id]);
	assert.deepEqual(
		[container?.name, container?.state, container?.pids, container?.initPid, container?.init],
		[id.slice(0, 12), 'running', [14_920, 14_948], 14_920, '14920:210626'],
	);
	assert.deepEqual(
		[container?.usage.tasks, container?.usage.cpuPercent, container?.usage.networkRxBytes, container?.usage.networkRxPerSecond],
		[2, firstSample, 1182, firstSample],
	);
	assert.equal(container?.usage.cpuLimit, 0.5);
	assert.deepEqual([snapshot.seconds, snapshot.host.processes, snapshot.host.cpuPercent], [0, 4, firstSample]);
	assert.equal(container?.namespaces.net.isHost, false);
	assert.equal(container?.namespaces.user.isHost, true);
});

test('what isolates a container is unknown until its first process has executed its program, and is read then', () => {
	const host = start();
	const own = `${host.proc}/14920`;
	const before = -6893.5;
	cpSync(`${own}/ns`, `${own}/ns-later`, {recursive: true, verbatimSymlinks: true});
	rmSync(`${own}/ns`, {recursive: true});
	cpSync(`${host.proc}/2/ns`, `${own}/ns`, {recursive: true, verbatimSymlinks: true});
	change(`${own}/stat`, '(sleep) S 14900 14920 14920 0 -1 4194560', '(runc:[2:INIT]) S 14900 14920 14920 0 -1 4194624');
	change(`${own}/cmdline`, 'sleep\u{0}3001', 'runc\u{0}init');
	const early = host.look(before, urgent).container;
	assert.deepEqual([early?.isolation, early?.namespaces.mnt.isHost, early?.namespaces.net.inode], [undefined, firstSample, firstSample]);
	assert.deepEqual([early?.usage.networkRxBytes, flagsOf(early!)], [firstSample, []], 'and nothing of the host is taken for its own');

	rmSync(`${own}/ns`, {recursive: true});
	renameSync(`${own}/ns-later`, `${own}/ns`);
	change(`${own}/stat`, '(runc:[2:INIT]) S 14900 14920 14920 0 -1 4194624', '(sleep) S 14900 14920 14920 0 -1 4194560');
	change(`${own}/cmdline`, 'runc\u{0}init', 'sleep\u{0}3001');
	const later = host.look(before + 0.1, urgent).container;
	assert.deepEqual([later?.isolation?.rootIsHostRoot, later?.namespaces.mnt.isHost], [false, false]);
});

test('a program that is called as a runtime is has its isolation known after a while', () => {
	const host = start();
	change(`${host.proc}/14920/cmdline`, 'sleep\u{0}3001', 'runc\u{0}init');
	const look = (atSeconds: number) => host.look(atSeconds, urgent).container?.namespaces.mnt.isHost;
	assert.deepEqual([look(-6893), look(-6880), look(-6870)], [firstSample, firstSample, false]);
});

test('the second look tells the rates', () => {
	const host = start();
	host.look(10);
	change(`${host.cgroup('cpuacct')}/cpuacct.usage`, '22749380', '1022749380');
	change(`${host.cgroup('unified')}/cpu.stat`, 'usage_usec 22749', 'usage_usec 1022749');
	change(`${host.proc}/14920/net/dev`, '1182', '3182');
	const {container, snapshot} = host.look(12);
	assert.equal(Math.round(container?.usage.cpuPercent as number), 50);
	assert.equal(container?.usage.networkRxPerSecond, 1000);
	assert.equal(snapshot.seconds, 2);
});

test('where a look takes long, each rate is over the time between its own two readings', () => {
	const host = start();
	/**
	A clock that is later at each call, as where nstop has to wait for a processor.
	*/
	const slowly = (beginning: number, step: number): (() => number) => {
		let seconds = beginning;
		return () => {
			seconds += step;
			return seconds;
		};
	};

	// The host is read first, then the container, then its processes.
	host.look(10, watching, noEngines, slowly(10, 0.5));
	change(`${host.cgroup('cpuacct')}/cpuacct.usage`, '22749380', '1522749380');
	change(`${host.cgroup('unified')}/cpu.stat`, 'usage_usec 22749', 'usage_usec 1522749');
	const {container, snapshot} = host.look(12, watching, noEngines, slowly(12, 1));
	assert.equal(container?.usage.cpuPercent, 50);
	assert.equal(snapshot.seconds, 2);
});

test('a look too soon after the last one keeps its numbers: a rate over an instant is noise', () => {
	const host = start();
	host.look(10);
	change(`${host.proc}/14920/net/dev`, '1182', '3182');
	const {readings, container} = host.look(10.1);
	assert.deepEqual([container?.usage.networkRxBytes, container?.usage.networkRxPerSecond], [1182, firstSample]);
	assert.ok(Math.abs(readings.seconds - 0.1) < 1e-9);
	assert.equal(host.look(12).container?.usage.networkRxPerSecond, 1000);
});

test('processes are sampled only where they are looked at', () => {
	const host = start();
	const unseen = host.look(10).snapshot.processes.get('14920:210626');
	assert.deepEqual([unseen?.state, unseen?.residentBytes, unseen?.cpuPercent], [firstSample, firstSample, firstSample]);
	assert.deepEqual([unseen?.args, unseen?.nspid, unseen?.user], [['sleep', '3001'], [14_920, 1], 'root'], 'but who they are is known');
	const first = host.look(11, watching).snapshot.processes.get('14920:210626');
	assert.deepEqual([first?.state, first?.cpuPercent], ['S', firstSample]);
	change(`${host.proc}/14920/stat`, ' 1143 0 0 0 1 0 ', ' 1143 0 0 0 51 30 ');
	assert.equal(host.look(12, watching).snapshot.processes.get('14920:210626')?.cpuPercent, 80);
	assert.equal(host.look(13, {...watching, sampled: 'shown'}).snapshot.processes.get('14920:210626')?.state, 'S');
});

test('a zombie that lost its cgroup everywhere stays in its container by its pid namespace', () => {
	const host = start();
	writeFileSync(`${host.proc}/14948/cgroup`, '3:memory:/\n2:cpu:/\n0::/\n');
	const {container, snapshot} = host.look(10, watching);
	assert.deepEqual(container?.pids, [14_920, 14_948]);
	const zombie = snapshot.processes.get('14948:210639');
	assert.deepEqual([zombie?.container, zombie?.state, zombie?.args, zombie?.pidInside], [id, 'Z', [], 8]);
});

test('the whole host only when it is wanted', () => {
	const host = start();
	assert.deepEqual([...host.look(10).snapshot.processes.values()].map(({pid}) => pid), [14_920, 14_948]);
	const {snapshot} = host.look(11, {...wantsNothing, isWholeHost: true});
	assert.deepEqual(
		[...snapshot.processes.values()].map(({pid, container}) => [pid, container]),
		[
			[2, undefined],
			[14_920, id],
			[14_948, id],
			[15_036, undefined],
		],
	);
	assert.deepEqual(snapshot.namespaces.get('net:4026531833')?.pids, [2, 15_036]);
	assert.equal(snapshot.namespaces.get('net:4026531833')?.isHost, true);
	assert.equal(host.look(12).snapshot.processes.size, 2);
});

test('a reused pid starts over: no rate is made of two processes', () => {
	const host = start();
	host.look(10, watching);
	change(`${host.proc}/14920/stat`, ' 210626 ', ' 999999 ');
	change(`${host.proc}/14920/stat`, ' 1143 0 0 0 1 0 ', ' 1143 0 0 0 5001 0 ');
	writeFileSync(`${host.proc}/14920/comm`, 'other\n');
	host.look(11, watching);
	const {snapshot, container} = host.look(12, watching);
	assert.ok(!snapshot.processes.has('14920:210626'));
	assert.equal(snapshot.processes.get('14920:999999')?.cpuPercent, firstSample);
	assert.equal(container?.initPid, 14_948, 'the elder one is the first process now');
});

test('a process that ends takes its container with it, which is remembered', () => {
	const host = start();
	host.look(10);
	for (const pid of [14_920, 14_948]) {
		rmSync(`${host.proc}/${pid}`, {recursive: true});
	}

	fork(host);
	const {container, snapshot} = host.look(11);
	assert.deepEqual([container?.state, container?.isRemoved, container?.usage.cpuPercent, container?.pids], ['exited', true, gone, []]);
	assert.equal(snapshot.processes.size, 0);
});

test('a container that comes back under its id starts with first samples', () => {
	const host = start();
	host.look(10);
	for (const pid of [14_920, 14_948]) {
		renameSync(`${host.proc}/${pid}`, `${host.root}/${pid}`);
	}

	fork(host);
	host.look(11);
	change(`${host.cgroup('cpuacct')}/cpuacct.usage`, '22749380', '99999999999');
	change(`${host.root}/14920/net/dev`, '1182', '9999');
	for (const pid of [14_920, 14_948]) {
		renameSync(`${host.root}/${pid}`, `${host.proc}/${pid}`);
	}

	fork(host);
	const {container} = host.look(12);
	assert.deepEqual([container?.state, container?.isRemoved, container?.diedAt], ['running', false, undefined]);
	assert.deepEqual(
		[container?.usage.cpuPercent, container?.usage.networkRxPerSecond, container?.usage.networkRxBytes],
		[firstSample, firstSample, 9999],
	);
});

test('a process that executes another program is read again after a while, without being another one', () => {
	const host = start();
	host.look(1000, watching);
	writeFileSync(`${host.proc}/14920/cmdline`, 'nginx\0-g\0');
	change(`${host.proc}/14920/stat`, '(sleep)', '(nginx)');
	const soon = host.look(1001, watching).snapshot.processes.get('14920:210626');
	assert.deepEqual([soon?.comm, soon?.args], ['nginx', ['sleep', '3001']]);
	assert.deepEqual(host.look(1004.5, watching).snapshot.processes.get('14920:210626')?.args, ['nginx', '-g']);
	writeFileSync(`${host.proc}/14920/cmdline`, 'perl\0');
	assert.deepEqual(host.look(1050).snapshot.processes.get('14920:210626')?.args, ['nginx', '-g'], 'not read where nobody looks');
});

test('of the process looked at closely, only the files of the tab are read', () => {
	const host = start();
	const details = (atSeconds: number, files: NonNullable<Wants['details']>['files'], pid = 14_920) =>
		host.look(atSeconds, {...wantsNothing, details: {pid, files}}).snapshot.details;
	const none = details(10, []);
	assert.deepEqual(
		[none?.key, none?.io, none?.limits, none?.mounts, none?.network, none?.descriptors],
		['14920:210626', firstSample, firstSample, firstSample, firstSample, firstSample],
	);
	const all = details(11, ['io', 'limits', 'mounts', 'network', 'descriptors']);
	assert.ok(all);
	assert.ok(!isMissing(all.io));
	assert.ok(!isMissing(all.limits));
	assert.ok(!isMissing(all.mounts));
	assert.ok(!isMissing(all.network));
	assert.deepEqual(all.network.map(({name}) => name), ['lo', 'eth0']);
	assert.equal(all.faultsPerSecond, 0);
	assert.equal(all.readBytesPerSecond, firstSample, 'its io was not read before');
	assert.equal(details(12, ['io'])?.readBytesPerSecond, 0);
	assert.equal(details(13, ['io'], 99_999), undefined);
	assert.equal(details(14, ['io'])?.faultsPerSecond, firstSample, 'looked away and back: rates start over');
	assert.equal(host.look(15).snapshot.details, undefined);
});

test('an engine\'s word on a container of this host is joined, that of a remote one is not taken for a pid here', () => {
	const host = start();
	const list = [makeEngineContainer({
		id, name: 'web', initPid: 14_948, labels: {a: 'b'},
	})];
	const near = host.look(10, wantsNothing, [{status: makeEngine(), containers: list, exitCodes: new Map()}]).container;
	assert.deepEqual([near?.name, near?.initPid, near?.labels], ['web', 14_948, {a: 'b'}]);
	const far = host.look(11, wantsNothing, [
		{
			status: makeEngine({isLocal: false}),
			containers: [makeEngineContainer({id: 'f'.repeat(64), name: 'far', initPid: 15_036})],
			exitCodes: new Map(),
		},
	]);
	const remote = far.snapshot.containers.get('f'.repeat(64));
	assert.deepEqual([remote?.pids, remote?.initPid, remote?.state], [[], unsupported, 'running']);
	assert.equal(far.container?.initPid, 14_920);
});

test('the cgroup of a container keeps its identity for the collector while engines come and go', () => {
	const host = start();
	const cgroups = (engines: readonly EngineReading[]) => host.look(10, wantsNothing, engines).readings.groups.get(id)?.cgroups;
	const before = cgroups([]);
	assert.ok(before);
	assert.equal(cgroups([{status: makeEngine(), containers: [makeEngineContainer({id, initPid: 14_920})], exitCodes: new Map()}]), before);
});

test('cgroup v2 with the systemd driver: the same numbers, and the limit of the slice holds too', () => {
	const {snapshot} = start('v2').look(10, {...wantsNothing, sampled: 'shown'});
	const [container] = snapshot.containers.values();
	assert.deepEqual(
		[container?.runtime, container?.initPid, container?.usage.memoryLimitBytes, container?.cgroup],
		['docker', 2441, 536_870_912, `/system.slice/docker-${container!.id}.scope`],
	);
	assert.equal(snapshot.processes.get('2441:41000')?.comm, 'nginx');
});

test('what nstop costs is known from the second look on', () => {
	const host = start();
	assert.equal(host.look(10).snapshot.self.cpuPercent, firstSample);
	const {cpuPercent, residentBytes} = host.look(11).snapshot.self;
	assert.ok(!isMissing(cpuPercent));
	assert.ok(cpuPercent >= 0);
	assert.ok(residentBytes > 1_000_000);
});

test('the fixture is as this file takes it to be', () => {
	assert.deepEqual(
		readdirSync('test/fixtures/hosts/debian-hybrid/proc')
			.filter(name => /^\d+$/.test(name))
			.toSorted(),
		['14920', '14948', '15036', '2'],
	);
});

const outOfSight: Wants = {
	...wantsNothing, counters: {
		whole: undefined, shown: [], ofShown: ['memory'], ofAll: [],
	},
};
const inSight: Wants = {...outOfSight, counters: {...outOfSight.counters!, shown: [id]}};
const selected: Wants = {...outOfSight, counters: {...outOfSight.counters!, whole: id}};

/**
The container has run for 100 ms and takes a megabyte more.
*/
function work({cgroup}: ReturnType<typeof start>, usage: number): void {
	const [, before] = /usage_usec (\d+)/.exec(readFileSync(`${cgroup('unified')}/cpu.stat`, 'utf8'))!;
	change(`${cgroup('unified')}/cpu.stat`, `usage_usec ${before}`, `usage_usec ${Number(before) + 100_000}`);
	writeFileSync(`${cgroup('memory')}/memory.usage_in_bytes`, `${usage}\n`);
}

test('of a container out of sight only the CPU time is read, and all of it when its turn comes', () => {
	const host = start();
	const before = host.look(10).container?.usage;
	work(host, 9_000_000);
	writeFileSync(`${host.cgroup('pids')}/pids.current`, '7\n');
	const after = host.look(11, outOfSight).container?.usage;
	assert.equal(Math.round(after?.cpuPercent as number), 10);
	assert.deepEqual([after?.memoryBytes, after?.tasks], [before?.memoryBytes, before?.tasks]);
	const whole = host.look(311, outOfSight).container?.usage;
	assert.equal(whole?.tasks, 7);
	assert.ok((whole?.memoryBytes as number) > (before?.memoryBytes as number));
});

test('a limit is read again once the engine says something new of its container, however idle that is', () => {
	const host = start();
	const web = makeEngineContainer({id, name: 'web', initPid: 14_920});
	const engines = (container = web): readonly EngineReading[] => [{status: makeEngine(), containers: [container], exitCodes: new Map()}];
	const first = engines();
	const limit = host.look(10, wantsNothing, first).container?.usage.memoryLimitBytes;
	host.look(11, inSight, first);
	change(`${host.cgroup('memory')}/memory.stat`, 'hierarchical_memory_limit 67108864', 'hierarchical_memory_limit 50331648');
	assert.equal(host.look(12, inSight, first).container?.usage.memoryLimitBytes, limit, 'no more is read while nothing is known');
	assert.equal(host.look(13, inSight, engines()).container?.usage.memoryLimitBytes, limit, 'of this one nothing new is said');
	const told = engines({...web});
	assert.equal(host.look(13.1, inSight, told).container?.usage.memoryLimitBytes, 50_331_648);
	change(`${host.cgroup('memory')}/memory.stat`, 'hierarchical_memory_limit 50331648', 'hierarchical_memory_limit 52428800');
	assert.equal(host.look(15, inSight, told).container?.usage.memoryLimitBytes, 50_331_648, 'one event is one reading');
});

test('of a container in sight the counters of its columns are read too, and no others', () => {
	const host = start();
	host.look(10);
	work(host, 9_000_000);
	writeFileSync(`${host.cgroup('pids')}/pids.current`, '7\n');
	change(`${host.proc}/14920/net/dev`, '1182', '3182');
	const after = host.look(11, inSight).container?.usage;
	assert.ok((after?.memoryBytes as number) > 5_000_000);
	assert.deepEqual([after?.tasks, after?.networkRxPerSecond], [2, firstSample], 'neither column is on screen');
	assert.equal(after?.throttledPercent, firstSample, 'a counter that was not read makes no rate');
});

test('a container that is selected is read as a whole at once, though it was read a moment ago', () => {
	const host = start();
	host.look(10);
	work(host, 9_000_000);
	host.look(11, inSight);
	writeFileSync(`${host.cgroup('pids')}/pids.current`, '7\n');
	const {container} = host.look(11.1, selected);
	assert.deepEqual(
		[container?.usage.tasks, Math.round(container?.usage.cpuPercent as number)],
		[7, 9],
		'the rate is over all the time since the reading before',
	);
	assert.equal(container?.usage.networkRxPerSecond, firstSample, 'its network was not looked at before');
});

test('a container that does nothing has the same counters, and is the same object for the builder', () => {
	const host = start();
	const builder = new SnapshotBuilder();
	let previous: Snapshot | undefined;
	const look = (atSeconds: number) => {
		previous = builder.build(host.look(atSeconds, inSight).readings, previous);
		return previous.containers.get(id);
	};

	host.look(9);
	look(10);
	const idle = look(11);
	assert.equal(idle?.usage.cpuPercent, 0);
	assert.equal(look(12), idle);
	work(host, 9_000_000);
	const busy = look(13);
	assert.notEqual(busy, idle);
	assert.equal(look(14)?.usage.cpuPercent, 0, 'what it was a moment ago is not kept');
});

test('on a host that makes processes all the time the list is read every five seconds, but for the selected container', () => {
	const host = start();
	host.look(10, selected);
	for (const [pid, name] of [[15_100, 'inside'], [15_200, 'outside']] as const) {
		cpSync(`${host.proc}/${pid === 15_100 ? 14_920 : 15_036}`, `${host.proc}/${pid}`, {recursive: true});
		writeFileSync(
			`${host.proc}/${pid}/stat`,
			readFileSync(`${host.proc}/${pid}/stat`, 'utf8').replace(/^\d+ \(.*?\)/u, () => `${pid} (${name})`),
		);
	}

	writeFileSync(`${host.cgroup('pids')}/cgroup.procs`, '14920\n14948\n15100\n');
	fork(host);
	const soon = host.look(11, selected);
	assert.deepEqual([soon.container?.pids, soon.readings.identities.has(15_200)], [[14_920, 14_948, 15_100], false]);
	fork(host);
	assert.ok(!host.look(14.8, selected).readings.identities.has(15_200));
	assert.ok(host.look(15, selected).readings.identities.has(15_200));
	rmSync(`${host.proc}/15200`, {recursive: true});
	fork(host);
	assert.ok(!host.look(15.5).readings.identities.has(15_200), 'where all is wanted the list is always read');
});
