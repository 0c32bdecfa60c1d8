/**
Images, volumes and networks for tests, and what the screen knows of them.
*/
import type {ResourceKind} from '../../source/engine/resources.ts';
import type {
	Image,
	Network,
	Resource,
	Volume,
} from '../../source/model/resources/resource.ts';
import {nothingRead, type ResourceReading} from '../../source/ui/resources/reading.ts';
import {makeEngine} from './make.ts';

const engine = makeEngine().id;
const hour = 3_600_000;

export function makeImage(changes: Partial<Image> = {}): Image {
	const {id = `sha256:${'a1'.repeat(32)}`} = changes;
	return {
		kind: 'image', key: `${engine} image ${id}`, engine, id, tags: ['nginx:1'], digests: [], sizeBytes: 50_000_000, createdAt: hour, users: [], ...changes,
	};
}

export function makeVolume(changes: Partial<Volume> = {}): Volume {
	const {name = 'data'} = changes;
	return {
		kind: 'volume',
		key: `${engine} volume ${name}`,
		engine,
		name,
		driver: 'local',
		mountPoint: `/var/lib/docker/volumes/${name}/_data`,
		createdAt: hour,
		labels: {},
		options: {},
		users: [],
		...changes,
	};
}

export function makeNetwork(changes: Partial<Network> = {}): Network {
	const {name = 'front', id = `${name}-id`} = changes;
	return {
		kind: 'network',
		key: `${engine} network ${id}`,
		engine,
		id,
		name,
		driver: 'bridge',
		scope: 'local',
		isInternal: false,
		createdAt: hour,
		subnets: [{subnet: '10.1.0.0/16', gateway: '10.1.0.1'}],
		options: {},
		labels: {},
		users: [],
		...changes,
	};
}

/**
A container that uses something, in whatever way.
*/
export function makeUser(name: string) {
	return {
		id: `${name}-id`, name, state: 'running', destination: '/data', isWritable: true, addresses: ['10.1.0.2'], macAddress: undefined,
	};
}

/**
What the screen knows where the one engine has told these.
*/
export function readingOf(...resources: readonly Resource[]): ResourceReading {
	const listOf = (kind: ResourceKind) => [{engine, state: 'answered' as const, resources: resources.filter(each => each.kind === kind)}];
	return {...nothingRead, lists: {image: listOf('image'), volume: listOf('volume'), network: listOf('network')}};
}
