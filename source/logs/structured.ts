/**
Lines of logs that are records: a JSON object, or `key=value` pairs as logfmt has them.
*/
import {fieldsOfJson, flattened, type Field} from './fields.ts';
import {levelNamed, levelNumbered, type LogLevel} from './levels.ts';
import {fieldsOfLogfmt} from './logfmt.ts';

/**
A record, its values not clean: an escape sequence that JSON spells out is one here.
*/
export type StructuredLine = {
	/**
	What stands before the record, as from `docker compose` or syslog.
	*/
	readonly prefix: string;
	readonly time: string | undefined;
	readonly level: LogLevel | undefined;
	readonly message: string | undefined;
	/**
	All other values by their names, those of nested objects with dots in them.
	*/
	readonly rest: ReadonlyArray<readonly [key: string, value: string]>;
	/**
	The whole record as it is.
	*/
	readonly fields: readonly Field[];
};

/**
Longer lines are no records to read.
*/
const longest = 64 * 1024;

const timeNames = new Set(['time', 'ts', 'timestamp', '@timestamp']);
const levelNames = new Set(['level', 'lvl', 'severity', 'levelname', 'log.level']);
const messageNames = new Set(['message', 'msg']);
const usualNames = timeNames.union(levelNames).union(messageNames);

/**
The record that a line of text is; undefined where it is none, or one that is too long or too deep.
*/
export function structuredOf(text: string): StructuredLine | undefined {
	if (text.length > longest) {
		return undefined;
	}

	const found = jsonIn(text) ?? logfmtIn(text);
	if (!found) {
		return undefined;
	}

	const pairs = flattened(found.fields);
	const time = pairs.find(([key]) => timeNames.has(key));
	const level = pairs.find(([key, value]) => levelNames.has(key) && levelOfValue(value) !== undefined);
	const message = pairs.find(([key]) => messageNames.has(key));
	return {
		...found,
		time: time && timeOfValue(time[1]),
		level: level && levelOfValue(level[1]),
		message: message?.[1],
		rest: pairs.filter(pair => pair !== time && pair !== level && pair !== message),
	};
}

type Found = Pick<StructuredLine, 'prefix' | 'fields'>;

function jsonIn(text: string): Found | undefined {
	const start = text.indexOf('{');
	const isAlone = start === 0 || /[\s:|]/u.test(text[start - 1] ?? 'x');
	const fields = isAlone && text.trimEnd().endsWith('}') ? fieldsOfJson(text.slice(start)) : undefined;
	return fields && {prefix: text.slice(0, start).trimEnd(), fields};
}

function logfmtIn(text: string): Found | undefined {
	const found = fieldsOfLogfmt(text);
	return found && found.fields.length >= 2 && found.fields.some(({key}) => usualNames.has(key))
		? found
		: undefined;
}

function levelOfValue(value: string): LogLevel | undefined {
	return /^\d+$/u.test(value) ? levelNumbered(Number(value)) : levelNamed(value);
}

/**
The first and the last second that a number stands for: 2001 to 2286.
*/
const firstSecond = 1e9;
const lastSecond = 1e10;

/**
Seconds, milliseconds, microseconds or nanoseconds since the epoch as a time to read; what is written as one already stays.
*/
function timeOfValue(value: string): string {
	const number = /^\d+(?:\.\d+)?$/u.test(value) ? Number(value) : 0;
	const unit = [1, 1e3, 1e6, 1e9].find(each => number / each >= firstSecond && number / each < lastSecond);
	return unit === undefined ? value : new Date(number / unit * 1000).toISOString();
}
