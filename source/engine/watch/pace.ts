/**
How often a watch asks and how patiently it waits.
*/

/**
All times are in milliseconds. The usual ones are for use, others for tests.
*/
export type WatchPace = {
	/**
	Silence after which the engine is asked whether it is still there.
	*/
	readonly pingMilliseconds: number;
	/**
	Time without an answer after which an engine is called slow.
	*/
	readonly slowMilliseconds: number;
	/**
	Wait before the first and before every later attempt to reconnect.
	*/
	readonly firstRetryMilliseconds: number;
	readonly lastRetryMilliseconds: number;
	/**
	Time in which events are gathered into one look.
	*/
	readonly gatherMilliseconds: number;
	/**
	Time after which an engine that was away is asked for its list once more: by then it has noticed what happened meanwhile.
	*/
	readonly settleMilliseconds: number;
	/**
	Time between two lists where the engine's events may not be followed. A list costs an engine about a tenth of a millisecond for each
	container.
	*/
	readonly listMilliseconds: number;
};

export const usualPace: WatchPace = {
	pingMilliseconds: 10_000,
	slowMilliseconds: 3000,
	firstRetryMilliseconds: 500,
	lastRetryMilliseconds: 5000,
	gatherMilliseconds: 50,
	settleMilliseconds: 5000,
	listMilliseconds: 5000,
};
