import test from 'node:test';
import assert from 'node:assert/strict';
import type {Image} from '../../../source/model/resources/resource.ts';
import {resourceTarget} from '../../../source/ui/actions/resource-targets.ts';
import {resourceConsequence} from '../../../source/ui/dialogs/resource-consequence.ts';
import {makeImage, readingOf} from '../../helpers/resources.ts';

const imageOf = (digit: string, changes: Partial<Image>): Image => makeImage({id: `sha256:${digit.repeat(64)}`, tags: [], ...changes});
const base = imageOf('a', {tags: ['base:1'], sizeBytes: 7_000_000});
const built = imageOf('b', {parentId: base.id, sizeBytes: 7_000_002});
const further = imageOf('c', {parentId: built.id, sizeBytes: 7_001_026});
const removed = (all: readonly Image[], ...images: readonly Image[]): string =>
	resourceConsequence(images.map(image => resourceTarget(image)), readingOf(...all)).replace('Layers that other images have too stay. ', '');

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
