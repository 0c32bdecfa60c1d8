/**
What does not change while nstop runs, from Node's own view of the system.
*/
import os from 'node:os';
import type {Hardware} from './hardware.ts';
import type {KernelScanner} from './kernel/scan.ts';
import type {HostFacts} from './model/host.ts';

/**
Name, kernel and size of the host.
*/
export function readHostFacts(scanner: KernelScanner, hardware: Hardware): HostFacts {
	return {
		hostname: os.hostname(),
		kernel: os.release(),
		os: hardware.os,
		cpus: os.cpus().length,
		cgroup: scanner.hierarchies.version,
	};
}
