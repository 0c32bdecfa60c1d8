/**
Calls to one container: its id checked, a bound for the time, and what is so already counted as done.
*/
import {ask, type Question} from '../ask.ts';
import {EngineError, type ContainerOperation} from '../engine.ts';
import type {EngineInspection} from '../operations.ts';
import {isRefusal} from '../sentence.ts';
import {asRecord, isDeeper} from '../untrusted.ts';
import type {DockerClient, DockerContainer} from './client.ts';
import {graceSecondsOf} from './json.ts';

/**
For questions that an engine answers at once.
*/
export const questionMilliseconds = 15_000;

/**
The longest that timers can count, for what may take for ever.
*/
export const endlessMilliseconds = (2 ** 31) - 1;

const actionMilliseconds = 30_000;
/**
For containers whose grace period may not be looked at.
*/
const unknownGraceMilliseconds = 120_000;
/**
Real inspections have less than ten.
*/
const mostLevels = 100;

type ContainerQuestion = Omit<Question, 'milliseconds'> & {readonly milliseconds?: number};

/**
Asks something of one container, in the time that an action may take if nothing else is said.
*/
export async function inContainer<Answer>(
	client: DockerClient,
	question: ContainerQuestion,
	work: (container: DockerContainer, signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
	const {operation, target, signal: callerSignal} = question;
	// It becomes a part of the request's path, and it came from outside.
	if (!isPathPart(target)) {
		throw new EngineError(operation, target, {reason: 'this is not a valid container id'});
	}

	const {docker} = await client.agreed(callerSignal);
	const container = docker.getContainer(target);
	return ask({milliseconds: actionMilliseconds, ...question}, async signal => work(container, signal));
}

/**
Whether a text from outside may stand in the path of a request.
*/
export function isPathPart(text: unknown): boolean {
	return typeof text === 'string' && /^\w[\w\-.]*$/.test(text);
}

/**
Does something to a container. What is so already is no failure: 304 is the answer to starting what runs and to stopping what does not,
a conflict over a removal that to removing what is about to go, as after the stop of a container with `--rm`.
*/
export async function act(
	client: DockerClient,
	question: ContainerQuestion,
	work: (container: DockerContainer, signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
	try {
		await client.act(async () => inContainer(client, question, work));
	} catch (error) {
		if (!(error instanceof EngineError && isDoneAlready(error))) {
			throw error;
		}
	}
}

function isDoneAlready(error: EngineError): boolean {
	return error.statusCode === 304
		|| (error.operation === 'remove' && error.statusCode === 409 && /already in progress/i.test(error.message));
}

/**
The engine's answer to inspect; what is no inspection is refused. Where it is part of another operation, that is what fails.
*/
export async function inspect(
	client: DockerClient,
	id: string,
	signal?: AbortSignal,
	operation: ContainerOperation = 'inspect',
): Promise<EngineInspection> {
	const question = {
		operation, target: id, milliseconds: questionMilliseconds, signal,
	} as const;
	const answer: unknown = await inContainer(client, question, async (container, abortSignal) => container.inspect({abortSignal}));
	const inspection = asRecord(answer);
	if (inspection === undefined || isDeeper(inspection, mostLevels)) {
		throw new EngineError(operation, id, {reason: 'the engine answered with something other than an inspection'});
	}

	return inspection;
}

/**
How long to wait for a container to stop: the grace period that it was given, and some time for the engine. Podman says 0 where it means
ten seconds.
*/
export async function stoppingMilliseconds(client: DockerClient, id: string, operation: ContainerOperation): Promise<number> {
	try {
		const seconds = graceSecondsOf(await client.act(async () => inspect(client, id)));
		return seconds === undefined ? endlessMilliseconds : Math.min((Math.max(seconds, 10) + 10) * 1000, endlessMilliseconds);
	} catch (error) {
		if (error instanceof EngineError && isRefusal(error)) {
			return unknownGraceMilliseconds;
		}

		if (error instanceof EngineError && error.operation === 'inspect') {
			// What failed for the user is the stop, not the look before it.
			const {message, statusCode, code} = error;
			throw new EngineError(operation, id, {
				reason: message, statusCode, code, cause: error,
			});
		}

		throw error;
	}
}
