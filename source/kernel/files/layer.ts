/**
What the upper directory of an overlay has changed of the lower ones: what is only in it was added, what is in a lower one too was changed,
and a character device 0/0 stands for what was deleted.
*/
import {constants, type Stats} from 'node:fs';
import {
	lstat,
	open,
	readdir,
	type FileHandle,
} from 'node:fs/promises';
import {isMissing, type Known} from '../../known.ts';
import {attemptLater} from './attempt.ts';
import {descriptorPath} from './found.ts';

export type LayerChange = {
	/**
	Seen from the root directory of the container. Names that are no text have marks in their places.
	*/
	readonly path: string;
	readonly kind: 'added' | 'changed' | 'deleted';
	readonly isDirectory: boolean;
	/**
	What it takes on the disk in the upper directory; undefined for directories and for what was deleted.
	*/
	readonly allocatedBytes: number | undefined;
};

/**
In the order of their paths. Not whole where there are more than are shown.
*/
export type LayerChanges = {readonly changes: readonly LayerChange[]; readonly isWhole: boolean};

const mostChanges = 5000;
const mostDepth = 128;
const blockBytes = 512;

/**
Compares directories that are held: the upper one with the lower ones, topmost first. Nothing waits in the thread that answers keys. That a
directory was deleted and made again is not seen.
*/
export async function changesOfLayer(upper: number, lowers: readonly number[], signal: AbortSignal): Promise<Known<LayerChanges>> {
	const top = await attemptLater(async () => openDirectory(descriptorPath(upper)));
	if (isMissing(top)) {
		return top;
	}

	const below = await Promise.all(lowers.map(async lower => attemptLater(async () => openDirectory(descriptorPath(lower)))));
	const changes: LayerChange[] = [];
	const level = {
		path: '', upper: top, lowers: below.flatMap(each => isMissing(each) ? [] : each), depth: 0,
	};
	const isWhole = await compare(level, changes, signal);
	return {changes, isWhole};
}

type Level = {readonly path: string; readonly upper: FileHandle; readonly lowers: readonly FileHandle[]; readonly depth: number};

/**
Closes all that it is given. False where something was left out.
*/
async function compare({path, upper, lowers, depth}: Level, changes: LayerChange[], signal: AbortSignal): Promise<boolean> {
	try {
		const place = descriptorPath(upper.fd);
		const names = await attemptLater(async () => readdir(place));
		if (isMissing(names)) {
			return false;
		}

		for (const name of names.toSorted()) {
			if (changes.length >= mostChanges || signal.aborted) {
				return false;
			}

			/* eslint-disable no-await-in-loop -- one after the other, so that few files are held */
			const stats = await attemptLater(async () => lstat(`${place}/${name}`));
			if (isMissing(stats)) {
				continue;
			}

			const isDirectory = stats.isDirectory();
			changes.push({
				path: `${path}/${name}`,
				kind: isWhiteout(stats) ? 'deleted' : (await isBelow(name, lowers) ? 'changed' : 'added'),
				isDirectory,
				allocatedBytes: isDirectory || isWhiteout(stats) ? undefined : stats.blocks * blockBytes,
			});
			const next = isDirectory && depth < mostDepth ? await attemptLater(async () => openDirectory(`${place}/${name}`)) : undefined;
			if (next === undefined || isMissing(next)) {
				continue;
			}

			const level = {
				path: `${path}/${name}`, upper: next, lowers: await directoriesBelow(name, lowers), depth: depth + 1,
			};
			if (!await compare(level, changes, signal)) {
				return false;
			}
			/* eslint-enable no-await-in-loop */
		}

		return true;
	} finally {
		await Promise.all([upper, ...lowers].map(async handle => handle.close()));
	}
}

/**
Whether the lower directories together show something by this name.
*/
async function isBelow(name: string, lowers: readonly FileHandle[]): Promise<boolean> {
	const [first] = await statsBelow(name, lowers);
	return first !== undefined && !isWhiteout(first.stats);
}

/**
The directories of this name that are seen together: what is no directory hides those below it.
*/
async function directoriesBelow(name: string, lowers: readonly FileHandle[]): Promise<readonly FileHandle[]> {
	const found = await statsBelow(name, lowers);
	const end = found.findIndex(({stats}) => !stats.isDirectory());
	const seen = end === -1 ? found : found.slice(0, end);
	const paths = seen.map(({lower}) => `${descriptorPath(lower.fd)}/${name}`);
	const opened = await Promise.all(paths.map(async path => attemptLater(async () => openDirectory(path))));
	return opened.flatMap(each => isMissing(each) ? [] : each);
}

async function statsBelow(
	name: string,
	lowers: readonly FileHandle[],
): Promise<ReadonlyArray<{readonly lower: FileHandle; readonly stats: Stats}>> {
	const all = await Promise.all(lowers.map(async lower => ({
		lower, stats: await attemptLater(async () => lstat(`${descriptorPath(lower.fd)}/${name}`)),
	})));
	return all.flatMap(({lower, stats}) => isMissing(stats) ? [] : [{lower, stats}]);
}

function isWhiteout(stats: Stats): boolean {
	return stats.isCharacterDevice() && stats.rdev === 0;
}

async function openDirectory(path: string): Promise<FileHandle> {
	const isHeld = path.startsWith('/proc/self/fd/') && !path.slice('/proc/self/fd/'.length).includes('/');
	return open(path, constants.O_RDONLY + constants.O_DIRECTORY + (isHeld ? 0 : constants.O_NOFOLLOW));
}
