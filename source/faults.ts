/**
What went wrong inside nstop and was lived with. It is for developers: what the person at the screen should know goes to the screen.
`nstop --diagnose` prints it, and `NSTOP_LOG=FILE` has it written to a file as it happens.
*/

export type Fault = {
	/**
	What was being done, as a phrase: `reading the hardware`.
	*/
	readonly doing: string;
	/**
	The error with its stack, if it has one.
	*/
	readonly reason: string;
	/**
	How often it has happened.
	*/
	readonly count: number;
};

const mostKept = 100;
const kept = new Map<string, Fault>();
const listeners = new Set<(fault: Fault) => void>();

/**
Reports an error that is caught and not shown. The same error again only raises its count, so a fault at each tick costs nothing.
*/
export function reportFault(doing: string, error: unknown): void {
	const reason = error instanceof Error ? error.stack ?? `${error.name}: ${error.message}` : String(error);
	const key = `${doing}\n${reason}`;
	const count = (kept.get(key)?.count ?? 0) + 1;
	if (count === 1 && kept.size === mostKept) {
		return;
	}

	const fault = {doing, reason, count};
	kept.set(key, fault);
	if (count === 1) {
		for (const listener of listeners) {
			listener(fault);
		}
	}
}

/**
All faults since the start, each once, in the order in which they first happened; at most a hundred.
*/
export function reportedFaults(): readonly Fault[] {
	return [...kept.values()];
}

/**
Calls a listener with each fault when it first happens, also with those that have happened already.
*/
export function onFault(listener: (fault: Fault) => void): void {
	for (const fault of kept.values()) {
		listener(fault);
	}

	listeners.add(listener);
}
