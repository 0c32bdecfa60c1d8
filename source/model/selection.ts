/**
Which containers the command line names: by name or id, by a process in them, by a port they publish.
*/
import {isGlob, matchesGlob} from './glob.ts';
import type {Container} from './container.ts';
import type {ContainerKey} from './keys.ts';
import type {Snapshot} from './snapshot.ts';

export type Selection = {
	/**
	Each is a name, the beginning of an id, or a pattern with `*`, `?` and `[…]` for names. One that finds is enough for a container.
	*/
	readonly names: readonly string[];
	/**
	A process, as the host counts.
	*/
	readonly pid: number | undefined;
	/**
	A port of the host.
	*/
	readonly port: number | undefined;
};

type Selected = {
	/**
	Those that are meant by all of it, in the order of the snapshot.
	*/
	readonly keys: ReadonlySet<ContainerKey>;
	/**
	What found nothing, each as a sentence.
	*/
	readonly refusals: readonly string[];
};

/**
Whether anything is asked for at all.
*/
export function isNarrowing({names, pid, port}: Selection): boolean {
	return names.length > 0 || pid !== undefined || port !== undefined;
}

/**
The containers that a selection means, among those that have not been removed.
*/
export function select(snapshot: Snapshot, {names, pid, port}: Selection): Selected {
	const containers = [...snapshot.containers.values()].filter(({isRemoved}) => !isRemoved);
	const byName = names.map(name => ({name, found: named(containers, name)}));
	const conditions = [
		...(names.length > 0 ? [{found: byName.flatMap(({found}) => found), refusal: undefined}] : []),
		...(pid === undefined
			? []
			: [{found: containers.filter(({pids}) => pids.includes(pid)), refusal: `No container has a process with the pid ${pid}.`}]),
		...(port === undefined
			? []
			: [{
				found: containers.filter(({ports}) => ports.some(({hostPort}) => hostPort === port)),
				refusal: `No container publishes port ${port}.`,
			}]),
	];
	const sets = conditions.map(({found}) => new Set(found));
	return {
		keys: new Set(containers.filter(container => sets.every(set => set.has(container))).map(({key}) => key)),
		refusals: [
			...byName.filter(({found}) => found.length === 0).map(({name}) => `No container is called ${JSON.stringify(name)}.`),
			...conditions.flatMap(({found, refusal}) => found.length === 0 && refusal !== undefined ? [refusal] : []),
		],
	};
}

/**
Where a container has the whole word for its name, it is not taken for the beginning of an id, or for a pattern.
*/
function named(containers: readonly Container[], word: string): readonly Container[] {
	const same = containers.filter(({name}) => name === word);
	if (same.length > 0) {
		return same;
	}

	const byId = /^[\da-f]+$/i.test(word) ? containers.filter(({id}) => id.startsWith(word.toLowerCase())) : [];
	return byId.length > 0 || !isGlob(word) ? byId : containers.filter(({name}) => matchesGlob(word, name));
}
