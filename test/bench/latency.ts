/**
How long a key takes to show: from its bytes written to the first output after which the cursor of the list stands elsewhere.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import type {Terminal as XtermTerminal} from '@xterm/headless';
import type {TerminalRun} from './terminal-run.ts';

export type KeyName = 'down' | 'up';

export type Latencies = {
	/**
	One for each key that has shown.
	*/
	readonly milliseconds: readonly number[];
	/**
	Keys that have not shown in time.
	*/
	readonly missed: number;
};

/**
No divisor of a second, so that keys do not fall on the program's own refresh again and again.
*/
const pauseMilliseconds = 137;
const patienceMilliseconds = 1500;

/**
The cursor goes so far down and up again, so that it stays within the rows that every list has.
*/
const strideKeys = 4;

const finals: Readonly<Record<KeyName, string>> = {down: 'B', up: 'A'};

/**
Presses this many keys, one after the other, each when the one before has shown.
*/
export async function measureKeys(run: TerminalRun, count: number): Promise<Latencies> {
	const milliseconds: number[] = [];
	let missed = 0;
	for (let index = 0; index < count; index++) {
		const key = Math.floor(index / strideKeys) % 2 === 0 ? 'down' : 'up';
		const latency = await pressAndWait(run, key);
		if (latency === undefined) {
			missed++;
		} else {
			milliseconds.push(latency);
		}

		await sleep(pauseMilliseconds);
	}

	return {milliseconds, missed};
}

async function pressAndWait(run: TerminalRun, key: KeyName): Promise<number | undefined> {
	await run.settled();
	const before = backgrounds(run.xterm);
	const {promise, resolve} = Promise.withResolvers<number>();
	const writtenAt = performance.now();
	const end = run.onShown(arrivedAt => {
		if (arrivedAt >= writtenAt && backgrounds(run.xterm) !== before) {
			resolve(arrivedAt - writtenAt);
		}
	});
	run.pty.write(bytesOf(key, run.xterm));
	const latency = await Promise.race([promise, sleep(patienceMilliseconds, undefined, {ref: false})]);
	end();
	return latency;
}

function bytesOf(key: KeyName, {modes}: XtermTerminal): string {
	return `\u{1B}${modes.applicationCursorKeysMode ? 'O' : '['}${finals[key]}`;
}

/**
Where on the screen which background stands: a cursor that moves changes it, a number that is redrawn does not.
*/
function backgrounds({buffer: {active}, rows, cols}: XtermTerminal): string {
	let found = '';
	for (let row = 0; row < rows; row++) {
		const line = active.getLine(active.viewportY + row);
		let last = '';
		for (let column = 0; column < cols; column++) {
			const cell = line?.getCell(column);
			const look = cell ? `${cell.getBgColorMode()}.${cell.getBgColor()}.${cell.isInverse()}` : '';
			if (look !== last) {
				found += `${row},${column}:${look} `;
				last = look;
			}
		}
	}

	return found;
}
