/**
Whether systemd has anything new to tell: found out from what the kernel shows, without asking.
*/
import {isMissing, type Known} from '../known.ts';
import type {UnitMap} from './unit-facts.ts';
import {unitsOnPath} from './unit-path.ts';

type Sight = {
	/**
	Paths of the cgroups that have processes: `cgroupsOfSystem`.
	*/
	readonly cgroups: ReadonlySet<string>;
	/**
	What systemd said last.
	*/
	readonly units: Known<UnitMap>;
	readonly isThere: (pid: number) => boolean;
};

/**
Remembers what was seen last. Processes that come and go in a unit are no news: systemd's client is one of them, and asking because of it
would never end.
*/
export class UnitChanges {
	#cgroups: ReadonlySet<string> | undefined;
	#ended: ReadonlyMap<string, number> = new Map();

	/**
	Whether a unit has come or gone since the last call, or the main process of one has ended. The first call is always news. A main process
	that was not there the last time either is none: it may be out of sight.
	*/
	isNews({cgroups, units, isThere}: Sight): boolean {
		const ended = endedMainProcesses(units, isThere);
		const isNews = this.#cgroups?.symmetricDifference(cgroups).size !== 0
			|| ended.entries().some(([name, pid]) => this.#ended.get(name) !== pid);
		this.#cgroups = cgroups;
		this.#ended = ended;
		return isNews;
	}

	/**
	To be called while nobody looks: what changes meanwhile is not known.
	*/
	forget(): void {
		this.#cgroups = undefined;
	}
}

/**
Those of the paths that are units of the system's manager. Of the units of users, and of those in containers, it knows nothing.
*/
export function cgroupsOfSystem(paths: Iterable<string>): ReadonlySet<string> {
	return new Set([...paths].filter(path => {
		const unit = unitsOnPath(path).at(-1);
		return unit?.cgroup === path && unit.manager.kind === 'system';
	}));
}

/**
By the name of the unit.
*/
function endedMainProcesses(units: Known<UnitMap>, isThere: Sight['isThere']): ReadonlyMap<string, number> {
	return new Map((isMissing(units) ? [] : [...units.values()]).flatMap(({name, mainPid}) =>
		typeof mainPid === 'number' && !isThere(mainPid) ? [[name, mainPid]] : []));
}
