import assert from 'node:assert/strict';
import test from 'node:test';
import {LogPlace} from '../../../source/engine/docker/log-place.ts';
import type {LogStream} from '../../../source/logs/line.ts';

const line = (time: number | undefined, stream: LogStream = 'stdout') => ({
	bytes: new Uint8Array(0), time, stream, bytesCut: 0,
});

test('what was given is recognised by time and count, each stream by itself', () => {
	const place = new LogPlace();
	for (const given of [line(5000), line(7000), line(7000), line(6000, 'stderr'), line(undefined)]) {
		place.note(given);
	}

	assert.deepEqual(place.start({kind: 'all'}), {kind: 'since', milliseconds: 6000});
	const isGiven = place.recogniser();
	assert.deepEqual(
		[line(5000), line(7000), line(6000, 'stderr'), line(6500, 'stderr'), line(7000), line(7000), line(8000)].map(each => isGiven(each)),
		[true, true, true, false, true, false, false],
	);
});

test('where nothing was given everything is new, and it begins as before', () => {
	const place = new LogPlace();
	assert.deepEqual(place.start({kind: 'tail', lines: 3}), {kind: 'tail', lines: 3});
	assert.equal(place.recogniser()(line(1)), false);
});
