/**
The client library pointed at a target, and the version of the API agreed on. Loading this file loads the library, which takes a tenth of a second.
*/
import {Agent as HttpAgent} from 'node:http';
import {Agent as HttpsAgent} from 'node:https';
import process from 'node:process';
import {inspect} from 'node:util';
import Dockerode from 'dockerode';
import {engineVersionOf, negotiateApi, type EngineVersion} from './api-version.ts';
import {ask} from './ask.ts';
import {SshAgent} from './ssh-agent.ts';
import type {EngineTarget} from './target.ts';

/**
The library's types leave out that these questions take a signal.
*/
type WithSignals = {
	version(options: {abortSignal: AbortSignal}): Promise<unknown>;
	info(options: {abortSignal: AbortSignal}): Promise<unknown>;
	ping(options: {abortSignal: AbortSignal}): Promise<unknown>;
};

/**
The client library itself.
*/
export type DockerLibrary = Omit<Dockerode, keyof WithSignals> & WithSignals;

/**
One container, as the library acts on it.
*/
export type DockerContainer = Dockerode.Container;

/**
The library set to the agreed version, and what the engine said of itself. `apiVersion` is the agreed one.
*/
export type Negotiated = {readonly docker: DockerLibrary; readonly engine: EngineVersion; readonly apiVersion: string};

/**
The library behind the agreement on a version.
*/
export type DockerClient = {
	/**
	The library once the version is agreed on: with the first call, or the first after `forget`.

	@throws {EngineError} when the engine does not answer.
	*/
	agreed(signal?: AbortSignal): Promise<Negotiated>;
	/**
	Has the version agreed on anew, as the engine may have been replaced.
	*/
	forget(): void;
	close(): void;
};

/**
A client for a target. Connects with the first question.
*/
export function openClient(target: EngineTarget): DockerClient {
	const agent = withoutInsides(agentOf(target));
	let agreement: Promise<Negotiated> | undefined;

	async function negotiate(signal?: AbortSignal): Promise<Negotiated> {
		const answer = await ask(
			{
				operation: 'connect', target: target.address, milliseconds: 5000, signal,
			},
			async abortSignal => libraryAt(target, agent).version({abortSignal}),
		);
		const engine = engineVersionOf(answer);
		const apiVersion = negotiateApi(engine);
		return {docker: libraryAt(target, agent, apiVersion), engine, apiVersion};
	}

	return {
		async agreed(signal) {
			const attempt = agreement ?? negotiate(signal);
			agreement = attempt;
			try {
				return await attempt;
			} catch (error) {
				if (agreement === attempt) {
					agreement = undefined;
				}

				throw error;
			}
		},
		forget() {
			agreement = undefined;
		},
		close() {
			agent.destroy();
		},
	};
}

/**
The library reads DOCKER_HOST and its like even where it is told another place, so they are out of its sight meanwhile.
*/
function libraryAt(target: EngineTarget, agent: HttpAgent, apiVersion?: string): DockerLibrary {
	const hidden = process.env.DOCKER_HOST;
	delete process.env.DOCKER_HOST;
	try {
		const {place, pathPrefix} = placeOf(target);
		// The library puts what it is told as version before each path.
		const version = [pathPrefix, apiVersion === undefined ? '' : `v${apiVersion}`].filter(part => part !== '').join('/');
		const options = {
			...place,
			protocol: target.tls === undefined ? 'http' : 'https',
			version: version === '' ? undefined : version,
			agent,
		} as const;
		return new Dockerode(options);
	} finally {
		if (hidden !== undefined) {
			process.env.DOCKER_HOST = hidden;
		}
	}
}

function placeOf({transport}: EngineTarget): {place: {socketPath?: string; host?: string; port?: number}; pathPrefix: string} {
	switch (transport.kind) {
		case 'unix': {
			return {place: {socketPath: transport.path}, pathPrefix: ''};
		}

		case 'tcp': {
			return {place: {host: transport.host, port: transport.port}, pathPrefix: transport.pathPrefix};
		}

		case 'ssh': {
			// The agent knows the way; this only becomes the Host header.
			return {place: {host: 'docker'}, pathPrefix: ''};
		}
	}
}

function agentOf({transport, tls}: EngineTarget): HttpAgent {
	if (transport.kind === 'ssh') {
		return new SshAgent(transport);
	}

	return tls === undefined
		? new HttpAgent({keepAlive: true})
		: new HttpsAgent({
			keepAlive: true,
			ca: pem(tls.authority),
			cert: pem(tls.certificate),
			key: pem(tls.key),
			rejectUnauthorized: tls.isVerified,
		});
}

/**
The library has each request written out for its log, whether or not anybody reads it, with all that hangs on the agent: every connection and every
request under way. With eight at once that takes a hundred times as long as the requests.
*/
function withoutInsides(agent: HttpAgent): HttpAgent {
	return Object.defineProperty(agent, inspect.custom, {value: () => 'Agent'});
}

function pem(bytes: Uint8Array | undefined): string | undefined {
	return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}
