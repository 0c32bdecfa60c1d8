/**
Images, volumes and networks, each with the containers that use it.
*/
import type {
	EngineImage,
	EngineNetwork,
	EngineVolume,
	ResourceKind,
	ResourceUse,
} from '../../engine/resources.ts';

/**
Engine, kind and id: stable over its life.
*/
export type ResourceKey = string;

/**
A container that uses it, running or not. Texts are as the engine gave them.
*/
export type ResourceUser = Pick<ResourceUse, 'id' | 'name' | 'state'>;

type Kept<Kind extends ResourceKind, User extends ResourceUser> = {
	readonly kind: Kind;
	readonly key: ResourceKey;
	/**
	Id of the engine that keeps it.
	*/
	readonly engine: string;
	/**
	In the order of their names.
	*/
	readonly users: readonly User[];
};

export type Image = EngineImage & Kept<'image', ResourceUser>;

export type Volume = EngineVolume & Kept<'volume', ResourceUser & Omit<ResourceUse['volumes'][number], 'name'>>;

export type Network = EngineNetwork & Kept<'network', ResourceUser & Pick<ResourceUse['networks'][number], 'addresses' | 'macAddress'>>;

export type Resource = Image | Volume | Network;

/**
As the engine is told which one is meant: a volume has no other name than its own.
*/
export function idOf(resource: Resource): string {
	return resource.kind === 'volume' ? resource.name : resource.id;
}

/**
What people call it: an image by its first tag, or by what is left of one, or by the start of its id. Not yet safe to draw.
*/
export function titleOf(resource: Resource): string {
	return resource.kind === 'image' ? resource.tags[0] ?? shortId(resource) : resource.name;
}

/**
The twelve digits that engines show of an id.
*/
export function shortId({id}: {readonly id: string}): string {
	return id.replace(/^sha256:/u, '').slice(0, 12);
}
