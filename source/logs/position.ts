/**
How far a log was read, so that another reading goes on behind the last line: none is lost, none comes twice. Sources may begin earlier than
they were asked to; times are compared by the millisecond, and lines of the last millisecond are counted.
*/
import type {LogStart} from './line.ts';

export class LogPosition {
	#lastMillisecond: number | undefined;
	#seenInLast = 0;
	#resumedFrom: number | undefined;
	#leftToSkip = 0;

	/**
	Where to begin now: as was asked for the first time, and then with the millisecond of the last line. To be called before each reading.
	*/
	begin(asked: LogStart): LogStart {
		this.#resumedFrom = this.#lastMillisecond;
		this.#leftToSkip = this.#seenInLast;
		return this.#lastMillisecond === undefined ? asked : {kind: 'since', milliseconds: this.#lastMillisecond};
	}

	/**
	Whether this line, the next one that came, is new. One without a time always is.
	*/
	takes(time: number | undefined): boolean {
		if (time === undefined) {
			return true;
		}

		const millisecond = Math.floor(time);
		if (this.#resumedFrom !== undefined) {
			if (millisecond < this.#resumedFrom) {
				return false;
			}

			if (millisecond === this.#resumedFrom && this.#leftToSkip > 0) {
				this.#leftToSkip--;
				return false;
			}
		}

		if (this.#lastMillisecond === undefined || millisecond > this.#lastMillisecond) {
			this.#lastMillisecond = millisecond;
			this.#seenInLast = 1;
		} else if (millisecond === this.#lastMillisecond) {
			this.#seenInLast++;
		}

		return true;
	}
}
