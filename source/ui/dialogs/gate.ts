/**
When the question on screen may be answered: only after it has been there long enough to be read.
*/
import {isDeepStrictEqual} from 'node:util';

/**
What makes a question another one: its kind, what is asked, and about what.
*/
export type Question = readonly unknown[];

/**
Nobody reads a question and answers it in less. What was typed before it was there comes sooner.
*/
const readingMilliseconds = 300;

/**
Calls a function after a time in milliseconds, unless the function that it gives is called before.
*/
type Wait = (milliseconds: number, then: () => void) => () => void;

/**
By the clock of the program. What was typed before the time was over is read before it is called over, however late the program is.
*/
const wait: Wait = (milliseconds, then) => {
	let turn: NodeJS.Immediate | undefined;
	const timer = setTimeout(() => {
		turn = setImmediate(then);
	}, milliseconds);
	return () => {
		clearTimeout(timer);
		clearImmediate(turn);
	};
};

/**
Knows which question has been on screen long enough.
*/
export class QuestionGate {
	readonly #wait: Wait;
	#shown: Question | undefined;
	#isRead = false;
	#cancel: () => void = () => undefined;

	constructor(waitFor: Wait = wait) {
		this.#wait = waitFor;
	}

	/**
	Takes down that the question is on screen from now on, undefined for none. Again and again for the same one changes nothing.
	*/
	show(question: Question | undefined): void {
		if (isSameQuestion(question, this.#shown)) {
			return;
		}

		this.#shown = question;
		this.readAgain();
	}

	/**
	Starts the time again, for an answer that came too soon: a key that is held down never gives one.
	*/
	readAgain(): void {
		this.#cancel();
		this.#isRead = false;
		this.#cancel = this.#shown === undefined
			? () => undefined
			: this.#wait(readingMilliseconds, () => {
				this.#isRead = true;
			});
	}

	/**
	The question that a key may answer that arrives now; undefined if there is none.
	*/
	get answerable(): Question | undefined {
		return this.#isRead ? this.#shown : undefined;
	}
}

/**
Whether both ask the same about the same, or neither asks anything.
*/
export function isSameQuestion(a: Question | undefined, b: Question | undefined): boolean {
	return a === b || (a !== undefined && b !== undefined && isDeepStrictEqual(a, b));
}
