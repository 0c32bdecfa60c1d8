/**
From the name of an engine to a connection.
*/
import {
	closeSync,
	openSync,
	readFileSync,
	realpathSync,
} from 'node:fs';
import {homedir} from 'node:os';
import process from 'node:process';
import type {ConnectedEngine} from '../engine.ts';
import type {EngineOperations} from '../operations.ts';
import {detachKeysIn} from './detach-keys.ts';
import type {HeldFile} from './socket-agent.ts';
import type {EngineTarget, Surroundings} from './target.ts';

/**
This process's own environment, home and files, to resolve engines in.
*/
export function ownSurroundings(): Surroundings {
	return {
		environment: process.env,
		// A user that no list knows has none.
		home: orUndefined(homedir) ?? '/',
		userId: process.getuid?.(),
		readFile: path => orUndefined(() => readFileSync(path)),
		realPath: path => orUndefined(() => realpathSync(path)),
	};
}

/**
An engine at a target. Nothing is sent yet: whether it answers is learned from the first call. The client library takes a tenth of a
second to load, so it is
loaded here and not when nstop starts.
*/
export async function connect(target: EngineTarget): Promise<ConnectedEngine & EngineOperations> {
	const {openDocker} = await import('../docker/docker.ts');
	return openDocker(target, {hold: holdFile, detachKeys: () => detachKeysIn(ownSurroundings())});
}

// O_PATH, for which Node.js has no name: finds a file without opening it.
const pathOnly = 0x20_00_00;

function holdFile(path: string): HeldFile {
	const descriptor = openSync(path, pathOnly);
	return {
		path: `/proc/self/fd/${descriptor}`,
		close() {
			closeSync(descriptor);
		},
	};
}

function orUndefined<Value>(read: () => Value): Value | undefined {
	try {
		return read();
	} catch {
		// What cannot be read is treated as absent: `Surroundings` says so.
		return undefined;
	}
}
