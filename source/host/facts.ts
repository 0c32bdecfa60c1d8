/**
What does not change while nstop runs, from Node's own view of the system.
*/
import os from 'node:os';
import {readDistribution} from '../kernel/host/names.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import {valueOf} from '../known.ts';
import {readPlaceEvidence} from '../kernel/process/place-evidence.ts';
import type {HostFacts} from '../model/build/host.ts';
import {insideOf} from '../model/inside/inside.ts';
import {signFiles} from '../model/inside/signs.ts';

/**
Name, kernel and distribution of the host, and the container that nstop is in, read once.
*/
export function readHostFacts(scanner: KernelScanner): HostFacts {
	const distribution = valueOf(readDistribution()) ?? '';
	return {
		hostname: os.hostname(),
		kernel: os.release(),
		os: distribution === '' ? os.type() : distribution,
		cgroup: scanner.hierarchies.version,
		inside: insideOf(readPlaceEvidence(signFiles)),
	};
}
