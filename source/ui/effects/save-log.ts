/**
Writes the lines of a log that are shown into a file.
*/
import {setImmediate as nextTurn} from 'node:timers/promises';
import {createFile, type NewFile} from '../../output/saved.ts';
import {textToKeep} from '../../logs/text.ts';
import {shownLines, type LogReading, type ShownLines} from '../logs/reading.ts';
import {report} from '../messages.ts';
import type {UiState} from '../state.ts';

type SaveServices = {
	update(change: (state: UiState) => UiState): void;
	/**
	Makes the file; in the working directory if absent.
	*/
	readonly create?: (name: string, ending: string) => Promise<NewFile>;
};

/**
How many lines are made into text at a stretch, so that no key waits.
*/
const linesPerPiece = 2000;

/**
Saves the lines as they were written, with the time and the name before each where the screen shows them, and what nstop says between them;
tells where they are.
*/
export async function saveLog(
	reading: LogReading,
	{name, hasTimes}: {readonly name: string; readonly hasTimes: boolean},
	{update, create = createFile}: SaveServices,
): Promise<void> {
	try {
		const file = await create(`${name}-${momentOf(new Date())}`, '.log');
		const count = await write(reading, hasTimes, file);
		const lines = count === 1 ? '1 line' : `${count} lines`;
		const rest = reading.isHeld ? ' The rest of the log was not read yet.' : '';
		update(state => report(state, {text: `${lines} saved to ${file.path}.${rest}`, tone: 'good'}));
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		update(state => report(state, {text: `The log could not be saved: ${why}.`, tone: 'bad'}));
	}
}

async function write(reading: LogReading, hasTimes: boolean, file: NewFile): Promise<number> {
	let count = 0;
	try {
		const shown = shownLines(reading);
		// What is written from now on is not part of it, and what is given up meanwhile cannot be.
		const last = shown.count === 0 ? -1 : shown.at(shown.count - 1);
		let next = shown.count === 0 ? 0 : shown.at(0);
		while (next <= last) {
			const numbers = piece(shownLines(reading), next, last);
			if (numbers.length === 0) {
				break;
			}

			count += numbers.filter(number => reading.ring.entry(number).stream !== 'note').length;
			next = numbers.at(-1)! + 1;
			/* eslint-disable no-await-in-loop -- one piece after the other */
			await file.write(numbers.map(number => `${lineOf(number, reading, hasTimes)}\n`).join(''));
			await nextTurn();
			/* eslint-enable no-await-in-loop */
		}
	} finally {
		await file.close();
	}

	return count;
}

function piece(shown: ShownLines, from: number, last: number): readonly number[] {
	const start = shown.placeOf(from);
	const length = Math.max(0, Math.min(linesPerPiece, shown.count - start));
	return Array.from({length}, (_line, index) => shown.at(start + index)).filter(number => number <= last);
}

function lineOf(number: number, {ring, isMerged, nameOf}: LogReading, hasTimes: boolean): string {
	const {time, origin, bytesCut} = ring.entry(number);
	const parts = [
		...(hasTimes ? [time === undefined ? '-' : new Date(time).toISOString()] : []),
		...(isMerged ? [nameOf(origin)] : []),
		textToKeep(ring.bytes(number), bytesCut),
	];
	return parts.join(' ');
}

/**
`20261127-140211`
*/
function momentOf(date: Date): string {
	return date.toISOString().replace(/\..*/, '').replaceAll(/[-:]/g, '').replace('T', '-');
}
