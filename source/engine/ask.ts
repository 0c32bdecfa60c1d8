/**
One question to an engine that may never answer: with a deadline, and with every failure as an EngineError.
*/
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
Does the work with a signal that fires when the caller gives up or the deadline passes, and settles then even if the work ignores it.
Once the work
has settled the deadline is off, so a stream that it gave lives on until the caller's own signal.

@throws {EngineError} whatever goes wrong.
*/
export async function ask<Answer>(question: Question, work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
	const deadline = new AbortController();
	const signal = question.signal === undefined ? deadline.signal : AbortSignal.any([question.signal, deadline.signal]);
	const timer = setTimeout(() => {
		deadline.abort();
	}, question.milliseconds);
	try {
		signal.throwIfAborted();
		return await Promise.race([work(signal), rejectionOn(signal)]);
	} catch (error) {
		throw engineErrorOf(error, question, deadline.signal.aborted && !question.signal?.aborted);
	} finally {
		clearTimeout(timer);
	}
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

async function rejectionOn(signal: AbortSignal): Promise<never> {
	return new Promise((_resolve, reject) => {
		signal.addEventListener('abort', () => {
			reject(new DOMException('The question was given up', 'AbortError'));
		}, {once: true});
	});
}
