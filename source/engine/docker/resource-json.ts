/**
What Docker's API, and Podman's imitation of it, says of images, volumes and networks: JSON in, the words of nstop out. Fields that are
missing or of the wrong type become undefined; only an entry without a name is dropped.
*/
import type {EngineKind} from '../engine.ts';
import type {
	EngineImage,
	EngineNetwork,
	EngineVolume,
	ImageLayer,
	ResourceUse,
} from '../resources.ts';
import {
	asInteger,
	asList,
	asRecord,
	asText,
	asTexts,
	asTime,
} from '../untrusted.ts';

/**
One entry of `GET /images/json`. A dangling image has the tag `<none>:<none>` in older versions.
*/
export function imageOfEntry(value: unknown): EngineImage | undefined {
	const entry = asRecord(value);
	const id = asText(entry?.Id);
	const parent = asText(entry?.ParentId) ?? '';
	return entry === undefined || id === undefined
		? undefined
		: {
			id: withAlgorithm(id),
			tags: textsIn(entry.RepoTags).filter(tag => !tag.includes('<none>')),
			digests: textsIn(entry.RepoDigests).filter(digest => !digest.includes('<none>')),
			...(parent !== '' && {parentId: withAlgorithm(parent)}),
			sizeBytes: sizeOf(entry.Size),
			createdAt: momentOf(entry.Created),
		};
}

/**
The answer of `GET /volumes`.
*/
export function volumesOfAnswer(value: unknown): readonly EngineVolume[] {
	return asList(asRecord(value)?.Volumes).flatMap(entry => volumeOfEntry(entry) ?? []);
}

/**
One entry of that, or the answer of `GET /volumes/NAME`.
*/
export function volumeOfEntry(value: unknown): EngineVolume | undefined {
	const entry = asRecord(value);
	const name = asText(entry?.Name);
	return entry === undefined || name === undefined
		? undefined
		: {
			name,
			driver: asText(entry.Driver) ?? '',
			mountPoint: asText(entry.Mountpoint),
			createdAt: momentOf(entry.CreatedAt),
			labels: asTexts(entry.Labels),
			options: asTexts(entry.Options),
		};
}

/**
What Podman calls its own network, here and elsewhere.
*/
const namesOfPodmanNetwork: ReadonlySet<string> = new Set(['bridge', 'podman']);

/**
One entry of `GET /networks`. Podman says of its own network that it was made just now, whenever it is asked.
*/
export function networkOfEntry(value: unknown, kind: EngineKind): EngineNetwork | undefined {
	const entry = asRecord(value);
	const id = asText(entry?.Id);
	const name = asText(entry?.Name) ?? id?.slice(0, 12) ?? '';
	const isMadeNow = kind === 'podman' && namesOfPodmanNetwork.has(name);
	return entry === undefined || id === undefined
		? undefined
		: {
			id,
			name,
			driver: asText(entry.Driver) ?? '',
			scope: asText(entry.Scope) ?? 'local',
			isInternal: entry.Internal === true,
			createdAt: isMadeNow ? undefined : momentOf(entry.Created),
			subnets: asList(asRecord(entry.IPAM)?.Config).flatMap(config => {
				const subnet = asText(asRecord(config)?.Subnet);
				return subnet === undefined ? [] : [{subnet, gateway: asText(asRecord(config)?.Gateway)}];
			}),
			options: asTexts(entry.Options),
			labels: asTexts(entry.Labels),
		};
}

/**
One entry of `GET /containers/json`, for what the container uses.
*/
export function useOfEntry(value: unknown): ResourceUse | undefined {
	const entry = asRecord(value);
	const id = asText(entry?.Id);
	if (entry === undefined || id === undefined) {
		return undefined;
	}

	const name = textsIn(entry.Names).find(each => !each.slice(1).includes('/'));
	return {
		id,
		name: name?.replace(/^\//, '') ?? id.slice(0, 12),
		state: asText(entry.State) ?? '',
		imageId: withAlgorithm(asText(entry.ImageID) ?? ''),
		volumes: asList(entry.Mounts).flatMap(mount => {
			const {Type: type, Name: volume, Destination: destination, RW: isWritable} = asRecord(mount) ?? {};
			const named = type === 'volume' ? asText(volume) : undefined;
			return named === undefined ? [] : [{name: named, destination: asText(destination) ?? '', isWritable: isWritable !== false}];
		}),
		networks: Object.entries(asRecord(asRecord(entry.NetworkSettings)?.Networks) ?? {}).map(([network, settings]) => {
			const fields = asRecord(settings);
			return {
				id: asText(fields?.NetworkID),
				name: network,
				addresses: [fields?.IPAddress, fields?.GlobalIPv6Address].flatMap(address => asText(address) ?? []),
				macAddress: asText(fields?.MacAddress),
			};
		}),
	};
}

/**
One entry of `GET /images/ID/history`. What the classic builder wrote before a command that is no program says nothing.
*/
export function layerOfEntry(value: unknown): ImageLayer | undefined {
	const entry = asRecord(value);
	return entry && {
		command: (asText(entry.CreatedBy) ?? '').replace(/^\/bin\/sh -c #\(nop\) +/u, ''),
		comment: asText(entry.Comment) ?? '',
		sizeBytes: sizeOf(entry.Size),
		createdAt: momentOf(entry.Created),
		tags: textsIn(entry.Tags).filter(tag => !tag.includes('<none>')),
	};
}

function textsIn(value: unknown): readonly string[] {
	return asList(value).flatMap(each => asText(each) ?? []);
}

/**
Docker says -1 where it has not counted.
*/
function sizeOf(value: unknown): number | undefined {
	const size = asInteger(value);
	return size === undefined || size < 0 ? undefined : size;
}

function momentOf(value: unknown): number | undefined {
	const seconds = asInteger(value);
	return seconds === undefined ? asTime(value) : (seconds > 0 ? seconds * 1000 : undefined);
}

/**
Podman leaves out the algorithm, which is the same everywhere.
*/
function withAlgorithm(id: string): string {
	return /^[\da-f]{64}$/u.test(id) ? `sha256:${id}` : id;
}
