/**
The terminal opened a second time, to be read or written without waiting. That holds for the new opening alone: the shell that started nstop
has the same terminal, and the one that it was given is not changed.
*/
import {
	constants,
	fstatSync,
	openSync,
	readFileSync,
} from 'node:fs';

/**
The descriptor of a new opening of a descriptor's terminal. A process that became another user may not open it by its path, but
as one's own controlling terminal. Undefined where neither can be done.
*/
export function openTerminal(descriptor: number, purpose: 'read' | 'write'): number | undefined {
	// eslint-disable-next-line no-bitwise -- Flags are bits.
	const flags = (purpose === 'read' ? constants.O_RDONLY : constants.O_WRONLY) | constants.O_NONBLOCK | constants.O_NOCTTY;
	for (const file of [`/proc/self/fd/${descriptor}`, ...(isControlling(descriptor) ? ['/dev/tty'] : [])]) {
		try {
			return openSync(file, flags);
		} catch {
			// The next way, then.
		}
	}

	return undefined;
}

/**
Whether this process is controlled from that terminal, by the device number in /proc/self/stat.
*/
function isControlling(descriptor: number): boolean {
	try {
		const device = readFileSync('/proc/self/stat', 'utf8').replace(/^.*\) /s, '').split(' ', 5).at(-1);
		return Number(device) === fstatSync(descriptor).rdev;
	} catch {
		// Without /proc this is unknown, and the path of the controlling terminal is not tried.
		return false;
	}
}
