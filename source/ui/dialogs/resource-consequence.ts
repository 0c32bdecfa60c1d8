/**
What comes of removing images, volumes or networks, and how much it frees.
*/
import type {Resource} from '../../model/resources/resource.ts';
import {keyWord} from '../../settings/keymap.ts';
import {formatAge, formatBytes} from '../../text/format.ts';
import {resourceOf, type ResourceReading} from '../resources/reading.ts';
import type {ResourceTarget} from '../target.ts';
import type {View} from '../view.ts';

type Known = Pick<View, 'snapshot' | 'resources' | 'settings'>;

/**
In sentences. Names in them are as the engine gave them.
*/
export function resourceConsequence(targets: readonly ResourceTarget[], known: Known): string {
	const isOne = targets.length === 1;
	const [first] = targets;
	switch (first?.kind) {
		case 'image': {
			const tags = targets.flatMap(target => target.tags ?? []);
			const shared = 'Layers that other images have too stay.';
			const lost = isOne && tags.length > 1 ? `All its tags go: ${tags.join(', ')}. ` : '';
			return `${lost}${shared} ${freedBy(targets, known.resources)}`;
		}

		case 'volume': {
			const files = isOne ? 'All its files are deleted' : 'All files in them are deleted';
			return `${files} and cannot be brought back. ${freedByVolumes(targets, known)}`;
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
Nobody knows what was not counted, but whoever asks for it can have it counted first. What was counted may be otherwise by now, so it is
said how long ago that was.
*/
function freedByVolumes(
	targets: readonly ResourceTarget[],
	{resources: {counts}, snapshot: {takenAt}, settings: {keymap}}: Known,
): string {
	const counted = targets.flatMap(({key}) => counts.get(key) ?? []);
	const whole = counted.filter(({state}) => state === 'counted');
	const sum = formatBytes(whole.reduce((all, {count}) => all + count.allocatedBytes, 0));
	const age = formatAge(Math.min(...whole.map(({endedAt = takenAt}) => endedAt)), takenAt);
	const frees = `That frees ${sum}, as counted ${whole.length > 1 ? 'up to ' : ''}${age} ago`;
	if (whole.length === targets.length) {
		return `${frees}.`;
	}

	const freed = whole.length === 0 ? 'How much that frees was not counted.' : `${frees}, and what was not counted.`;
	const isCountable = targets.some(({key}) => ['stopped', undefined].includes(counts.get(key)?.state));
	return isCountable ? `${freed} Press ${keyWord(keymap, 'count')} on ${targets.length === 1 ? 'it' : 'them'} first to count.` : freed;
}

/**
What the images add to those that they were built on, where these are listed: that is theirs alone. Of others all layers may be.
*/
function freedBy(targets: readonly ResourceTarget[], reading: ResourceReading): string {
	const sizes = targets.map(({kind, key}) => addedBytes(resourceOf(reading, kind, key), reading));
	const known = sizes.filter(size => size !== undefined);
	const sum = known.reduce((all, size) => all + size, 0);
	return known.length < sizes.length ? '' : `At most ${amount(sum)} freed.`;
}

function addedBytes(image: Resource | undefined, {lists}: ResourceReading): number | undefined {
	if (image?.kind !== 'image' || image.sizeBytes === undefined) {
		return undefined;
	}

	const listed = lists.image.find(({engine}) => engine === image.engine)?.resources ?? [];
	const parent = listed.find(each => each.kind === 'image' && each.id === image.parentId);
	const below = parent?.kind === 'image' ? parent.sizeBytes ?? 0 : 0;
	return Math.max(0, image.sizeBytes - below);
}

function amount(bytes: number): string {
	const text = formatBytes(bytes);
	return /\d$/.test(text) ? `${text} ${bytes === 1 ? 'byte is' : 'bytes are'}` : `${text} is`;
}
