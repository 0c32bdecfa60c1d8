import test from 'node:test';
import assert from 'node:assert/strict';
import v8 from 'node:v8';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {runInNewContext} from 'node:vm';
import {Interned} from '../../source/kernel/interned.ts';

v8.setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('the same text gives the same object as long as it is referenced', () => {
	const interned = new Interned<readonly string[]>();
	const one = interned.get('a', () => ['a']);
	assert.equal(interned.get('a', () => ['another']), one);
	assert.notEqual(interned.get('b', () => ['b']), one);
});

test('what is no longer referenced is forgotten, what is referenced is not', async () => {
	const interned = new Interned<readonly string[]>();
	const kept = Array.from({length: 10}, (_, index) => interned.get(`kept ${index}`, () => [String(index)]));
	for (let count = 0; count < 100; count++) {
		for (let index = 0; index < 100; index++) {
			interned.get(`passing ${count} ${index}`, () => [String(index)]);
		}

		// What was looked at lives until the end of the turn.

		await nextTurn();
		collectGarbage();
	}

	assert.ok(interned.size < 1000, `${interned.size} texts of 10,000 are left`);
	for (const [index, value] of kept.entries()) {
		assert.equal(interned.get(`kept ${index}`, () => []), value);
	}
});
