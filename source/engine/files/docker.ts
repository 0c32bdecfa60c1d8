/**
Docker's `containers/<id>/config.v2.json` below its data root, one for each container.
*/
import {
	asList,
	asRecord,
	asText,
	asTexts,
	parseJson,
} from '../untrusted.ts';
import type {ContainerFile} from './container-file.ts';

/**
Parses the file; undefined for what is no such file.
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
