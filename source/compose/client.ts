/**
Which command line of Compose there is: Docker's plugin, the program of its own, or Podman's.
*/
import {runToEnd, type Ask} from './answer.ts';
import {ComposeError} from './error.ts';

/**
A command line that was found.
*/
export type ComposeClient = {
	readonly name: ClientName;
	readonly program: string;
	/**
	Words between the program and Compose's own.
	*/
	readonly words: readonly string[];
	/**
	As it tells it: `2.24.1`.
	*/
	readonly version: string;
};

type ClientName = 'docker compose' | 'docker-compose' | 'podman-compose';

const clients: ReadonlyArray<Omit<ComposeClient, 'version'>> = [
	{name: 'docker compose', program: 'docker', words: ['compose']},
	{name: 'docker-compose', program: 'docker-compose', words: []},
	{name: 'podman-compose', program: 'podman-compose', words: []},
];

const patienceMilliseconds = 5000;

/**
The first one that tells its version. What podman-compose has started is for podman-compose, if that is there, as the others name and
label differently.

@throws {ComposeError} `absent` where there is none, `silent` where one is there and does not answer.
*/
export async function findClient(
	{isOfPodmanCompose, environment, ask = runToEnd}: {
		readonly isOfPodmanCompose: boolean;
		readonly environment: NodeJS.ProcessEnv;
		readonly ask?: Ask;
	},
): Promise<ComposeClient> {
	const order = isOfPodmanCompose ? clients.toReversed() : clients;
	for (const client of order) {
		// eslint-disable-next-line no-await-in-loop -- the next one only where this one is not there
		const version = await versionOf(client, environment, ask);
		if (version !== undefined) {
			return {...client, version};
		}
	}

	throw new ComposeError('absent', 'no Compose is installed');
}

/**
Undefined where it is not installed: Docker's client is, and has no such plugin, or there is no such program.
*/
async function versionOf(
	{name, program, words}: Omit<ComposeClient, 'version'>,
	environment: NodeJS.ProcessEnv,
	ask: Ask,
): Promise<string | undefined> {
	try {
		const {exitCode, output} = await ask({
			name, program, words: [...words, 'version'], environment,
		}, patienceMilliseconds);
		return exitCode === 0 ? /\bv?(\d+\.\d[\w+\-.~]*)/.exec(output)?.[1] ?? '' : undefined;
	} catch (error) {
		if (error instanceof ComposeError && error.code === 'absent') {
			return undefined;
		}

		throw error;
	}
}

/**
Whether it is the first Compose, which is written in Python and knows no JSON.
*/
export function isFirstCompose({name, version}: ComposeClient): boolean {
	return name === 'docker-compose' && version.startsWith('1.');
}
