import assert from 'node:assert/strict';
import test from 'node:test';
import type {Volume} from '../../../source/model/resources/resource.ts';
import {heldCounts} from '../../../source/ui/resources/held-counts.ts';
import {
	makeImage,
	makeUser,
	makeVolume,
	readingOf,
} from '../../helpers/resources.ts';

const data = makeVolume();
const counted = {
	state: 'counted' as const, endedAt: 0, count: {
		entries: 1, allocatedBytes: 1, apparentBytes: 1, unread: 0,
	},
};
const before = (volume: Volume) => ({...readingOf(volume, makeVolume({name: 'cache'})), counts: new Map([[volume.key, counted]])});
const held = (volume: Volume, ...now: readonly Volume[]): readonly string[] => [...heldCounts(before(volume), readingOf(...now)).keys()];

test('a count goes with its volume, and does not pass to another one of its name', () => {
	assert.deepEqual(held(data), []);
	assert.deepEqual(held(data, makeVolume({createdAt: data.createdAt! + 1000})), []);
	assert.deepEqual(held(data, makeVolume({createdAt: undefined})), []);
});

test('a count stays with its volume, whoever uses that by now', () => {
	assert.deepEqual(held(data, makeVolume()), [data.key]);
	assert.deepEqual(held(data, makeVolume({users: [makeUser('web')]})), [data.key]);
	const untold = makeVolume({createdAt: undefined});
	assert.deepEqual(held(untold, makeVolume({createdAt: undefined})), [data.key]);
});

test('a volume that one container uses all along is the same, though its engine gives another time for when it was made', () => {
	const used = makeVolume({users: [makeUser('web')]});
	assert.deepEqual(held(used, {...used, createdAt: used.createdAt! + 1000}), [data.key]);
	assert.deepEqual(held(used, makeVolume({createdAt: used.createdAt! + 1000, users: [makeUser('db')]})), []);
});

test('where no count goes, all of them are the same object', () => {
	const reading = before(data);
	assert.equal(heldCounts(reading, readingOf(makeVolume(), makeImage())), reading.counts);
});
