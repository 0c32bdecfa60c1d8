/**
The program as a job of a shell: stopped by Ctrl-Z, gone on with by `fg`.
*/
import process from 'node:process';

/**
What has the terminal when the job is stopped, and has to have it again afterwards.
*/
type Holder = {
	/**
	Gives the terminal to the shell, before it comes back. False where a program has it that does its own job control: nothing is stopped.
	*/
	giveUp(): boolean;
	/**
	Takes the terminal, whatever has become of it and of its size meanwhile.
	*/
	takeBack(): void;
};

/**
Has SIGTSTP stop the program with the terminal as the shell likes it, and SIGCONT bring everything back, also after a SIGSTOP, which
nobody can prepare for.
*/
export function followJobControl(holder: Holder): void {
	let isStopped = false;

	function stop(): void {
		if (isStopped || !holder.giveUp()) {
			return;
		}

		isStopped = true;
		// Without a listener the signal does what it does to any program. In a group that no shell looks after the kernel ignores it.
		process.off('SIGTSTP', stop);
		process.kill(process.pid, 'SIGTSTP');
		process.on('SIGTSTP', stop);
		// The news that it goes on comes first, where there are any.
		setTimeout(() => {
			setImmediate(goOn);
		}, 0);
	}

	function goOn(): void {
		if (!isStopped) {
			return;
		}

		isStopped = false;
		takeBack();
	}

	function takeBack(): void {
		holder.takeBack();
		// The news of a new size went to whoever had the terminal.
		process.emit('SIGWINCH');
	}

	process.on('SIGTSTP', stop);
	process.on('SIGCONT', () => {
		if (isStopped) {
			goOn();
		} else if (holder.giveUp()) {
			takeBack();
		}
	});
}

/**
Stops all processes of the job, as the terminal's driver does when Ctrl-Z is typed: what has started nstop, such as npx, stops with it.
*/
export function stopJob(): void {
	process.kill(0, 'SIGTSTP');
}
