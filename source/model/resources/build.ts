/**
Joins what an engine lists with who uses it.
*/
import type {
	EngineImage,
	EngineNetwork,
	EngineVolume,
	ResourceUse,
} from '../../engine/resources.ts';
import {byName} from '../build/order.ts';
import type {
	Image,
	Network,
	ResourceUser,
	Volume,
} from './resource.ts';

/**
The images of an engine. A container is made of one image, by its id: the tag may lead to another one by now.
*/
export function imagesOf(engine: string, images: readonly EngineImage[], uses: readonly ResourceUse[]): readonly Image[] {
	const users = Map.groupBy(uses, ({imageId}) => imageId);
	return images.map(image => ({
		...image, kind: 'image', key: `${engine} image ${image.id}`, engine, users: sorted((users.get(image.id) ?? []).map(use => userOf(use))),
	}));
}

/**
The volumes of an engine.
*/
export function volumesOf(engine: string, volumes: readonly EngineVolume[], uses: readonly ResourceUse[]): readonly Volume[] {
	const mounts = uses.flatMap(use => use.volumes.map(({name: volume, ...mount}) => ({...mount, ...userOf(use), volume})));
	const users = Map.groupBy(mounts, ({volume}) => volume);
	return volumes.map(volume => ({
		...volume, kind: 'volume', key: `${engine} volume ${volume.name}`, engine, users: sorted(users.get(volume.name) ?? []),
	}));
}

/**
The networks of an engine. A container that was never started has the name of its network alone, or the id in place of it; Podman gives
the name in place of the id.
*/
export function networksOf(engine: string, networks: readonly EngineNetwork[], uses: readonly ResourceUse[]): readonly Network[] {
	const used = uses.flatMap(use => use.networks.map(network => ({network, user: userOf(use)})));
	return networks.map(network => ({
		...network,
		kind: 'network',
		key: `${engine} network ${network.id}`,
		engine,
		users: sorted(used
			.filter(({network: {id, name}}) => [network.id, network.name].includes(id ?? name))
			.map(({network: {addresses, macAddress}, user}) => ({...user, addresses, macAddress}))),
	}));
}

function userOf({id, name, state}: ResourceUse): ResourceUser {
	return {id, name, state};
}

function sorted<User extends ResourceUser>(users: readonly User[]): readonly User[] {
	return users.toSorted((a, b) => byName(a.name, b.name));
}
