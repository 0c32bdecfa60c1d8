/**
The words on the command line, read into a value.
*/
import {parseArgs} from 'node:util';
import {flags, type Flag} from './flags.ts';
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

export type Options = {
	readonly json: boolean;
	readonly watch: boolean;
	readonly all: boolean;
	/**
	None where nobody has said one: the screen has another than what is printed.
	*/
	readonly intervalSeconds: number | undefined;
	readonly host: string | undefined;
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
	const values = parseWords(words);
	const interval = values.get('interval');
	const host = values.get('host');
	const options = {
		json: values.has('json'),
		watch: values.has('watch'),
		all: values.has('all'),
		intervalSeconds: typeof interval === 'string' ? parseInterval(interval) : undefined,
		host: typeof host === 'string' ? host : undefined,
		readOnly: values.has('read-only'),
		noEngine: values.has('no-engine'),
		diagnose: values.has('diagnose'),
		help: values.has('help'),
		version: values.has('version'),
	};
	for (const name of ['watch', 'all'] as const) {
		if (options[name] && !options.json) {
			throw new UsageError(`--${name} needs --json`);
		}
	}

	if (options.host === '') {
		throw new UsageError('--host takes an address, such as unix:///var/run/docker.sock');
	}

	return options;
}

/**
The value of each flag that was given, the last one where a flag is repeated. The parser itself refuses nothing: its sentences are written
for programmers, some of them over several lines.
*/
function parseWords(words: readonly string[]): ReadonlyMap<string, string | true> {
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
	let firstStray: string | undefined;
	for (const token of tokens) {
		if (token.kind === 'option') {
			values.set(token.name, valueOf(token));
		} else if (token.kind === 'positional') {
			firstStray ??= token.value;
		}
	}

	if (firstStray !== undefined) {
		throw new UsageError(`unexpected argument ${quoted(firstStray)}`);
	}

	return values;
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

	// What looks like a flag is one, unless it stands in the same word as the flag before or is a negative number.
	if (value === undefined || (!inlineValue && /^-[^\d.]/.test(value))) {
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

function parseInterval(text: string): number {
	const seconds = text.trim() === '' ? NaN : Number(text);
	if (!(seconds >= shortestIntervalSeconds && seconds <= longestIntervalSeconds)) {
		throw new UsageError(
			`--interval takes a number of seconds from ${shortestIntervalSeconds} to ${longestIntervalSeconds}, not ${quoted(text)}`,
		);
	}

	return seconds;
}
