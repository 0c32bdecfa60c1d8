/**
Counts what lies below a directory, on whatever disk. Unlike the kernel's own files these may keep a reader waiting, so nothing here waits
in the thread that answers keys.
*/
import {Buffer} from 'node:buffer';
import {
	constants,
	type Dir,
	type Stats,
} from 'node:fs';
import {
	lstat,
	open,
	opendir,
	type FileHandle,
} from 'node:fs/promises';
import {isMissing, type Known} from '../../known.ts';
import {attemptLater} from './attempt.ts';
import {descriptorPath} from './found.ts';

/**
What was counted so far.
*/
export type TreeCount = {
	/**
	Files, directories and all else, each hard link once.
	*/
	readonly entries: number;
	/**
	What it takes on the disk.
	*/
	readonly allocatedBytes: number;
	/**
	The lengths of its files: more where they have holes, less where they are short.
	*/
	readonly apparentBytes: number;
	/**
	Directories that could not be looked into; their content is not counted.
	*/
	readonly unread: number;
};

/**
How far it has come is told after each of these.
*/
const entriesAtOnce = 64;

/**
Each directory on the way down is held.
*/
const mostDepth = 256;

const blockBytes = 512;

/**
Counts all below a directory that is held, but nothing that is mounted there. Ends with what was counted until then when the signal fires.
*/
export async function countTree(
	descriptor: number,
	{signal, onProgress}: {readonly signal: AbortSignal; readonly onProgress: (count: TreeCount) => void},
): Promise<Known<TreeCount>> {
	const top = await attemptLater(async () => open(descriptorPath(descriptor), constants.O_RDONLY + constants.O_DIRECTORY));
	if (isMissing(top)) {
		return top;
	}

	const tree = new Tree(signal, onProgress);
	await tree.countFrom(top);
	return tree.count;
}

class Tree {
	readonly #signal: AbortSignal;
	readonly #onProgress: (count: TreeCount) => void;
	readonly #linked = new Set<string>();
	#entries = 0;
	#allocatedBytes = 0;
	#apparentBytes = 0;
	#unread = 0;

	constructor(signal: AbortSignal, onProgress: (count: TreeCount) => void) {
		this.#signal = signal;
		this.#onProgress = onProgress;
	}

	get count(): TreeCount {
		return {
			entries: this.#entries, allocatedBytes: this.#allocatedBytes, apparentBytes: this.#apparentBytes, unread: this.#unread,
		};
	}

	async countFrom(directory: FileHandle): Promise<void> {
		const stats = await attemptLater(async () => directory.stat());
		if (isMissing(stats)) {
			await directory.close();
			return;
		}

		this.#add(stats);
		await this.#countIn(directory, stats.dev, 0);
	}

	/**
	Closes the directory in the end.
	*/
	async #countIn(directory: FileHandle, device: number, depth: number): Promise<void> {
		try {
			const path = descriptorPath(directory.fd);
			const names = await attemptLater(async () => this.#directoriesIn(path, device));
			if (isMissing(names)) {
				this.#unread++;
				return;
			}

			for (const name of names) {
				if (this.#signal.aborted) {
					return;
				}

				// A name that was exchanged for a link meanwhile is not followed.
				const flags = constants.O_RDONLY + constants.O_DIRECTORY + constants.O_NOFOLLOW;
				// eslint-disable-next-line no-await-in-loop -- one directory after the other
				const below = depth < mostDepth ? await attemptLater(async () => open(pathOf(path, name), flags)) : undefined;
				if (below === undefined || isMissing(below)) {
					this.#unread += below?.missing === 'gone' ? 0 : 1;
					continue;
				}

				// eslint-disable-next-line no-await-in-loop -- one directory after the other
				await this.#countIn(below, device, depth + 1);
			}
		} finally {
			await directory.close();
		}
	}

	/**
	Counts the entries of a directory; gives the names of the directories among them that are on the same file system.
	*/
	async #directoriesIn(path: string, device: number): Promise<readonly Uint8Array[]> {
		// The types do not know that names may be given as bytes.
		const directory: Dir = await opendir(path, {encoding: 'buffer' as BufferEncoding, bufferSize: entriesAtOnce});
		const below: Uint8Array[] = [];
		try {
			while (!this.#signal.aborted) {
				// eslint-disable-next-line no-await-in-loop -- a few at a time are what limits them
				const names = await readSome(directory);
				// eslint-disable-next-line no-await-in-loop -- a few at a time are what limits them
				const all = await Promise.all(names.map(async name => attemptLater(async () => lstat(pathOf(path, name)))));
				const counted = all.map(stats => isMissing(stats) || stats.dev !== device ? undefined : stats);
				for (const stats of counted.filter(each => each !== undefined)) {
					this.#add(stats);
				}

				below.push(...names.filter((_name, index) => counted[index]?.isDirectory()));

				if (names.length < entriesAtOnce) {
					break;
				}

				this.#onProgress(this.count);
			}
		} finally {
			await directory.close();
		}

		return below;
	}

	#add(stats: Stats): void {
		if (stats.nlink > 1 && !stats.isDirectory()) {
			const file = `${stats.dev}:${stats.ino}`;
			if (this.#linked.has(file)) {
				return;
			}

			this.#linked.add(file);
		}

		this.#entries++;
		this.#allocatedBytes += stats.blocks * blockBytes;
		this.#apparentBytes += stats.isFile() ? stats.size : 0;
	}
}

async function readSome(directory: Dir): Promise<readonly Uint8Array[]> {
	const names: Uint8Array[] = [];
	while (names.length < entriesAtOnce) {
		// eslint-disable-next-line no-await-in-loop -- most are there already
		const entry = await directory.read();
		if (!entry) {
			break;
		}

		names.push(entry.name as unknown as Uint8Array);
	}

	return names;
}

/**
Names are bytes: not all of them are text.
*/
function pathOf(directory: string, name: Uint8Array): Buffer {
	return Buffer.concat([Buffer.from(`${directory}/`), name]);
}
