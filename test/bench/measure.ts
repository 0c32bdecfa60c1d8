/**
One program, started, watched for a while, used, and ended.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import {enginePids, readCpu, spentBetween} from './engine-processes.ts';
import {measureKeys, type Latencies} from './latency.ts';
import type {Load} from './load.ts';
import {readHostCpu} from './process-facts.ts';
import type {Program} from './programs.ts';
import {runInTerminal, type TerminalRun} from './terminal-run.ts';

export type MeasureOptions = {
	readonly columns: number;
	readonly rows: number;
	/**
	How long the steady state is watched.
	*/
	readonly seconds: number;
	/**
	How many keys are pressed.
	*/
	readonly keys: number;
	readonly socketPath: string;
};

/**
What an engine and a host do while nobody watches them.
*/
export type IdleMeasurement = {
	readonly enginePercent: number;
	readonly hostPercent: number;
};

export type Measurement = {
	readonly firstMilliseconds: number | undefined;
	readonly namesMilliseconds: number | undefined;
	/**
	CPU time of the program and all it has started, in the steady state: 100 is one core.
	*/
	readonly cpuPercent: number;
	/**
	CPU time of the engine's processes in the same time.
	*/
	readonly enginePercent: number;
	readonly residentBytes: number;
	readonly bytesPerSecond: number;
	readonly clears: number;
	readonly keys: Latencies;
};

const patienceMilliseconds = 20_000;
/**
Compilers at run time need a while until a program costs what it will cost for hours.
*/
const settleMilliseconds = 10_000;
const sortMilliseconds = 500;
const quitMilliseconds = 3000;

/**
Runs the program once.
*/
export async function measure(program: Program, load: Load, options: MeasureOptions): Promise<Measurement> {
	const run = runInTerminal(program.command, {...options, dockerHost: `unix://${options.socketPath}`});
	try {
		const times = await waitForScreens(run, program, load);
		await sleep(settleMilliseconds);
		const steady = await watchSteady(run, options);
		const keys = await pressKeys(run, program, options.keys);
		run.pty.write(program.quit);
		await run.endsWithin(quitMilliseconds);
		return {...times, ...steady, keys};
	} finally {
		await run.close();
	}
}

/**
The same window without any program.
*/
export async function measureIdle({socketPath, seconds}: MeasureOptions): Promise<IdleMeasurement> {
	const pids = enginePids(socketPath);
	const engine = readCpu(pids);
	const host = readHostCpu();
	await sleep(seconds * 1000);
	const now = readHostCpu();
	const elapsed = (now.seconds - host.seconds) || 1;
	const cores = elapsed / seconds;
	return {
		enginePercent: spentBetween(engine, readCpu(pids)) / seconds * 100,
		hostPercent: (now.busySeconds - host.busySeconds) / elapsed * 100 * cores,
	};
}

/**
When the program has shown what, by the arrival of the output that brought it.

@throws {Error} with the screen, where nothing of it comes.
*/
async function waitForScreens(
	run: TerminalRun,
	{name, isFirst, isNamed}: Program,
	load: Load,
): Promise<Pick<Measurement, 'firstMilliseconds' | 'namesMilliseconds'>> {
	let firstMilliseconds: number | undefined;
	let namesMilliseconds: number | undefined;
	const {promise, resolve} = Promise.withResolvers<true>();
	const end = run.onShown(arrivedAt => {
		const screen = run.text();
		const milliseconds = arrivedAt - run.startedAt;
		firstMilliseconds ??= isFirst(screen, load) ? milliseconds : undefined;
		namesMilliseconds ??= isNamed?.(screen, load) ? milliseconds : undefined;
		if (firstMilliseconds !== undefined && (!isNamed || namesMilliseconds !== undefined)) {
			resolve(true);
		}
	});
	const hasCome = await Promise.race([promise, run.endsWithin(patienceMilliseconds).then(() => false)]);
	end();
	if (!hasCome) {
		throw new Error(`${name} has not shown the load. On its screen:\n${run.text()}`);
	}

	return {firstMilliseconds, namesMilliseconds};
}

async function pressKeys(run: TerminalRun, {hasCursor, beforeKeys}: Program, count: number): Promise<Latencies> {
	if (!hasCursor) {
		return {milliseconds: [], missed: 0};
	}

	if (beforeKeys !== undefined) {
		run.pty.write(beforeKeys);
		await sleep(sortMilliseconds);
	}

	return measureKeys(run, count);
}

async function watchSteady(
	run: TerminalRun,
	{seconds, socketPath}: MeasureOptions,
): Promise<Pick<Measurement, 'cpuPercent' | 'enginePercent' | 'residentBytes' | 'bytesPerSecond' | 'clears'>> {
	const pids = enginePids(socketPath);
	const before = {
		at: performance.now(), engine: readCpu(pids), cpu: run.tree.cpuSeconds(), output: run.output(),
	};
	let residentBytes = run.tree.residentBytes();
	const looking = setInterval(() => {
		residentBytes = Math.max(residentBytes, run.tree.residentBytes());
	}, 500);
	await sleep(seconds * 1000);
	clearInterval(looking);
	const cpuSeconds = run.tree.cpuSeconds() - before.cpu;
	const engineSeconds = spentBetween(before.engine, readCpu(pids));
	const elapsedSeconds = (performance.now() - before.at) / 1000;
	const output = run.output();
	return {
		cpuPercent: cpuSeconds / elapsedSeconds * 100,
		enginePercent: engineSeconds / elapsedSeconds * 100,
		residentBytes: Math.max(residentBytes, run.tree.residentBytes()),
		bytesPerSecond: (output.bytes - before.output.bytes) / elapsedSeconds,
		clears: output.clears - before.output.clears,
	};
}
