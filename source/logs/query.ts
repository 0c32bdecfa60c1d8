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
type Known = {
	readonly stream: LogStream;
	readonly level: LogLevel | undefined;
	/**
	The text that is shown in place of the line's own, where it is another one. Words and patterns may stand in either.
	*/
	readonly shown?: string | undefined;
};

/**
A query that can be asked of one line after the other. What it does to one takes little time, whatever the line.
*/
export type LogQuery = {
	/**
	Whether it asks for nothing at all, so that it finds every line.
	*/
	readonly isEmpty: boolean;
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

type Text = {readonly text: string; readonly lowered: () => string};

/**
What one part of a query asks of a line, and where that stands in its text. `isIn` says whether one of the line's texts has something.
*/
type Test = {
	readonly passes: (isIn: (has: (text: Text) => boolean) => boolean, known: Known) => boolean;
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
		isEmpty: tests.length === 0,
		matches(line, known) {
			const own = textOf(line);
			let shown: Text | undefined;
			const isIn = (has: (text: Text) => boolean): boolean => {
				if (has(own)) {
					return true;
				}

				shown ??= textOf(known.shown ?? '');
				return shown.text !== '' && has(shown);
			};

			return tests.every(({passes}) => passes(isIn, known));
		},
		placesIn: line => tests.flatMap(test => test.placesIn?.(line) ?? []),
		get hasGivenUp() {
			return tests.some(test => test.hasGivenUp?.() === true);
		},
	};
}

function textOf(text: string): Text {
	let lowered: string | undefined;
	return {
		text,
		lowered() {
			lowered ??= text.toLowerCase();
			return lowered;
		},
	};
}

const openPattern = /(?<!\S)!?\/(?:\\.|[^/\\])*\\?$/u;

/**
The text without a pattern at its end that is not closed yet: while it is being typed, nobody knows what it will be. A path that goes on
after a second slash, as `/var/log`, is a word.
*/
export function closedPart(text: string): string {
	const start = openPattern.exec(text)?.index ?? text.length;
	const isInQuotes = text.slice(0, start).split('"').length % 2 === 0;
	return isInQuotes ? text : text.slice(0, start);
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
		? {passes: (isIn, known) => !test.passes(isIn, known), ...(test.hasGivenUp && {hasGivenUp: test.hasGivenUp})}
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
		passes: isIn => isIn(({text}) => match.matches(text)),
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
		: {passes: (_isIn, {level}) => level !== undefined && isAtLeast(level, least)};
}

const streams: readonly LogStream[] = ['stdout', 'stderr'];

function streamTest(value: string): Test | Problem | undefined {
	const meant = streams.filter(stream => stream.startsWith(value.toLowerCase()));
	if (meant.length === 0) {
		return {problem: `There is no stream ${value}, but stdout and stderr.`};
	}

	return meant.length === 1 ? {passes: (_isIn, {stream}) => stream === meant[0]} : undefined;
}

/**
A word with a capital letter means that; any other is found whatever the case.
*/
function wordTest(part: string): Test | undefined {
	// The sign has been taken off, and a second one is a part of the word.
	const term = part.startsWith('!') ? {words: [part]} : termOf(part);
	const words = term?.words.map(word => ({word, isExact: /\p{Uppercase_Letter}/u.test(word)}));
	return words && {
		passes: isIn => isIn(({text, lowered}) => words.some(({word, isExact}) => (isExact ? text : lowered()).includes(word))),
		placesIn: line => words.flatMap(({word, isExact}) => placesOf(line, word, isExact)),
	};
}
