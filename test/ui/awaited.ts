import test from 'node:test';
import assert from 'node:assert/strict';
import type {Container} from '../../source/model/container.ts';
import {tellEnded, toggleAwaited} from '../../source/ui/awaited.ts';
import {
	endProgress,
	notify,
	report,
	reportFailure,
} from '../../source/ui/messages.ts';
import {initialState} from '../../source/ui/state.ts';
import {makeContainer, makeSnapshot, pressAll} from '../helpers/make.ts';

const web = makeContainer({name: 'web', startedAt: 1000});
const waiting = toggleAwaited(initialState(120, 40), web);

function told(changes: Partial<Container>, state = waiting) {
	return tellEnded(state, makeSnapshot({containers: [{...web, ...changes}]}));
}

test('nothing is said while the container runs, and nothing after that is taken back', () => {
	assert.equal(told({}), waiting);
	assert.equal(told({state: 'paused'}), waiting);
	const taken = toggleAwaited(waiting, web);
	assert.equal(told({state: 'exited', exitCode: 1}, taken), taken);
});

test('how it ended is said once', () => {
	const cases: ReadonlyArray<readonly [Partial<Container>, string, string]> = [
		[{state: 'exited', exitCode: 0}, 'web has ended with exit code 0.', 'good'],
		[{state: 'exited', exitCode: 137, isOomKilled: true}, 'web has ended with exit code 137, out of memory.', 'warn'],
		[{state: 'restarting', exitCode: 3}, 'web has ended with exit code 3 and is being restarted.', 'warn'],
		[{startedAt: 2000}, 'web has ended and was started again.', 'warn'],
		[{state: 'running', isRemoved: true, exitCode: 2}, 'web has ended with exit code 2.', 'warn'],
	];
	for (const [changes, text, tone] of cases) {
		const state = told(changes);
		assert.deepEqual([state.notice?.text, state.notice?.tone], [text, tone]);
		assert.deepEqual(state.awaited, []);
		assert.equal(told(changes, state), state);
	}
});

test('the message stays until a key, whatever happens by itself; what was asked for joins it', () => {
	const ended = told({state: 'exited', exitCode: 3});
	assert.equal(report(ended, {text: 'news', tone: 'normal'}).notice?.text, 'web has ended with exit code 3.');
	assert.equal(endProgress(ended, 1, {text: 'Stopped db.', tone: 'good'}).notice?.text, 'web has ended with exit code 3. Stopped db.');
	assert.equal(pressAll(['j'], {state: ended}).state.notice, undefined);
});

test('a failure that was not read is not covered: the end is said after it', () => {
	const failed = reportFailure(waiting, 'Could not stop db.');
	const still = told({state: 'exited', exitCode: 3}, failed);
	assert.equal(still.notice?.text, 'Could not stop db.');
	assert.equal(told({state: 'exited', exitCode: 3}, notify(still, undefined)).notice?.text, 'web has ended with exit code 3.');
});

test('W waits for the container under the cursor, and takes it back', () => {
	const snapshot = makeSnapshot({containers: [web]});
	const once = pressAll(['W'], {snapshot}).state;
	assert.match(once.notice?.text ?? '', /^You will be told when web ends\./);
	const twice = pressAll(['W'], {snapshot, state: once}).state;
	assert.deepEqual(twice.awaited, []);
});
