/**
What LXC and Incus keep of a container in its folder: `config`, where `lxc-create` notes the template, and `backup.yaml`, where Incus and
LXD note the image.
*/
import {asText, parseJson} from '../untrusted.ts';
import {usable, type ContainerFile} from './container-file.ts';

function fileOf(image: string | undefined): ContainerFile | undefined {
	return usable(image) === undefined
		? undefined
		: {
			id: undefined, name: undefined, image, command: undefined, labels: undefined,
		};
}

/**
The image as `config` tells it in its comments: distribution and release of a template that downloads them, else the template's own name;
undefined where none was noted.
*/
export function parseLxcConfig(text: string): ContainerFile | undefined {
	const template = /^# Template used to create this container: (?:\S*\/)?(?:lxc-)?([^\s/]+)$/m.exec(text)?.[1];
	const words = /^# Parameters passed to the template: (.*)$/m.exec(text)?.[1]?.split(/\s+/) ?? [];
	const option = (...names: readonly string[]): string | undefined => {
		const index = words.findIndex(word => names.includes(word));
		return index === -1 ? undefined : words[index + 1];
	};

	const url = template === 'oci' ? option('--url', '-u') : undefined;
	const system = [option('--dist', '-d') ?? template, option('--release', '-r')].filter(word => word !== undefined);
	return template === undefined ? undefined : fileOf(url ?? system.join(' '));
}

/**
The image as `backup.yaml` tells it: system and release, else the description, else the fingerprint.
*/
export function parseInstanceBackup(text: string): ContainerFile | undefined {
	const settings = settingsOf(text);
	const system = [settings.get('image.os'), settings.get('image.release')].filter(word => word !== undefined);
	return fileOf(
		system.length > 0 ? system.join(' ') : settings.get('image.description') ?? settings.get('volatile.base_image'),
	);
}

/**
The settings of the instance as it is. Its snapshots, profiles and volumes have settings of their own elsewhere in the file.
*/
function settingsOf(text: string): ReadonlyMap<string, string> {
	const settings = new Map<string, string>();
	let fieldIndent: number | undefined;
	let settingIndent: number | undefined;
	let place: 'elsewhere' | 'instance' | 'settings' = 'elsewhere';
	for (const line of text.split('\n')) {
		const indent = line.search(/\S/);
		if (indent === 0) {
			place = /^(?:container|instance):\s*$/.test(line) ? 'instance' : 'elsewhere';
			fieldIndent = undefined;
		} else if (indent > 0 && place !== 'elsewhere') {
			fieldIndent ??= indent;
			if (indent <= fieldIndent) {
				place = line.trim() === 'config:' ? 'settings' : 'instance';
				settingIndent = undefined;
			} else if (place === 'settings') {
				settingIndent ??= indent;
				// What lies deeper belongs to a text of several lines.
				const [, name, value] = indent === settingIndent ? /^([\w\-.]+): (.+)$/.exec(line.trim()) ?? [] : [];
				const scalar = value === undefined ? undefined : scalarOf(value);
				if (name !== undefined && scalar !== undefined) {
					settings.set(name, scalar);
				}
			}
		}
	}

	return settings;
}

/**
A value of one line, plain or quoted. What goes on in the next lines is none.
*/
function scalarOf(value: string): string | undefined {
	if (value.startsWith('"')) {
		return asText(parseJson(value));
	}

	if (value.startsWith('\'')) {
		return value.length > 1 && value.endsWith('\'') ? value.slice(1, -1).replaceAll('\'\'', '\'') : undefined;
	}

	return /^[!&*>[{|]/.test(value) ? undefined : value;
}
