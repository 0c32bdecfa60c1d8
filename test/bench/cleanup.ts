/**
What has to be undone at the end, however the end comes.
*/
import process from 'node:process';

type Duty = () => Promise<void>;

const duties = new Set<Duty>();
let isInterrupted = false;

/**
Has the duty done at the end, or now by the function that it gives; once in any case. Duties that came later are done first.
*/
export function atEnd(duty: () => Promise<void> | void): Duty {
	let doing: Promise<void> | undefined;
	const work = async (): Promise<void> => {
		try {
			await duty();
		} finally {
			duties.delete(once);
		}
	};

	const once = async (): Promise<void> => {
		doing ??= work();
		return doing;
	};

	duties.add(once);
	return once;
}

/**
Does all that is left to do, and waits for what is being done.
*/
export async function endAll(): Promise<void> {
	for (let last = [...duties].at(-1); last; last = [...duties].at(-1)) {
		try {
			await last();
		} catch (error) {
			process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
		}
	}
}

/**
From now on Ctrl-C and its like do all duties before the process ends.
*/
export function endAllOnSignals(): void {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, interrupt);
	}
}

/**
Fails once a signal has come, so that nothing new is begun behind the back of the cleaning.

@throws {Error} to end what is under way.
*/
export function checkInterrupted(): void {
	if (isInterrupted) {
		throw new Error('interrupted');
	}
}

function interrupt(_signal: string, number: number): void {
	if (isInterrupted) {
		return;
	}

	isInterrupted = true;
	process.exitCode = 128 + number;
	process.stderr.write('bench: cleaning up\n');
	void endAll().then(() => {
		// What was interrupted may still wait for something that never comes.
		// eslint-disable-next-line unicorn/no-process-exit -- as above
		process.exit();
	});
}
