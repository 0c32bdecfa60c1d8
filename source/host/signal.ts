/**
Sends a signal to one very process of this machine.
*/
import process from 'node:process';
import {isMissing} from '../known.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import {processKey} from '../model/build/process.ts';
import type {ProcessIdentity, SignalRefusal} from './host.ts';

/**
Looks at the process right before. Gives why nothing was sent, undefined where it was; `number` is the signal's.
*/
export function sendSignal(
	scanner: Pick<KernelScanner, 'sample'>,
	{pid, key}: ProcessIdentity,
	number: number,
): SignalRefusal | undefined {
	// A pid may belong to another process by now: the start time shows it.
	const {stat} = scanner.sample(pid);
	if (isMissing(stat) || processKey({pid, startTicks: stat.startTicks}) !== key) {
		return {reason: 'gone'};
	}

	// The kernel takes a signal for a zombie without a word.
	if (stat.state === 'Z') {
		return {reason: 'zombie', parentPid: stat.parentPid};
	}

	try {
		process.kill(pid, number);
		return undefined;
	} catch (error) {
		if (error instanceof Error && 'code' in error && (error.code === 'EPERM' || error.code === 'ESRCH')) {
			return {reason: error.code === 'EPERM' ? 'denied' : 'gone'};
		}

		throw error;
	}
}
