/**
The interfaces of one network namespace, read again and again.
*/
import {type Known, mapKnown} from '../../known.ts';
import type {Bytes} from '../fields.ts';
import {ParsedContents} from '../files/parsed.ts';
import {type InterfaceCounters, parseNetDev} from '../pid/net/dev.ts';

/**
Counters of one interface, and whether they are of what another interface of the namespace counts as well.
*/
export type NetworkInterface = InterfaceCounters & {readonly isPassing: boolean};

/**
Remembers what was read of one namespace: nothing is parsed again that is the same, and what stands on what is only looked at when other
interfaces are there.
*/
export class NetworkReader {
	readonly #contents = new ParsedContents();
	#counters: readonly InterfaceCounters[] | undefined;
	#interfaces: readonly NetworkInterface[] = [];
	#names = '';
	#passing: ReadonlySet<string> = new Set();

	/**
	From /proc/PID/net/dev. The same array as long as nothing was sent or received.
	*/
	read(bytes: Known<Bytes>, findPassing: (names: readonly string[]) => ReadonlySet<string>): Known<readonly NetworkInterface[]> {
		return mapKnown(bytes, known => mapKnown(this.#contents.parse(known, parseNetDev), counters => this.#mark(counters, findPassing)));
	}

	#mark(
		counters: readonly InterfaceCounters[],
		findPassing: (names: readonly string[]) => ReadonlySet<string>,
	): readonly NetworkInterface[] {
		if (counters === this.#counters) {
			return this.#interfaces;
		}

		const names = counters.map(({name}) => name);
		if (names.join(' ') !== this.#names) {
			this.#names = names.join(' ');
			this.#passing = findPassing(names);
		}

		this.#counters = counters;
		this.#interfaces = counters.map(counter => ({...counter, isPassing: this.#passing.has(counter.name)}));
		return this.#interfaces;
	}
}
