/**
The files of one cgroup, in whichever directories of the hierarchies they are.
*/
import {Buffer} from 'node:buffer';
import {isMissing, type Known, unsupported} from '../../../known.ts';
import type {Bytes} from '../../fields.ts';
import {isDirectory} from '../../files/directory.ts';
import type {HeldFile, HeldFiles} from '../../files/held.ts';
import type {CgroupPlaces} from './places.ts';

const noBytes = Buffer.alloc(0);

type CgroupFile = {readonly file: HeldFile; isAbsent: boolean};

/**
Reads the files of one cgroup again and again, and remembers which of them it does not have although it is there: a controller that is
not enabled, a newer kernel's invention.
*/
export class CgroupFiles {
	readonly places: CgroupPlaces;
	readonly #held: HeldFiles;
	readonly #directories = new Map<string, Map<string, CgroupFile>>();
	#generation = 0;

	constructor(places: CgroupPlaces, held: HeldFiles) {
		this.places = places;
		this.#held = held;
	}

	/**
	What a file says; unsupported where there is no such file, and gone where there is no such cgroup. The same value as long as the file
	says the same.
	*/
	read<Value>(directory: string | undefined, name: string, parse: (bytes: Bytes) => Known<Value>): Known<Value> {
		if (directory === undefined) {
			return unsupported;
		}

		const found = this.#find(directory, name);
		if (found.isAbsent) {
			return unsupported;
		}

		const value = found.file.parse(parse);
		if (isMissing(value) && value.missing === 'gone' && isDirectory(directory)) {
			found.isAbsent = true;
			return unsupported;
		}

		return value;
	}

	/**
	The same for a file of several values: each of them is missing when the file is.
	*/
	readAll<Values extends Readonly<Record<string, Known<unknown>>>>(
		directory: string | undefined,
		name: string,
		parse: (bytes: Bytes) => Values,
	): Values {
		const values = this.read<Values>(directory, name, parse);
		return isMissing(values) ? Object.fromEntries(Object.keys(parse(noBytes)).map(key => [key, values])) as Values : values;
	}

	/**
	Looks again for files that were not there, such as those of a controller that was enabled meanwhile. Does nothing where that was done
	for this generation already.
	*/
	forgetAbsent(generation: number): void {
		if (generation === this.#generation) {
			return;
		}

		this.#generation = generation;
		for (const files of this.#directories.values()) {
			for (const file of files.values()) {
				file.isAbsent = false;
			}
		}
	}

	#find(directory: string, name: string): CgroupFile {
		let files = this.#directories.get(directory);
		if (!files) {
			files = new Map();
			this.#directories.set(directory, files);
		}

		let found = files.get(name);
		if (!found) {
			found = {file: this.#held.file(`${directory}/${name}`), isAbsent: false};
			files.set(name, found);
		}

		return found;
	}
}
