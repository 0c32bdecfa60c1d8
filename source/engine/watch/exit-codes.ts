/**
How containers ended, as their engine's events told it.
*/

/**
The latest are enough: they are of interest for a minute.
*/
const mostExitCodes = 100;

/**
Exit codes by id, as a map that is replaced and never changed.
*/
export class ExitCodes {
	#latest: ReadonlyMap<string, number> = new Map();

	get latest(): ReadonlyMap<string, number> {
		return this.#latest;
	}

	note(id: string, exitCode: number): void {
		this.#latest = new Map([...this.#latest, [id, exitCode] as const].slice(-mostExitCodes));
	}
}
