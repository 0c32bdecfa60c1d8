/**
Files that a person asks for. They are the person's alone, and nothing that is there is written over.
*/
import {open} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

/**
A new file, open for writing.
*/
export type NewFile = {
	/**
	Absolute path.
	*/
	readonly path: string;
	write(text: string): Promise<void>;
	close(): Promise<void>;
};

const mostAttempts = 1000;

/**
Makes a file in the working directory with this name and ending, or with a number between them where that is taken. Only its owner may read
it. Rejects with the error of the system where none can be made.
*/
export async function createFile(name: string, ending: string, folder = process.cwd()): Promise<NewFile> {
	for (let attempt = 1; ; attempt++) {
		const place = path.join(folder, `${fileName(name)}${attempt === 1 ? '' : `-${attempt}`}${ending}`);
		try {
			// eslint-disable-next-line no-await-in-loop -- the next name is tried only where this one is taken
			const file = await open(place, 'wx', 0o600);
			return {
				path: place,
				async write(text) {
					await file.writeFile(text);
				},
				async close() {
					await file.close();
				},
			};
		} catch (error) {
			const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
			if (!isTaken || attempt === mostAttempts) {
				throw error;
			}
		}
	}
}

/**
A name from outside as one that leads to no other folder and is no option.
*/
function fileName(name: string): string {
	const safe = name.replaceAll(/[^\w\-.]+/g, '_').replace(/^[-.]+/, '_').slice(0, 100);
	return safe === '' ? '_' : safe;
}
