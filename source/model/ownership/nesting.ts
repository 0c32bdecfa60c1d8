/**
Which container lies in which.
*/
import type {ProcessIdentity} from '../../kernel/reading.ts';
import type {Draft} from './draft.ts';

/**
By place, the place of the container around each: the one that the path of its cgroup names, else the one in which it was made.
*/
export function outersOf(
	inits: ReadonlyMap<Draft, ProcessIdentity>,
	draftOfPid: ReadonlyMap<number, Draft>,
	processes: ReadonlyMap<number, ProcessIdentity>,
): ReadonlyMap<string, string> {
	const outers = new Map<string, string>();
	const places = new Set(inits.keys().map(({place}) => place));
	for (const [draft, init] of inits) {
		const maker = outerOf(init, draft, draftOfPid, processes);
		const named = draft.outers.find(place => places.has(place));
		const outer = (draft.owner ? named ?? maker : maker ?? named) ?? draft.outers[0];
		// Who enters a container of another's making could make a ring.
		if (outer !== undefined && !isWithin(outer, draft.place, outers)) {
			outers.set(draft.place, outer);
		}
	}

	return outers;
}

/**
Whether a place is another one or lies in it, to any depth.
*/
export function isWithin(place: string | undefined, around: string, outers: ReadonlyMap<string, string>): boolean {
	let current = place;
	for (let steps = 0; current !== undefined && steps <= outers.size; steps++) {
		if (current === around) {
			return true;
		}

		current = outers.get(current);
	}

	return false;
}

/**
The container that the maker of this one runs in: that of the nearest ancestor which is in any.
*/
function outerOf(
	init: ProcessIdentity,
	draft: Draft,
	draftOfPid: ReadonlyMap<number, Draft>,
	processes: ReadonlyMap<number, ProcessIdentity>,
): string | undefined {
	let ancestor = processes.get(init.parentPid);
	for (let steps = 0; ancestor && steps < 1000; steps++) {
		const found = draftOfPid.get(ancestor.pid);
		if (found && found !== draft) {
			return found.place;
		}

		ancestor = processes.get(ancestor.parentPid);
	}

	return undefined;
}
