import test from 'node:test';
import assert from 'node:assert/strict';
import {
	denied,
	firstSample,
	gone,
	type Known,
} from '../../source/known.ts';
import {
	Pairs,
	ratePerSecond,
	sharePercent,
	steady,
} from '../../source/model/rates.ts';
import {pairOf} from '../helpers/readings.ts';

const same = (value: Known<number>) => value;

test('a rate is the change over the time between', () => {
	assert.equal(ratePerSecond(pairOf<Known<number>>(30, 10, 2), same), 10);
	assert.equal(ratePerSecond(pairOf<Known<number>>(10, 10, 2), same), 0);
});

test('one reading makes no rate, and none is made up', () => {
	assert.equal(ratePerSecond(undefined, same), firstSample);
	assert.equal(ratePerSecond(pairOf<Known<number>>(10), same), firstSample);
});

test('a counter that runs backwards starts anew', () => {
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

test('pairs hold the last two readings', () => {
	const pairs = new Pairs<string, number>(0.4);
	assert.equal(pairs.get('a'), undefined);
	pairs.take('a', 1, 10);
	assert.deepEqual(pairs.get('a'), {now: {value: 1, atSeconds: 10}, before: undefined});
	pairs.take('a', 2, 11);
	pairs.take('a', 5, 12);
	assert.deepEqual(pairs.get('a'), {now: {value: 5, atSeconds: 12}, before: {value: 2, atSeconds: 11}});
});

test('a reading is due when there is none or the last one is old enough', () => {
	const pairs = new Pairs<string, number>(0.5);
	assert.ok(pairs.isDue('a', 10));
	pairs.take('a', 1, 10);
	assert.ok(!pairs.isDue('a', 10.4));
	assert.ok(pairs.isDue('a', 10.5));
	assert.ok(pairs.isDue('b', 10.4));
});

test('what is forgotten starts with a first sample again', () => {
	const pairs = new Pairs<string, number>(0);
	for (const key of ['a', 'b']) {
		pairs.take(key, 1, 10);
		pairs.take(key, 2, 11);
	}

	pairs.keep(key => key === 'a');
	pairs.take('b', 3, 12);
	assert.equal(ratePerSecond(pairs.get('a'), same), 1);
	assert.equal(ratePerSecond(pairs.get('b'), same), firstSample);
});

test('a reading that says the same as the one before is that very object, and stands for the pair', () => {
	const pairs = new Pairs<string, {readonly count: number}>(0);
	const first = {count: 3};
	pairs.take('a', first, 10);
	assert.equal(steady(pairs.get('a')), pairs.get('a'), 'one reading alone is a pair of its own');
	pairs.take('a', {count: 3}, 11);
	assert.equal(pairs.get('a')?.now.value, first);
	assert.equal(steady(pairs.get('a')), first);
	pairs.take('a', {count: 4}, 12);
	assert.equal(steady(pairs.get('a')), pairs.get('a'));
	assert.equal(steady(undefined), undefined);
});

test('a better reading takes the place of the last one and keeps the base of the rates', () => {
	const pairs = new Pairs<string, number>(0.4);
	pairs.take('a', 1, 10);
	pairs.take('a', 2, 11);
	pairs.amend('a', 4, 11.2);
	assert.deepEqual(pairs.get('a'), {now: {value: 4, atSeconds: 11.2}, before: {value: 1, atSeconds: 10}});
});
