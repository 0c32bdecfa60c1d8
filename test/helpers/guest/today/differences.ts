/**
Where nstop says something else than the tools and is right to, each with its reason.
*/
import type {Fact} from './fact.ts';

type Difference = {
	readonly reason: string;
	applies(fact: Fact): boolean;
};

/**
What only the engine of that container knows.
*/
const engineOnly: ReadonlySet<string> = new Set(['restarts', 'killed for memory', 'ports', 'project']);

export const differences: readonly Difference[] = [
	{
		reason: 'root is shown the engines of the host and not those of other users: nobody asks them what the kernel does not know',
		applies: ({user, subject, what, said}) =>
			user === 'root'
			&& subject.startsWith('podman of ann ')
			&& engineOnly.has(what)
			&& (said === null || (Array.isArray(said) && said.length === 0)),
	},
	{
		reason: 'the container restarts in a loop: it did between the two looks at it',
		applies: ({subject, what}) => subject === 'docker d-loop' && ['restarts', 'first process'].includes(what),
	},
];
