import test from 'node:test';
import assert from 'node:assert/strict';
import {firstSample, type Known} from '../../../source/known.ts';
import {ratePerSecond, steady} from '../../../source/model/build/rates.ts';
import {Pairs} from '../../../source/sampler/kept/pairs.ts';

const same = (value: Known<number>) => value;

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
