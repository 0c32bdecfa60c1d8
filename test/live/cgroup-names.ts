import assert from 'node:assert/strict';
import process from 'node:process';
import test, {before} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {printDocument, type ContainerDocument, type Document} from '../helpers/documents.ts';
import {Workshop, workshopLack, wordsOf} from '../helpers/workshop.ts';
import {containerIn, kinds, namespaceInodes} from '../helpers/zoo.ts';

const skip = workshopLack;
const workshop = new Workshop();
const uid = '6c2f5c1e-1b9e-4f7a-9d2b-0123456789ab';
const slice = `kubepods-burstable-pod${uid.replaceAll('-', '_')}.slice`;
// Of no other container: tests of other files run at the same time.
const idOf = (digit: string): string => `${process.pid.toString(16).padStart(8, '0')}${digit.repeat(56)}`;

const containers = [
	{
		what: 'containerd with the cgroupfs driver', place: `/kubepods/besteffort/pod${uid}/${idOf('1')}`, id: idOf('1'), runtime: 'kubernetes',
	},
	{
		what: 'containerd with the systemd driver',
		place: `/kubepods.slice/kubepods-burstable.slice/${slice}/cri-containerd-${idOf('2')}.scope`,
		id: idOf('2'),
		runtime: 'kubernetes',
	},
	{
		what: 'CRI-O with the systemd driver',
		place: `/kubepods.slice/kubepods-burstable.slice/${slice}/crio-${idOf('3')}.scope`,
		id: idOf('3'),
		runtime: 'kubernetes',
	},
	{
		what: 'CRI-O with the cgroupfs driver, and a cgroup below it',
		place: `/kubepods/burstable/pod${uid}/crio-${idOf('4')}`,
		below: '/container',
		id: idOf('4'),
		runtime: 'kubernetes',
	},
	{
		what: 'containerd with the cgroupfs driver, in a pod that has what it asked for',
		place: `/kubepods/pod${uid}/${idOf('5')}`,
		id: idOf('5'),
		runtime: 'kubernetes',
	},
	{
		what: 'containerd with the systemd driver, in a pod that was promised nothing',
		place: `/kubepods.slice/kubepods-besteffort.slice/${slice.replace('burstable', 'besteffort')}/cri-containerd-${idOf('6')}.scope`,
		id: idOf('6'),
		runtime: 'kubernetes',
	},
	{
		what: 'CRI-O with the systemd driver, in a pod that has what it asked for',
		place: `/kubepods.slice/${slice.replace('burstable-', '')}/crio-${idOf('7')}.scope`,
		below: '/container',
		id: idOf('7'),
		runtime: 'kubernetes',
	},
	{
		what: 'containerd whose driver is not that of the kubelet',
		place: `/system.slice/containerd.service/${slice}:cri-containerd:${idOf('8')}`,
		id: idOf('8'),
		runtime: 'kubernetes',
	},
	{
		what: 'containerd below a kubelet with a slice of its own',
		place: `/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-burstable.slice/kubelet-${slice}/cri-containerd-${idOf('9')}.scope`,
		id: idOf('9'),
		runtime: 'kubernetes',
	},
	{
		what: 'LXC', place: '/lxc.payload.by-hand', below: '/init.scope', id: 'by-hand', runtime: 'lxc',
	},
	{
		what: 'LXC as it was', place: '/lxc/old-by-hand', id: 'old-by-hand', runtime: 'lxc',
	},
	{
		what: 'systemd-nspawn as a machine',
		place: String.raw`/machine.slice/machine-by\x2dhand\x2dtoo.scope`,
		below: '/payload',
		id: 'by-hand-too',
		runtime: 'nspawn',
	},
] as const;
const pids = new Map<string, number>();
let document: Document;

/**
What watches a container lies beside it, and is none.
*/
const monitors = [
	`/kubepods.slice/kubepods-burstable.slice/${slice}/crio-conmon-${idOf('3')}.scope`,
	`/machine.slice/libpod-conmon-${idOf('f')}.scope`,
] as const;

const podUid = '0d9c1f7e-2b3a-4c5d-8e6f-fedcba987654';
const podPlace = (digit: string): string => `/kubepods/burstable/pod${podUid}/${idOf(digit)}`;
const sandbox = idOf('a');
const members = [idOf('b'), idOf('c')] as const;

/**
As the runtimes do it: one process holds the namespaces that the containers of the pod share, and each of these has its own pids and
mounts.
*/
async function makePod(): Promise<void> {
	const apart = ['unshare', '--pid', '--fork', '--kill-child', '--mount'] as const;
	const start = async (id: string, words: readonly string[]): Promise<number> => {
		const init = await workshop.initOf(workshop.start(words), words.at(-1)!);
		workshop.move(init, workshop.cgroup(podPlace(id.at(-1)!)));
		pids.set(id, init);
		return init;
	};

	const pause = await start(sandbox, [...apart, '--net', '--ipc', '--uts', 'sleep', '4200']);
	for (const [index, id] of members.entries()) {
		await start(id, ['nsenter', '--target', String(pause), '--net', '--ipc', '--uts', ...apart, 'sleep', `421${index}`]);
	}
}

before(async () => {
	if (skip !== false) {
		return;
	}

	for (const [index, container] of containers.entries()) {
		const cgroup = workshop.cgroup(
			`${container.place}${'below' in container ? container.below : ''}`,
			index % 2 === 1 && workshop.hasV1 ? 'unified' : 'everywhere',
		);
		const {pid} = workshop.start(['sleep', `40${index}0`], {cgroup});
		pids.set(container.id, pid!);
		await eventually('it runs', () => wordsOf(pid!).at(-1) === `40${index}0`);
	}

	for (const [index, place] of monitors.entries()) {
		const {pid} = workshop.start(['sleep', `41${index}0`], {cgroup: workshop.cgroup(place)});
		pids.set(place, pid!);
		await eventually('it runs', () => wordsOf(pid!).at(-1) === `41${index}0`);
	}

	await makePod();
	document = await printDocument(['--no-engine', '--interval', '0.4']);
});

const find = (id: string): ContainerDocument => containerIn(document, id);

for (const {what, place, id, runtime} of containers) {
	test(`${what} names the cgroup so, and that is all there is to tell a container by`, {skip}, () => {
		const container = find(id);
		assert.equal(container.runtime, runtime);
		assert.equal(container.initPid, pids.get(id));
		assert.deepEqual(container.pids, [pids.get(id)]);
		assert.equal(container.cgroup, `${workshop.top}${place}`);
		assert.equal(container.parent, null);
		assert.equal(container.state, 'running');
		assert.deepEqual(container.labels, runtime === 'kubernetes' ? {'io.kubernetes.pod.uid': uid} : {});
		// It has no namespace of its own: the host's name is not its.
		assert.equal(container.name, /^[\da-f]{64}$/.test(id) ? id.slice(0, 12) : id);
		assert.equal(container.namespaces.pid.host, true);
		const {usage} = container;
		// Not of the cgroup that some hierarchy has left it in.
		assert.ok(usage.memoryBytes! > 0);
		assert.ok(usage.memoryBytes! < 50_000_000, `${usage.memoryBytes}`);
		assert.equal(usage.cpuPercent, 0);
	});
}

test('The containers of a pod are apart in pids and mounts, share the rest, and are labelled with their pod', {skip}, () => {
	const ids = [sandbox, ...members];
	for (const id of ids) {
		const container = find(id);
		const init = pids.get(id)!;
		assert.deepEqual([container.runtime, container.parent, container.initPid, container.pids], ['kubernetes', null, init, [init]]);
		assert.equal(container.cgroup, `${workshop.top}${podPlace(id.at(-1)!)}`);
		assert.deepEqual(container.labels, {'io.kubernetes.pod.uid': podUid});
		assert.deepEqual(Object.fromEntries(kinds.map(kind => [kind, container.namespaces[kind].inode])), namespaceInodes(init));
		const others = ids.filter(other => other !== id);
		for (const kind of kinds) {
			assert.deepEqual(container.namespaces[kind].sharedWith.toSorted(), ['net', 'ipc', 'uts'].includes(kind) ? others : [], kind);
		}

		assert.deepEqual([container.namespaces.pid.host, container.namespaces.mnt.host, container.namespaces.net.host], [false, false, false]);
		assert.equal(container.usage.pids, 1);
	}
});

test('What watches a container of CRI-O or Podman is neither in it nor one itself', {skip}, () => {
	const watching = new Set(monitors.map(place => pids.get(place)));
	assert.deepEqual(document.containers.filter(({pids: its}) => its.some(pid => watching.has(pid))), []);
	assert.equal(document.containers.some(({cgroup}) => cgroup?.includes('conmon')), false);
});
