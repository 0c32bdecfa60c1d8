/**
Asks systemd for its units again when something has changed: never twice at a time, never often.
*/
import {reportFault} from '../faults.ts';
import {
	firstSample,
	isMissing,
	unsupported,
	type Known,
} from '../known.ts';
import {SystemdError} from './error.ts';
import {readSentence} from './sentence.ts';
import {isInTransition, keepUnchanged, type UnitMap} from './unit-facts.ts';
import type {UnitSource} from './unit-source.ts';

/**
What is known of the units now. The same object means that nothing has changed, and so do the map and the facts in it.
*/
export type UnitsAnswer = {
	/**
	By name. `first-sample` until the first answer, `unsupported` where systemd does not run; what was known stays while there is trouble.
	*/
	readonly units: Known<UnitMap>;
	/**
	Why the last question was not answered, as a sentence.
	*/
	readonly trouble: string | undefined;
};

export type WatchOptions = {
	/**
	Called with each answer that differs from the one before.
	*/
	readonly onAnswer?: (answer: UnitsAnswer) => void;
	/**
	Time from the end of a question to the next.
	*/
	readonly leastMilliseconds?: number;
};

const longestMilliseconds = 60_000;

export class UnitWatch {
	readonly #source: UnitSource;
	readonly #options: WatchOptions;
	readonly #leastMilliseconds: number;
	#latest: UnitsAnswer = {units: firstSample, trouble: undefined};
	readonly #closing = new AbortController();
	#isAsking = false;
	#isWanted = false;
	#timer: NodeJS.Timeout | undefined;
	/**
	How long to wait until it is asked again without a change: longer each time.
	*/
	#patience: number;
	#restUntil = 0;

	constructor(source: UnitSource, options: WatchOptions = {}) {
		this.#source = source;
		this.#options = options;
		this.#leastMilliseconds = options.leastMilliseconds ?? 3000;
		this.#patience = this.#leastMilliseconds;
	}

	get latest(): UnitsAnswer {
		return this.#latest;
	}

	/**
	Something has changed that systemd knows more of: at once, or as soon as it has rested, it is asked once.
	*/
	changed(): void {
		this.#patience = this.#leastMilliseconds;
		this.#isWanted = true;
		this.#plan(this.#restUntil - performance.now());
	}

	/**
	Asks nothing any more, and no longer waits for an answer.
	*/
	close(): void {
		this.#closing.abort();
		clearTimeout(this.#timer);
	}

	#plan(milliseconds: number): void {
		if (this.#isAsking || this.#closing.signal.aborted) {
			return;
		}

		clearTimeout(this.#timer);
		if (milliseconds <= 0) {
			void this.#ask();
			return;
		}

		this.#timer = setTimeout(() => {
			void this.#ask();
		}, milliseconds).unref();
	}

	async #ask(): Promise<void> {
		this.#isAsking = true;
		this.#isWanted = false;
		const answer = await this.#read();
		this.#isAsking = false;
		if (this.#closing.signal.aborted) {
			return;
		}

		this.#restUntil = performance.now() + this.#leastMilliseconds;
		this.#take(answer);
		if (this.#isWanted) {
			this.#plan(this.#leastMilliseconds);
		} else if (this.#isUnsettled()) {
			this.#plan(this.#patience);
			this.#patience = Math.min(this.#patience * 2, longestMilliseconds);
		}
	}

	async #read(): Promise<UnitsAnswer> {
		const {units: previous} = this.#latest;
		try {
			const units = await this.#source.read(this.#closing.signal);
			return {units: isMissing(previous) ? units : keepUnchanged(previous, units), trouble: undefined};
		} catch (error) {
			if (!(error instanceof SystemdError)) {
				reportFault('reading the units of systemd', error);
				return {units: previous, trouble: 'Could not read what systemd says of its units: internal error, see nstop --diagnose.'};
			}

			return error.code === 'absent'
				? {units: isMissing(previous) ? unsupported : previous, trouble: undefined}
				: {units: previous, trouble: readSentence(error)};
		}
	}

	#take(answer: UnitsAnswer): void {
		if (answer.units === this.#latest.units && answer.trouble === this.#latest.trouble) {
			return;
		}

		this.#latest = answer;
		this.#options.onAnswer?.(answer);
	}

	/**
	Whether the next answer will be another one although no process comes or goes.
	*/
	#isUnsettled(): boolean {
		const {units, trouble} = this.#latest;
		return trouble !== undefined || (!isMissing(units) && units.values().some(facts => isInTransition(facts)));
	}
}
