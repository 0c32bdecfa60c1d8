import assert from 'node:assert/strict';
import {test, type TestContext} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {Peaks} from '../../source/host/peaks.ts';

function start(t: TestContext) {
	t.mock.timers.enable({apis: ['setTimeout']});
	let count = 0;
	const peaks = new Peaks(() => {
		count++;
	});
	// A timer that is set while time passes counts from the end of the step.
	const passed = (milliseconds: number): number => {
		for (let left = milliseconds; left > 0; left -= 1000) {
			t.mock.timers.tick(Math.min(left, 1000));
		}

		return count;
	};

	return {peaks, passed};
}

test('when a thousand processes have gone garbage is collected, twice, and not again', t => {
	const {peaks, passed} = start(t);
	peaks.note(100);
	peaks.note(3100);
	assert.equal(passed(60_000), 0);
	peaks.note(100);
	assert.equal(passed(4999), 0);
	assert.equal(passed(1), 1);
	peaks.note(90);
	assert.equal(passed(10_000), 2);
	peaks.note(110);
	assert.equal(passed(600_000), 2);
});

test('processes that come and go by the hundred, or that only come, are no reason', t => {
	const {peaks, passed} = start(t);
	for (const count of [0, 500, 0, 900, 10, 5000, 4500, 20_000, 19_001]) {
		peaks.note(count);
		assert.equal(passed(60_000), 0);
	}
});

test('what is gone in several steps counts as well, and after a collection the next peak does', t => {
	const {peaks, passed} = start(t);
	peaks.note(2000);
	peaks.note(1500);
	peaks.note(1000);
	assert.equal(passed(60_000), 2);
	peaks.note(2000);
	peaks.note(999);
	assert.equal(passed(60_000), 4);
});

test('nothing is collected after the end', t => {
	const {peaks, passed} = start(t);
	peaks.note(2000);
	peaks.note(0);
	peaks.stop();
	assert.equal(passed(60_000), 0);
});

test('the usual way to collect garbage collects it', async t => {
	t.mock.timers.enable({apis: ['setTimeout']});
	const peaks = new Peaks();
	const garbage = new WeakRef({});
	peaks.note(2000);
	peaks.note(0);
	// What was looked at lives until the end of the turn.
	await nextTurn();
	t.mock.timers.tick(60_000);
	assert.equal(garbage.deref(), undefined);
	peaks.stop();
});
