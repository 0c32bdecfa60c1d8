import test from 'node:test';
import assert from 'node:assert/strict';
import type {Container} from '../../source/model/container.ts';
import {conditionOf} from '../../source/model/project-state.ts';

const word = (...members: ReadonlyArray<Container['state'] | 'unhealthy' | 'starting'>): string => conditionOf(members.map(member =>
	member === 'unhealthy' || member === 'starting' ? {state: 'running', health: member} : {state: member, health: undefined})).word;

test('the state of a project is one word, or how many of its containers run', () => {
	assert.equal(word('running', 'running'), 'running');
	assert.equal(word('running', 'exited', 'running'), 'partial 2/3');
	assert.equal(word('running', 'paused'), 'partial 1/2');
	assert.equal(word('exited', 'created', 'dead'), 'stopped');
	assert.equal(word('paused', 'exited'), 'paused');
	assert.equal(word('running', 'starting'), 'starting');
});

test('the worst is said first', () => {
	assert.equal(word('exited', 'unhealthy', 'running'), 'unhealthy');
	assert.equal(word('unhealthy', 'restarting'), 'restarting');
	assert.equal(word('starting', 'exited'), 'partial 1/2');
	assert.deepEqual(conditionOf([{state: 'running', health: 'unhealthy'}]), {word: 'unhealthy', state: 'running', health: 'unhealthy'});
});
