/**
What can be copied of an image, a volume or a network.
*/
import {idOf, type Resource} from '../../model/resources/resource.ts';
import type {View} from '../view.ts';
import {commandsFor} from './commands.ts';

type Facts = ReadonlyArray<readonly [label: string, text: string | undefined]>;

/**
Each with what it is, the name first. As the engine gave them.
*/
export function copyablesOf(resource: Resource, {snapshot}: Pick<View, 'snapshot'>): Facts {
	const engine = snapshot.engines.find(({id}) => id === resource.engine);
	return [
		...factsOf(resource),
		...resource.users.map(({name}) => ['Container', name] as const),
		...(engine ? commandsFor(resource, engine) : []).map(({label, text}) => [label, text] as const),
	];
}

function factsOf(resource: Resource): Facts {
	switch (resource.kind) {
		case 'image': {
			return [
				...resource.tags.map(tag => ['Image', tag] as const),
				['ID', resource.id],
				...resource.digests.map(digest => ['Digest', digest] as const),
			];
		}

		case 'volume': {
			return [['Volume', resource.name], ['Mount point', resource.mountPoint]];
		}

		case 'network': {
			return [
				['Network', resource.name],
				['ID', idOf(resource)],
				...resource.subnets.flatMap(({subnet, gateway}) => [['Subnet', subnet], ['Gateway', gateway]] as const),
			];
		}
	}
}
