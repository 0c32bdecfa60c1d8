import assert from 'node:assert/strict';
import test from 'node:test';
import {QuestionGate} from '../../../source/ui/dialogs/gate.ts';

/**
A clock that goes on by hand.
*/
function handClock() {
	let now = 0;
	const waiting = new Set<{readonly at: number; call(): void}>();
	return {
		wait(milliseconds: number, then: () => void) {
			const entry = {at: now + milliseconds, call: then};
			waiting.add(entry);
			return () => {
				waiting.delete(entry);
			};
		},
		pass(milliseconds: number) {
			now += milliseconds;
			for (const entry of waiting) {
				if (entry.at <= now) {
					waiting.delete(entry);
					entry.call();
				}
			}
		},
	};
}

test('a question can be answered once it was on screen for 300 ms', () => {
	const {wait, pass} = handClock();
	const gate = new QuestionGate(wait);
	const question = ['confirm', {name: 'stop'}, ['web']];
	gate.show(question);
	pass(299);
	assert.equal(gate.answerable, undefined);
	// The same one, drawn once more.
	gate.show(['confirm', {name: 'stop'}, ['web']]);
	pass(1);
	assert.equal(gate.answerable, question);
	gate.show(undefined);
	assert.equal(gate.answerable, undefined);
});

test('an answer that came too soon has it read once more, so that a key that is held down never answers', () => {
	const {wait, pass} = handClock();
	const gate = new QuestionGate(wait);
	gate.show(['menu', ['web']]);
	for (let repeat = 0; repeat < 60; repeat++) {
		pass(25);
		assert.equal(gate.answerable, undefined);
		gate.readAgain();
	}

	pass(300);
	assert.deepEqual(gate.answerable, ['menu', ['web']]);
});

test('another question in its place has to be read too', () => {
	const {wait, pass} = handClock();
	const gate = new QuestionGate(wait);
	gate.show(['menu', ['web']]);
	pass(300);
	gate.show(['confirm', {name: 'remove'}, ['web']]);
	assert.equal(gate.answerable, undefined);
	pass(200);
	gate.show(['confirm', {name: 'remove'}, ['db']]);
	pass(200);
	assert.equal(gate.answerable, undefined);
	pass(100);
	assert.deepEqual(gate.answerable, ['confirm', {name: 'remove'}, ['db']]);
});
