/**
How far a log was read, so that it can be read on from there: the newest time of each stream, and how many lines there were of that time.
*/
import type {LogLine, LogStart} from '../../logs/line.ts';

/**
Lines of both streams may have changed places by this much.
*/
const overlapMilliseconds = 1000;

type StreamPlace = {time: number; count: number};

/**
Takes notice of each line that was given.
*/
export class LogPlace {
	readonly #places: Readonly<Record<LogLine['stream'], StreamPlace>> = {
		stdout: {time: -Infinity, count: 0},
		stderr: {time: -Infinity, count: 0},
	};

	note({time, stream}: LogLine): void {
		const place = this.#places[stream];
		if (time === undefined || time < place.time) {
			return;
		}

		place.count = time === place.time ? place.count + 1 : 1;
		place.time = time;
	}

	/**
	Where to begin to read on: some of the lines that were given come again. `first` where none was.
	*/
	start(first: LogStart): LogStart {
		const time = Math.max(this.#places.stdout.time, this.#places.stderr.time);
		return time === -Infinity ? first : {kind: 'since', milliseconds: time - overlapMilliseconds};
	}

	/**
	Tells of the lines that come from `start` on, one after the other, whether they were given.
	*/
	recogniser(): (line: LogLine) => boolean {
		const places = {stdout: {...this.#places.stdout}, stderr: {...this.#places.stderr}};
		return ({time, stream}) => {
			const place = places[stream];
			// A line without a time was given, as far as anybody can tell.
			return time === undefined || time < place.time || (time === place.time && place.count-- > 0);
		};
	}
}
