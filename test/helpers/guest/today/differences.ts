/**
Where nstop says something else than the tools and is right to, each with its reason.
*/
import type {Fact} from './fact.ts';

type Difference = {
	readonly reason: string;
	applies(fact: Fact): boolean;
};

export const differences: readonly Difference[] = [];
