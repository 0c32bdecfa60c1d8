import test from 'node:test';
import assert from 'node:assert/strict';
import {
	denied,
	firstSample,
	gone,
	type Known,
} from '../../../source/known.ts';
import {ratePerSecond, sharePercent} from '../../../source/model/build/rates.ts';
import {pairOf} from '../../helpers/readings.ts';

const same = (value: Known<number>) => value;

test('a rate is the change over the time between', () => {
	assert.equal(ratePerSecond(pairOf<Known<number>>(30, 10, 2), same), 10);
	assert.equal(ratePerSecond(pairOf<Known<number>>(10, 10, 2), same), 0);
});

test('one reading makes no rate, and none is made up', () => {
	assert.equal(ratePerSecond(undefined, same), firstSample);
	assert.equal(ratePerSecond(pairOf<Known<number>>(10), same), firstSample);
});

test('a counter that runs backwards starts over', () => {
	assert.equal(ratePerSecond(pairOf<Known<number>>(5, 10), same), firstSample);
});

test('readings without time between them make no rate', () => {
	assert.equal(ratePerSecond(pairOf<Known<number>>(20, 10, 0), same), firstSample);
	assert.equal(ratePerSecond(pairOf<Known<number>>(20, 10, -1), same), firstSample);
});

test('a counter that cannot be read now says why; one that could not be read before waits', () => {
	assert.equal(ratePerSecond(pairOf<Known<number>>(denied, 10), same), denied);
	assert.equal(ratePerSecond(pairOf<Known<number>>(10, gone), same), firstSample);
});

test('a share is one change of another', () => {
	type Reading = {readonly part: Known<number>; readonly whole: Known<number>};
	const share = (now: Reading, before?: Reading) => sharePercent(pairOf(now, before), ({part}) => part, ({whole}) => whole);
	assert.equal(share({part: 15, whole: 140}, {part: 10, whole: 120}), 25);
	assert.equal(share({part: 10, whole: 120}, {part: 10, whole: 120}), 0, 'nothing of nothing');
	assert.equal(share({part: 10, whole: 120}), firstSample);
	assert.equal(share({part: 10, whole: denied}, {part: 10, whole: 120}), denied);
	assert.equal(share({part: gone, whole: denied}, {part: 10, whole: 120}), gone);
	assert.equal(share({part: 12, whole: 100}, {part: 10, whole: 120}), firstSample, 'the whole ran backwards');
});
