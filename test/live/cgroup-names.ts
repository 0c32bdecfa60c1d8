import assert from 'node:assert/strict';
import process from 'node:process';
import test, {before} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {printDocument, type ContainerDocument, type Document} from '../helpers/documents.ts';
import {Workshop, workshopLack, wordsOf} from '../helpers/workshop.ts';
import {containerIn} from '../helpers/zoo.ts';

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
		what: 'containerd with the systemd driver', place: `/kubepods.slice/kubepods-burstable.slice/${slice}/cri-containerd-${idOf('2')}.scope`, id: idOf('2'), runtime: 'kubernetes',
	},
	{
		what: 'CRI-O with the systemd driver', place: `/kubepods.slice/kubepods-burstable.slice/${slice}/crio-${idOf('3')}.scope`, id: idOf('3'), runtime: 'kubernetes',
	},
	{
		what: 'CRI-O with the cgroupfs driver, and a cgroup below it', place: `/kubepods/burstable/pod${uid}/crio-${idOf('4')}`, below: '/container', id: idOf('4'), runtime: 'kubernetes',
	},
	{
		what: 'LXC', place: '/lxc.payload.by-hand', below: '/init.scope', id: 'by-hand', runtime: 'lxc',
	},
	{
		what: 'LXC as it was', place: '/lxc/old-by-hand', id: 'old-by-hand', runtime: 'lxc',
	},
	{
		what: 'systemd-nspawn as a machine', place: String.raw`/machine.slice/machine-by\x2dhand\x2dtoo.scope`, below: '/payload', id: 'by-hand-too', runtime: 'nspawn',
	},
] as const;
const pids = new Map<string, number>();
let document: Document;

before(async () => {
	if (skip !== false) {
		return;
	}

	for (const [index, container] of containers.entries()) {
		const cgroup = workshop.cgroup(`${container.place}${'below' in container ? container.below : ''}`, index % 2 === 1 && workshop.hasV1 ? 'unified' : 'everywhere');
		const {pid} = workshop.start(['sleep', `40${index}0`], {cgroup});
		pids.set(container.id, pid!);
		await eventually('it runs', () => wordsOf(pid!).at(-1) === `40${index}0`);
	}

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
