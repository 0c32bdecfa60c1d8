/**
Which engines to watch, as the environment, the files of Docker's client and the usual sockets tell. Reads through what it is given, so
it can be asked
about any machine.
*/
import path from 'node:path';
import {crypto} from '../../builtins.ts';
import {startSome} from '../sentence.ts';
import {asRecord, asText, parseJson} from '../untrusted.ts';
import type {IsStopped} from './socket-agent.ts';
import {
	AddressError,
	parseAddress,
	writeAddress,
	type Transport,
} from './address.ts';

/**
What is presented and demanded when an engine is reached through TLS.
*/
type TlsMaterial = {
	readonly authority: Uint8Array | undefined;
	readonly certificate: Uint8Array | undefined;
	readonly key: Uint8Array | undefined;
	/**
	Whether the engine's own certificate has to be good.
	*/
	readonly isVerified: boolean;
};

/**
One engine to connect to.
*/
export type EngineTarget = {
	readonly address: string;
	readonly transport: Transport;
	readonly tls: TlsMaterial | undefined;
	readonly isLocal: boolean;
	/**
	Asked before each connection to a socket; only what a person asks for connects all the same. Undefined where nobody can know.
	*/
	readonly isStopped?: IsStopped;
};

/**
What the resolution looks at. `readFile` and `realPath` give undefined for what cannot be read.
*/
export type Surroundings = {
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly home: string;
	readonly userId: number | undefined;
	readFile(path: string): Uint8Array | undefined;
	/**
	The path without symbolic links, undefined where nothing is.
	*/
	realPath(path: string): string | undefined;
};

/**
The engines found, the most wanted first, and whether they were named by the user, or why there is none. Without any, `awaited` is the
socket where one would appear.
*/
export type Resolution =
	| {readonly kind: 'found'; readonly targets: readonly [EngineTarget, ...EngineTarget[]]; readonly isNamed: boolean}
	| {readonly kind: 'none'; readonly detail: string; readonly awaited: EngineTarget}
	| {readonly kind: 'invalid'; readonly detail: string};

/**
Docker's own order: the address given, DOCKER_HOST, DOCKER_CONTEXT, the current context, the default sockets. Only the last can give
several: with
nothing named, a rootless engine and Podman are shown beside the engine of the host.
*/
export function resolveEngines(surroundings: Surroundings, host?: string): Resolution {
	try {
		const named = namedTarget(surroundings, host);
		if (named !== undefined) {
			return {kind: 'found', targets: [named], isNamed: true};
		}
	} catch (error) {
		if (error instanceof AddressError) {
			return {kind: 'invalid', detail: error.message};
		}

		throw error;
	}

	const [first, ...others] = defaultTargets(surroundings);
	if (first !== undefined) {
		return {kind: 'found', targets: [first, ...others], isNamed: false};
	}

	const awaited = socketTarget('/var/run/docker.sock');
	return {
		kind: 'none',
		detail:
			`There is no container engine here: neither ${awaited.transport.kind === 'unix' ? awaited.transport.path : awaited.address} nor a `
			+ `rootless socket exists. ${startSome}`,
		awaited,
	};
}

function namedTarget(surroundings: Surroundings, host: string | undefined): EngineTarget | undefined {
	const {environment} = surroundings;
	const given = asText(host) ?? asText(environment.DOCKER_HOST);
	if (given !== undefined) {
		const isTlsWanted = Boolean(environment.DOCKER_TLS_VERIFY) || Boolean(environment.DOCKER_TLS);
		const transport = parseAddress(given, isTlsWanted);
		return targetOf(transport, tlsOfEnvironment(surroundings));
	}

	const config = asRecord(readClientConfig(surroundings));
	const context = asText(environment.DOCKER_CONTEXT) ?? asText(config?.currentContext);
	return context === undefined || context === 'default' ? undefined : contextTarget(surroundings, configFolderIn(surroundings), context);
}

function configFolderIn({environment, home}: Surroundings): string {
	return asText(environment.DOCKER_CONFIG) ?? path.join(home, '.docker');
}

/**
The configuration of Docker's client, as it stands in `config.json`; undefined where there is none that can be read.
*/
export function readClientConfig(surroundings: Surroundings): unknown {
	return readJson(surroundings, path.join(configFolderIn(surroundings), 'config.json'));
}

/**
Docker keeps a context in folders named by the SHA-256 of its name.
*/
function contextTarget(surroundings: Surroundings, configFolder: string, context: string): EngineTarget {
	const folder = crypto().createHash('sha256').update(context).digest('hex');
	const metadata = asRecord(readJson(surroundings, path.join(configFolder, 'contexts/meta', folder, 'meta.json')));
	const endpoint = asRecord(asRecord(metadata?.Endpoints)?.docker);
	const address = asText(endpoint?.Host);
	if (address === undefined) {
		throw new AddressError(
			`The Docker context ${context} does not exist or names no engine. See docker context ls, or name an engine with --host.`,
		);
	}

	const tls = readTls(surroundings, path.join(configFolder, 'contexts/tls', folder, 'docker'), endpoint?.SkipTLSVerify !== true);
	const hasTls = tls.authority !== undefined || tls.certificate !== undefined || endpoint?.SkipTLSVerify === true;
	return targetOf(parseAddress(address, hasTls), tls);
}

function tlsOfEnvironment(surroundings: Surroundings): TlsMaterial {
	const {environment, home} = surroundings;
	const folder = asText(environment.DOCKER_CERT_PATH) ?? asText(environment.DOCKER_CONFIG) ?? path.join(home, '.docker');
	return readTls(surroundings, folder, Boolean(environment.DOCKER_TLS_VERIFY) || !environment.DOCKER_TLS);
}

function readTls(surroundings: Surroundings, folder: string, isVerified: boolean): TlsMaterial {
	return {
		authority: surroundings.readFile(path.join(folder, 'ca.pem')),
		certificate: surroundings.readFile(path.join(folder, 'cert.pem')),
		key: surroundings.readFile(path.join(folder, 'key.pem')),
		isVerified,
	};
}

/**
The sockets that exist, each engine once: Podman can stand in at Docker's place through a symbolic link.
*/
function defaultTargets(surroundings: Surroundings): readonly EngineTarget[] {
	const {environment, userId} = surroundings;
	const runtimeFolder = asText(environment.XDG_RUNTIME_DIR) ?? (userId === undefined ? undefined : `/run/user/${userId}`);
	const rootless =
		runtimeFolder === undefined ? [] : [path.join(runtimeFolder, 'docker.sock'), path.join(runtimeFolder, 'podman/podman.sock')];
	const candidates = ['/var/run/docker.sock', ...rootless, '/run/podman/podman.sock'];
	const seen = new Set<string>();
	return candidates.flatMap(socketPath => {
		const realPath = surroundings.realPath(socketPath);
		if (realPath === undefined || seen.has(realPath)) {
			return [];
		}

		seen.add(realPath);
		return socketTarget(socketPath);
	});
}

/**
The target for a socket of this machine.
*/
export function socketTarget(socketPath: string): EngineTarget {
	return targetOf({kind: 'unix', path: socketPath}, undefined);
}

function targetOf(transport: Transport, tls: TlsMaterial | undefined): EngineTarget {
	return {
		address: writeAddress(transport),
		transport,
		tls: transport.kind === 'tcp' && transport.isSecure ? tls : undefined,
		isLocal: transport.kind === 'unix',
	};
}

function readJson(surroundings: Surroundings, file: string): unknown {
	const bytes = surroundings.readFile(file);
	return bytes === undefined ? undefined : parseJson(new TextDecoder().decode(bytes));
}
