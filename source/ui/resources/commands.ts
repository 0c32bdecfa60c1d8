/**
What the engine's own command line does better, as commands to copy.
*/
import type {EngineStatus} from '../../engine/engine.ts';
import {idOf, shortId, type Resource} from '../../model/resources/resource.ts';
import {clientOf} from '../explain/inspect.ts';
import {quoted} from '../explain/quoted.ts';

/**
A command line, and what it is for. Names in it are as the engine gave them.
*/
type Command = {readonly label: string; readonly text: string};

/**
The commands for an image, a volume or a network: to be completed where a word in capitals stands.
*/
export function commandsFor(resource: Resource, engine: Pick<EngineStatus, 'kind' | 'address'>): readonly Command[] {
	const client = clientOf(engine);
	const name = quoted(resource.kind === 'image' ? resource.tags[0] ?? shortId(resource) : idOf(resource));
	switch (resource.kind) {
		case 'image': {
			const isTagged = resource.tags.length > 0;
			return [
				{label: 'Run', text: `${client} run --rm -it ${name}`},
				...(isTagged ? [{label: 'Pull', text: `${client} pull ${name}`}, {label: 'Push', text: `${client} push ${name}`}] : []),
				{label: 'Tag', text: `${client} tag ${name} NAME:TAG`},
				{label: 'Inspect', text: `${client} image inspect ${name}`},
			];
		}

		case 'volume': {
			return [
				{label: 'Run', text: `${client} run --rm -it -v ${name}:/mnt IMAGE`},
				{label: 'Inspect', text: `${client} volume inspect ${name}`},
			];
		}

		case 'network': {
			const network = quoted(resource.name);
			return [
				{label: 'Run', text: `${client} run --rm -it --network ${network} IMAGE`},
				{label: 'Connect', text: `${client} network connect ${network} CONTAINER`},
				{label: 'Inspect', text: `${client} network inspect ${network}`},
			];
		}
	}
}
