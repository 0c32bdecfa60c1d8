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
			const files = isOne ? 'All its files are deleted' : 'All files in them are deleted';
			return `${files} and cannot be brought back. ${freedByVolumes(targets, reading)}`;
		}

		case 'network': {
			return `${isOne ? 'Its bridge' : 'Their bridges'} and addresses go. No container uses ${isOne ? 'it' : 'them'}.`;
		}

		case undefined: {
			return '';
		}
	}
}

/**
Nobody knows what was not counted.
*/
function freedByVolumes(targets: readonly ResourceTarget[], {counts}: ResourceReading): string {
	const counted = targets.flatMap(({key}) => counts.get(key) ?? []);
	const whole = counted.filter(({state}) => state === 'counted');
	const sum = formatBytes(whole.reduce((all, {count}) => all + count.allocatedBytes, 0));
	if (whole.length === targets.length) {
		return `That frees ${sum}.`;
	}

	return whole.length === 0 ? 'How much that frees was not counted.' : `That frees ${sum}, and what was not counted.`;
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
