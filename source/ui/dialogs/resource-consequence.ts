/**
What comes of removing images, volumes or networks, and how much it frees.
*/
import {formatBytes} from '../../text/format.ts';
import {resourceOf, type ResourceReading} from '../resources/reading.ts';
import type {ResourceTarget} from '../target.ts';

/**
In sentences. Names in them are as the engine gave them.
*/
export function resourceConsequence(targets: readonly ResourceTarget[], reading: ResourceReading): string {
	const isOne = targets.length === 1;
	const [first] = targets;
	switch (first?.kind) {
		case 'image': {
			const tags = targets.flatMap(target => target.tags ?? []);
			const shared = 'Layers that other images have too stay.';
			const lost = isOne && tags.length > 1 ? `All its tags go: ${tags.join(', ')}. ` : '';
			return `${lost}${shared} ${freedBy(targets, reading)}`;
		}

		case 'volume': {
			return `${isOne ? 'All its files are deleted.' : 'All files in them are deleted.'} They cannot be brought back.`;
		}

		case 'network': {
			return `${isOne ? 'Its bridge' : 'Their bridges'} and addresses go. No container uses ${isOne ? 'it' : 'them'}.`;
		}

		case undefined: {
			return '';
		}
	}
}

function freedBy(targets: readonly ResourceTarget[], reading: ResourceReading): string {
	const sizes = targets.map(({kind, key}) => {
		const resource = resourceOf(reading, kind, key);
		return resource?.kind === 'image' ? resource.sizeBytes : undefined;
	});
	const known = sizes.filter(size => size !== undefined);
	const sum = known.reduce((all, size) => all + size, 0);
	return known.length < sizes.length ? '' : `At most ${formatBytes(sum)} ${/\d$/.test(formatBytes(sum)) ? 'bytes are' : 'is'} freed.`;
}
