/**
The words on the command line, read into a value.
*/
import {parseArgs} from 'node:util';
import {flags, type Flag} from './flags.ts';
import type {Selection} from './model/selection.ts';
import {nearest} from './text/nearest.ts';

type OptionToken = {
	readonly name: string;
	/**
	As it was typed: `--name`, or `-n`.
	*/
	readonly rawName: string;
	readonly value?: string | undefined;
	/**
	Whether the value stands in the same word.
	*/
	readonly inlineValue?: boolean | undefined;
};

type FlagName = typeof flags[number]['name'];

export type Options = {
	readonly json: boolean;
	readonly watch: boolean;
	readonly all: boolean;
	readonly threads: boolean;
	/**
	None where nobody has said one: the screen has another than what is printed.
	*/
	readonly intervalSeconds: number | undefined;
	readonly host: string | undefined;
	/**
	The containers that are named.
	*/
	readonly selection: Selection;
	/**
	As it is typed after `/` on the screen; empty for all.
	*/
	readonly filter: string;
	/**
	Id of a column of the containers, with `-` or `+` before it for the largest or the smallest first.
	*/
	readonly sort: string | undefined;
	readonly readOnly: boolean;
	readonly noEngine: boolean;
	readonly diagnose: boolean;
	readonly help: boolean;
	readonly version: boolean;
};

/**
A wrong word on the command line; the message is one line for the person who typed it.
*/
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

/**
On the screen as often as htop by default; what is printed lasts one interval, and the user waits for it.
*/
export const defaultIntervalSeconds = {screen: 1.5, printed: 1} as const;

const shortestIntervalSeconds = 0.2;
const longestIntervalSeconds = 60;

/**
Reads the words after the program's name. Throws a UsageError for a wrong one.
*/
export function parseOptions(words: readonly string[]): Options {
	const {values, names} = parseWords(words);
	const textOf = (name: FlagName): string | undefined => {
		const value = values.get(name);
		return typeof value === 'string' ? value : undefined;
	};

	const interval = textOf('interval');
	const options = {
		json: values.has('json'),
		watch: values.has('watch'),
		all: values.has('all'),
		threads: values.has('threads'),
		intervalSeconds: interval === undefined ? undefined : parseInterval(interval),
		host: textOf('host'),
		selection: {
			names,
			pid: parseNumber('pid', textOf('pid'), 2 ** 22),
			port: parseNumber('port', textOf('port'), 65_535),
		},
		filter: textOf('filter') ?? '',
		sort: textOf('sort'),
		readOnly: values.has('read-only'),
		noEngine: values.has('no-engine'),
		diagnose: values.has('diagnose'),
		help: values.has('help'),
		version: values.has('version'),
	};
	for (const name of ['watch', 'all', 'threads'] as const) {
		if (options[name] && !options.json) {
			throw new UsageError(`--${name} needs --json`);
		}
	}

	if (options.host === '') {
		throw new UsageError('--host takes an address, such as unix:///var/run/docker.sock');
	}

	return options;
}

type ParsedWords = {readonly values: ReadonlyMap<string, string | true>; readonly names: readonly string[]};

/**
The value of each flag that was given, the last one where a flag is repeated, and the words that are no flags. The parser itself refuses
nothing: its sentences are written for programmers, some of them over several lines.
*/
function parseWords(words: readonly string[]): ParsedWords {
	const {tokens} = parseArgs({
		args: [...words],
		options: Object.fromEntries(flags.map((flag: Flag) => [flag.name, {
			type: flag.value ? 'string' as const : 'boolean' as const,
			...(flag.short && {short: flag.short}),
		}])),
		strict: false,
		tokens: true,
	});
	const values = new Map<string, string | true>();
	const names: string[] = [];
	for (const token of tokens) {
		if (token.kind === 'option') {
			values.set(token.name, valueOf(token));
		} else if (token.kind === 'positional') {
			if (token.value === '') {
				throw new UsageError('the name of a container cannot be empty');
			}

			names.push(token.value);
		}
	}

	return {values, names};
}

function valueOf({name, rawName, value, inlineValue}: OptionToken): string | true {
	const flag = flags.find((each: Flag) => each.name === name) as Flag | undefined;
	if (!flag) {
		throw new UsageError(`unknown flag ${quoted(rawName)}${guess(name)}`);
	}

	if (!flag.value) {
		if (value !== undefined) {
			throw new UsageError(`${rawName} takes no value, but was given ${quoted(value)}`);
		}

		return true;
	}

	// What looks like a flag is one, unless it stands in the same word as the flag before, is a negative number or a column to sort by.
	if (value === undefined || (!inlineValue && (name === 'sort' ? /^--/ : /^-[^\d.]/).test(value))) {
		throw new UsageError(`${rawName} needs a value: ${rawName} ${flag.value}`);
	}

	return value;
}

function guess(name: string): string {
	const meant = nearest(name, flags.map(flag => flag.name));
	return meant === undefined ? '' : ` (did you mean --${meant}?)`;
}

/**
A word as it was typed, on one line whatever it contains.
*/
function quoted(word: string): string {
	return JSON.stringify(word).replaceAll(/[\p{Control}\p{Format}\p{Surrogate}\u{2028}\u{2029}]/gu, '\u{FFFD}');
}

function parseNumber(name: FlagName, text: string | undefined, most: number): number | undefined {
	if (text === undefined) {
		return undefined;
	}

	const number = /^\d+$/.test(text) ? Number(text) : 0;
	if (!(number >= 1 && number <= most)) {
		throw new UsageError(`--${name} takes a number from 1 to ${most}, not ${quoted(text)}`);
	}

	return number;
}

function parseInterval(text: string): number {
	const seconds = text.trim() === '' ? NaN : Number(text);
	if (!(seconds >= shortestIntervalSeconds && seconds <= longestIntervalSeconds)) {
		throw new UsageError(
			`--interval takes a number of seconds from ${shortestIntervalSeconds} to ${longestIntervalSeconds}, not ${quoted(text)}`,
		);
	}

	return seconds;
}
