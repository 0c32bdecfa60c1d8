/**
Whether systemd runs this machine, and who nstop is for it.
*/
import process from 'node:process';
import type {KernelScanner} from '../kernel/scan.ts';
import {isMissing, valueOf} from '../known.ts';
import type {Actor} from '../systemd/unit-action.ts';

/**
Looks where sd_booted(3) looks.
*/
export function isBooted(scanner: KernelScanner): boolean {
	return !isMissing(scanner.identify('/run/systemd/system'));
}

/**
The user, and the place where systemd has put nstop: in the hierarchy with its name, else in that of version 2.
*/
export function actorOf(scanner: KernelScanner): Actor {
	const memberships = valueOf(scanner.processes.cgroups('self')) ?? [];
	const own = memberships.find(({controllers}) => controllers.includes('name=systemd'))
		?? memberships.find(({hierarchy}) => hierarchy === 0);
	return {userId: process.getuid?.(), cgroup: own?.path ?? '/'};
}
