/**
What the kernel does not show to this user: processes and numbers of others.
*/
import {isMissing, type Known} from '../../known.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import {readAsRoot, type ToldProblem} from './problem.ts';

/**
Problems that concern many processes or containers, each told once with their number.
*/
export function unreadProblems({host, processes, containers, areProcessesHidden}: Snapshot): readonly ToldProblem[] {
	const deniedProcesses = [...processes.values()].filter(({namespaces}) => isDenied(namespaces.mnt)).length;
	const deniedNetworks = [...containers.values()].filter(({usage}) => isDenied(usage.networkRxPerSecond)).length;
	const isOfMachine = host.inside?.ofMachine.has('cpu') === true || host.inside?.ofMachine.has('memory') === true;
	return [
		...(isOfMachine
			? [{
				what: 'The header shows the whole machine, not this container',
				detail: 'Its cgroup is out of sight. Mount /sys/fs/cgroup in it, and its own numbers are there.',
				tone: 'warn' as const,
			}]
			: []),
		...(areProcessesHidden
			? [told(
				'Processes of other users are hidden from this user',
				'/proc is mounted with hidepid, so containers and processes are missing here.',
			)]
			: []),
		...(deniedProcesses === 0
			? []
			: [told(
				`${ofAll(deniedProcesses, processes.size, ['process', 'processes'])} cannot be read in full`,
				'Their namespaces, limits, open files and network are unknown, and some containers may not be found.',
			)]),
		...(deniedNetworks === 0
			? []
			: [told(
				`The network of ${ofAll(deniedNetworks, containers.size, ['container', 'containers'])} cannot be read`,
				'Their network rates are unknown.',
			)]),
	];
}

function ofAll(count: number, all: number, [one, several]: readonly [string, string]): string {
	return `${count} of ${all} ${all === 1 ? one : several}`;
}

function told(what: string, why: string): ToldProblem {
	return {what, detail: `${why} ${readAsRoot}`, tone: 'warn'};
}

/**
Whether a value is unknown because this user may not read it.
*/
export function isDenied(value: Known<unknown>): boolean {
	return isMissing(value) && value.missing === 'denied';
}
