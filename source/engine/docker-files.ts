/**
The files that Docker keeps of each container below its data root, readable while the engine is not: `containers/<id>/config.v2.json`.
*/
import {
	asList,
	asRecord,
	asText,
	asTexts,
	parseJson,
} from './untrusted.ts';

/**
What such a file tells. Texts are as they stand there, not yet safe to draw.
*/
export type ContainerFile = {
	readonly id: string | undefined;
	readonly name: string | undefined;
	readonly image: string | undefined;
	readonly command: string | undefined;
	readonly labels: Readonly<Record<string, string>>;
};

/**
Parses config.v2.json; undefined for what is no such file.
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
