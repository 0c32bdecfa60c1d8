/**
Which interface of a container belongs to a network, and which one of the host to that. The engine tells addresses, the kernel all else.
*/
import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Host} from '../../host/host.ts';
import {isMissing} from '../../known.ts';
import type {Network} from '../../model/resources/resource.ts';
import type {NetworkEnd} from './reading.ts';

/**
By the id of the container; those that have none here, or do not run, are left out. Keys are answered between one container and the next.
*/
export async function networkEnds(
	{engine, users}: Network,
	host: Pick<Host, 'networkSetup'>,
	signal: AbortSignal,
): Promise<ReadonlyMap<string, NetworkEnd>> {
	const ends = new Map<string, NetworkEnd>();
	for (const {id, addresses, macAddress} of users) {
		if (signal.aborted) {
			break;
		}

		const setup = host.networkSetup(engine, id);
		const found = isMissing(setup)
			? undefined
			: setup.interfaces.find(({addresses: own, hardware}) =>
				own.some(({address}) => addresses.includes(address))
				|| (macAddress !== undefined && !isMissing(hardware) && hardware.macAddress === macAddress));
		if (found) {
			ends.set(id, {name: found.name, hostEnd: found.hostEnd});
		}

		// eslint-disable-next-line no-await-in-loop -- what is between two of them is the point
		await nextTurn();
	}

	return ends;
}
