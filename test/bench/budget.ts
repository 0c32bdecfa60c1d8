/**
What is compared, one record each: how it is told, and what nstop may spend at most.
*/
import type {LoadSize} from './load.ts';

/**
A program's numbers over all rounds.
*/
export type Summary = {
	readonly firstMilliseconds: number | undefined;
	readonly namesMilliseconds: number | undefined;
	readonly cpuPercent: number | undefined;
	/**
	Above what it does anyway.
	*/
	readonly enginePercent: number | undefined;
	readonly residentBytes: number | undefined;
	readonly bytesPerSecond: number | undefined;
	readonly clears: number | undefined;
	readonly keyMedianMilliseconds: number | undefined;
	readonly keyLateMilliseconds: number | undefined;
	readonly missedKeys: number | undefined;
};

export type Limit = {
	/**
	The value must not be larger.
	*/
	readonly most: number;
	readonly text: string;
};

export type Measure = {
	readonly title: string;
	readonly value: (summary: Summary) => number | undefined;
	readonly text: (value: number) => string;
	/**
	Values below this are noise of the measurement: nothing is compared with them.
	*/
	readonly noise?: number;
	/**
	Undefined where there is none, or where the program it refers to is not there.
	*/
	readonly limit?: (size: LoadSize, reference: Summary | undefined) => Limit | undefined;
};

/**
The budgets are made for 10 containers and for 100; what lies between has those of the smaller.
*/
const isLarge = ({containers}: LoadSize): boolean => containers >= 100;

const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const percent = (value: number): string => `${value.toFixed(2)} %`;
const megabytes = (value: number): string => `${(value / 1e6).toFixed(0)} MB`;
const bytes = (value: number): string => `${value.toFixed(0)} B`;
const count = (value: number): string => value.toFixed(0);

const atMost = (most: number, text: (value: number) => string): Limit => ({most, text: `≤ ${text(most)}`});

export const measures: readonly Measure[] = [
	{
		title: 'first screen',
		value: summary => summary.firstMilliseconds,
		text: milliseconds,
		limit: size => atMost(isLarge(size) ? 200 : 150, milliseconds),
	},
	{
		title: 'names of the engine',
		value: summary => summary.namesMilliseconds,
		text: milliseconds,
		limit: size => atMost(isLarge(size) ? 350 : 300, milliseconds),
	},
	{
		title: 'own CPU, of a core',
		value: summary => summary.cpuPercent,
		text: percent,
		noise: 0.05,
		limit(size, reference) {
			const [share, words] = isLarge(size) ? [0.25, 'a quarter'] : [0.5, 'half'];
			return reference?.cpuPercent === undefined ? undefined : {most: reference.cpuPercent * share, text: `≤ ${words} of htop's`};
		},
	},
	{
		title: 'CPU caused in the engine',
		value: summary => summary.enginePercent,
		text: percent,
		noise: 0.2,
		limit: () => atMost(0.5, percent),
	},
	{
		title: 'memory (RSS)',
		value: summary => summary.residentBytes,
		text: megabytes,
		limit: () => atMost(90e6, megabytes),
	},
	{
		title: 'bytes a second to the terminal',
		value: summary => summary.bytesPerSecond,
		text: bytes,
		noise: 1,
		limit: (_size, reference) => reference?.bytesPerSecond === undefined ? undefined : {most: reference.bytesPerSecond, text: '≤ htop\'s'},
	},
	{
		title: 'full-screen clears',
		value: summary => summary.clears,
		text: count,
		noise: 1,
		limit: () => ({most: 0, text: '0'}),
	},
	{
		title: 'key to screen, median',
		value: summary => summary.keyMedianMilliseconds,
		text: milliseconds,
	},
	{
		title: 'key to screen, 95th percentile',
		value: summary => summary.keyLateMilliseconds,
		text: milliseconds,
		limit: () => atMost(10, milliseconds),
	},
	{
		title: 'keys without effect',
		value: summary => summary.missedKeys,
		text: count,
		noise: 1,
		limit: () => ({most: 0, text: '0'}),
	},
];
