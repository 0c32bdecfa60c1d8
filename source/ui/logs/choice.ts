/**
What the person chose about the log: how it is shown and where in it one is. Plain data, with pure changes.
*/
import type {ContainerKey} from '../../model/keys.ts';
import {rangeOf} from './ranges.ts';

/**
A row of a line that takes several: the number of the line, and which of its rows.
*/
export type LogPlace = {readonly number: number; readonly row: number};

export const stampKinds = ['off', 'absolute', 'relative'] as const;

export type StampKind = typeof stampKinds[number];

export type LogChoice = {
	/**
	Those for which it was opened on the whole screen, their logs merged where they are several; none where it is the log of what is selected.
	*/
	readonly merged: readonly ContainerKey[];
	/**
	The command of Compose whose output is shown instead, and the tab to go back to from there.
	*/
	readonly output: {readonly id: string; readonly tabBefore: string} | undefined;
	/**
	With which lines it begins: the id of a range.
	*/
	readonly range: string;
	/**
	How often it was asked to be read again from where it begins.
	*/
	readonly timesReread: number;
	/**
	The line that is looked at; undefined while the newest one is followed.
	*/
	readonly cursor: LogPlace | undefined;
	/**
	The newest match before this line is looked at, once it is found; undefined where a line was chosen since.
	*/
	readonly seekBefore: number | undefined;
	/**
	The first row in sight, as it was drawn last.
	*/
	readonly top: LogPlace | undefined;
	readonly filter: string;
	readonly isFiltering: boolean;
	readonly stamps: StampKind;
	readonly isWrapped: boolean;
	/**
	How many cells at the left are out of sight, where lines are not wrapped.
	*/
	readonly shift: number;
	/**
	Whether JSON and logfmt are shown as words.
	*/
	readonly isStructured: boolean;
	readonly marks: ReadonlySet<number>;
};

export const initialLogChoice: LogChoice = {
	merged: [],
	output: undefined,
	range: 'tail',
	timesReread: 0,
	cursor: undefined,
	seekBefore: undefined,
	top: undefined,
	filter: '',
	isFiltering: false,
	stamps: 'off',
	isWrapped: true,
	shift: 0,
	isStructured: false,
	marks: new Set(),
};

/**
What is chosen where the newest line is followed.
*/
export const followed = {cursor: undefined, seekBefore: undefined, top: undefined} as const satisfies Partial<LogChoice>;

const start: LogPlace = {number: 0, row: 0};

/**
From the first line of another log where it is read from its start, else from the newest: places and marks were in the one before.
*/
export function beginLog(choice: LogChoice, range = choice.range): LogChoice {
	return {
		...choice,
		...followed,
		...(rangeOf(range).isFromStart && {cursor: start, top: start}),
		range,
		output: undefined,
		marks: new Set(),
	};
}
