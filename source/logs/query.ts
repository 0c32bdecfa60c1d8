/**
What is typed to filter or to search a log: words as in the filters of lists, and besides `/regex/`, `level:warn` and `stream:stderr`.
*/
import {placesOf, type Place} from '../text/search.ts';
import {partPattern, termOf} from '../terms.ts';
import {
	isAtLeast,
	levelNamed,
	logLevels,
	type LogLevel,
} from './levels.ts';
import type {LogStream} from './line.ts';
import {longMatchOf} from './long-match.ts';
import {regexOf} from './regex.ts';

/**
What is known of a line besides its text. Only read where the query asks for it, so a getter may find it out.
*/
type Known = {readonly stream: LogStream; readonly level: LogLevel | undefined};

/**
A query that can be asked of one line after the other. What it does to one takes little time, whatever the line.
*/
export type LogQuery = {
	matches(text: string, known: Known): boolean;
	/**
	Where the words and patterns that are wanted stand in a text.
	*/
	placesIn(text: string): readonly Place[];
	/**
	Whether there was a line to the end of which a pattern did not get in the time that it has.
	*/
	readonly hasGivenUp: boolean;
};

/**
What one part of a query asks of a line, and where that stands in its text.
*/
type Test = {
	readonly passes: (text: string, known: Known, lowered: () => string) => boolean;
	readonly placesIn?: (text: string) => readonly Place[];
	readonly hasGivenUp?: () => boolean;
};

type Problem = {readonly problem: string};

const wholeRegex = /^\/(?<source>(?:\\.|[^/\\])+)\/(?<flags>i?)$/u;
const parts = new RegExp(String.raw`(?<!\S)!?\/(?:\\.|[^\\/])+\/i?(?!\S)|${partPattern.source}`, 'gu');

/**
All that the text asks for; or in one sentence what of it cannot be asked. Half a word that is still being typed asks for nothing.
*/
export function queryOf(text: string): LogQuery | Problem {
	const tests: Test[] = [];
	for (const part of text.match(parts) ?? []) {
		const test = testOf(part);
		if (test && 'problem' in test) {
			return test;
		}

		if (test) {
			tests.push(test);
		}
	}

	return {
		matches(line, known) {
			let lowered: string | undefined;
			const lower = (): string => {
				lowered ??= line.toLowerCase();
				return lowered;
			};

			return tests.every(({passes}) => passes(line, known, lower));
		},
		placesIn: line => tests.flatMap(test => test.placesIn?.(line) ?? []),
		get hasGivenUp() {
			return tests.some(test => test.hasGivenUp?.() === true);
		},
	};
}

function testOf(part: string): Test | Problem | undefined {
	const isExcluded = part.startsWith('!');
	const wanted = part.slice(isExcluded ? 1 : 0);
	const [, name, value = ''] = /^(level|stream):([^"]*)$/u.exec(wanted) ?? [];
	const test = regexTest(wanted) ?? (name === 'level' ? levelTest(value) : (name === 'stream' ? streamTest(value) : wordTest(wanted)));
	if (!test || 'problem' in test) {
		return test;
	}

	return isExcluded
		? {passes: (line, known, lowered) => !test.passes(line, known, lowered), ...(test.hasGivenUp && {hasGivenUp: test.hasGivenUp})}
		: test;
}

function regexTest(part: string): Test | Problem | undefined {
	const {source, flags = ''} = wholeRegex.exec(part)?.groups ?? {};
	if (source === undefined) {
		return undefined;
	}

	const regex = regexOf(source, flags);
	if ('problem' in regex) {
		return regex;
	}

	const match = longMatchOf(source, flags);
	return {
		passes: line => match.matches(line),
		placesIn: line => match.placesIn(line),
		hasGivenUp: () => match.hasGivenUp,
	};
}

/**
The beginning of a level's name is enough.
*/
function levelTest(value: string): Test | Problem | undefined {
	if (value === '') {
		return undefined;
	}

	const lowered = value.toLowerCase();
	const least = logLevels.find(level => level.startsWith(lowered)) ?? levelNamed(lowered);
	return least === undefined
		? {problem: `There is no level ${value}, but ${logLevels.slice(0, -1).join(', ')} and ${logLevels.at(-1)!}.`}
		: {passes: (_line, {level}) => level !== undefined && isAtLeast(level, least)};
}

const streams: readonly LogStream[] = ['stdout', 'stderr'];

function streamTest(value: string): Test | Problem | undefined {
	const meant = streams.filter(stream => stream.startsWith(value.toLowerCase()));
	if (meant.length === 0) {
		return {problem: `There is no stream ${value}, but stdout and stderr.`};
	}

	return meant.length === 1 ? {passes: (_line, {stream}) => stream === meant[0]} : undefined;
}

/**
A word with a capital letter means that; any other is found whatever the case.
*/
function wordTest(part: string): Test | undefined {
	// The sign has been taken off, and a second one is a part of the word.
	const term = part.startsWith('!') ? {words: [part]} : termOf(part);
	const words = term?.words.map(word => ({word, isExact: /\p{Uppercase_Letter}/u.test(word)}));
	return words && {
		passes: (line, _known, lowered) => words.some(({word, isExact}) => (isExact ? line : lowered()).includes(word)),
		placesIn: line => words.flatMap(({word, isExact}) => placesOf(line, word, isExact)),
	};
}
