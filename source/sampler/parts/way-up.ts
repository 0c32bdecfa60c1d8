/**
Follows the cgroups on the way up from the one container that is looked at; their rates begin with the second reading.
*/
import type {CgroupLevelReading} from '../../kernel/cgroup/reader/way-up.ts';
import type {CgroupMembership} from '../../kernel/pid/cgroup.ts';
import type {CloseLook} from '../../kernel/process/close-reader.ts';
import {unsupported, type Known} from '../../known.ts';
import {buildCgroupLevels} from '../../model/build/cgroup-levels.ts';
import type {CgroupLevel} from '../../model/cgroup-level.ts';
import {Pairs} from '../kept/pairs.ts';

/**
Keeps the last two readings of one way.
*/
export class WayFollower {
	readonly #closely: CloseLook;
	readonly #pairs: Pairs<string, readonly CgroupLevelReading[]>;

	constructor(closely: CloseLook, shortestSeconds: number) {
		this.#closely = closely;
		this.#pairs = new Pairs(shortestSeconds);
	}

	/**
	The cgroups on the way to the one with these memberships, from the outside in; `key` is that of the process in view. Unsupported where
	there is no cgroup.
	*/
	read(key: string, cgroups: readonly CgroupMembership[] | undefined, atSeconds: number): Known<readonly CgroupLevel[]> {
		this.#pairs.keep(other => other === key);
		if (cgroups === undefined) {
			return unsupported;
		}

		if (this.#pairs.isDue(key, atSeconds)) {
			this.#pairs.take(key, this.#closely.cgroupWay(cgroups), atSeconds);
		}

		return buildCgroupLevels(this.#pairs.get(key)!);
	}

	/**
	The way is not in view any more.
	*/
	forget(): void {
		this.#pairs.keep(() => false);
	}
}
