/**
What a container may use at most, as its engine was told.
*/

/**
`none` takes a limit away.
*/
export type Limit = number | 'none';

/**
A limit that is absent is not set; in a change, it stays as it is.
*/
export type ContainerLimits = {
	readonly memoryBytes?: Limit;
	/**
	Memory and swap together.
	*/
	readonly memoryAndSwapBytes?: Limit;
	/**
	Cores, which may be a fraction.
	*/
	readonly cpus?: Limit;
	/**
	Processes and threads.
	*/
	readonly pids?: Limit;
};
