/**
Reads one process closely: the files that the tab on screen needs, and no others.
*/
import {
	firstSample,
	isMissing,
	mapKnown,
	valueOf,
	type Known,
} from '../known.ts';
import type {ProcessIdentity, ProcessSample} from '../kernel/reading.ts';
import type {ProcessStatus} from '../kernel/pid/status.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import {processKey} from '../model/process.ts';
import {ratePerSecond, Pairs, type Pair} from '../model/rates.ts';
import type {ProcessDetails} from '../model/types.ts';
import type {DetailFile, Wants} from './wants.ts';

type CloseReading = {
	readonly status: Known<ProcessStatus>;
	readonly sample: ProcessSample;
};

/**
Follows the process that is looked at; its rates begin with the second reading.
*/
export class DetailReader {
	readonly #scanner: KernelScanner;
	readonly #pairs: Pairs<string, CloseReading>;

	constructor(scanner: KernelScanner, shortestSeconds: number) {
		this.#scanner = scanner;
		this.#pairs = new Pairs(shortestSeconds);
	}

	/**
	Reads what is wanted of the process; undefined where nothing is wanted or the process is not known.
	*/
	read(wanted: Wants['details'], identity: ProcessIdentity | undefined, atSeconds: number): ProcessDetails | undefined {
		if (!wanted || !identity) {
			this.#pairs.keep(() => false);
			return undefined;
		}

		const key = processKey(identity);
		this.#pairs.keep(other => other === key);
		const needs = (file: DetailFile): boolean => wanted.files.includes(file);
		if (this.#pairs.isDue(key, atSeconds)) {
			this.#pairs.take(key, {
				status: this.#scanner.facts(identity.pid).status,
				sample: this.#scanner.sample(identity.pid, {io: needs('io')}),
			}, atSeconds);
		}

		const pair = this.#pairs.get(key)!;
		const read = <Value>(file: DetailFile, reader: (pid: number) => Known<Value>): Known<Value> => needs(file) ? reader(identity.pid) : firstSample;
		return {
			key,
			...pair.now.value.sample,
			status: pair.now.value.status,
			...closeRates(pair),
			limits: read('limits', pid => this.#scanner.limits(pid)),
			mounts: read('mounts', pid => this.#scanner.mounts(pid)),
			network: read('network', pid => this.#scanner.network(pid)),
			descriptors: read('descriptors', pid => this.#scanner.descriptors(pid)),
		};
	}
}

function closeRates(pair: Pair<CloseReading>) {
	return {
		readBytesPerSecond: ratePerSecond(pair, ({sample}) => mapKnown(sample.io, io => io.readBytes)),
		writeBytesPerSecond: ratePerSecond(pair, ({sample}) => mapKnown(sample.io, io => io.writeBytes)),
		voluntarySwitchesPerSecond: ratePerSecond(pair, ({status}) => switches(status, 'voluntarySwitches')),
		involuntarySwitchesPerSecond: ratePerSecond(pair, ({status}) => switches(status, 'involuntarySwitches')),
		faultsPerSecond: ratePerSecond(pair, ({sample}) => mapKnown(sample.stat, stat => stat.minorFaults + stat.majorFaults)),
	};
}

function switches(status: Known<ProcessStatus>, field: 'voluntarySwitches' | 'involuntarySwitches'): Known<number> {
	return isMissing(status) ? status : valueOf(status[field]) ?? firstSample;
}
