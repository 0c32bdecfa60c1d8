/**
Counts the cgroups that have no process in them or below them. Nothing else finds them: processes tell where they are, and a manager that
removes no cgroup leaves thousands, each of which costs the kernel memory.
*/
import {isMissing} from '../../../known.ts';
import {countLinks, listFirstDirectories} from '../../files/directory.ts';
import type {CgroupMount} from './hierarchies.ts';

/**
How many directories are looked at in one step, and how many of those in one are followed.
*/
const mostInStep = 1000;
const mostInDirectory = 20_000;

/**
How many there are; `isWhole` where all were looked at.
*/
export type EmptyCgroups = {readonly count: number; readonly isWhole: boolean};

/**
Walks through one hierarchy in steps, each of which costs a bounded time.
*/
export class EmptyCgroupWalk {
	readonly #mount: CgroupMount;
	readonly #waiting: string[] = [];
	#count = 0;
	#isCut = false;
	#last: EmptyCgroups | undefined;

	/**
	The hierarchy has to be one whose paths are those of /proc/PID/cgroup.
	*/
	constructor(mount: CgroupMount) {
		this.#mount = mount;
	}

	/**
	Whether the next step begins from the start.
	*/
	get isAtStart(): boolean {
		return this.#waiting.length === 0;
	}

	/**
	Goes on by a step and gives what is known by then: the whole of the round before, else what this one found so far. `populated` are the
	paths of the cgroups that have processes in them or below.
	*/
	step(populated: ReadonlySet<string>): EmptyCgroups {
		if (this.isAtStart) {
			this.#count = 0;
			this.#isCut = false;
			this.#enter('');
		}

		for (let looked = 0; looked < mostInStep; looked++) {
			const path = this.#waiting.pop();
			if (path === undefined) {
				break;
			}

			const links = countLinks(this.#directoryOf(path));
			// One that vanished meanwhile has none.
			if (isMissing(links) || links === 0) {
				continue;
			}

			if (!populated.has(`${this.#mount.root === '/' ? '' : this.#mount.root}${path}`)) {
				this.#count++;
			}

			// A directory has a link from each that is in it, besides its own two.
			if (links !== 2) {
				looked++;
				this.#enter(path);
			}
		}

		const now = {count: this.#count, isWhole: this.isAtStart && !this.#isCut};
		if (this.isAtStart) {
			this.#last = now;
		}

		return this.#last && this.#last.count >= now.count ? this.#last : now;
	}

	#enter(path: string): void {
		const names = listFirstDirectories(this.#directoryOf(path), mostInDirectory);
		if (isMissing(names)) {
			return;
		}

		this.#isCut ||= names.length === mostInDirectory;
		for (const name of names) {
			this.#waiting.push(`${path}/${name}`);
		}
	}

	#directoryOf(path: string): string {
		return this.#mount.directory + path;
	}
}
