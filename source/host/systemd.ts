/**
The systemd of this machine, and who nstop is for it.
*/
import process from 'node:process';
import type {KernelScanner} from '../kernel/scan.ts';
import {valueOf} from '../known.ts';
import type {UnitTeller} from '../sampler/sampler.ts';
import type {Systemd} from '../systemd/systemd.ts';

/**
What the sampler needs of it. nstop's own place is where systemd has put it: in the hierarchy with its name, else in that of version 2.
*/
export function unitTeller(systemd: Systemd, scanner: KernelScanner): UnitTeller {
	const memberships = valueOf(scanner.processes.cgroups('self')) ?? [];
	const own = memberships.find(({controllers}) => controllers.includes('name=systemd'))
		?? memberships.find(({hierarchy}) => hierarchy === 0);
	return {
		get latest() {
			return systemd.latest;
		},
		changed() {
			systemd.changed();
		},
		actor: {userId: process.getuid?.(), cgroup: own?.path ?? '/'},
	};
}
