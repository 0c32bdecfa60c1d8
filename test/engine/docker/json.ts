
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {
	containerOfInspection,
	containerOfListEntry,
	graceSecondsOf,
	listEntryFingerprint,
	listEntryUptime,
} from '../../../source/engine/docker/json.ts';

const id = '1261ced2109411626fdf9e22d17eed7898ef5d1b6d72c4eae25307f2ae3bf646';

function fixture(name: string): unknown {
	return JSON.parse(readFileSync(new URL(`../../fixtures/docker/${name}.json`, import.meta.url), 'utf8'));
}

function listed(name: string): unknown {
	return (fixture('list-20.10') as Array<{readonly Names: readonly string[]}>).find(entry => entry.Names.includes(`/${name}`));
}

test('a running container has a pid, a health and its ports, but no exit code although the engine says 0', () => {
	const container = containerOfInspection(fixture('inspect-running-20.10'));
	assert.deepEqual(container, {
		id,
		name: 'e-web',
		image: 'nstop-test/busybox',
		command: 'sleep 1000',
		state: 'running',
		exitCode: undefined,
		isOomKilled: false,
		restartCount: undefined,
		health: 'healthy',
		createdAt: Date.parse('2026-11-23T17:08:50.749Z'),
		startedAt: Date.parse('2026-11-23T17:08:50.977Z'),
		finishedAt: undefined,
		labels: {a: 'b'},
		ports: [
			{
				hostAddress: '0.0.0.0', hostPort: 53, containerPort: 53, protocol: 'udp',
			},
			{
				hostAddress: '::', hostPort: 53, containerPort: 53, protocol: 'udp',
			},
			{
				hostAddress: '127.0.0.1', hostPort: 8080, containerPort: 80, protocol: 'tcp',
			},
		],
		addresses: [],
		initPid: 6667,
	});
});

test('an exited container has an exit code and no pid', () => {
	const container = containerOfInspection(fixture('inspect-exited-20.10'));
	assert.equal(container?.state, 'exited');
	assert.equal(container.exitCode, 137);
	assert.equal(container.initPid, undefined);
	assert.equal(container.command, 'sh -c \'exit 137\'');
	assert.ok((container.finishedAt ?? 0) >= (container.startedAt ?? Infinity));
});

test('the inspection alone tells of a kill for lack of memory and of restarts', () => {
	const ended = (OOMKilled: unknown, RestartCount: unknown) => containerOfInspection({
		Id: id, RestartCount, State: {Status: 'exited', ExitCode: 137, OOMKilled},
	});
	assert.deepEqual([ended(true, 4)?.isOomKilled, ended(true, 4)?.restartCount], [true, 4]);
	assert.deepEqual([ended('yes', 'often')?.isOomKilled, ended('yes', 'often')?.restartCount], [undefined, undefined]);
	const short = containerOfListEntry(listed('e-old'));
	assert.deepEqual([short?.isOomKilled, short?.restartCount], [undefined, undefined]);
});

test('a restarted container was finished once, but is not now', () => {
	const container = containerOfInspection(fixture('inspect-shared-network-20.10'));
	assert.equal(container?.finishedAt, undefined);
});

test('a paused container still has its pid, although the engine also calls it running', () => {
	const container = containerOfInspection(fixture('inspect-paused-20.10'));
	assert.equal(container?.state, 'paused');
	assert.notStrictEqual(container.initPid, undefined);
});

test('only what runs is checked: the last result of a paused or ended container is none of it', () => {
	const inspection = fixture('inspect-running-20.10') as {readonly State: Readonly<Record<string, unknown>>};
	for (const status of ['paused', 'exited', 'restarting', 'dead']) {
		const state = {...inspection.State, Status: status, Health: {Status: 'unhealthy'}};
		assert.equal(containerOfInspection({...inspection, State: state})?.health, undefined, status);
	}

	assert.equal(containerOfListEntry({Id: id, State: 'paused', Status: 'Up 1 second (unhealthy) (Paused)'})?.health, undefined);
	assert.equal(containerOfListEntry({Id: id, State: 'running', Status: 'Up 1 second (unhealthy)'})?.health, 'unhealthy');
});

test('the list alone tells exit code, health and pause within a sentence', () => {
	assert.equal(containerOfListEntry(listed('e-old'))?.exitCode, 137);
	assert.equal(containerOfListEntry(listed('e-web'))?.health, 'healthy');
	assert.equal(containerOfListEntry(listed('e-p'))?.state, 'paused');
	assert.equal(containerOfListEntry({Id: id, Status: 'Up 2 hours (Paused)'})?.state, 'paused');
	assert.equal(containerOfListEntry({Id: id, Status: 'Up 1 second (health: starting)'})?.health, 'starting');
	assert.equal(containerOfListEntry({Id: id, Status: 'Exited (3) 1 hour ago'})?.state, 'exited');
});

test('list and inspection agree on everything that both know', () => {
	for (const [name, file] of [['e-web', 'running'], ['e-old', 'exited'], ['e-p', 'paused']] as const) {
		const short = containerOfListEntry(listed(name))!;
		const full = containerOfInspection(fixture(`inspect-${file}-20.10`))!;
		for (const field of ['id', 'name', 'image', 'command', 'state', 'exitCode', 'health', 'labels', 'addresses'] as const) {
			assert.deepEqual(short[field], full[field], `${name}: ${field}`);
		}

		assert.deepEqual(new Set(short.ports.map(port => JSON.stringify(port))), new Set(full.ports.map(port => JSON.stringify(port))));
		assert.equal(Math.floor((full.createdAt ?? 0) / 1000), (short.createdAt ?? 0) / 1000);
	}
});

test('the name is the one without a second slash: the others are links', () => {
	assert.equal(containerOfListEntry({Id: id, Names: ['/web/db', '/db']})?.name, 'db');
	assert.equal(containerOfListEntry({Id: id, Names: ['podman-style']})?.name, 'podman-style');
	assert.equal(containerOfListEntry({Id: id, Names: null})?.name, id.slice(0, 12));
	assert.equal(containerOfInspection({Id: id, Name: '/'})?.name, id.slice(0, 12));
});

test('an image whose tag has moved on keeps the name it was started by', () => {
	assert.equal(containerOfListEntry({Id: id, Image: 'sha256:cddd', ImageID: 'sha256:cddd'})?.image, 'sha256:cddd');
	assert.equal(containerOfInspection({Id: id, Image: 'sha256:cddd', Config: {Image: 'nginx:alpine'}})?.image, 'nginx:alpine');
});

test('Podman\'s own answers are understood, though its list does not know health', () => {
	const [entry] = fixture('list-podman-4.3') as readonly unknown[];
	const short = containerOfListEntry(entry)!;
	const full = containerOfInspection(fixture('inspect-podman-4.3'))!;
	assert.equal(full.health, 'starting');
	assert.equal(full.initPid, 12_423);
	assert.deepEqual({...full, createdAt: 0}, {
		...short,
		createdAt: 0,
		isOomKilled: false,
		health: full.health,
		initPid: full.initPid,
		startedAt: full.startedAt,
	});
});

test('Podman has states of its own and an older name for health', () => {
	const podman = (State: Record<string, unknown>) => containerOfInspection({Id: id, State});
	assert.equal(podman({Status: 'configured'})?.state, 'created');
	assert.equal(podman({Status: 'initialized'})?.state, 'created');
	assert.equal(podman({Status: 'stopped', ExitCode: 2})?.state, 'exited');
	assert.equal(podman({Status: 'stopped', ExitCode: 2})?.exitCode, 2);
	assert.equal(podman({Status: 'stopping', Pid: 7})?.initPid, 7);
	assert.equal(podman({Status: 'running', Healthcheck: {Status: 'unhealthy'}})?.health, 'unhealthy');
	assert.equal(podman({Status: 'running', Health: {Status: ''}})?.health, undefined);
});

test('old engines tell the state by flags', () => {
	const old = (State: Record<string, unknown>) => containerOfInspection({Id: id, State})?.state;
	assert.equal(old({Running: true, Paused: true}), 'paused');
	assert.equal(old({Running: true, Restarting: true}), 'restarting');
	assert.equal(old({Running: false, FinishedAt: '2020-01-01T00:00:00Z'}), 'exited');
});

test('exposed ports that are not published have no host side', () => {
	const container = containerOfInspection({
		Id: id,
		NetworkSettings: {Ports: {'80/tcp': null, '53/udp': [{HostIp: '', HostPort: '0'}], junk: null}},
	});
	assert.deepEqual(container?.ports, [
		{
			hostAddress: undefined, hostPort: undefined, containerPort: 80, protocol: 'tcp',
		},
		{
			hostAddress: undefined, hostPort: undefined, containerPort: 53, protocol: 'udp',
		},
	]);
});

test('nothing that an engine may answer throws, and only an entry without an id is dropped', () => {
	for (const junk of [undefined, null, 7, 'text', [], {}, {Id: 7}, {Id: ''}]) {
		assert.equal(containerOfListEntry(junk), undefined);
		assert.equal(containerOfInspection(junk), undefined);
	}

	const hostile = {
		Id: id, Names: [7, null], Name: {}, State: 'constructor', Status: 9, Labels: ['a'], Ports: {a: 1}, Created: 'never', Command: 5,
		Config: [], HostConfig: 'x', NetworkSettings: {Ports: [1]}, Args: {}, Path: 5,
	};
	assert.equal(containerOfListEntry(hostile)?.state, 'dead');
	assert.equal(
		containerOfInspection({...hostile, State: {Status: '__proto__', Pid: -4, StartedAt: '0001-01-01T00:00:00Z'}})?.startedAt,
		undefined,
	);
	const labels = containerOfListEntry({Id: id, Labels: JSON.parse('{"__proto__": "x", "n": 7}') as unknown})?.labels;
	assert.deepEqual(Object.entries(labels ?? {}), [['__proto__', 'x']]);
});

test('the fingerprint changes with state and name, and not by itself or with time', () => {
	const entry = {
		Id: id, State: 'running', Status: 'Up 2 minutes', Names: ['/a'],
	};
	assert.equal(listEntryFingerprint(entry), listEntryFingerprint({...entry}));
	assert.equal(listEntryFingerprint(entry), listEntryFingerprint({...entry, Status: 'Up About an hour'}));
	assert.notEqual(listEntryFingerprint(entry), listEntryFingerprint({...entry, Status: 'Up 2 minutes (healthy)'}));
	assert.notEqual(listEntryFingerprint(entry), listEntryFingerprint({...entry, State: 'exited', Status: 'Exited (0) 2 minutes ago'}));
	assert.notEqual(listEntryFingerprint(entry), listEntryFingerprint({...entry, Names: ['/b']}));
	assert.equal(listEntryFingerprint(null), listEntryFingerprint({}));
});

test('the list tells within a unit for how long a container has been up or has exited', () => {
	const uptime = (status: string) => listEntryUptime({Status: status});
	assert.deepEqual(uptime('Up 2 minutes'), {least: 60, most: 180});
	assert.deepEqual(uptime('Up Less than a second'), {least: 0, most: 2});
	assert.deepEqual(uptime('Up About an hour (healthy)'), {least: 0, most: 7200});
	assert.deepEqual(uptime('Exited (137) 3 weeks ago'), {least: 1_209_600, most: 2_419_200});
	assert.deepEqual([uptime('Created'), uptime(''), uptime('Restarting (1) 5 seconds ago')], [undefined, undefined, undefined]);
});

test('of an image whose name is another\'s by now the id is left', () => {
	const image = (entry: Record<string, unknown>) => containerOfListEntry({Id: id, ...entry})?.image;
	assert.equal(image({Image: `sha256:${'0123456789ab'.repeat(5)}0123`}), '0123456789ab');
	assert.equal(image({Image: 'sha256:', ImageID: 'sha256:'}), '');
	assert.equal(image({Image: 'registry.example/web:1'}), 'registry.example/web:1');
});

test('the grace period is ten seconds where none was set, and endless where it is negative', () => {
	assert.equal(graceSecondsOf(fixture('inspect-running-20.10')), 10);
	assert.equal(graceSecondsOf({Config: {StopTimeout: 90}}), 90);
	assert.equal(graceSecondsOf({Config: {StopTimeout: 0}}), 0);
	assert.equal(graceSecondsOf({Config: {StopTimeout: -1}}), undefined);
});
