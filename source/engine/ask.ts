/**
One question to an engine that may never answer: with a deadline, and with every failure as an EngineError.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import {EngineError, type ContainerOperation} from './engine.ts';
import {asRecord, asText} from './untrusted.ts';
import {oneSentence} from './sentence.ts';

/**
What is asked and how long an answer may take.
*/
export type Question = {
	readonly operation: ContainerOperation;
	readonly target: string;
	readonly milliseconds: number;
	readonly signal?: AbortSignal;
};

/**
Does the work with a signal that fires when the caller gives up or the deadline passes, and settles then even if the work ignores it. Once
the work has settled the deadline is off. A stream that it gave ends with the caller's signal; of everything else nothing stays on that.

@throws {EngineError} whatever goes wrong.
*/
export async function ask<Answer>(question: Question, work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
	const {signal, milliseconds} = question;
	const controller = new AbortController();
	const {promise: surrender, reject} = Promise.withResolvers<never>();
	const giveUp = (): void => {
		controller.abort();
		reject(new DOMException('The question was given up', 'AbortError'));
	};

	// AbortSignal.any would keep each question for as long as the caller's signal lives.
	const letGo = (): void => {
		signal?.removeEventListener('abort', giveUp);
	};

	const timer = setTimeout(giveUp, milliseconds);
	signal?.addEventListener('abort', giveUp);
	let isStream = false;
	try {
		signal?.throwIfAborted();
		const answer = await Promise.race([work(controller.signal), surrender]);
		if (isEmitter(answer)) {
			isStream = true;
			answer.once('close', letGo);
		}

		return answer;
	} catch (error) {
		throw engineErrorOf(error, question, controller.signal.aborted && !signal?.aborted);
	} finally {
		clearTimeout(timer);
		if (!isStream) {
			letGo();
		}
	}
}

/**
The same, and beside it the question is put again and again for a short time each: an engine may hang with one question, as while it starts,
and answer the next at once. Another failure than that of an answer that is late ends all of it.

@throws {EngineError} whatever goes wrong.
*/
export async function askAgain<Answer>(
	question: Question,
	everyMilliseconds: number,
	work: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
	return ask(question, async signal => {
		const controller = new AbortController();
		signal.addEventListener('abort', () => {
			controller.abort();
		});
		const again = {...question, milliseconds: everyMilliseconds, signal: controller.signal};
		try {
			return await Promise.race([work(controller.signal), askInShort(again, work)]);
		} finally {
			controller.abort();
		}
	});
}

async function askInShort<Answer>(
	question: Question & {readonly signal: AbortSignal},
	work: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
	/* eslint-disable no-await-in-loop -- one after the other */
	for (;;) {
		await sleep(question.milliseconds, undefined, {signal: question.signal});
		try {
			return await ask(question, work);
		} catch (error) {
			if (!(error instanceof EngineError && error.code === 'ETIMEDOUT')) {
				throw error;
			}
		}
	}
	/* eslint-enable no-await-in-loop */
}

function isEmitter(answer: unknown): answer is {once(event: string, listener: () => void): unknown} {
	return typeof answer === 'object' && answer !== null && 'once' in answer && typeof answer.once === 'function';
}

/**
Any error as an EngineError. The reason is the engine's own message where it answered.
*/
export function engineErrorOf(error: unknown, question: Question, isTooLate = false): EngineError {
	if (error instanceof EngineError) {
		return error;
	}

	const {operation, target} = question;
	if (isTooLate) {
		const seconds = Math.round(question.milliseconds / 1000);
		return new EngineError(operation, target, {reason: `no answer within ${seconds} seconds`, code: 'ETIMEDOUT', cause: error});
	}

	const fields = asRecord(error);
	const code = question.signal?.aborted ? 'ABORT_ERR' : asText(fields?.code);
	const statusCode = typeof fields?.statusCode === 'number' ? fields.statusCode : undefined;
	return new EngineError(operation, target, {
		reason: oneSentence(reasonOf(fields)), statusCode, code, cause: error,
	});
}

function reasonOf(error: Readonly<Record<string, unknown>> | undefined): string {
	// The answer's body: parsed where it was JSON, as text otherwise.
	const answer = error?.json;
	return asText(asRecord(answer)?.message) ?? asText(asRecord(answer)?.cause) ?? asText(wordsOf(answer))
		?? asText(error?.message) ?? asText(error?.reason) ?? asText(error?.code) ?? 'the connection failed';
}

const mostWordsCharacters = 4096;

/**
Proxies answer with pages, of which only the words are of interest.
*/
function wordsOf(answer: unknown): string | undefined {
	const text = typeof answer === 'string' ? answer.slice(0, mostWordsCharacters).trim() : undefined;
	return text?.startsWith('<') ? text.replaceAll(/<[^<>]*>/g, ' ').trim() : text;
}
