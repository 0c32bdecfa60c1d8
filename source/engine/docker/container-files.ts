/**
What engines keep of their containers in files, readable while no engine is: Docker's `containers/<id>/config.v2.json` below its data
root, one for each container,
and `<driver>-containers/containers.json` of Podman's storage, one for all.
*/
import {
	asList,
	asRecord,
	asText,
	asTexts,
	parseJson,
} from '../untrusted.ts';

/**
What such a file says about one container. Texts are as they stand there, not yet safe to draw.
*/
export type ContainerFile = {
	readonly id: string | undefined;
	readonly name: string | undefined;
	readonly image: string | undefined;
	readonly command: string | undefined;
	readonly labels: Readonly<Record<string, string>> | undefined;
};

/**
Parses Docker's file; undefined for what is no such file.
*/
export function parseContainerFile(text: string): ContainerFile | undefined {
	const file = asRecord(parseJson(text));
	const config = asRecord(file?.Config);
	if (!file || !config) {
		return undefined;
	}

	const path = asText(file.Path);
	return {
		id: asText(file.ID),
		name: asText(file.Name)?.replace(/^\//, ''),
		image: asText(config.Image),
		command: path === undefined ? undefined : [path, ...asList(file.Args).filter(word => typeof word === 'string')].join(' '),
		labels: asTexts(config.Labels),
	};
}

/**
Parses Podman's file, into its containers by their ids. It knows neither commands nor labels. An image without a name is given by its id;
a container may also have none.
*/
export function parseStorageFile(text: string): ReadonlyMap<string, ContainerFile> {
	return new Map(asList(parseJson(text)).flatMap(value => {
		const entry = asRecord(value);
		const id = asText(entry?.id);
		if (entry === undefined || id === undefined) {
			return [];
		}

		// What Podman notes for itself stands there as a text of its own.
		const notes = asRecord(parseJson(asText(entry.metadata) ?? ''));
		return [[id, {
			id,
			name: asText(asList(entry.names)[0]) ?? asText(notes?.name),
			image: asText(notes?.['image-name']) ?? asText(entry.image),
			command: undefined,
			labels: undefined,
		}]] as const;
	}));
}
