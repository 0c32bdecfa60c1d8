/**
Whether an engine is stopped although its socket is there: systemd listens for it, and whoever connects starts it.
*/
import type {IsStopped} from '../engine/reach/socket-agent.ts';
import {reportFault} from '../faults.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import {isMissing} from '../known.ts';
import {enginePrograms} from '../sampler/parts/engine-finder.ts';
import {errorOf} from '../systemd/actions.ts';
import {runSystemctl} from '../systemd/systemctl.ts';
import {askedOnce} from './ask-once.ts';
import {isBooted} from './systemd.ts';
import {isUnitStopped, parseUnits, unitProperties} from './units.ts';

const patienceMilliseconds = 3000;

/**
Not longer is an answer of systemd's client good, which is a program to start each time.
*/
const answerMilliseconds = 4000;

/**
Looks at who holds the socket. Only root may see that of process 1; for others, systemd is asked for the state of its unit.
*/
export function activationOf(scanner: KernelScanner, path: string): IsStopped {
	const look = scanner.closely.listener(path, new Set(enginePrograms.keys()));
	const askManager = askedOnce(async () => askSystemd(scanner, path), answerMilliseconds);
	return async () => {
		const listener = look.look();
		return isMissing(listener) ? listener.missing === 'denied' && askManager() : listener === 'starter';
	};
}

/**
Whether a process no longer listens at a path, or has ended: then its socket is no way to it, but may be one to start it.
*/
export function hasStoppedListening(scanner: KernelScanner, pid: number, path: string): boolean {
	const sockets = scanner.closely.engineSockets(pid);
	return isMissing(sockets) ? sockets.missing === 'gone' : sockets.every(socket => socket.path !== path);
}

async function askSystemd(scanner: KernelScanner, path: string): Promise<boolean> {
	if (!isBooted(scanner)) {
		return false;
	}

	const name = path.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
	const manager = path.startsWith('/run/user/') ? ['--user'] : [];
	try {
		const properties = `--property=${unitProperties.join(',')}`;
		const words = [...manager, 'show', `${name}.socket`, `${name}.service`, properties];
		let output = '';
		const {exitCode, complaint} = await runSystemctl({
			words,
			milliseconds: patienceMilliseconds,
			onOutput(text) {
				output += text;
			},
		});
		if (exitCode !== 0) {
			throw errorOf(complaint, exitCode);
		}

		const file = scanner.identify(path);
		return isUnitStopped(parseUnits(output), listened => {
			const other = scanner.identify(listened);
			return !isMissing(file) && !isMissing(other) && file.device === other.device && file.inode === other.inode;
		});
	} catch (error) {
		reportFault('asking systemd whether an engine is stopped', error);
		return false;
	}
}
