/**
Signs by which a process can tell whose container it is in, each one record.
*/
import {valueOf} from '../../known.ts';
import type {PlaceEvidence} from '../../kernel/process/place-evidence.ts';
import {cgroupOwners, type CgroupOwner} from '../ownership/cgroup-path.ts';

/**
What a container is called by its runtime, and the file of /proc or of the runtime that shows it.
*/
export type Sign = {readonly runtime: string; readonly evidence: string};

/**
Files that runtimes leave in their containers. Docker's own is left behind where an image became a machine: so it counts only where Docker
has also mounted one of its files.
*/
const files: ReadonlyArray<Sign & {readonly isLeftBehind?: true}> = [
	{runtime: 'incus', evidence: '/dev/incus/sock'},
	{runtime: 'lxd', evidence: '/dev/lxd/sock'},
	{runtime: 'kubernetes', evidence: '/var/run/secrets/kubernetes.io/serviceaccount'},
	{runtime: 'podman', evidence: '/run/.containerenv'},
	{runtime: 'docker', evidence: '/.dockerenv', isLeftBehind: true},
];

/**
What has to be looked for.
*/
export const signFiles: readonly string[] = files.map(({evidence}) => evidence);

/**
What runtimes write into the variable `container`.
*/
const words: Readonly<Partial<Record<string, string>>> = {
	docker: 'docker', podman: 'podman', lxc: 'lxc', 'lxc-libvirt': 'lxc', 'systemd-nspawn': 'nspawn', rkt: 'rkt',
};

/**
Files that engines mount into each container, by where they come from.
*/
const mountedFiles: ReadonlySet<string> = new Set(['/etc/hostname', '/etc/hosts', '/etc/resolv.conf']);
const mountSources: ReadonlyArray<{readonly runtime: string; readonly pattern: RegExp}> = [
	{runtime: 'podman', pattern: /\/overlay-containers\/[\da-f]{64}\/userdata\//},
	{runtime: 'docker', pattern: /\/containers\/[\da-f]{64}\//},
	{runtime: 'kubernetes', pattern: /\/pods\/[\d\-a-f]{36}\//},
];

const rules: ReadonlyArray<(evidence: PlaceEvidence) => Sign | undefined> = [
	({files: found}) => fileSign(found, ({runtime}) => runtime === 'incus' || runtime === 'lxd' || runtime === 'kubernetes'),
	({environment}) =>
		valueOf(environment)?.some(({name}) => name === 'KUBERNETES_SERVICE_HOST')
			? {runtime: 'kubernetes', evidence: '/proc/1/environ'}
			: undefined,
	({environment}) => wordSign(valueOf(environment)?.find(({name}) => name === 'container')?.value, '/proc/1/environ'),
	({systemdWord}) => wordSign(systemdWord, '/run/systemd/container'),
	({files: found}) => fileSign(found, ({runtime}) => runtime === 'podman'),
	evidence => mountSign(evidence),
	evidence => cgroupSign(evidence),
	({files: found, mounts}) =>
		fileSign(found, ({isLeftBehind}) => !isLeftBehind || valueOf(mounts)?.some(({mountPoint}) => mountedFiles.has(mountPoint)) === true),
	({mounts}) =>
		valueOf(mounts)?.some(({fileSystem}) => fileSystem === 'fuse.lxcfs') ? {runtime: 'lxc', evidence: '/proc/self/mountinfo'} : undefined,
];

/**
The surest sign there is; undefined where nothing tells.
*/
export function signOf(evidence: PlaceEvidence): Sign | undefined {
	for (const rule of rules) {
		const sign = rule(evidence);
		if (sign) {
			return sign;
		}
	}

	return undefined;
}

/**
What only a runtime does: its name in the path of a cgroup, or its own files mounted. Nothing of it stays behind in an image.
*/
export function sureSignOf(evidence: PlaceEvidence): Sign | undefined {
	return mountSign(evidence) ?? cgroupSign(evidence);
}

/**
The container that the path of a cgroup is named after, the innermost one.
*/
export function ownerIn(path: string): CgroupOwner | undefined {
	return cgroupOwners(path).at(-1);
}

function fileSign(found: ReadonlySet<string>, isMeant: (file: (typeof files)[number]) => boolean): Sign | undefined {
	const file = files.find(each => found.has(each.evidence) && isMeant(each));
	return file && {runtime: file.runtime, evidence: file.evidence};
}

function wordSign(word: string | undefined, evidence: string): Sign | undefined {
	return word ? {runtime: words[word] ?? 'container', evidence} : undefined;
}

function mountSign({mounts}: PlaceEvidence): Sign | undefined {
	const own = (valueOf(mounts) ?? []).filter(({mountPoint}) => mountedFiles.has(mountPoint));
	const source = mountSources.find(({pattern}) => own.some(({root}) => pattern.test(root)));
	return source && {runtime: source.runtime, evidence: '/proc/self/mountinfo'};
}

function cgroupSign({cgroups}: PlaceEvidence): Sign | undefined {
	const owner = (valueOf(cgroups) ?? []).map(({path}) => ownerIn(path)).find(found => found !== undefined);
	return owner && {runtime: owner.runtime, evidence: '/proc/self/cgroup'};
}
