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
What the clock itself costs: two calls of the system for each part.
*/
export class StageClock {
	#costs = new Map<string, Cost>();

	/**
	Does the work under a name. What has the same name in one turn is added up.
	*/
	time<Result>(name: string, work: () => Result): Result {
		const startedAt = performance.now();
		const before = process.threadCpuUsage();
		const result = work();
		const {user, system} = process.threadCpuUsage(before);
		const milliseconds = performance.now() - startedAt;
		const earlier = this.#costs.get(name);
		this.#costs.set(name, {
			milliseconds: (earlier?.milliseconds ?? 0) + milliseconds,
			cpuMilliseconds: (earlier?.cpuMilliseconds ?? 0) + (user + system) / 1000,
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
