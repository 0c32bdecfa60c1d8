/**
Has Compose read the files of a project.
*/
import {runToEnd} from './answer.ts';
import type {ComposeClient} from './client.ts';
import {
	environmentOf,
	hashesCommand,
	servicesCommand,
	type ComposeCommand,
	type ComposePlace,
} from './command.ts';
import {ComposeError} from './error.ts';
import {parseHashes, parseServices, type ComposeService} from './services.ts';

/**
What the files of a project say, read by the Compose of this name and version.
*/
export type ComposeReport = {
	readonly client: Pick<ComposeClient, 'name' | 'version'>;
	readonly files: readonly string[];
	/**
	Of the engine whose containers are meant.
	*/
	readonly address: string;
	/**
	By name; undefined for a Compose that cannot tell whether what runs differs.
	*/
	readonly services: ReadonlyMap<string, ComposeService> | undefined;
};

const patienceMilliseconds = 10_000;

/**
Waits for ten seconds at most.

@throws {ComposeError} `failed` where it does not understand the files, `silent` where it does not answer, `garbage` where its answer cannot
be read.
*/
export async function readReport(place: ComposePlace, environment: NodeJS.ProcessEnv, signal: AbortSignal): Promise<ComposeReport> {
	const {client, project, address} = place;
	const ask = async (command: ComposeCommand | undefined): Promise<string | undefined> => {
		if (!command) {
			return undefined;
		}

		const {exitCode, output, complaint} = await runToEnd(
			{...command, environment: environmentOf(command, environment)}, patienceMilliseconds, signal,
		);
		if (exitCode !== 0) {
			throw new ComposeError('failed', complaintOf(complaint) ?? `${client.name} ended with exit code ${exitCode}`);
		}

		return output;
	};

	const [hashes, document] = await Promise.all([ask(hashesCommand(place)), ask(servicesCommand(place))]);
	const told = document === undefined ? undefined : parseServices(document);
	return {
		client,
		files: project.files,
		address,
		services: hashes === undefined
			? undefined
			: new Map([...parseHashes(hashes)].map(([name, hash]) => [
				name, {hash, replicas: told?.get(name)?.replicas, image: told?.get(name)?.image},
			])),
	};
}

/**
The last line tells what failed; before it come warnings.
*/
function complaintOf(complaint: string): string | undefined {
	return complaint.split('\n').map(line => line.trim()).findLast(line => line !== '');
}
