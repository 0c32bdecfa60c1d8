/**
How far back a log begins: one record for each choice. The keys are those of k9s.
*/
import type {LogStart} from '../../logs/line.ts';
import type {KeyName} from '../../terminal/keys/keyboard.ts';

type LogRange = {
	readonly id: string;
	readonly key: KeyName;
	readonly title: string;
	/**
	Where it begins, after `from`.
	*/
	readonly begin: string;
	/**
	Whether it begins at a moment, so that there may be older lines and none to show.
	*/
	readonly isRecent?: true;
	/**
	Whether its first line is what is wanted to be seen.
	*/
	readonly isFromStart?: true;
	/**
	A sentence for help.
	*/
	readonly help: string;
	/**
	`now` in milliseconds since the epoch.
	*/
	start(now: number): LogStart;
};

const tailLines = 1000;
const minute = 60_000;

function since(key: KeyName, minutes: number, word: string): LogRange {
	return {
		id: `${minutes}m`,
		key,
		title: `last ${word}`,
		begin: `${word === 'minute' ? 'a minute' : (word === 'hour' ? 'an hour' : word)} ago`,
		help: `Show the last ${word}, while the log fills the screen.`,
		isRecent: true,
		start: now => ({kind: 'since', milliseconds: now - (minutes * minute)}),
	};
}

export const logRanges: readonly LogRange[] = [
	{
		id: 'tail',
		key: '0',
		title: `last ${tailLines} lines`,
		begin: `the last ${tailLines} lines`,
		help: `Show the last ${tailLines} lines, while the log fills the screen.`,
		start: () => ({kind: 'tail', lines: tailLines}),
	},
	{
		id: 'all',
		key: '1',
		title: 'from the start',
		begin: 'the start',
		help: 'Show it from the start, as far as it is kept, while it fills the screen.',
		isFromStart: true,
		start: () => ({kind: 'all'}),
	},
	since('2', 1, 'minute'),
	since('3', 5, '5 minutes'),
	since('4', 15, '15 minutes'),
	since('5', 30, '30 minutes'),
	since('6', 60, 'hour'),
];

/**
The range with this id; the first one where there is none.
*/
export function rangeOf(id: string): LogRange {
	return logRanges.find(range => range.id === id) ?? logRanges[0]!;
}
