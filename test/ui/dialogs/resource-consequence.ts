import test from 'node:test';
import assert from 'node:assert/strict';
import type {Image} from '../../../source/model/resources/resource.ts';
import {resourceTarget} from '../../../source/ui/actions/resource-targets.ts';
import {resourceConsequence} from '../../../source/ui/dialogs/resource-consequence.ts';
import type {VolumeCount} from '../../../source/ui/resources/reading.ts';
import {makeWorld} from '../../helpers/make.ts';
import {makeImage, makeVolume, readingOf} from '../../helpers/resources.ts';

const {keymap} = makeWorld().view.settings;

const imageOf = (digit: string, changes: Partial<Image>): Image => makeImage({id: `sha256:${digit.repeat(64)}`, tags: [], ...changes});
const base = imageOf('a', {tags: ['base:1'], sizeBytes: 7_000_000});
const built = imageOf('b', {parentId: base.id, sizeBytes: 7_000_002});
const further = imageOf('c', {parentId: built.id, sizeBytes: 7_001_026});
const removed = (all: readonly Image[], ...images: readonly Image[]): string =>
	resourceConsequence(images.map(image => resourceTarget(image)), readingOf(...all), keymap).replace('Layers that other images have too stay. ', '');

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

test('of volumes that were not counted it says how to count them, where that can still be done', () => {
	const [data, cache] = ['data', 'cache'].map(name => makeVolume({name}));
	const targets = [data!, cache!].map(volume => resourceTarget(volume));
	const freed = (...states: ReadonlyArray<VolumeCount['state']>): string => {
		const count = {
			entries: 1, allocatedBytes: 2048, apparentBytes: 2048, unread: 0,
		};
		const counts = new Map(states.map((state, index) => [targets[index]!.key, {state, count}]));
		const reading = {...readingOf(data!, cache!), counts};
		return resourceConsequence(targets, reading, keymap).replace('All files in them are deleted and cannot be brought back. ', '');
	};

	assert.equal(freed(), 'How much that frees was not counted. Press b on them first to count.');
	assert.equal(freed('counted'), 'That frees 2.0K, and what was not counted. Press b on them first to count.');
	assert.equal(freed('counted', 'failed'), 'That frees 2.0K, and what was not counted.');
	assert.equal(freed('counting', 'counting'), 'How much that frees was not counted.');
	assert.equal(freed('counted', 'counted'), 'That frees 4.0K.');
	assert.match(resourceConsequence(targets.slice(1), readingOf(), keymap), /Press b on it first to count\.$/);
});
