/**
How long an engine may take for an answer. A slow engine is not away: a login by ssh takes ten seconds, and a list of many containers on a
busy disk longer.
*/
import {EngineError} from './engine.ts';

const longestMilliseconds = 120_000;

/**
Grows with each answer that came too late, and stays as it has grown.
*/
export class Patience {
	#milliseconds: number;

	constructor(milliseconds: number) {
		this.#milliseconds = milliseconds;
	}

	get milliseconds(): number {
		return this.#milliseconds;
	}

	/**
	Does what asks with a deadline of `milliseconds`, and grants twice as much from then on where that was not enough.
	*/
	async during<Answer>(ask: (milliseconds: number) => Promise<Answer>): Promise<Answer> {
		try {
			return await ask(this.#milliseconds);
		} catch (error) {
			if (error instanceof EngineError && error.code === 'ETIMEDOUT') {
				this.#milliseconds = Math.min(this.#milliseconds * 2, longestMilliseconds);
			}

			throw error;
		}
	}
}
