/**
Podman's `<driver>-containers/containers.json` in its storage, one file for all containers, and `volatile-containers.json` beside it for
those that are removed when they end.
*/
import {
	asList,
	asRecord,
	asText,
	parseJson,
} from '../untrusted.ts';
import type {ContainerFile} from './container-file.ts';

/**
Parses the file into its containers by their ids. It knows neither commands nor labels. An image without a name is given by its id; a
container may also have none.
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
