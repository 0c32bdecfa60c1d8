/**
What does not change while nstop runs, from Node's own view of the system.
*/
import os from 'node:os';
import type {KernelScanner} from '../kernel/scan.ts';
import type {HostFacts} from '../model/build/host.ts';
import type {Hardware} from './hardware.ts';

/**
Name, kernel and size of the host, read once; the slow facts may come later.
*/
export function readHostFacts(scanner: KernelScanner): (hardware: Hardware) => HostFacts {
	// Node reads several files of the kernel for the number of cores alone.
	const lasting = {
		hostname: os.hostname(),
		kernel: os.release(),
		cpus: os.cpus().length,
		cgroup: scanner.hierarchies.version,
	};
	return hardware => ({...lasting, os: hardware.os});
}
