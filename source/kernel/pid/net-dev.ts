/**
/proc/PID/net/dev: the interfaces of the network namespace that a process is in. Everybody may read it.
*/
import {valueOf} from '../../known.ts';
import {
	type Bytes,
	linesOf,
	numberOf,
	wordsOf,
} from '../fields.ts';

/**
Counters of one interface since it was made, loopback too.
*/
export type InterfaceCounters = {
	readonly name: string;
	readonly receivedBytes: number;
	readonly receivedPackets: number;
	readonly receiveErrors: number;
	readonly receiveDrops: number;
	readonly sentBytes: number;
	readonly sentPackets: number;
	readonly sendErrors: number;
	readonly sendDrops: number;
};

// Place of each counter behind the name, in the order of the headings that the file begins with.
const places = {
	receivedBytes: 0, receivedPackets: 1, receiveErrors: 2, receiveDrops: 3, sentBytes: 8, sentPackets: 9, sendErrors: 10, sendDrops: 11,
} as const;

type Counters = Record<keyof typeof places, number>;

/**
One record for each interface; the two lines of headings and lines that are cut short are left out.
*/
export function parseNetDev(bytes: Bytes): readonly InterfaceCounters[] {
	return linesOf(bytes).flatMap(line => {
		// Old kernels leave no blank between the colon and a large counter.
		const colon = line.indexOf(':');
		const words = wordsOf(line.slice(colon + 1));
		const values = words.map(word => valueOf(numberOf(word)));
		const counters = Object.entries(places).map(([name, place]) => [name, values[place]] as const);
		return colon === -1 || counters.some(([, value]) => value === undefined) ? [] : [{name: line.slice(0, colon).trim(), ...Object.fromEntries(counters) as Counters}];
	});
}
