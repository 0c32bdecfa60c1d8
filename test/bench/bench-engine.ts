/**
The engine that the load runs on: the one that was named, if it answers, else a throw-away one.
*/
import process from 'node:process';
import {startEngine, type TestEngine} from '../helpers/engine.ts';
import {ensureImage} from '../helpers/images.ts';
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

/**
Makes the image unless the engine has it; it is removed at the end if it was made, after the containers that were started of it later.
*/
export async function borrowImage(engine: TestEngine, image: string): Promise<void> {
	const found = await engine.docker('images', '--quiet', image);
	if (found !== '') {
		return;
	}

	atEnd(async () => {
		await engine.docker('rmi', '--force', image);
	});
	await ensureImage(engine, image);
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
		process.stderr.write(
			`bench: ${address} does not answer, so a throw-away engine is started: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}\n`,
		);
	}

	return undefined;
}
