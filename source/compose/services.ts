/**
What Compose says that there should be.
*/
import {asInteger, asRecord, asText} from '../engine/untrusted.ts';
import {ComposeError} from './error.ts';

/**
One service of the file.
*/
export type ComposeService = {
	/**
	Of its configuration, in hexadecimal digits; a container that was made of it has the same on its label.
	*/
	readonly hash: string;
	/**
	How many containers it should have; undefined where Compose does not say.
	*/
	readonly replicas: number | undefined;
	readonly image: string | undefined;
};

/**
The label that says of which configuration a container was made.
*/
export const hashLabel = 'com.docker.compose.config-hash';

/**
From `config --hash '*'`: a line for each service, with its name and its hash. Other lines are warnings, and left out.
*/
export function parseHashes(output: string): ReadonlyMap<string, string> {
	return new Map(output.split('\n').flatMap(line => {
		const [, service, hash] = /^(\S+)\s+([\da-f]{32,})\s*$/.exec(line) ?? [];
		return service === undefined || hash === undefined ? [] : [[service, hash] as const];
	}));
}

/**
From `config --format json`: how many containers each service should have, and of which image.

@throws {ComposeError} `garbage` where it is no such document.
*/
export function parseServices(output: string): ReadonlyMap<string, Pick<ComposeService, 'replicas' | 'image'>> {
	const services = asRecord(asRecord(parsed(output))?.services);
	if (!services) {
		throw new ComposeError('garbage', 'its configuration cannot be read');
	}

	return new Map(Object.entries(services).map(([name, value]) => {
		const service = asRecord(value) ?? {};
		const replicas = service.scale ?? asRecord(service.deploy)?.replicas ?? 1;
		return [name, {
			replicas: asInteger(replicas),
			image: asText(service.image),
		}];
	}));
}

function parsed(output: string): unknown {
	try {
		return JSON.parse(output);
	} catch (error) {
		throw new ComposeError('garbage', 'its configuration is no JSON', {cause: error});
	}
}
