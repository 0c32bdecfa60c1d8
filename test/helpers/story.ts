/**
A small host with its containers for tests of the whole screen, always the same to the last digit.
*/
import {readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import type {Container} from '../../source/model/container.ts';
import type {Process} from '../../source/model/process.ts';
import type {Snapshot} from '../../source/model/snapshot.ts';
import {gone} from '../../source/known.ts';
import {goneUsage} from '../../source/model/build/usage.ts';
import {unknownNamespaces} from '../../source/model/build/namespaces.ts';
import {
	hostUse,
	idOf,
	makeContainer,
	makeDetails,
	makeHost,
	makeNamespaceUses,
	makeProcess,
	makeSnapshot,
	makeUsage,
	takenAt,
} from './make.ts';

// The clock in the header is in local time.
process.env.TZ = 'UTC';

function running(name: string, pid: number, changes: Partial<Container> = {}): Container {
	return makeContainer({
		name, init: `${pid}:100`, initPid: pid, pids: [pid], ...changes,
	});
}

const web = running('web', 2441, {
	pids: [2441, 2470, 2471],
	usage: makeUsage({cpuPercent: 35.2, memoryBytes: 52_000_000}),
	ports: [{
		hostAddress: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp',
	}],
});
const dind = running('dind', 2875, {
	image: 'docker:dind', startedAt: takenAt - 480_000, command: 'dockerd', usage: makeUsage({cpuPercent: 12, memoryLimitBytes: undefined}),
});
const inner = running('webserver', 3110, {
	parent: dind.key,
	startedAt: takenAt - 55_000,
	usage: makeUsage({cpuPercent: 0}),
	namespaces: makeNamespaceUses('webserver', {net: {inode: 4_026_532_184, isHost: false, sharedWith: [idOf('dind')]}}),
});
const ci = running('ci', 2990, {
	image: 'ubuntu',
	startedAt: takenAt - 3_600_000,
	usage: makeUsage({cpuPercent: 0.2}),
	namespaces: makeNamespaceUses('ci', {net: hostUse('net'), pid: hostUse('pid')}),
});
const paused = running('数据库', 3300, {image: 'postgres:17', state: 'paused', usage: makeUsage({cpuPercent: 0})});
const old = makeContainer({
	name: 'old',
	state: 'exited',
	exitCode: 137,
	init: gone,
	initPid: gone,
	pids: [],
	cgroup: gone,
	usage: goneUsage,
	finishedAt: takenAt - 60_000,
	namespaces: unknownNamespaces({inode: gone, isHost: gone, sharedWith: []}),
});

function makeMember(
	container: Container,
	[pid, parentPid]: readonly [number, number],
	args: readonly string[],
	changes: Partial<Process>,
): Process {
	return makeProcess({
		pid,
		parentPid,
		container: container.key,
		args,
		comm: args[0]!.replace(/:.*/, ''),
		nspid: [pid, pid % 100],
		pidInside: pid % 100,
		...changes,
	});
}

/**
The moment that the story is about.
*/
export const storySnapshot: Snapshot = makeSnapshot({
	host: makeHost(),
	containers: [web, dind, inner, ci, paused, old],
	processes: [
		makeMember(web, [2441, 1], ['nginx: master process'], {nspid: [2441, 1], pidInside: 1}),
		makeMember(web, [2470, 2441], ['nginx: worker process'], {cpuPercent: 30, state: 'R'}),
		makeMember(web, [2471, 2441], ['nginx: worker process'], {cpuPercent: 5.2, user: undefined, uid: 101}),
		makeMember(dind, [2875, 1], ['dockerd', '--host', 'unix:///var/run/docker.sock'], {nspid: [2875, 1], pidInside: 1, threads: 14}),
		makeMember(inner, [3110, 2875], ['nginx'], {nspid: [3110, 222, 1], pidInside: 1}),
		makeMember(ci, [2990, 1], ['bash'], {nspid: [2990], pidInside: 2990}),
		makeMember(paused, [3300, 1], ['postgres'], {nspid: [3300, 1], pidInside: 1, state: 'D'}),
	],
	details: makeDetails('2441:100'),
});

/**
The same a second later: other numbers, and one container has died.
*/
export const laterSnapshot: Snapshot = {
	...storySnapshot,
	takenAt: takenAt + 1000,
	steadyMilliseconds: takenAt + 1000,
	containers: new Map([...storySnapshot.containers].map(([key, container]): readonly [string, Container] => [key, later(container)])),
	processes: new Map([...storySnapshot.processes].filter(([, {container}]) => container !== web.key)),
};

function later(container: Container): Container {
	if (container === web) {
		return {
			...container,
			state: 'exited',
			exitCode: 137,
			pids: [],
			init: gone,
			initPid: gone,
			usage: goneUsage,
			namespaces: old.namespaces,
			diedAt: takenAt + 900,
		};
	}

	return container === old ? old : {...container, usage: makeUsage({cpuPercent: 50})};
}

/**
What the screen shows, as text; kept in a file that people can read. UPDATE_FRAMES=1 rewrites the files.
*/
export function expectedFrame(name: string, shown: string): string {
	const file = new URL(`../fixtures/frames/${name}.txt`, import.meta.url);
	if (process.env.UPDATE_FRAMES) {
		writeFileSync(file, `${shown}\n`);
	}

	return readFileSync(file, 'utf8').replace(/\n$/, '');
}
