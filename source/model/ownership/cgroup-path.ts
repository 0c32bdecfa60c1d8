/**
What the path of a cgroup shows about the containers around a process. Runtimes name their cgroups after the container's id, nested ones
below the outer one.
*/
import {unescapeUnit} from '../../systemd/unit-name.ts';

export type CgroupOwner = {
	readonly runtime: string;
	/**
	The runtime's own id or name of the container.
	*/
	readonly id: string;
	/**
	Path of the container's cgroup, without what lies below it.
	*/
	readonly path: string;
	/**
	Uid of the Kubernetes pod, with dashes; of a static pod the hash that the kubelet has for one.
	*/
	readonly podUid?: string;
};

type Pattern = {
	readonly runtime: string;
	readonly pattern: RegExp;
};

/**
One record per way to name a container's cgroup; the first group is the id. Matched against one component of the path.
*/
const components: readonly Pattern[] = [
	{runtime: 'docker', pattern: /^docker-([\da-f]{64})\.scope$/},
	// With --cgroups=split, as Quadlet has it, it lies below the service.
	{runtime: 'podman', pattern: /^libpod-(?:payload-)?([\da-f]{64})(?:\.scope)?$/},
	{runtime: 'kubernetes', pattern: /^(?:cri-containerd|crio)-([\da-f]{64})(?:\.scope)?$/},
	// Where the driver of containerd is not that of the kubelet.
	{runtime: 'kubernetes', pattern: /^kubepods.*:cri-containerd:([\da-f]{64})$/},
	{runtime: 'containerd', pattern: /^nerdctl-([\da-f]{64})\.scope$/},
	{runtime: 'lxc', pattern: /^lxc\.payload\.(.+)$/},
	// The virtual machines of libvirt are called so too.
	{runtime: 'nspawn', pattern: /^machine-(?!qemu\\x2d)(.+)\.scope$/},
	{runtime: 'nspawn', pattern: /^systemd-nspawn@(.+)\.service$/},
];

/**
Parents below which a bare id or name is a container.
*/
const parents: readonly Pattern[] = [
	{runtime: 'docker', pattern: /^docker$/},
	{runtime: 'kubernetes', pattern: /pod([\da-f]{8}(?:[-_]?[\da-f]{4}){3}[-_]?[\da-f]{12})(?:\.slice)?$/},
	{runtime: 'lxc', pattern: /^lxc(?:\.payload)?$/},
];

const bareId = /^[\da-f]{64}$/;
const pod = /pod([\da-f]{8}(?:[-_]?[\da-f]{4}){3}[-_]?[\da-f]{12})(?:\.slice)?(?:$|:)/;

/**
Containers named in a cgroup path, outermost first; empty where the path names none. The last one owns the process.
*/
export function cgroupOwners(path: string): readonly CgroupOwner[] {
	const owners: CgroupOwner[] = [];
	const parts = path.split('/');
	let parent = '';
	let podUid: string | undefined;
	for (const [index, part] of parts.entries()) {
		const found = ownerOf(part, parent) ?? ownerOfTop(parts, index) ?? ownerOfMachine(parts, index);
		podUid = pod.exec(part)?.[1]?.replaceAll('_', '-') ?? podUid;
		// The supervisor of a systemd-nspawn machine is next to it in the same unit.
		if (found && !(found.runtime === 'nspawn' && parts[index + 1] === 'supervisor')) {
			owners.push({
				...found,
				path: parts.slice(0, index + 1).join('/'),
				...(found.runtime === 'kubernetes' && podUid && {podUid}),
			});
		}

		parent = part;
	}

	return owners;
}

function ownerOf(part: string, parent: string): {runtime: string; id: string} | undefined {
	for (const {runtime, pattern} of components) {
		const id = pattern.exec(part)?.[1];
		if (id) {
			return {runtime, id: runtime === 'nspawn' ? unescapeUnit(id) : id};
		}
	}

	for (const {runtime, pattern} of parents) {
		if (pattern.test(parent) && (bareId.test(part) || (runtime === 'lxc' && part !== ''))) {
			return {runtime, id: part};
		}
	}

	return undefined;
}

/**
What `ctr` runs lies at the top, below the namespace of containerd that it takes if it is not given another one.
*/
function ownerOfTop(parts: readonly string[], index: number): {runtime: string; id: string} | undefined {
	return index === 2 && parts[1] === 'default' ? {runtime: 'containerd', id: parts[2]!} : undefined;
}

/**
Since systemd 262 the scope of a machine is called as the machine is. What machined registers for others has no payload there.
*/
function ownerOfMachine(parts: readonly string[], index: number): {runtime: string; id: string} | undefined {
	const id = parts[index - 1] === 'machine.slice' && parts[index + 1] === 'payload' ? /^(.+)\.scope$/.exec(parts[index]!)?.[1] : undefined;
	return id === undefined ? undefined : {runtime: 'nspawn', id: unescapeUnit(id)};
}
