/**
Nstop and its peers side by side, on loads of containers.
*/
import os from 'node:os';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {openEngine} from './bench-engine.ts';
import type {Summary} from './budget.ts';
import {checkInterrupted} from './cleanup.ts';
import {startLoad, type Load, type LoadSize} from './load.ts';
import {
	measure,
	measureIdle,
	type IdleMeasurement,
	type MeasureOptions,
	type Measurement,
} from './measure.ts';
import {installedPrograms, type Program} from './programs.ts';
import {comparisonTable, summarize} from './report.ts';
import {median} from './statistics.ts';
import {markdownTable, plainTable} from './table.ts';

export type CompareOptions = {
	readonly sizes: readonly LoadSize[];
	readonly rounds: number;
	readonly seconds: number;
	readonly keys: number;
	readonly columns: number;
	readonly rows: number;
	/**
	Names of programs; all where there are none.
	*/
	readonly only: readonly string[];
	readonly isMarkdown: boolean;
};

/**
A new load keeps an engine busy for a while after it was started.
*/
const settleMilliseconds = 5000;

/**
Measures and prints one table for each size of load.
*/
export async function compare(options: CompareOptions): Promise<void> {
	const programs = installedPrograms(options.only);
	const engine = await openEngine();
	const print = options.isMarkdown ? markdownTable : plainTable;
	for (const size of options.sizes) {
		tell(`starting ${size.containers} containers × ${size.processes} processes`);
		const load = await startLoad(engine, size);
		await sleep(settleMilliseconds);
		const {summaries, idle} = await measureAll(programs, load, {...options, socketPath: engine.socketPath}, options.rounds);
		process.stdout.write(`${print(comparisonTable(size, summaries))}\n\n${remark(options, idle)}\n\n`);
		await load.remove();
	}
}

/**
Every program once a round, and once nothing; each round begins with another one.
*/
async function measureAll(
	programs: readonly Program[],
	load: Load,
	options: MeasureOptions,
	rounds: number,
): Promise<{summaries: ReadonlyMap<string, Summary>; idle: readonly IdleMeasurement[]}> {
	const measurements = new Map<Program, Measurement[]>(programs.map(program => [program, []]));
	const idle: IdleMeasurement[] = [];
	const turns: ReadonlyArray<Program | 'idle'> = [...programs, 'idle'];
	for (let round = 0; round < rounds; round++) {
		const start = round % turns.length;
		for (const turn of [...turns.slice(start), ...turns.slice(0, start)]) {
			checkInterrupted();
			tell(`round ${round + 1} of ${rounds}: ${turn === 'idle' ? 'nobody' : turn.name}`);
			if (turn === 'idle') {
				idle.push(await measureIdle(options));
			} else {
				measurements.get(turn)?.push(await measure(turn, load, options));
			}
		}
	}

	return {summaries: new Map([...measurements].map(([{name}, list]) => [name, summarize(list, idle)])), idle};
}

function remark({rounds, seconds, columns, rows}: CompareOptions, idle: readonly IdleMeasurement[]): string {
	const busy = median(idle.map(({hostPercent}) => hostPercent)) ?? 0;
	const engine = median(idle.map(({enginePercent}) => enginePercent)) ?? 0;
	const [processor] = os.cpus();
	return `Medians of ${rounds} ${rounds === 1 ? 'round' : 'rounds'} of ${seconds} s at ${columns}×${rows}, × is the ratio to htop. `
		+ `Linux ${os.release()}, ${os.cpus().length} cores (${processor?.model.trim() ?? 'unknown'}), Node.js ${process.version}. `
		+ `Without any of them the machine used ${busy.toFixed(0)} % of a core, the engine ${engine.toFixed(2)} % of it.`;
}

function tell(text: string): void {
	process.stderr.write(`bench: ${text}\n`);
}
