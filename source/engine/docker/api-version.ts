/**
Which version of Docker's API to speak. Engines refuse what is newer than they are, and Docker 29 also what is too old.
*/
import type {EngineKind, EngineSystem} from '../engine.ts';
import {asList, asRecord, asText} from '../untrusted.ts';

/**
The newest version that nstop knows the answers of.
*/
export const newestKnownApi = '1.51';

/**
What an engine says of itself in `GET /version`.
*/
export type EngineVersion = {
	readonly kind: EngineKind;
	readonly version: string | undefined;
	readonly apiVersion: string | undefined;
	readonly oldestApiVersion: string | undefined;
};

/**
The answer of `GET /version`, which every engine gives to requests without a version too.
*/
export function engineVersionOf(value: unknown): EngineVersion {
	const answer = asRecord(value);
	const components = asList(answer?.Components).map(component => asText(asRecord(component)?.Name) ?? '');
	return {
		kind: components.some(name => name.startsWith('Podman')) ? 'podman' : 'docker',
		version: asText(answer?.Version),
		apiVersion: apiVersionOf(answer?.ApiVersion),
		oldestApiVersion: apiVersionOf(answer?.MinAPIVersion),
	};
}

/**
Whether an engine runs without the rights of root, from the answer of `GET /info`; undefined where it does not tell.
*/
export function isRootlessInfo(value: unknown): boolean | undefined {
	const info = asRecord(value);
	if (typeof info?.Rootless === 'boolean') {
		return info.Rootless;
	}

	return Array.isArray(info?.SecurityOptions) ? info.SecurityOptions.includes('name=rootless') : undefined;
}

/**
The machine that an engine runs on, from the answer of `GET /info`; undefined where there is none.
*/
export function systemOfInfo(value: unknown): EngineSystem | undefined {
	const info = asRecord(value);
	return info && {kernel: asText(info.KernelVersion), hostname: asText(info.Name), os: asText(info.OperatingSystem)};
}

/**
The version to ask with: the engine's own, but none that nstop does not know; the oldest that it takes where all of them are newer.
*/
export function negotiateApi(engine: Pick<EngineVersion, 'apiVersion' | 'oldestApiVersion'>): string {
	const {apiVersion = newestKnownApi, oldestApiVersion} = engine;
	const version = compareApi(apiVersion, newestKnownApi) < 0 ? apiVersion : newestKnownApi;
	return oldestApiVersion !== undefined && compareApi(version, oldestApiVersion) < 0 ? oldestApiVersion : version;
}

/**
Less than, equal to or greater than 0 as the first version is older than, the same as or newer than the second: 1.9 is older than 1.10.
*/
export function compareApi(first: string, second: string): number {
	const [firstMajor = 0, firstMinor = 0] = first.split('.').map(Number);
	const [secondMajor = 0, secondMinor = 0] = second.split('.').map(Number);
	return firstMajor - secondMajor || firstMinor - secondMinor;
}

/**
It becomes a part of the address of each request, so nothing but digits may pass.
*/
function apiVersionOf(value: unknown): string | undefined {
	const text = asText(value);
	return text !== undefined && /^\d{1,3}\.\d{1,3}$/.test(text) ? text : undefined;
}
