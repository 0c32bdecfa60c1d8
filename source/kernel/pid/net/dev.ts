/**
/proc/PID/net/dev: the interfaces of the network namespace that a process is in. Everybody may read it.
*/
import {valueOf} from '../../../known.ts';
import {
	type Bytes,
	linesOf,
	numberOf,
	wordsOf,
} from '../../fields.ts';

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

// Those of what was sent stand after the eight of what was received.
const countersReceived = 8;
const leastCounters = countersReceived + 4;

/**
One record for each interface; the two lines of headings and lines that are cut short are left out.
*/
export function parseNetDev(bytes: Bytes): readonly InterfaceCounters[] {
	return linesOf(bytes).flatMap(line => {
		// Old kernels leave no blank between the colon and a large counter.
		const colon = line.indexOf(':');
		const values = wordsOf(line.slice(colon + 1)).map(word => valueOf(numberOf(word)));
		if (colon === -1 || values.length < leastCounters || values.includes(undefined)) {
			return [];
		}

		const [receivedBytes = 0, receivedPackets = 0, receiveErrors = 0, receiveDrops = 0] = values;
		const [sentBytes = 0, sentPackets = 0, sendErrors = 0, sendDrops = 0] = values.slice(countersReceived);
		return [
			{
				name: line.slice(0, colon).trim(),
				receivedBytes,
				receivedPackets,
				receiveErrors,
				receiveDrops,
				sentBytes,
				sentPackets,
				sendErrors,
				sendDrops,
			},
		];
	});
}
