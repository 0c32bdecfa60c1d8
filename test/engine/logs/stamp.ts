import assert from 'node:assert/strict';
import test from 'node:test';
import {longestStampBytes, StampReader} from '../../../source/engine/logs/stamp.ts';

function read(text: string): readonly [number, number] | undefined {
	const stamps = new StampReader();
	const bytes = new TextEncoder().encode(text);
	const end = stamps.read(bytes, 0, bytes.length);
	return end === -1 ? undefined : [end, stamps.time];
}

test('each form in which engines write a time', () => {
	for (const text of [
		'2026-11-27T08:57:05.123456789Z',
		'2026-11-27T08:57:05.000000000Z',
		'2026-11-27T08:57:05Z',
		'2026-11-27T08:57:05+00:00',
		'2026-11-27T08:57:05.5+05:30',
		'2026-11-27T08:57:05.123456789-11:45',
		'2024-02-29T23:59:59.999Z',
		'1999-12-31T23:59:59Z',
	]) {
		const found = read(`${text} rest`);
		assert.equal(found?.[0], text.length);
		assert.ok(Math.abs(found[1] - Date.parse(text)) < 1, text);
		assert.ok(text.length <= longestStampBytes);
	}
});

test('the fraction is kept as far as a number can hold it', () => {
	assert.ok(Math.abs(read('2026-11-27T08:57:05.123456789Z')![1] - Date.UTC(2026, 10, 27, 8, 57, 5) - 123.4568) < 0.001);
});

test('what is not quite a time is none', () => {
	for (const text of [
		'',
		'x',
		'2026-11-27',
		'2026-11-27 08:57:05Z',
		'2026-11-27T08:57:05',
		'2026-11-27T08:57:05.12',
		'2026-1a-27T08:57:05Z',
		'2026-11-27T08:5x:05Z',
		'2026-11-27T08:57:05+01',
		'2026-11-27T08:57:05+01.00',
		'-026-11-27T08:57:05Z',
		'2026-11-27T08:57:05+0a:00',
	]) {
		assert.equal(read(text), undefined, text);
	}
});

test('one reader reads lines of several days', () => {
	const stamps = new StampReader();
	const times = ['2026-11-27T23:59:59Z', '2026-11-28T00:00:00Z', '2026-12-01T00:00:00Z', '2026-11-27T00:00:00Z'].map(text => {
		stamps.read(new TextEncoder().encode(text), 0, text.length);
		return new Date(stamps.time).toISOString();
	});
	assert.deepEqual(times, ['2026-11-27T23:59:59.000Z', '2026-11-28T00:00:00.000Z', '2026-12-01T00:00:00.000Z', '2026-11-27T00:00:00.000Z']);
});
