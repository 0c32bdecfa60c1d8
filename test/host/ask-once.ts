import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {askedOnce} from '../../source/host/ask-once.ts';

test('many who ask at the same time cost one question, and a no is asked again', async () => {
	const answers = [false, true, false];
	let questions = 0;
	const ask = askedOnce(async () => {
		await sleep(1);
		return answers[questions++]!;
	}, 0);
	const all = async () => Promise.all(Array.from({length: 10}, ask));
	assert.deepEqual(await all(), Array.from({length: 10}, () => false));
	assert.equal(questions, 1);
	assert.deepEqual(await all(), Array.from({length: 10}, () => true));
	assert.deepEqual([await ask(), questions], [false, 3]);
});

test('a yes is good for some time', async () => {
	let questions = 0;
	const ask = askedOnce(async () => {
		questions++;
		return true;
	}, 60_000);
	assert.deepEqual([await ask(), await ask(), questions], [true, true, 1]);
});

test('a question that fails fails for all who wait, and is asked again', async () => {
	let questions = 0;
	const ask = askedOnce(async () => {
		questions++;
		throw new Error('no answer');
	}, 60_000);
	const failures = await Promise.allSettled([ask(), ask()]);
	assert.deepEqual(failures.map(({status}) => status), ['rejected', 'rejected']);
	await assert.rejects(ask(), {message: 'no answer'});
	assert.equal(questions, 2);
});
