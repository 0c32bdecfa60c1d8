/**
The client library pointed at a target, and the version of the API agreed on. Loading this file loads the library, which takes a tenth
of a second.
*/
import type {Agent} from 'node:http';
import Dockerode from 'dockerode';
import {http, https} from '../../builtins.ts';
import {ask, askAgain} from '../ask.ts';
import {EngineError} from '../engine.ts';
import {Patience} from '../patience.ts';
import {isRefusal} from '../sentence.ts';
import {SocketAgent, type HoldFile, type IsStopped} from '../reach/socket-agent.ts';
import {SshAgent} from '../reach/ssh-agent.ts';
import type {EngineTarget} from '../reach/target.ts';
import {asRecord} from '../untrusted.ts';
import {
	questionTo,
	requesterTo,
	type RequestAgents,
	type RequestPlace,
} from './request.ts';
import {engineVersionOf, negotiateApi, type EngineVersion} from './api-version.ts';

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
A question to Podman's own API, by its path below that.
*/
export type PodmanApi = (path: string, signal: AbortSignal) => Promise<unknown>;

/**
The library set to the agreed version, and what the engine said of itself. `apiVersion` is the agreed one, undefined where the engine,
or a proxy before it, does not tell its own. `podman` is there where the engine is Podman.
*/
type Negotiated = {
	readonly docker: DockerLibrary;
	readonly engine: EngineVersion;
	readonly apiVersion: string | undefined;
	readonly podman?: PodmanApi | undefined;
};

const versionMilliseconds = 30_000;
const againMilliseconds = 3000;
const mostLogins = {questions: 3, lasting: 8};

const unknownVersion: EngineVersion = {
	kind: 'docker', version: undefined, apiVersion: undefined, oldestApiVersion: undefined,
};

/**
The library, once a version has been agreed on.
*/
export type DockerClient = {
	/**
	The library once the version is agreed on: with the first call, or the first after `forget`.

	@throws {EngineError} when the engine does not answer.
	*/
	agreed(signal?: AbortSignal): Promise<Negotiated>;
	/**
	Has the version agreed on again, as the engine may have been replaced.
	*/
	forget(): void;
	/**
	Does what a person asked for. Meanwhile connections are made also to an engine that is stopped, which starts it.
	*/
	act<Answer>(work: () => Promise<Answer>): Promise<Answer>;
	close(): void;
};

/**
A client for a target. Connects with the first question. Sockets with a long path need `hold`.
*/
export function openClient(target: EngineTarget, hold?: HoldFile): DockerClient {
	let actions = 0;
	const isStopped = async (): Promise<boolean> => actions === 0 && await target.isStopped?.() === true;
	const agents = agentsOf(target, isStopped, hold);
	const patience = new Patience(versionMilliseconds);
	let agreement: Promise<Negotiated> | undefined;

	async function askVersion(signal?: AbortSignal): Promise<EngineVersion | undefined> {
		try {
			const question = {operation: 'connect', target: target.address, signal} as const;
			const work = async (abortSignal: AbortSignal): Promise<unknown> => libraryAt(target, agents).version({abortSignal});
			// By ssh, to ask again may be to log in again.
			const isLogin = target.transport.kind === 'ssh';
			const answer = await patience.during(async milliseconds =>
				isLogin ? ask({...question, milliseconds}, work) : askAgain({...question, milliseconds}, againMilliseconds, work));
			if (asRecord(answer) !== undefined) {
				return engineVersionOf(answer);
			}
		} catch (error) {
			if (error instanceof EngineError && isRefusal(error)) {
				return undefined;
			}

			throw error;
		}

		throw new EngineError('connect', target.address, {reason: 'what answers there is not a container engine'});
	}

	async function negotiate(signal?: AbortSignal): Promise<Negotiated> {
		const engine = await askVersion(signal);
		// Without a version in the path, engines answer as in their own.
		return engine === undefined
			? {docker: libraryAt(target, agents), engine: unknownVersion, apiVersion: undefined}
			: {
				docker: libraryAt(target, agents, negotiateApi(engine)),
				engine,
				apiVersion: negotiateApi(engine),
				podman: podmanAt(target, agents, engine),
			};
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
		async act(work) {
			actions++;
			try {
				return await work();
			} finally {
				actions--;
			}
		},
		close() {
			agents.questions.destroy();
			agents.lasting.destroy();
		},
	};
}

function libraryAt(target: EngineTarget, agents: RequestAgents, apiVersion?: string): DockerLibrary {
	const modem = requesterTo(requestPlace(target, agents, apiVersion === undefined ? [] : [`v${apiVersion}`]));
	// The library takes another way to send in the place of its own, which its types leave out.
	const options: Dockerode.DockerOptions & {readonly modem: typeof modem} = {modem};
	return new Dockerode(options);
}

/**
Its own API has the version of Podman itself.
*/
function podmanAt(target: EngineTarget, agents: RequestAgents, {kind, version = ''}: EngineVersion): PodmanApi | undefined {
	if (kind !== 'podman' || !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)) {
		return undefined;
	}

	const place = requestPlace(target, agents, [`v${version}`, 'libpod']);
	return async (path, signal) => questionTo(place, path, signal);
}

function requestPlace(target: EngineTarget, agents: RequestAgents, folders: readonly string[]): RequestPlace {
	const {place, prefix} = placeOf(target);
	const pathPrefix = [prefix, ...folders].filter(part => part !== '').map(part => `/${part}`).join('');
	return {
		...place, isSecure: target.tls !== undefined, agents, pathPrefix,
	};
}

function placeOf({transport}: EngineTarget): {place: Pick<RequestPlace, 'socketPath' | 'host' | 'port'>; prefix: string} {
	switch (transport.kind) {
		case 'unix': {
			return {place: {socketPath: transport.path}, prefix: ''};
		}

		case 'tcp': {
			return {place: {host: transport.host, port: transport.port}, prefix: transport.pathPrefix};
		}

		case 'ssh': {
			// The agent knows the way; this only becomes the Host header.
			return {place: {host: 'docker'}, prefix: ''};
		}
	}
}

/**
Each connection by ssh is a login of its own, which servers refuse when there are many at once. So questions share a few, and
what lasts has connections of its own, so that no question waits for it.
*/
function agentsOf(target: EngineTarget, isStopped: IsStopped, hold: HoldFile | undefined): RequestAgents {
	if (target.transport.kind === 'ssh') {
		return {
			questions: new SshAgent(target.transport, mostLogins.questions),
			lasting: new SshAgent(target.transport, mostLogins.lasting),
		};
	}

	const agent = agentOf(target, isStopped, hold);
	return {questions: agent, lasting: agent};
}

function agentOf({transport, tls}: EngineTarget, isStopped: IsStopped, hold: HoldFile | undefined): Agent {
	if (transport.kind === 'unix') {
		return new SocketAgent(transport.path, isStopped, hold);
	}

	return tls === undefined
		? new (http().Agent)({keepAlive: true})
		: new (https().Agent)({
			keepAlive: true,
			ca: pem(tls.authority),
			cert: pem(tls.certificate),
			key: pem(tls.key),
			rejectUnauthorized: tls.isVerified,
		});
}

function pem(bytes: Uint8Array | undefined): string | undefined {
	return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}
