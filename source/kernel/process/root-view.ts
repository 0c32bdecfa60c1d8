/**
The root directory of a process, for several looks in a row: which mounts are not to be touched there is found out once.
*/
import {isMissing, type Known} from '../../known.ts';
import type {FileIdentity} from '../files/found.ts';
import {identifyInRoot, listInRoot, readTextInRoot} from './in-root.ts';

/**
Reads below it, wherever links lead. Where its mounts may not be known, nothing is.
*/
export class RootView {
	/**
	Paths at and below which nothing is looked at. All processes with the same mount namespace and root directory have the same.
	*/
	readonly barred: Known<ReadonlySet<string>>;
	readonly #root: string;

	constructor(root: string, barred: Known<ReadonlySet<string>>) {
		this.#root = root;
		this.barred = barred;
	}

	/**
	Which file a path is, whatever it is called elsewhere.
	*/
	identify(path: string): Known<FileIdentity> {
		return isMissing(this.barred) ? this.barred : identifyInRoot(this.#root, path, this.barred);
	}

	/**
	First bytes of a regular file as text.
	*/
	readText(path: string, limitBytes: number): Known<string> {
		return isMissing(this.barred) ? this.barred : readTextInRoot(this.#root, path, limitBytes, this.barred);
	}

	/**
	The first names in a directory.
	*/
	list(path: string, most: number): Known<readonly string[]> {
		return isMissing(this.barred) ? this.barred : listInRoot(this.#root, path, most, this.barred);
	}
}
