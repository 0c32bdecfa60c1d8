/**
What one process does, for a caller that reads it again and again.
*/
import {
	firstSample,
	isMissing,
	type Known,
	valueOf,
} from '../../known.ts';
import type {Bytes} from '../fields.ts';
import type {HeldFile} from '../files/held.ts';
import type {ProcessStat} from '../pid/stat.ts';
import type {ProcessSample} from '../reading.ts';

type ProcessWatchOptions = {
	readonly stat: HeldFile;
	readonly statm: HeldFile;
	parseStat(bytes: Bytes): Known<ProcessStat>;
	parseResidentBytes(bytes: Bytes): Known<number>;
	/**
	Hears of each reading of stat.
	*/
	note(stat: Known<ProcessStat>): void;
};

/**
Keeps /proc/PID/stat and statm open. An open file of a process that has ended tells nothing any more, also when its pid was given to
another one: then that one is read.
*/
export class ProcessWatch {
	readonly #options: ProcessWatchOptions;
	#residentBytes: number | undefined;
	#stat: Known<ProcessStat> | undefined;
	#sample: ProcessSample = {stat: firstSample, io: firstSample};

	constructor(options: ProcessWatchOptions) {
		this.#options = options;
	}

	/**
	What it does now, without its input and output; the same object while the kernel says the same.
	*/
	sample(): ProcessSample {
		const {statm, parseResidentBytes, parseStat, note} = this.#options;
		const stat = this.#options.stat.parse(parseStat);
		note(stat);
		const residentBytes = isMissing(stat) ? undefined : valueOf(statm.parse(parseResidentBytes));
		if (stat !== this.#stat || residentBytes !== this.#residentBytes) {
			this.#stat = stat;
			this.#residentBytes = residentBytes;
			this.#sample = {stat: withResident(stat, residentBytes), io: firstSample};
		}

		return this.#sample;
	}

	/**
	Closes its files; they are opened again if it is asked once more.
	*/
	close(): void {
		this.#options.stat.close();
		this.#options.statm.close();
	}
}

/**
The size in stat is an estimate since the kernel counts per core; statm has it exactly.
*/
function withResident(stat: Known<ProcessStat>, residentBytes: number | undefined): Known<ProcessStat> {
	return isMissing(stat) || residentBytes === undefined ? stat : {...stat, residentBytes};
}
