/**
Slow facts of the host, asked once and late through systeminformation: nothing on the first screen waits for them.
*/
import os from 'node:os';

export type Hardware = {
	/**
	Name of the distribution with its version.
	*/
	readonly os: string;
	/**
	Brand of the processor, empty where it hides.
	*/
	readonly processor: string;
	/**
	Name of the hypervisor, empty on bare metal or where it hides.
	*/
	readonly virtualization: string;
};

/**
What can be told without asking anybody.
*/
export const unknownHardware: Hardware = {os: os.type(), processor: '', virtualization: ''};

/**
Asks for the slow facts; what cannot be found out stays as in `unknownHardware`.
*/
export async function readHardware(): Promise<Hardware> {
	try {
		const information = await import('systeminformation');
		const [system, processor, machine] = await Promise.all([information.osInfo(), information.cpu(), information.system()]);
		return {
			os: [system.distro, system.release].filter(part => part && part !== 'unknown').join(' ') || unknownHardware.os,
			processor: processor.brand,
			virtualization: machine.virtual ? machine.virtualHost ?? '' : '',
		};
	} catch {
		return unknownHardware;
	}
}
