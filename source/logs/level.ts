/**
How grave a line of a log is, by the shapes in which programs write that. A line that only mentions an error is not one: where no shape
fits, or two levels do, the level is unknown.
*/
import {levelNamed, levelNumbered, type LogLevel} from './levels.ts';

/**
No program writes its level later in a line.
*/
const lookedAt = 1000;
const lookedAtOfJson = 4000;

/**
The level of a line's text, undefined where it is unknown.
*/
export function levelOf(text: string): LogLevel | undefined {
	const record = recordStart.exec(text);
	if (record) {
		// A message in the record may have the shape of any line. What stands before the record counts where that has no level.
		const levels = levelsIn(text.slice(record.index, record.index + lookedAtOfJson), jsonLevels);
		return levels.length > 0 || record.index === 0 ? onlyOne(levels) : levelOf(text.slice(0, record.index));
	}

	const start = text.slice(0, lookedAt);
	if (logfmtStart.test(start)) {
		return onlyOne(levelsIn(start, [logfmtLevel]));
	}

	const known = numberedLevel(start) ?? letterLevel(start) ?? startLevel(start);
	if (known) {
		return known;
	}

	for (const tier of tiers) {
		const levels = levelsIn(start, tier);
		if (levels.length > 0) {
			return onlyOne(levels);
		}
	}

	return undefined;
}

const recordStart = /(?<=^|[\s:|])\{"/u;

const jsonLevels = [
	/(?<!\\)"(?:level|lvl|severity|levelname|log\.level|log_level|loglevel|@l|Level|LogLevel)"\s*:\s*(?:"(?<word>[A-Za-z]+)"|(?<number>\d{2})\b)/gu,
	// MongoDB's.
	/(?<!\\)"s":"(?<word>[A-Z])\d?",\s*"c":/gu,
];

const logfmtStart = /^[\w\-.@]+=\S/u;
const logfmtLevel = /(?<![\w\-.])(?:level|lvl|severity|loglevel|log_level|log\.level)=(?<quote>"?)(?<word>[A-Za-z]+)\k<quote>(?![\w\-=])/gu;

/**
Where the level does not begin the line, the first tier with any level decides.
*/
const tiers: ReadonlyArray<readonly RegExp[]> = [
	// `[error]`, `[core:error]`, `[12:00:00 ERR]`; `ERROR:`; `] ERROR `, ` - ERROR - `, `| ERROR |`.
	[
		/\[\s*(?:[\w\-.]{1,40}:)?(?:\d[\d,\-.:T]*\s)?(?<word>[A-Za-z]{3,13})\s*\]/gu,
		/(?<![\w\-/:=@])(?<word>[A-Z]{3,13}):(?!\s*0\b)(?=\s|$)/gu,
		/(?:\]|\s-|\|)\s{1,8}(?<word>[A-Z]{3,13})\s{0,8}(?=[\s\-[|])/gu,
	],
	// `tag: error: `.
	[/[:\]]\s(?<word>[A-Za-z]{3,13}):(?!\s*0\b)(?=\s|$)/gu],
	[logfmtLevel, ...jsonLevels],
];

function levelsIn(text: string, patterns: readonly RegExp[]): readonly LogLevel[] {
	return patterns.flatMap(pattern => [...text.matchAll(pattern)].flatMap(({groups}) => {
		const level = groups?.word === undefined ? levelNumbered(Number(groups?.number)) : levelNamed(groups.word);
		return level ?? [];
	}));
}

function onlyOne(levels: readonly LogLevel[]): LogLevel | undefined {
	return new Set(levels).size === 1 ? levels[0] : undefined;
}

const syslogLevels: readonly LogLevel[] = ['fatal', 'fatal', 'fatal', 'error', 'warn', 'info', 'info', 'debug'];

/**
`<11>` of syslog and `<3>` of systemd: the priority is what the number leaves when divided by eight.
*/
function numberedLevel(text: string): LogLevel | undefined {
	const number = /^<(\d{1,3})>/u.exec(text)?.[1];
	return number === undefined || Number(number) > 191 ? undefined : syslogLevels[Number(number) % 8];
}

const klog = /^([DEFIW])\d{4} \d\d:\d\d:\d\d\.\d{6}/u;
const redis = /^\d+:[A-Z] \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d\.\d{3} ([#*\-.]) /u;
const redisLevels: Readonly<Record<string, LogLevel>> = {
	'.': 'debug', '-': 'debug', '*': 'info', '#': 'warn',
};

function letterLevel(text: string): LogLevel | undefined {
	const letter = klog.exec(text)?.[1];
	return letter === undefined ? redisLevels[redis.exec(text)?.[1] ?? ''] : levelNamed(letter);
}

/**
Dates and times in any order, and what sets them apart.
*/
const names = 'Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|UTC|GMT|AM|PM';
const stamp = String.raw`(?:(?:${names})\b|[TZ](?![A-Za-z])|[\s\d#()+,\-./:[\]|])*`;
const after = String.raw`!|\[\d+\]|\s*[):>\]|](?!\s*0\b)(?=\s|$|[A-Za-z])|/|\s+|$`;
// Ruby's logger writes a letter before all else.
const startPattern = new RegExp(`^(?:[ADEFIW], )?(?<stamp>${stamp})(?:npm )?<?(?<word>[A-Za-z]{3,13})(?<after>${after})`, 'u');

/**
In capitals the word alone says it; else it needs a sign after it, or a stamp before it and a gap after it.
*/
function startLevel(text: string): LogLevel | undefined {
	const {stamp: before = '', word = '', after: sign = ''} = startPattern.exec(text)?.groups ?? {};
	const isCapital = word === word.toUpperCase();
	const isSaid = isCapital || /^\s*[!):>\]|]/u.test(sign) || (before !== '' && /^(?:\t|\s{2})/u.test(sign));
	return isSaid ? levelNamed(word) : undefined;
}
