/**
What Docker's API, and Podman's imitation of it, says of containers: JSON in, the words of nstop out. Fields that are missing or of the
wrong
type become undefined; only an entry without an id is dropped.
*/
import type {ContainerState, EngineContainer, PublishedPort} from '../engine.ts';
import {
	asInteger,
	asList,
	asRecord,
	asText,
	asTexts,
	asTime,
} from '../untrusted.ts';

/**
Podman's own names for states beside Docker's.
*/
const stateOfName: Readonly<Record<string, ContainerState>> = {
	configured: 'created',
	created: 'created',
	dead: 'dead',
	exited: 'exited',
	initialized: 'created',
	paused: 'paused',
	removing: 'removing',
	restarting: 'restarting',
	running: 'running',
	stopped: 'exited',
	stopping: 'running',
	up: 'running',
};

const healths = ['starting', 'healthy', 'unhealthy'] as const;

/**
One entry of `GET /containers/json`. It knows no pid and no start time; exit code and health are taken from the sentence in `Status`.
*/
export function containerOfListEntry(value: unknown): EngineContainer | undefined {
	const entry = asRecord(value);
	const id = asText(entry?.Id);
	if (entry === undefined || id === undefined) {
		return undefined;
	}

	const status = asText(entry.Status) ?? '';
	const state = stateOf(entry.State) ?? stateOfStatus(status);
	const createdSeconds = asInteger(entry.Created);
	return {
		id,
		name: nameOf(asList(entry.Names).map(name => asText(name)).find(name => name !== undefined && !name.slice(1).includes('/')), id),
		image: imageNameOf(entry.Image, entry.ImageID),
		command: asText(entry.Command) ?? asList(entry.Command).filter(part => typeof part === 'string').join(' '),
		state,
		exitCode: hasExited(state) ? asInteger(/\((-?\d+)\)/.exec(status)?.[1]) : undefined,
		isOomKilled: undefined,
		restartCount: undefined,
		health: healthWhile(state, healths.find(health => status.includes(`(${health})`) || status.includes(`(health: ${health})`))),
		createdAt: createdSeconds === undefined ? asTime(entry.Created) : createdSeconds * 1000,
		startedAt: undefined,
		finishedAt: undefined,
		labels: asTexts(entry.Labels),
		ports: asList(entry.Ports).flatMap(port => portOfListEntry(port) ?? []),
		addresses: addressesOf(entry.NetworkSettings),
		initPid: undefined,
	};
}

/**
What the list says about a container, as one text that changes whenever its inspection would, but for how long it has been up
or has exited: state, names and image.
*/
export function listEntryFingerprint(value: unknown): string {
	const entry = asRecord(value) ?? {};
	return JSON.stringify([entry.State, (asText(entry.Status) ?? '').replace(uptimePattern, ''), entry.Names, entry.Image]);
}

const uptimePattern = /(?<=^(?:up|exited \(-?\d+\)) )(?:less than|about|an?|\d|second|minute|hour|day|week|month|year|[ s])+/iu;

const secondsOfUnit: Readonly<Record<string, number>> = {
	second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800, month: 2_592_000, year: 31_536_000,
};

/**
For how long the list says that a container has been up, or has exited, in seconds: at least and at most, as it is rounded to a unit.
Undefined where it is neither.
*/
export function listEntryUptime(value: unknown): {readonly least: number; readonly most: number} | undefined {
	const words = uptimePattern.exec(asText(asRecord(value)?.Status) ?? '')?.[0];
	const unit = secondsOfUnit[/second|minute|hour|day|week|month|year/u.exec(words ?? '')?.[0] ?? ''];
	if (words === undefined || unit === undefined) {
		return undefined;
	}

	const count = Number(/\d+/u.exec(words)?.[0] ?? 1);
	// Rounding may go both ways.
	return {least: (count - 1) * unit, most: (count + 1) * unit};
}

/**
The name of an image. Where there is only an id, it is cut as `docker ps` does.
*/
function imageNameOf(...names: readonly unknown[]): string {
	const name = names.map(text => asText(text)).find(text => text !== undefined && text !== '' && text !== 'sha256:') ?? '';
	return /^sha256:(?<id>[\da-f]{12})[\da-f]*$/u.exec(name)?.groups!.id ?? name;
}

/**
The answer of `GET /containers/<id>/json`.
*/
export function containerOfInspection(value: unknown): EngineContainer | undefined {
	const inspection = asRecord(value);
	const id = asText(inspection?.Id);
	if (inspection === undefined || id === undefined) {
		return undefined;
	}

	const stateFields = asRecord(inspection.State) ?? {};
	const config = asRecord(inspection.Config);
	const state = stateOf(stateFields.Status) ?? stateOfFlags(stateFields);
	const isAlive = state === 'running' || state === 'paused';
	const pid = asInteger(stateFields.Pid);
	// Older Podmans call it Healthcheck.
	const health = asRecord(stateFields.Health) ?? asRecord(stateFields.Healthcheck);
	return {
		id,
		name: nameOf(asText(inspection.Name), id),
		image: imageNameOf(config?.Image, inspection.ImageName, inspection.Image),
		command: commandOf(inspection.Path, inspection.Args),
		state,
		exitCode: hasExited(state) ? asInteger(stateFields.ExitCode) : undefined,
		isOomKilled: asBoolean(stateFields.OOMKilled),
		restartCount: asInteger(inspection.RestartCount),
		health: healthWhile(state, healths.find(name => name === health?.Status)),
		createdAt: asTime(inspection.Created),
		startedAt: asTime(stateFields.StartedAt),
		finishedAt: isAlive ? undefined : asTime(stateFields.FinishedAt),
		labels: asTexts(config?.Labels),
		ports: portsOfInspection(asRecord(inspection.NetworkSettings)?.Ports),
		addresses: addressesOf(inspection.NetworkSettings),
		initPid: isAlive && pid !== undefined && pid > 0 ? pid : undefined,
	};
}

/**
Seconds that the engine gives a container between the polite and the hard signal, from its inspection; undefined where it waits for ever.
*/
export function graceSecondsOf(inspection: unknown): number | undefined {
	const seconds = asInteger(asRecord(asRecord(inspection)?.Config)?.StopTimeout) ?? 10;
	return seconds < 0 ? undefined : seconds;
}

function asBoolean(value: unknown): boolean | undefined {
	return typeof value === 'boolean' ? value : undefined;
}

function stateOf(value: unknown): ContainerState | undefined {
	const name = asText(value)?.toLowerCase();
	return name !== undefined && Object.hasOwn(stateOfName, name) ? stateOfName[name] : undefined;
}

/**
Engines before Docker 1.12 tell the state only within a sentence.
*/
function stateOfStatus(status: string): ContainerState {
	return status.endsWith('(Paused)') ? 'paused' : stateOf(/^\w+/.exec(status)?.[0]) ?? 'dead';
}

function stateOfFlags(flags: Readonly<Record<string, unknown>>): ContainerState {
	if (flags.Paused === true) {
		return 'paused';
	}

	if (flags.Restarting === true) {
		return 'restarting';
	}

	if (flags.Running === true) {
		return 'running';
	}

	return flags.Dead === true || asTime(flags.FinishedAt) === undefined ? 'dead' : 'exited';
}

function hasExited(state: ContainerState): boolean {
	return ['exited', 'dead', 'removing', 'restarting'].includes(state);
}

/**
Engines keep the last result of a check for good, but only what runs is checked.
*/
function healthWhile(state: ContainerState, health: EngineContainer['health']): EngineContainer['health'] {
	return state === 'running' ? health : undefined;
}

/**
Docker writes a slash before the name; links put further names with a second slash beside it.
*/
function nameOf(name: string | undefined, id: string): string {
	return asText(name?.replace(/^\//, '')) ?? id.slice(0, 12);
}

function commandOf(path: unknown, args: unknown): string {
	return [path, ...asList(args)]
		.filter((part): part is string => typeof part === 'string')
		.map(part => part === '' || part.includes(' ') ? `'${part}'` : part)
		.join(' ');
}

function portOfListEntry(value: unknown): PublishedPort | undefined {
	const port = asRecord(value);
	const containerPort = asInteger(port?.PrivatePort);
	return containerPort === undefined
		? undefined
		: {
			hostAddress: asText(port?.IP),
			hostPort: hostPortOf(port?.PublicPort),
			containerPort,
			protocol: asText(port?.Type) ?? 'tcp',
		};
}

/**
`{"80/tcp": [{"HostIp": "0.0.0.0", "HostPort": "8080"}], "443/tcp": null}`, where null is a port that is exposed but not published.
*/
/**
Addresses in the networks of `NetworkSettings`; an engine writes an empty one where there is none.
*/
function addressesOf(settings: unknown): readonly string[] {
	const networks = Object.values(asRecord(asRecord(settings)?.Networks) ?? {}).map(network => asRecord(network));
	return networks.flatMap(network => [network?.IPAddress, network?.GlobalIPv6Address].flatMap(address => asText(address) ?? []))
		.filter(address => address !== '');
}

function portsOfInspection(value: unknown): readonly PublishedPort[] {
	return Object.entries(asRecord(value) ?? {}).flatMap(([name, bindings]) => {
		const [number, protocol = 'tcp'] = name.split('/', 2);
		const containerPort = asInteger(number);
		if (containerPort === undefined) {
			return [];
		}

		const hosts = asList(bindings).map(binding => asRecord(binding));
		return (hosts.length > 0 ? hosts : [undefined]).map(host => ({
			hostAddress: asText(host?.HostIp),
			hostPort: hostPortOf(host?.HostPort),
			containerPort,
			protocol,
		}));
	});
}

/**
0 stands for a port that is yet to be chosen.
*/
function hostPortOf(value: unknown): number | undefined {
	const port = asInteger(value);
	return port === 0 ? undefined : port;
}
