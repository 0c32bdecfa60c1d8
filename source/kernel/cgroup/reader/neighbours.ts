/**
Notices that a cgroup was made or removed, at the price of one stat: a directory of the cgroup file system has two links and one more
for each cgroup in it.
*/
import {dirname} from 'node:path';
import {isMissing, type Known} from '../../../known.ts';
import {countLinks, listDirectories} from '../../files/directory.ts';

// A cluster has a directory for each of its pods: to look at all of them each time would cost what it shall spare.
const mostDirectories = 48;

/**
Watches the directories in which cgroups are known to lie, and those right below the root of their hierarchy: the next one is made
there, mostly.
*/
export class CgroupNeighbours {
	readonly #links = new Map<string, Known<number>>();

	/**
	Watches from now on where these cgroups lie; the directory of the whole hierarchy comes first.
	*/
	watch(root: string | undefined, cgroups: Iterable<string>): void {
		const below = root === undefined ? [] : listDirectories(root);
		const usual = root === undefined || isMissing(below) ? [] : [root, ...below.map(name => `${root}/${name}`)];
		const directories = new Set([...usual, ...Array.from(cgroups, cgroup => dirname(cgroup))].slice(0, mostDirectories));
		for (const directory of this.#links.keys()) {
			if (!directories.has(directory)) {
				this.#links.delete(directory);
			}
		}

		for (const directory of directories) {
			if (!this.#links.has(directory)) {
				this.#links.set(directory, countLinks(directory));
			}
		}
	}

	/**
	Whether in one of them a cgroup has come or gone since the last call. One for one remains unseen.
	*/
	haveChanged(): boolean {
		let haveChanged = false;
		for (const [directory, before] of this.#links) {
			const now = countLinks(directory);
			if (now !== before) {
				this.#links.set(directory, now);
				haveChanged = true;
			}
		}

		return haveChanged;
	}
}
