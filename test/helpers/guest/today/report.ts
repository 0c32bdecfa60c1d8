/**
What came out of a comparison, for people.
*/
import {differences} from './differences.ts';
import type {Fact} from './fact.ts';

/**
A table by user, each wrong fact, and each known difference with how often it was met.
*/
export function report(facts: readonly Fact[]): string {
	const wrong = wrongFacts(facts);
	const users = [...new Set(facts.map(({user}) => user))];
	const row = (name: string, of: readonly Fact[], bad: readonly Fact[]): string => {
		const counts = [of.length, of.filter(fact => isKnown(fact)).length, bad.length];
		return name.padEnd(8) + counts.map(count => String(count).padStart(9)).join('');
	};

	const lines = [
		'user        facts    known    wrong',
		...users.map(user => row(user, facts.filter(fact => fact.user === user), wrong.filter(fact => fact.user === user))),
		row('all', facts, wrong),
		'',
		...wrong.map(({user, subject, what, said, isTrue}) =>
			`${user}: ${subject}: ${what}: nstop says ${inWords(said)}, true is ${inWords(isTrue)}`),
	];
	const known = differences
		.map(difference => ({difference, count: facts.filter(fact => !fact.isRight && difference.applies(fact)).length}))
		.filter(({count}) => count > 0);
	return [...lines, ...known.map(({difference, count}) => `known, ${count}×: ${difference.reason}`)].join('\n');
}

/**
Those that are wrong and on no list.
*/
export function wrongFacts(facts: readonly Fact[]): readonly Fact[] {
	return facts.filter(fact => !fact.isRight && !isKnown(fact));
}

function isKnown(fact: Fact): boolean {
	return !fact.isRight && differences.some(difference => difference.applies(fact));
}

function inWords(value: unknown): string {
	return JSON.stringify(value) ?? 'nothing';
}
