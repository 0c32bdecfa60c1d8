/**
Processes with a pid namespace of their own that are no containers.
*/
import {valueOf} from '../../known.ts';
import type {ProcessIdentity} from '../../kernel/reading.ts';

/**
Programs that engines start next to their containers, and that sandbox themselves.
*/
const helpers: ReadonlySet<string> = new Set([
	'pasta', 'pasta.avx2', 'passt', 'passt.avx2', 'slirp4netns', 'rootlesskit', 'rootlessport', 'netavark', 'aardvark-dns', 'fuse-overlayfs',
]);

export function isHelper({comm}: ProcessIdentity): boolean {
	return helpers.has(comm);
}

/**
Pid namespaces of systemd's services (`PrivatePIDs=yes`): their first process is in the cgroup of the service, and systemd
itself started it.
*/
export function pidNamespacesOfUnits(
	loose: readonly ProcessIdentity[],
	processes: ReadonlyMap<number, ProcessIdentity>,
	hostPidNamespace: number | undefined,
): ReadonlySet<number> {
	const isOfUnit = (process: ProcessIdentity): boolean => {
		const parent = processes.get(process.parentPid);
		return parent?.comm === 'systemd' && valueOf(parent.pidNamespace) === hostPidNamespace
			&& valueOf(process.cgroups)?.some(({path}) => path.endsWith('.service')) === true;
	};

	return new Set(loose.filter(process => isOfUnit(process)).flatMap(({pidNamespace}) => {
		const namespace = valueOf(pidNamespace);
		return namespace === undefined || namespace === hostPidNamespace ? [] : [namespace];
	}));
}
