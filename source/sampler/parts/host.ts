/**
The last two readings of the host, or of the container that nstop is in and sees alone.
*/
import {isMissing, valueOf} from '../../known.ts';
import type {HostReading, ProcessIdentity} from '../../kernel/reading.ts';
import type {KernelScanner} from '../../kernel/scan.ts';
import type {HostFacts} from '../../model/build/host.ts';
import type {Pair} from '../../model/build/rates.ts';
import {Pairs} from '../kept/pairs.ts';

export class HostMeter {
	readonly #scanner: KernelScanner;
	readonly #pairs: Pairs<'host', HostReading>;

	constructor(scanner: KernelScanner, shortestSeconds: number) {
		this.#scanner = scanner;
		this.#pairs = new Pairs(shortestSeconds);
	}

	/**
	Reads it if it is due; `first` is the first process of what nstop sees.
	*/
	read(inside: HostFacts['inside'], first: ProcessIdentity | undefined, now: () => number): Pair<HostReading> {
		const atSeconds = now();
		if (this.#pairs.isDue('host', atSeconds)) {
			const host = this.#scanner.host();
			const world = inside?.isOwnWorld && {cgroup: inside.cgroups && this.#scanner.cgroup(inside.cgroups), startTicks: first?.startTicks};
			this.#pairs.take('host', world ? {...host, world} : host, atSeconds);
		}

		return this.#pairs.get('host')!;
	}
}

/**
False where it is known that the host has no swap space.
*/
export function hasSwap({now: {value: {memory}}}: Pair<HostReading>): boolean {
	return valueOf(memory)?.swapTotalBytes !== 0;
}

/**
Whether nstop sees a container alone whose cgroup it cannot read, so that only the processes can be summed.
*/
export function isHostSummed({now: {value: {world}}}: Pair<HostReading>, inside: HostFacts['inside']): boolean {
	const cgroup = world?.cgroup;
	return inside?.isOwnWorld === true && (!cgroup || isMissing(cgroup.cpu.usageNanoseconds) || isMissing(cgroup.memory.usedBytes));
}
