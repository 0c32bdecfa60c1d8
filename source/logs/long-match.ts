/**
Finds what a regular expression matches in a line of any length. The expression goes back and forth over what it gets, so a long line is
given to it in windows that overlap. There it sees each match with as much around it as the overlap has; of a longer match it sees the
beginning.
*/
import type {Place} from '../text/search.ts';
import {withoutAnchors, type Anchor} from './regex.ts';

/**
A line up to this length is looked at as a whole; in UTF-16 code units, as all lengths here.
*/
const windowLength = 2000;
/**
What a window has before the place where matches are looked for, and behind the last one where they may begin.
*/
const overlap = 500;
/**
After this time the rest of a line is left: no key waits longer.
*/
const longestMilliseconds = 100;

type LongMatch = {
	matches(line: string): boolean;
	/**
	Where it matches something, in their order.
	*/
	placesIn(line: string): readonly Place[];
	/**
	Whether there was a line that would have taken too long, so that its end was not looked at.
	*/
	readonly hasGivenUp: boolean;
};

/**
What the expression matches, for one that is right.
*/
export function longMatchOf(source: string, flags: string): LongMatch {
	const expressions = new Map<string, RegExp>();
	// Where a window has no start or no end of the line, what asks for one matches nothing.
	const expressionFor = (isStart: boolean, isEnd: boolean): RegExp => {
		const absent: readonly Anchor[] = [...(isStart ? [] : ['^'] as const), ...(isEnd ? [] : ['$'] as const)];
		const expression = expressions.get(absent.join('')) ?? new RegExp(withoutAnchors(source, absent), `${flags}g`);
		expressions.set(absent.join(''), expression);
		return expression;
	};

	let hasGivenUp = false;
	function * found(line: string): Generator<Place, void> {
		const before = line.length > windowLength ? overlap : Infinity;
		const started = performance.now();
		let from = 0;
		while (from <= line.length) {
			const start = Math.max(0, from - before);
			const end = Math.min(line.length, from + windowLength);
			const isEnd = end === line.length;
			const expression = expressionFor(start === 0, isEnd);
			expression.lastIndex = from - start;
			const match = expression.exec(line.slice(start, end));
			const next = isEnd ? Infinity : end - overlap;
			const at = start + (match?.index ?? Infinity);
			if (match && at < next) {
				const place = {start: at, end: at + match[0].length};
				yield place;
				from = Math.max(place.end, place.start + 1);
			} else {
				from = next;
			}

			if (from <= line.length && performance.now() - started > longestMilliseconds) {
				hasGivenUp = true;
				return;
			}
		}
	}

	return {
		matches: line => !found(line).next().done,
		placesIn: line => [...found(line)].filter(({start, end}) => start < end),
		get hasGivenUp() {
			return hasGivenUp;
		},
	};
}
