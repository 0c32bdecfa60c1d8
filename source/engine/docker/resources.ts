/**
Docker's API for images, volumes and networks. Nothing here has the engine walk its disk: the sizes of images are in its list, those of
volumes it is never asked for.
*/
import {ask, type Question} from '../ask.ts';
import {EngineError, type ContainerOperation} from '../engine.ts';
import type {EngineInspection} from '../operations.ts';
import type {ResourceName, ResourceOperations} from '../resources.ts';
import {asRecord, isDeeper} from '../untrusted.ts';
import type {DockerClient, DockerLibrary} from './client.ts';
import {isPathPart} from './container-call.ts';
import {
	imageOfEntry,
	layerOfEntry,
	networkOfEntry,
	useOfEntry,
	volumeOfEntry,
	volumesOfAnswer,
} from './resource-json.ts';

const listMilliseconds = 60_000;

/**
Layers of large images are deleted one by one.
*/
const removalMilliseconds = 600_000;

/**
Real inspections have less than ten.
*/
const mostLevels = 100;

/**
The operations of the engine at an address.
*/
export function resourcesOf(client: DockerClient, address: string): ResourceOperations {
	async function asked<Answer>(
		question: Pick<Question, 'operation'> & Partial<Question>,
		work: (docker: DockerLibrary, signal: AbortSignal) => Promise<Answer>,
	): Promise<Answer> {
		const {docker} = await client.agreed(question.signal);
		return ask({target: address, milliseconds: listMilliseconds, ...question}, async signal => work(docker, signal));
	}

	/**
	The first tags of an image go although a container uses it: only the last is refused by the engine.
	*/
	async function refuseUsed({id}: ResourceName): Promise<void> {
		const answer = await asked({operation: 'remove', target: id}, async docker => docker.listContainers({all: true}));
		const user = listOf('remove', answer, useOfEntry).find(({imageId}) => imageId === id);
		if (user) {
			throw new EngineError('remove', id, {reason: `the container ${user.name} uses it`, statusCode: 409});
		}
	}

	/**
	Which volume is to be removed can be said by its name alone, so it is looked at just before.
	*/
	async function refuseOther({id, createdAt}: ResourceName): Promise<void> {
		const answer = await asked({operation: 'remove', target: id}, async docker => docker.getVolume(id).inspect() as Promise<unknown>);
		if (volumeOfEntry(answer)?.createdAt !== createdAt) {
			throw new EngineError('remove', id, {reason: 'it is gone; the volume of that name was made, or changed, after it was listed'});
		}
	}

	/**
	What leads to the image still: a tag may have been given to another one since.
	*/
	async function tagsLeft({id, tags = []}: ResourceName): Promise<readonly string[]> {
		const answer = await asked({operation: 'remove', target: id}, async docker => docker.getImage(id).inspect() as Promise<unknown>);
		const left = imageOfEntry(answer)?.tags ?? [];
		return tags.filter(tag => left.includes(tag));
	}

	return {
		images: async signal => listOf('images', await asked({operation: 'images', signal}, async (docker, abortSignal) =>
			docker.listImages({abortSignal})), imageOfEntry),
		volumes: async signal => volumesOfAnswer(await asked({operation: 'volumes', signal}, async (docker, abortSignal) =>
			docker.listVolumes({abortSignal}))),
		async networks(signal) {
			const answer = await asked({operation: 'networks', signal}, async (docker, abortSignal) => docker.listNetworks({abortSignal}));
			const {engine: {kind}} = await client.agreed(signal);
			return listOf('networks', answer, entry => networkOfEntry(entry, kind));
		},
		resourceUses: async signal => listOf('list', await asked({operation: 'list', signal}, async (docker, abortSignal) =>
			docker.listContainers({all: true, abortSignal})), useOfEntry),
		async imageLayers(id, signal) {
			const question = {operation: 'layers', target: checked(id, 'layers'), signal} as const;
			return listOf('layers', await asked(question, async docker => docker.getImage(id).history() as Promise<unknown>), layerOfEntry);
		},
		async inspectResource(name, signal) {
			const question = {operation: 'inspect', target: checked(name.id, 'inspect'), signal} as const;
			return inspectionOf(name, await asked(question, async docker => found(docker, name).inspect() as Promise<unknown>));
		},
		async removeResource(name) {
			const {id, kind, tags = []} = name;
			const question = {operation: 'remove', target: checked(id, 'remove'), milliseconds: removalMilliseconds} as const;
			if (kind !== 'image') {
				if (kind === 'volume' && name.createdAt !== undefined) {
					await refuseOther(name);
				}

				await asked(question, async docker => found(docker, name).remove({}) as Promise<unknown>);
				return;
			}

			if (tags.length > 1) {
				await refuseUsed(name);
			}

			const left = tags.length > 1 ? await tagsLeft(name) : [];
			// One image is refused by its id while several tags lead to it. Untagged images that it was built on stay: nobody was asked about them.
			for (const reference of left.length > 1 ? left.map(tag => checked(tag, 'remove')) : [id]) {
				// eslint-disable-next-line no-await-in-loop -- the last tag takes the image with it
				await asked(question, async docker => docker.getImage(reference).remove({force: false, noprune: true}) as Promise<unknown>);
			}
		},
	};
}

function found(docker: DockerLibrary, {kind, id}: ResourceName) {
	switch (kind) {
		case 'image': {
			return docker.getImage(id);
		}

		case 'volume': {
			return docker.getVolume(id);
		}

		case 'network': {
			return docker.getNetwork(id);
		}
	}
}

/**
A name that may stand in the path of a request: it came from outside.
*/
function checked(name: string, operation: ContainerOperation): string {
	if (name.split('/').some(part => !isPathPart(part.replaceAll(/[:@]/g, '.')))) {
		throw new EngineError(operation, name, {reason: 'this is not a valid name'});
	}

	return name;
}

function listOf<Each>(operation: ContainerOperation, answer: unknown, read: (entry: unknown) => Each | undefined): readonly Each[] {
	if (!Array.isArray(answer)) {
		throw new EngineError(operation, '', {reason: 'the engine answered with something other than a list'});
	}

	return answer.flatMap((entry: unknown) => read(entry) ?? []);
}

function inspectionOf({id}: ResourceName, answer: unknown): EngineInspection {
	const inspection = asRecord(answer);
	if (inspection === undefined || isDeeper(inspection, mostLevels)) {
		throw new EngineError('inspect', id, {reason: 'the engine answered with something other than an inspection'});
	}

	return inspection;
}
