/**
Output without a screen: one table, one JSON document, or one per interval.
*/
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {toDocument} from './output/json.ts';
import {narrow, type Narrowed} from './output/narrow.ts';
import {plainTable, tableWidth} from './output/table.ts';
import {troubleOf} from './output/trouble.ts';
import {defaultIntervalSeconds, type Options} from './options.ts';
import type {LocalHost} from './host/local.ts';
import {reportedFaults} from './faults.ts';
import type {PortListeners} from './kernel/process/port-listeners.ts';
import type {Known} from './known.ts';
import type {Snapshot} from './model/snapshot.ts';
import type {DiagnosisInput} from './output/diagnosis.ts';
import type {Opening} from './ui/opening.ts';
import type {Wants} from './sampler/wants.ts';
import {version} from './version.ts';

/**
How long engines may take to answer before their names are done without: one that gives no sign of life, and one that is only slow.
*/
const patienceMilliseconds = {silent: 5000, slow: 30_000};
const turnMilliseconds = 100;

type PrintOptions = Options & {readonly opening: Opening};

/**
Prints what the options ask for and gives the exit code when that is done: 1 where something was named that is not there. Takes two samples
one interval apart, so that rates are real.
*/
export async function print(options: PrintOptions, host: LocalHost, isUnicode: boolean): Promise<number> {
	const {sampler, snapshots, pool, advice} = host;
	const interval = (options.intervalSeconds ?? defaultIntervalSeconds.printed) * 1000;
	await takeFirst(options, host);
	let refusals: readonly string[] | undefined;
	do {
		// eslint-disable-next-line no-await-in-loop -- one sample after the other
		await sleep(interval);
		sampler.sample(true);
		const snapshot = snapshots.get()!;
		const narrowed = narrow(snapshot, options.opening, listenersFor(options, host));
		// What goes away while one watches has been there.
		refusals ??= narrowed.refusals;
		if (narrowed.only?.size === 0 && refusals.length > 0) {
			break;
		}

		// eslint-disable-next-line no-await-in-loop -- one sample after the other
		const text = await (options.diagnose
			? diagnose(snapshot, host.namespaceEvidence(), isUnicode)
			: textOf(snapshot, options, {...narrowed, isUnicode}));
		// eslint-disable-next-line no-await-in-loop -- a slow reader holds the samples back
		await write(`${text}\n`);
	} while (options.watch);

	for (const refusal of refusals) {
		process.stderr.write(`nstop: ${refusal}\n`);
	}

	const trouble = advice ?? troubleOf(pool.readings.map(({status}) => status));
	if (!options.json && !options.diagnose && trouble !== undefined) {
		process.stderr.write(`nstop: ${trouble}\n`);
	}

	return refusals.length > 0 ? 1 : 0;
}

function listenersFor({selection: {port}}: Options, host: LocalHost): Known<PortListeners> | undefined {
	return port === undefined ? undefined : host.portListeners(port);
}

/**
Takes the first sample, once the engines have told what they know, and waits until systemd has, and those engines that the sample has shown.
*/
async function takeFirst(options: PrintOptions, host: LocalHost): Promise<void> {
	host.sampler.want(wantsOf(options));
	host.begin();
	await answered(host, options);
	const asked = new Set(host.pool.readings.map(({status}) => status.id));
	host.sampler.sample(true);
	if (host.pool.readings.some(({status}) => !asked.has(status.id))) {
		await answered(host, options);
	}

	if (options.all) {
		await host.unitsTold(patienceMilliseconds.silent);
	}
}

async function answered(host: LocalHost, {watch}: PrintOptions): Promise<void> {
	await settled(host, patienceMilliseconds.silent);
	if (host.pool.isWorthWaiting && !watch) {
		await settled(host, patienceMilliseconds.slow);
	}
}

function wantsOf({all, json, threads}: Options): Wants {
	return {
		isWholeHost: all,
		...(all && {units: 'services'}),
		sampled: json ? 'shown' : 'nobody',
		isAllAtOnce: true,
		details: undefined,
		...(json && {strayedThreadsOf: 'shown'}),
		...(threads && {areThreadsWanted: true, waitChannelsOf: 'sampled'}),
	};
}

function textOf(
	snapshot: Snapshot,
	{json, opening: {sort}}: PrintOptions,
	{only, portUses, isUnicode}: Pick<Narrowed, 'only' | 'portUses'> & {readonly isUnicode: boolean},
): string {
	return json
		? JSON.stringify(toDocument(snapshot, only, portUses))
		: plainTable(snapshot, isUnicode, {width: tableWidth(process.env, process.stdout.columns), only, sort});
}

/**
Loaded when it is asked for, with the library that it needs.
*/
async function diagnose(snapshot: Snapshot, namespaces: DiagnosisInput['namespaces'], isUnicode: boolean): Promise<string> {
	const [{diagnosis}, {readHardware}] = await Promise.all([import('./output/diagnosis.ts'), import('./host/hardware.ts')]);
	const hardware = await readHardware();
	return diagnosis({
		versions: {nstop: version, node: process.versions.node}, snapshot, namespaces, hardware, faults: reportedFaults(),
	}, isUnicode);
}

/**
Waits until all engines have told their containers or failed to, or have been silent for as long as given. Time counts against them only
once they were asked, and while this process listens: on a busy host an answer may lie unread for seconds.
*/
async function settled({pool}: LocalHost, milliseconds: number): Promise<void> {
	let silentMilliseconds = 0;
	while (!pool.isSettled && silentMilliseconds < milliseconds) {
		const {promise: change, resolve} = Promise.withResolvers<undefined>();
		const end = pool.subscribe(() => {
			resolve(undefined);
		});
		const turn = new AbortController();
		// A change that comes first ends the wait, which rejects then.
		// eslint-disable-next-line no-await-in-loop -- one turn after the other
		const isOver = await Promise.race([change, sleep(turnMilliseconds, true, {signal: turn.signal}).catch(() => undefined)]);
		turn.abort();
		end();
		if (isOver && pool.isAsked) {
			silentMilliseconds += turnMilliseconds;
		}
	}
}

async function write(text: string): Promise<void> {
	return new Promise((resolve, reject) => {
		// A failure comes twice, and an error event that nobody listens to would end the program with a stack trace.
		process.stdout.once('error', reject);
		process.stdout.write(text, error => {
			if (error) {
				reject(error);
			} else {
				process.stdout.off('error', reject);
				resolve();
			}
		});
	});
}
