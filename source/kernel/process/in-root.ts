/**
Paths as a process sees them that has another root directory, such as one in a container.

Below /proc/PID/root an absolute link leads to the reader's own root directory, so `/proc/PID/root/var/run/docker.sock` may be the
host's socket. Here a link never leads out: names are looked up one by one,
each in a directory that is held meanwhile, so that exchanging one for a link in between does not help either.
*/
import {isMissing, type Known, unsupported} from '../../known.ts';
import {readLink} from '../files/content.ts';
import {listFirst} from '../files/directory.ts';
import {
	closeFile,
	descriptorPath,
	type FileIdentity,
	identityOf,
	kindOf,
	openBelow,
	openPath,
	readTextOf,
} from '../files/found.ts';

// As many as the kernel itself follows.
const mostLinks = 40;

// Links of a few thousand names each would keep the reader busy for seconds.
const mostNames = 1024;

// Each directory on the way is held.
const mostDepth = 256;

/**
A file that is held until its descriptor is given to `closeFile`. `path` is where it lies, seen from that root directory and without
links; `heldPath` is a path of this process for it, to connect to or to read
from.
*/
export type FileInRoot = {readonly descriptor: number; readonly path: string; readonly heldPath: string};

type Directory = {readonly descriptor: number; readonly path: string};

const nothing: ReadonlySet<string> = new Set();

/**
Last first, as they are taken from the end.
*/
const namesOf = (path: string): string[] => path.split('/').filter(name => name !== '' && name !== '.').toReversed();

/**
Finds a file below a root directory, such as /proc/PID/root, and holds it. `..` ends at the root. Whatever lies at or below a path in
`barred` is unsupported: those of `foreignMountPoints`, where looking may
take for ever. So is what more than 40 links, 1024 names or 256 directories lead to.
*/
export function openInRoot(root: string, path: string, barred: ReadonlySet<string> = nothing): Known<FileInRoot> {
	if (barred.has('/')) {
		return unsupported;
	}

	const top = openPath(root);
	if (isMissing(top)) {
		return top;
	}

	const held: Directory[] = [{descriptor: top, path: ''}];
	try {
		const found = walk(held, namesOf(path), barred);
		if (isMissing(found)) {
			return found;
		}

		// It is handed out, so it is not to be closed with the others.
		held.pop();
		return {descriptor: found.descriptor, path: found.path === '' ? '/' : found.path, heldPath: descriptorPath(found.descriptor)};
	} finally {
		release(held, 0);
	}
}

/**
Goes from the last directory that is held along the names, and leaves what it comes to as the last one.
*/
function walk(held: Directory[], names: string[], barred: ReadonlySet<string>): Known<Directory> {
	let links = 0;
	for (let count = 0; count <= mostNames && held.length <= mostDepth; count++) {
		const here = held.at(-1)!;
		const name = names.pop();
		if (name === undefined) {
			return here;
		}

		if (name === '..') {
			release(held, Math.max(1, held.length - 1));
			continue;
		}

		const next = lookUp(here, name, barred);
		if (isMissing(next)) {
			return next;
		}

		if (typeof next === 'string') {
			links++;
			if (links > mostLinks) {
				return unsupported;
			}

			if (next.startsWith('/')) {
				release(held, 1);
			}

			names.push(...namesOf(next));
		} else {
			held.push(next);
		}
	}

	return unsupported;
}

/**
What a name in a directory stands for, held, or where it points if it is a link.
*/
function lookUp({descriptor, path}: Directory, name: string, barred: ReadonlySet<string>): Known<Directory | string> {
	const place = `${path}/${name}`;
	if (barred.has(place)) {
		return unsupported;
	}

	const next = openBelow(descriptor, name);
	if (isMissing(next)) {
		return next;
	}

	const kind = kindOf(next);
	if (kind !== 'link' && !isMissing(kind)) {
		return {descriptor: next, path: place};
	}

	closeFile(next);
	return isMissing(kind) ? kind : readLink(`${descriptorPath(descriptor)}/${name}`);
}

/**
Closes all but the first ones.
*/
function release(held: Directory[], count: number): void {
	for (const {descriptor} of held.splice(count)) {
		closeFile(descriptor);
	}
}

/**
Finds a file below a root directory, uses it and lets it go.
*/
export function useInRoot<Result>(
	root: string,
	path: string,
	use: (file: FileInRoot) => Known<Result>,
	barred?: ReadonlySet<string>,
): Known<Result> {
	const file = openInRoot(root, path, barred);
	if (isMissing(file)) {
		return file;
	}

	try {
		return use(file);
	} finally {
		closeFile(file.descriptor);
	}
}

/**
The path without links of a file below a root directory, with that directory before it. To be opened at once or to be shown: what is
there later may be something else, which `openInRoot` rules out.
*/
export function resolveInRoot(root: string, path: string, barred?: ReadonlySet<string>): Known<string> {
	return useInRoot(root, path, file => root === '/' ? file.path : root + file.path, barred);
}

/**
Identity of a file below a root directory.
*/
export function identifyInRoot(root: string, path: string, barred?: ReadonlySet<string>): Known<FileIdentity> {
	return useInRoot(root, path, ({descriptor}) => identityOf(descriptor), barred);
}

/**
First bytes of a regular file below a root directory as text.
*/
export function readTextInRoot(root: string, path: string, limitBytes: number, barred?: ReadonlySet<string>): Known<string> {
	return useInRoot(root, path, ({descriptor}) => readTextOf(descriptor, limitBytes), barred);
}

/**
The first names in a directory below a root directory, in the order of the kernel.
*/
export function listInRoot(root: string, path: string, most: number, barred?: ReadonlySet<string>): Known<readonly string[]> {
	return useInRoot(root, path, ({heldPath}) => listFirst(heldPath, most), barred);
}
