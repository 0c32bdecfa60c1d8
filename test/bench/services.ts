/**
What services cost beside containers: while they are out of sight, and with a row for every cgroup.
*/
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {openEngine} from './bench-engine.ts';
import {startServices} from './crowd.ts';
import {startLoad, type LoadSize} from './load.ts';
import {nstopCommand} from './programs.ts';
import {median} from './statistics.ts';
import {plainTable} from './table.ts';
import {runInTerminal} from './terminal-run.ts';

type Options = {
	readonly sizes?: readonly LoadSize[] | undefined;
	readonly rounds: number;
	readonly seconds: number;
	readonly columns: number;
	readonly rows: number;
};

/**
The numbers of the budget: services with ten processes each, and cgroups with those of the containers.
*/
const services = 200;
const cgroups = 500;
const processesEach = 10;
const startMilliseconds = 5000;
/**
So that each is taken for a key of its own.
*/
const betweenKeysMilliseconds = 500;
/**
Until the files of all cgroups are open: each refresh opens a limited number.
*/
const settleMilliseconds = 30_000;
const refreshSeconds = 1.5;
/**
By name and to the last row, which is a container: with the cursor on the host its processes would be in sight.
*/
const toContainer = ['N', 'G'];
/**
A goes on from containers to services, and from these to every cgroup.
*/
const everyCgroup = ['A', 'A', 'N', 'G'];

/**
Measures and prints a table.
*/
export async function compareServices(options: Options): Promise<void> {
	const engine = await openEngine();
	const size = options.sizes?.[0] ?? {containers: 100, processes: 10};
	const load = await startLoad(engine, size);
	const own = async (keys: readonly string[]): Promise<number> => {
		const percents: number[] = [];
		for (let round = 0; round < options.rounds; round++) {
			percents.push(await ownPercent(engine.address, keys, options));
		}

		return median(percents) ?? NaN;
	};

	const beside = `${size.containers} containers × ${size.processes} processes`;
	const alone = await own(toContainer);
	const some = await startServices(services, services * processesEach);
	const besideServices = await own(toContainer);
	await some.stop();
	const many = await startServices(cgroups - size.containers, cgroups - size.containers);
	const withEvery = await own(everyCgroup);
	await many.stop();
	await load.remove();
	const row = (name: string, percent: number): string[] => [
		name, `${percent.toFixed(2)} %`, `${(percent / 100 * refreshSeconds * 1000).toFixed(1)} ms`, `${(percent / alone).toFixed(2)}×`,
	];
	process.stdout.write(`${plainTable({
		title: 'Services beside containers',
		columns: ['', 'own CPU, of a core', 'a refresh', 'to the first'],
		rows: [
			row(beside, alone),
			row(`and ${services} services × ${processesEach} processes, out of sight`, besideServices),
			row(`${cgroups} cgroups, each with a row`, withEvery),
		],
	})}\n`);
}

/**
CPU time of nstop in the steady state, with these keys pressed before.
*/
async function ownPercent(dockerHost: string, keys: readonly string[], {columns, rows, seconds}: Options): Promise<number> {
	const run = runInTerminal(nstopCommand(), {columns, rows, dockerHost});
	try {
		await sleep(startMilliseconds);
		for (const key of keys) {
			run.pty.write(key);
			await sleep(betweenKeysMilliseconds);
		}

		await sleep(settleMilliseconds);
		const before = run.tree.cpuSeconds();
		const startedAt = performance.now();
		await sleep(seconds * 1000);
		return (run.tree.cpuSeconds() - before) / (performance.now() - startedAt) * 1000 * 100;
	} finally {
		run.pty.write('q');
		await run.endsWithin(3000);
		await run.close();
	}
}
