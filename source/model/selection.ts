/**
Which containers the command line names: by name or id, by a process in them, by a port they publish or listen on.
*/
import type {PortListeners} from '../kernel/process/port-listeners.ts';
import type {Known} from '../known.ts';
import {isGlob, matchesGlob} from './glob.ts';
import type {Container} from './container.ts';
import type {ContainerKey} from './keys.ts';
import {
	unusedPortSentence,
	usesOfPort,
	type PortUse,
	type PortUses,
} from './port-use.ts';
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
	A port of TCP or UDP.
	*/
	readonly port: number | undefined;
};

type Selected = {
	/**
	Those that are meant by all of it, in the order of the snapshot; for a port, those that concern the host first.
	*/
	readonly keys: ReadonlySet<ContainerKey>;
	/**
	What found nothing, each as a sentence.
	*/
	readonly refusals: readonly string[];
	/**
	How they use the port that is asked for.
	*/
	readonly portUses: readonly PortUse[];
};

const nobody: PortListeners = {listeners: [], unreadable: new Set()};

/**
Whether anything is asked for at all.
*/
export function isNarrowing({names, pid, port}: Selection): boolean {
	return names.length > 0 || pid !== undefined || port !== undefined;
}

/**
The containers that a selection means, among those that have not been removed. `listeners` are those on its port.
*/
export function select(snapshot: Snapshot, {names, pid, port}: Selection, listeners: Known<PortListeners> = nobody): Selected {
	const containers = [...snapshot.containers.values()].filter(({isRemoved}) => !isRemoved);
	const used: PortUses = port === undefined ? {uses: [], isComplete: true} : usesOfPort(containers, port, listeners, snapshot.host);
	const byName = names.map(name => ({name, found: named(containers, name)}));
	const conditions = [
		...(names.length > 0 ? [{found: byName.flatMap(({found}) => found), refusal: undefined}] : []),
		...(pid === undefined
			? []
			: [{found: containers.filter(({pids}) => pids.includes(pid)), refusal: `No container has a process with the pid ${pid}.`}]),
		...(port === undefined
			? []
			: [{
				found: used.uses.map(({container}) => container),
				refusal: unusedPortSentence(port, listeners, used),
			}]),
	];
	const sets = conditions.map(({found}) => new Set(found));
	const meant = containers.filter(container => sets.every(set => set.has(container)));
	const portUses = used.uses.filter(({container}) => meant.includes(container));
	return {
		// What concerns the host comes first.
		keys: new Set([...portUses.map(({container}) => container), ...meant].map(({key}) => key)),
		portUses,
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
