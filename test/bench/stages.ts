/**
What each stage of one refresh costs, against the number of containers and processes: where it grows faster than these, something is wrong.
*/
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {atEnd, checkInterrupted} from './cleanup.ts';
import type {Cost} from './stage-clock.ts';
import type {StageCosts, StageSize, StagesOptions} from './stages-at.ts';
import {sum} from './statistics.ts';
import {plainTable, type Table} from './table.ts';

type Measured = {readonly size: StageSize; readonly costs: StageCosts};

const program = fileURLToPath(new URL('run.ts', import.meta.url));

/**
Measures all sizes and prints a table of first refreshes and one of usual ones.
*/
export async function stages(options: StagesOptions & {readonly sizes: readonly StageSize[]}): Promise<void> {
	const measured: Measured[] = [];
	for (const size of options.sizes) {
		checkInterrupted();
		process.stderr.write(`bench: ${size.containers} containers, ${size.processes} processes\n`);
		measured.push({size, costs: await measureApart(size, options)});
	}

	const tables = [
		costTable('First refresh, in milliseconds and in those on the CPU', measured, ({cold}) => cold, ({coldBytes}) => coldBytes),
		costTable(`Mean of ${options.rounds} usual refreshes`, measured, ({warm}) => warm, ({warmBytes}) => warmBytes),
	];
	process.stdout.write(`${tables.map(table => plainTable(table)).join('\n\n')}

"all reading" is what the reader does of the stages above it for the usual screen, done once more: it reads samples of the selected container alone,
and its first time finds the program's code warmed up by them. The whole refresh is "all reading" and the stages below it.
`);
}

async function measureApart({containers, processes}: StageSize, {columns, rows, rounds}: StagesOptions): Promise<StageCosts> {
	const words = ['stages-at', '--containers', containers, '--processes', processes, '--rounds', rounds, '--size', `${columns}x${rows}`];
	const child = spawn(process.execPath, ['--import=tsx', program, ...words.map(String)], {stdio: ['ignore', 'pipe', 'inherit']});
	const ended = once(child, 'exit') as Promise<[number | null]>;
	const end = atEnd(async () => {
		child.kill('SIGTERM');
		await ended;
	});
	const output = await text(child.stdout);
	const [code] = await ended;
	await end();
	if (code !== 0) {
		throw new Error(`the measurement of ${containers} containers has failed`);
	}

	return JSON.parse(output) as StageCosts;
}

const wholeName = 'whole refresh';
const readingName = 'all reading';

type Costs = Readonly<Record<string, Cost>>;

function costTable(
	title: string,
	measured: readonly Measured[],
	costsOf: (costs: StageCosts) => Costs,
	bytesOf: (costs: StageCosts) => number,
): Table {
	const all = measured.map(({costs}) => withWhole(costsOf(costs)));
	const names = Object.keys(all.at(-1) ?? {});
	const rows = names.map(name => {
		const costs = all.map(each => each[name]);
		return [
			name,
			...costs.flatMap(cost => (cost ? [cost.milliseconds.toFixed(2), cost.cpuMilliseconds.toFixed(2)] : ['–', '–'])),
			growth(costs.map(cost => cost?.cpuMilliseconds)),
		];
	});
	const bytes = measured.map(({costs}) => bytesOf(costs));
	const factor = measured.length > 1 ? ` of ×${ratio(measured.map(({size}) => size.processes)).toFixed(0)}` : '';
	return {
		title,
		columns: ['', ...measured.flatMap(({size}) => [`${size.containers}/${size.processes}`, 'CPU']), `grows${factor}`],
		rows: [...rows, ['bytes written', ...bytes.flatMap(count => [count.toFixed(0), '']), growth(bytes)]],
	};
}

/**
The stages that a person waits for.
*/
function withWhole(costs: Costs): Costs {
	const names = Object.keys(costs);
	const parts = names.slice(names.indexOf(readingName)).map(name => costs[name]!);
	return {
		...costs,
		[wholeName]: {
			milliseconds: sum(parts.map(({milliseconds}) => milliseconds)),
			cpuMilliseconds: sum(parts.map(({cpuMilliseconds}) => cpuMilliseconds)),
		},
	};
}

/**
From the smallest to the largest; nothing where the smallest is too small to tell.
*/
function growth(values: ReadonlyArray<number | undefined>): string {
	const known = values.filter(value => value !== undefined);
	return known.length < 2 || (known[0] ?? 0) < 0.01 ? '' : `×${ratio(known).toFixed(1)}`;
}

function ratio(values: readonly number[]): number {
	return (values.at(-1) ?? 0) / (values[0] ?? 1);
}
