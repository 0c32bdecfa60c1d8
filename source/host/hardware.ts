/**
Slow facts of the machine, asked through systeminformation for `--diagnose` alone: loading it takes 10 MB of memory, each question starts
several programs, and some of them hold up everything else until they end.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import {reportFault} from '../faults.ts';

export type Hardware = {
	/**
	Brand of the processor, empty where it hides.
	*/
	readonly processor: string;
	/**
	Name of the hypervisor, empty on bare metal or where it hides.
	*/
	readonly virtualization: string;
};

const patienceMilliseconds = 5000;

/**
Asks for the slow facts. One that cannot be found out within 5 s is empty, and the reason is reported as a fault.
*/
export async function readHardware(): Promise<Hardware> {
	// From a bundle, a CommonJS module has no other export than the default.
	const {default: information} = await import('systeminformation');
	const [processor, system] = await Promise.all([
		inTime('asking for the processor', information.cpu()),
		inTime('asking for the machine', information.system()),
	]);
	return {
		processor: [processor?.manufacturer, processor?.brand].filter(Boolean).join(' '),
		virtualization: system?.virtual ? system.virtualHost ?? 'virtual machine' : '',
	};
}

async function inTime<Value>(doing: string, answer: Promise<Value>): Promise<Value | undefined> {
	const late = new AbortController();
	try {
		return await Promise.race([answer, sleep(patienceMilliseconds, undefined, {signal: late.signal}).then(() => {
			throw new Error(`no answer within ${patienceMilliseconds} ms`);
		})]);
	} catch (error) {
		reportFault(doing, error);
		return undefined;
	} finally {
		late.abort();
	}
}
