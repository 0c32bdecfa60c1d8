import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LogMerge} from '../../source/logs/merge.ts';
import type {LogLine} from '../../source/logs/line.ts';

const decoder = new TextDecoder();

function begin(count: number) {
	const texts: string[] = [];
	const merge = new LogMerge(({bytes}, origin) => {
		texts.push(`${origin}:${decoder.decode(bytes)}`);
	});
	for (let origin = 0; origin < count; origin++) {
		merge.join(origin, 0);
	}

	return {texts, merge, flush: (now: number, isTimeUp = () => false) => merge.flush(now, isTimeUp)};
}

const lineOf = (text: string, time: number | undefined): LogLine => ({
	bytes: new TextEncoder().encode(text), time, stream: 'stdout', bytesCut: 0,
});

test('lines come in the order of time once each log has a later one, and after a moment in any case', () => {
	const {texts, merge, flush} = begin(2);
	merge.add(0, lineOf('b', 2), 5000);
	merge.add(0, lineOf('d', 4), 5000);
	assert.equal(flush(5000), 'waiting');
	assert.deepEqual(texts, []);
	merge.add(1, lineOf('a', 1), 5100);
	merge.add(1, lineOf('c', 3), 5100);
	assert.equal(flush(5100), 'waiting');
	assert.deepEqual(texts, ['1:a', '0:b', '1:c']);
	assert.equal(flush(5250), 'empty');
	assert.deepEqual(texts, ['1:a', '0:b', '1:c', '0:d']);
});

test('lines without a time stay behind the line before them', () => {
	const {texts, merge, flush} = begin(2);
	merge.add(0, lineOf('b', 2), 5000);
	merge.add(0, lineOf('c', undefined), 5000);
	merge.add(1, lineOf('a', 1), 5000);
	merge.add(1, lineOf('d', 3), 5000);
	flush(6000);
	assert.deepEqual(texts, ['1:a', '0:b', '0:c', '1:d']);
});

test('of a log that is far ahead no more is wanted until the others have come', () => {
	const {texts, merge, flush} = begin(2);
	let count = 0;
	while (!merge.isFullOf(0)) {
		merge.add(0, lineOf('-'.repeat(1000), 1000 + count), 5000);
		count++;
	}

	assert.ok(count > 5000);
	assert.ok(count < 20_000);
	assert.equal(merge.isFullOf(1), false);
	merge.add(1, lineOf('end', 1e9), 5000);
	flush(5000);
	assert.equal(texts.length, count);
	assert.equal(merge.isFullOf(0), false);
	assert.equal(texts.at(-1), `0:${'-'.repeat(1000)}`);
});

test('one log that never pauses keeps its order and its lines', () => {
	const {texts, merge, flush} = begin(1);
	for (let number = 0; number < 50_000; number += 10) {
		for (let index = 0; index < 10; index++) {
			merge.add(0, lineOf(String(number + index), number + index), 5000);
		}

		flush(5000);
	}

	assert.deepEqual(texts, Array.from({length: 50_000}, (_, number) => `0:${number}`));
});

test('passing on stops when the time is up, and goes on where it was', () => {
	const {texts, merge, flush} = begin(1);
	for (let number = 0; number < 1000; number++) {
		merge.add(0, lineOf(String(number), number), 5000);
	}

	assert.equal(flush(6000, () => true), 'interrupted');
	assert.ok(texts.length > 0);
	assert.ok(texts.length < 1000);
	assert.equal(flush(6000), 'empty');
	assert.deepEqual(texts, Array.from({length: 1000}, (_, number) => `0:${number}`));
});
