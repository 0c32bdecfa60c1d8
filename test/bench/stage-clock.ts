/**
Times parts of one thread's work.
*/
import process from 'node:process';

export type Cost = {
	readonly milliseconds: number;
	/**
	Time on the CPU of this thread, the kernel's work for it included: what a machine with other things to do does not change.
	*/
	readonly cpuMilliseconds: number;
};

/**
Adds up by name. It costs four calls of the system for each part, so what takes less than some hundredths of a millisecond is told as
too expensive.
*/
export class StageClock {
	#costs = new Map<string, Cost>();

	/**
	Does the work under a name. What has the same name in one turn is added up.
	*/
	time<Result>(name: string, work: () => Result): Result {
		const startedAt = performance.now();
		const before = threadMicroseconds();
		const result = work();
		const microseconds = threadMicroseconds() - before;
		const milliseconds = performance.now() - startedAt;
		const earlier = this.#costs.get(name);
		this.#costs.set(name, {
			milliseconds: (earlier?.milliseconds ?? 0) + milliseconds,
			cpuMilliseconds: (earlier?.cpuMilliseconds ?? 0) + microseconds / 1000,
		});
		return result;
	}

	/**
	What was timed since the last call, in the order in which it was.
	*/
	take(): ReadonlyMap<string, Cost> {
		const costs = this.#costs;
		this.#costs = new Map();
		return costs;
	}
}

/**
The kernel brings the time of a running thread up to date only with its tick, every few milliseconds, or when it is asked for the time
of the whole process.
*/
function threadMicroseconds(): number {
	process.cpuUsage();
	const {user, system} = process.threadCpuUsage();
	return user + system;
}
