/**
The engine that the load runs on: the one that was named, if it answers, else a throw-away one.
*/
import process from 'node:process';
import {startEngine, type TestEngine} from '../helpers/engine.ts';
import {atEnd} from './cleanup.ts';

/**
Opens it; a throw-away one is stopped at the end.

@throws {Error} where there is none, with the reason.
*/
export async function openEngine(): Promise<TestEngine> {
	const named = await openNamed(process.env.NSTOP_BENCH_ENGINE ?? process.env.DOCKER_HOST);
	if (named) {
		return named;
	}

	delete process.env.NSTOP_TEST_ENGINE;
	const engine = await startEngine();
	if ('unavailable' in engine) {
		throw new Error(`no engine for the load: ${engine.unavailable}`);
	}

	atEnd(async () => engine.stop());
	return engine;
}

async function openNamed(address: string | undefined): Promise<TestEngine | undefined> {
	if (!address) {
		return undefined;
	}

	process.env.NSTOP_TEST_ENGINE = address.replace(/^unix:\/\//, '');
	const engine = await startEngine();
	try {
		if (!('unavailable' in engine)) {
			await engine.docker('version');
			return engine;
		}
	} catch (error) {
		process.stderr.write(`bench: ${address} does not answer, so a throw-away engine is started: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}\n`);
	}

	return undefined;
}
