/**
The signals one can send, by name, the usual ones first.
*/
import os from 'node:os';
import {signalsByName} from 'human-signals';

type Signal = {readonly name: string; readonly number: number; readonly help: string};

const usual = ['SIGTERM', 'SIGKILL', 'SIGINT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGSTOP', 'SIGCONT', 'SIGQUIT', 'SIGWINCH'];

/**
Where the library says `paused`: engines call something else so.
*/
const ownWords: Readonly<Record<string, string>> = {
	SIGSTOP: 'Stopped until SIGCONT',
	SIGCONT: 'Continued after a stop',
	SIGTSTP: 'Stopped with CTRL-Z',
	SIGCHLD: 'Child process terminated, stopped or continued',
};

/**
All signals this system knows, with what they mean.
*/
export const signals: readonly Signal[] = listSignals();

function listSignals(): readonly Signal[] {
	const known = Object.entries(os.constants.signals).map(([name, number]) => ({
		name,
		number,
		help: ownWords[name] ?? signalsByName[name as keyof typeof signalsByName]?.description ?? '',
	}));
	const byNumber = new Map<number, Signal>();
	for (const signal of known) {
		// Some numbers have two names; the first is the common one.
		if (!byNumber.has(signal.number)) {
			byNumber.set(signal.number, signal);
		}
	}

	const rank = ({name}: Signal): number => usual.includes(name) ? usual.indexOf(name) : usual.length;
	return [...byNumber.values()].toSorted((a, b) => rank(a) - rank(b) || a.number - b.number);
}
