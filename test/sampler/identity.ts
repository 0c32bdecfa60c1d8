/**
The same object means that nothing has changed: what all caches rest on, as `source/model/snapshot.ts` says.
*/
import assert from 'node:assert/strict';
import {
	mkdirSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from 'node:fs';
import {test} from 'node:test';
import type {EngineReading} from '../../source/engine/engine.ts';
import {KernelScanner} from '../../source/kernel/scan.ts';
import {SnapshotBuilder} from '../../source/model/build/snapshot.ts';
import type {Snapshot} from '../../source/model/snapshot.ts';
import {Collector} from '../../source/sampler/collector.ts';
import type {Wants} from '../../source/sampler/wants.ts';
import {makeFolder} from '../helpers/live-process.ts';
import {makeEngine, takenAt} from '../helpers/make.ts';
import {makeEngineContainer} from '../helpers/readings.ts';

const id = 'ccc6137ddfe7273ad64ca23c6a7639c0880c30bd22163faf691ceb40a66321ec';
const hostFacts = {
	hostname: 'vm', kernel: '6.18', os: 'Linux', cgroup: 'hybrid',
} as const;
const engines: readonly EngineReading[] = [{
	status: makeEngine({state: 'up'}), containers: [makeEngineContainer({id})], exitCodes: new Map(),
}];
const users = new Map([[0, 'root']]);

/**
Snapshots of a copy of a recorded host, one after the other.
*/
function start(name: string, wants: Wants) {
	const root = makeFolder(`test/fixtures/hosts/${name}`);
	const collector = new Collector(new KernelScanner({proc: `${root}/proc`, cgroup: `${root}/sys/fs/cgroup`}));
	const builder = new SnapshotBuilder();
	let previous: Snapshot | undefined;
	const look = (atSeconds: number): Snapshot => {
		writeFileSync(`${root}/proc/uptime`, `${(9000 + atSeconds).toFixed(2)} 1.00\n`);
		previous = builder.build(collector.collect({
			takenAt: takenAt + (atSeconds * 1000), atSeconds, wants, engines, isTick: true,
		}, hostFacts, users), previous);
		return previous;
	};

	// What is read first has no rates, and what was put off at first comes later.
	for (let second = 0; second < 8; second++) {
		look(second);
	}

	return {root, look};
}

/**
Keys of what is another object in the second map.
*/
function others<Key, Value>(before: ReadonlyMap<Key, Value>, after: ReadonlyMap<Key, Value>): readonly Key[] {
	return [...after].filter(([key, value]) => before.get(key) !== value).map(([key]) => key);
}

const hosts = readdirSync('test/fixtures/hosts').filter(name => ['debian-hybrid', 'v2', 'v1'].includes(name));

for (const name of hosts) {
	for (const isWholeHost of [false, true]) {
		for (const sampled of ['nobody', 'shown'] as const) {
			test(`a snapshot in which nothing has changed keeps its objects: ${name}, ${isWholeHost ? 'whole host' : 'containers'}, ${sampled} sampled`, () => {
				const {look} = start(name, {isWholeHost, sampled, details: undefined});
				const before = look(10);
				const after = look(11);
				assert.ok(after.containers.size > 0);
				assert.deepEqual(others(before.containers, after.containers), []);
				assert.equal(after.processes, before.processes);
				assert.equal(after.namespaces, before.namespaces);
				assert.deepEqual(after.engines.filter((engine, index) => engine !== before.engines[index]), []);
				assert.equal(after.engineProcesses, before.engineProcesses);
			});
		}
	}
}

test('what has changed is another object, and nothing beside it', () => {
	const {root, look} = start('debian-hybrid', {isWholeHost: true, sampled: {containers: [id]}, details: undefined});
	const before = look(10);
	const container = before.containers.get(id);
	const file = `${root}/sys/fs/cgroup/unified/docker/${id}/cpu.stat`;
	writeFileSync(file, readFileSync(file, 'utf8').replace(/^usage_usec (\d+)$/mu, (_, usage: string) => `usage_usec ${Number(usage) + 100_000}`));
	const after = look(11);
	assert.deepEqual(others(before.containers, after.containers), [id]);
	assert.equal(after.containers.get(id)?.labels, container?.labels);
	assert.equal(after.processes, before.processes);
	assert.equal(after.namespaces, before.namespaces);
});

test('of cgroups without a container that which uses something has another row, and no other one has', () => {
	const {root, look} = start('v2', {
		isWholeHost: true, sampled: 'nobody', units: 'cgroups', details: undefined,
	});
	const rowsIn = ({units}: Snapshot): Snapshot['units'] => new Map([...units].filter(([, {unit}]) => unit?.isLeaf && unit.path !== ''));
	const [key, {unit}] = [...rowsIn(look(9))][0]!;
	const folder = `${root}/sys/fs/cgroup${unit!.path}`;
	const write = (usage: number): void => {
		writeFileSync(`${folder}/cpu.stat`, `usage_usec ${usage}\nuser_usec 0\nsystem_usec ${usage}\n`);
	};

	mkdirSync(folder, {recursive: true});
	write(1000);
	look(10);
	const before = rowsIn(look(11));
	assert.ok(before.size > 1);
	const idle = rowsIn(look(12));
	assert.deepEqual(others(before, idle), []);
	write(501_000);
	const after = rowsIn(look(13));
	assert.deepEqual(others(idle, after), [key]);
	assert.equal(after.get(key)?.usage.cpuPercent, 50);
	assert.deepEqual(others(after, rowsIn(look(14))), [key]);
});
