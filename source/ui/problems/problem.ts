/**
Something that is wrong now, or that nstop could not read or reach in full.
*/
export type ToldProblem = {
	/**
	What it is about and how that is, in a few words. Both texts may hold words of strangers.
	*/
	readonly what: string;
	/**
	Sentences that say why, and what to do.
	*/
	readonly detail: string;
	readonly tone: 'bad' | 'warn';
};

/**
What to do about what this user may not read. A root without all capabilities is refused too.
*/
export const readAsRoot = 'Run nstop as root with all capabilities (sudo nstop) to see everything.';
