import test from 'node:test';
import assert from 'node:assert/strict';
import type {Image, Resource} from '../../../source/model/resources/resource.ts';
import {resourceTarget} from '../../../source/ui/actions/resource-targets.ts';
import {resourceConsequence} from '../../../source/ui/dialogs/resource-consequence.ts';
import type {ResourceReading, VolumeCount} from '../../../source/ui/resources/reading.ts';
import {makeSnapshot, makeWorld} from '../../helpers/make.ts';
import {makeImage, makeVolume, readingOf} from '../../helpers/resources.ts';

const {settings} = makeWorld().view;
const snapshot = makeSnapshot();
const consequenceOf = (resources: readonly Resource[], reading: ResourceReading): string =>
	resourceConsequence(resources.map(resource => resourceTarget(resource)), {resources: reading, snapshot, settings});

const imageOf = (digit: string, changes: Partial<Image>): Image => makeImage({id: `sha256:${digit.repeat(64)}`, tags: [], ...changes});
const base = imageOf('a', {tags: ['base:1'], sizeBytes: 7_000_000});
const built = imageOf('b', {parentId: base.id, sizeBytes: 7_000_002});
const further = imageOf('c', {parentId: built.id, sizeBytes: 7_001_026});
const removed = (all: readonly Image[], ...images: readonly Image[]): string =>
	consequenceOf(images, readingOf(...all)).replace('Layers that other images have too stay. ', '');

test('what an image has of the one that it was built on is not said to be freed', () => {
	assert.equal(removed([base, built], built), 'At most 2 bytes are freed.');
	assert.equal(removed([base, built, further], further, built), 'At most 1.0K is freed.', 'each counts what it adds');
	assert.equal(removed([base, built], built, base), 'At most 6.7M is freed.', 'what is built on goes too, and counts once');
});

test('where that is not known all of its size is the most that can be freed', () => {
	assert.equal(removed([built], built), 'At most 6.7M is freed.');
	assert.equal(removed([{...base, sizeBytes: undefined}, built], built), 'At most 6.7M is freed.');
	assert.equal(removed([base, imageOf('d', {sizeBytes: 5})], imageOf('d', {sizeBytes: 5})), 'At most 5 bytes are freed.');
	assert.equal(removed([base, {...built, sizeBytes: 6_999_999}], built), 'At most 0 bytes are freed.');
	assert.equal(removed([base, {...built, sizeBytes: 7_000_001}], built), 'At most 1 byte is freed.');
	assert.equal(removed([{...built, sizeBytes: undefined}], built), '');
});

const volumes = ['data', 'cache'].map(name => makeVolume({name}));
const freed = (...states: ReadonlyArray<readonly [state: VolumeCount['state'], secondsAgo: number] | VolumeCount['state']>): string => {
	const count = {
		entries: 1, allocatedBytes: 2048, apparentBytes: 2048, unread: 0,
	};
	const counts = new Map(states.map((each, index) => {
		const [state, secondsAgo] = typeof each === 'string' ? [each, 40] : each;
		return [volumes[index]!.key, {state, count, endedAt: snapshot.takenAt - (secondsAgo * 1000)}];
	}));
	return consequenceOf(volumes, {...readingOf(...volumes), counts})
		.replace('All files in them are deleted and cannot be brought back. ', '');
};

test('of volumes that were not counted it says how to count them, where that can still be done', () => {
	assert.equal(freed(), 'How much that frees was not counted. Press b on them first to count.');
	assert.equal(freed('counted'), 'That frees 2.0K, as counted 40s ago, and what was not counted. Press b on them first to count.');
	assert.equal(freed('counted', 'failed'), 'That frees 2.0K, as counted 40s ago, and what was not counted.');
	assert.equal(freed('counting', 'counting'), 'How much that frees was not counted.');
	assert.match(consequenceOf(volumes.slice(1), readingOf()), /Press b on it first to count\.$/);
});

test('how much volumes free is said with how long ago that was counted, of several for the oldest count', () => {
	assert.equal(freed('counted', 'counted'), 'That frees 4.0K, as counted up to 40s ago.');
	assert.equal(freed(['counted', 5], ['counted', 120]), 'That frees 4.0K, as counted up to 2m ago.');
	assert.equal(freed(['counted', -1], 'failed'), 'That frees 2.0K, as counted 0s ago, and what was not counted.', 'the screen may be older');
});
