/**
The levels of logs and the words that programs have for them.
*/
import type {Tone} from '../text/theme.ts';

/**
From what matters least to what matters most.
*/
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

export type LogLevel = typeof logLevels[number];

const wordsOfLevels: Readonly<Record<LogLevel, string>> = {
	trace: 'trace trac trc trce verbose finest',
	debug: 'debug debu dbg dbug debg finer d',
	info: 'info inf information informational notice i',
	warn: 'warn warning wrn w',
	error: 'error erro err eror fail severe e',
	fatal: 'fatal fata ftl critical crit panic dpanic emerg emergency alert f',
};

/**
Words that mean a level in capitals alone.
*/
const capitalWords: Readonly<Record<string, LogLevel>> = {LOG: 'info', FINE: 'debug', CONFIG: 'debug'};

const levelsOfWords = new Map<string, LogLevel>([
	...logLevels.flatMap(level => wordsOfLevels[level].split(' ').map(word => [word, level] as const)),
	...Object.entries(capitalWords),
]);

/**
The level that a program calls so, whatever the case.
*/
export function levelNamed(word: string): LogLevel | undefined {
	return levelsOfWords.get(word) ?? levelsOfWords.get(word.toLowerCase());
}

/**
The level of a number as bunyan and pino write them: 10, 20 and so on to 60.
*/
export function levelNumbered(number: number): LogLevel | undefined {
	return number % 10 === 0 ? logLevels[number / 10 - 1] : undefined;
}

/**
Whether a level is that one or worse.
*/
export function isAtLeast(level: LogLevel, least: LogLevel): boolean {
	return logLevels.indexOf(level) >= logLevels.indexOf(least);
}

/**
How the word of a level looks.
*/
export const levelTones: Readonly<Record<LogLevel, Tone>> = {
	trace: 'dim', debug: 'dim', info: 'good', warn: 'warn', error: 'bad', fatal: 'bad',
};
