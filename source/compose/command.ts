/**
The command line for what is to be done with a project.
*/
import {isFirstCompose, type ComposeClient} from './client.ts';
import type {ComposeProject} from './project.ts';

export type ComposeVerb = 'up' | 'down' | 'pull' | 'build' | 'config';

/**
A program that can be started without a shell.
*/
export type ComposeCommand = {
	/**
	What the program is called in a sentence: `docker compose`.
	*/
	readonly name: string;
	readonly program: string;
	readonly words: readonly string[];
	/**
	Where it runs; undefined for where nstop does.
	*/
	readonly directory?: string | undefined;
	/**
	Of the engine that it acts on.
	*/
	readonly address: string;
	/**
	Variables that it gets besides those of nstop.
	*/
	readonly variables: Readonly<Record<string, string>>;
};

/**
What a command is made of: which Compose, for which project, on which engine.
*/
export type ComposePlace = {
	readonly client: ComposeClient;
	readonly project: ComposeProject;
	/**
	Of the engine, as one would write it into DOCKER_HOST.
	*/
	readonly address: string;
};

const verbWords: Readonly<Record<ComposeVerb, readonly string[]>> = {
	up: ['up', '-d'], down: ['down'], pull: ['pull'], build: ['build'], config: ['config'],
};

/**
The command of a verb.
*/
export function composeCommand(verb: ComposeVerb, place: ComposePlace): ComposeCommand {
	return commandOf(verbWords[verb], place);
}

/**
Prints the hash of the configuration of each service, as it is on the label of a container that was made of it; undefined for a Compose
that cannot tell.
*/
export function hashesCommand(place: ComposePlace): ComposeCommand | undefined {
	return place.client.name === 'podman-compose' ? undefined : commandOf(['config', '--hash', '*'], place);
}

/**
Prints the whole configuration as JSON; undefined for a Compose that knows only YAML.
*/
export function servicesCommand(place: ComposePlace): ComposeCommand | undefined {
	return place.client.name === 'podman-compose' || isFirstCompose(place.client)
		? undefined
		: commandOf(['config', '--format', 'json'], place);
}

function commandOf(words: readonly string[], {client, project, address}: ComposePlace): ComposeCommand {
	const {name, directory, files, environmentFiles} = project;
	const isPodmans = client.name === 'podman-compose';
	return {
		name: client.name,
		program: client.program,
		words: [
			...client.words,
			// Podman's takes the folder of the first file.
			...(directory === undefined || isPodmans ? [] : ['--project-directory', directory]),
			...files.flatMap(file => ['-f', file]),
			...environmentFiles.flatMap(file => ['--env-file', file]),
			'-p',
			name,
			...words,
		],
		directory,
		address,
		variables: {[isPodmans ? 'CONTAINER_HOST' : 'DOCKER_HOST']: address},
	};
}

/**
The environment of a command. A context that Docker's client would follow gives way to the engine that is named, and a local socket knows
no certificates.
*/
export function environmentOf({variables}: Pick<ComposeCommand, 'variables'>, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const isLocal = Object.values(variables).some(address => address.startsWith('unix:'));
	const left = new Set(['DOCKER_CONTEXT', ...(isLocal ? ['DOCKER_TLS', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'] : [])]);
	const kept = Object.entries(environment).filter(([name]) => !left.has(name));
	return {...Object.fromEntries(kept), ...variables};
}
