/**
Containers of real makers on Debian's hosts, recorded by test/helpers/guest/today: what nstop makes of the kernel's files alone, beside what
the makers' own tools said.
*/
import assert from 'node:assert/strict';
import {
	mkdirSync,
	readFileSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {suite, test} from 'node:test';
import {KernelScanner} from '../../source/kernel/scan.ts';
import {namespaceKinds} from '../../source/kernel/pid/ns.ts';
import {valueOf} from '../../source/known.ts';
import {buildSnapshot} from '../../source/model/build/snapshot.ts';
import type {Container} from '../../source/model/container.ts';
import {flagsOf} from '../../source/model/isolation/flags.ts';
import type {Snapshot} from '../../source/model/snapshot.ts';
import {Collector} from '../../source/sampler/collector.ts';
import {wantsNothing} from '../../source/sampler/wants.ts';
import type {Recording} from '../helpers/guest/today/truth/recording.ts';
import type {TrueContainer} from '../helpers/guest/today/truth/truth.ts';
import {makeFolder} from '../helpers/live-process.ts';
import {takenAt} from '../helpers/make.ts';

function unpack({files, links}: Recording): string {
	const root = makeFolder();
	const make = (name: string): string => {
		const place = path.join(root, name);
		mkdirSync(path.dirname(place), {recursive: true});
		return place;
	};

	for (const [name, text] of Object.entries(files)) {
		writeFileSync(make(name), text, 'latin1');
	}

	// What the host can give at most is seen in nstop's own process.
	writeFileSync(make(`/proc/${process.pid}/status`), files['/proc/1/status']!, 'latin1');
	for (const [name, target] of Object.entries(links)) {
		symlinkSync(target, make(name));
	}

	return root;
}

function snapshotOf(recording: Recording): Snapshot {
	const root = unpack(recording);
	const collector = new Collector(new KernelScanner({proc: `${root}/proc`, cgroup: `${root}/sys/fs/cgroup`}));
	const hostFacts = {
		hostname: 'guest', kernel: recording.host.kernel, os: recording.host.os, cpus: recording.host.cpus, cgroup: 'v2',
	} as const;
	let snapshot: Snapshot | undefined;
	for (const atSeconds of [0, 1]) {
		snapshot = buildSnapshot(collector.collect({
			takenAt: takenAt + (atSeconds * 1000),
			atSeconds,
			wants: {
				...wantsNothing, isWholeHost: true, sampled: 'shown', isAllAtOnce: true,
			},
			engines: [],
			isTick: true,
		}, hostFacts, new Map()), snapshot);
	}

	return snapshot!;
}

/**
How nstop calls who made it, where that is another word than the maker's own.
*/
const runtimes: Readonly<Record<string, string>> = {'podman of ann': 'podman'};

for (const release of ['trixie'] as const) {
	const recording = JSON.parse(readFileSync(`test/fixtures/guest/${release}.json`, 'utf8')) as Recording;
	const snapshot = snapshotOf(recording);
	const rows = [...snapshot.containers.values()];
	const rowsOf = ({pid}: TrueContainer): readonly Container[] => rows.filter(({initPid}) => initPid === pid);

	suite(`on ${release}`, () => {
		test('each container is one row, and nothing else is one', () => {
			for (const container of recording.containers) {
				assert.equal(rowsOf(container).length, 1, container.name);
			}

			const pids = new Set(recording.containers.map(({pid}) => pid));
			const strays = rows.filter(({initPid}) => !pids.has(valueOf(initPid) ?? 0));
			assert.deepEqual(strays.map(({name, command}) => `${name}: ${command}`), []);
		});

		for (const container of recording.containers) {
			const {name, maker, id, running} = container;
			test(`${maker} ${name}`, () => {
				const row = rowsOf(container)[0]!;
				assert.equal(row.runtime, runtimes[maker] ?? maker);
				assert.ok([name, id, id?.slice(0, 12)].includes(row.name), `is called ${row.name}`);
				assert.equal(row.cgroup, running!.cgroup);
				assert.deepEqual(row.pids, running!.pids);
				const inodes = namespaceKinds.map(({kind}) => [kind, row.namespaces[kind].inode]);
				assert.deepEqual(Object.fromEntries(inodes), running!.namespaces);
				const {memoryLimitBytes, cpuLimit, tasksLimit} = row.usage;
				assert.deepEqual(
					[memoryLimitBytes, cpuLimit, tasksLimit].map(limit => limit ?? null),
					[running!.limits.memoryBytes, running!.limits.cpus, running!.limits.tasks],
				);
				// What holds a socket is seen in files that no recording has.
				assert.deepEqual(flagsOf(row).toSorted(), running!.flags.filter(flag => flag !== 'DooD'));
			});
		}
	});
}
