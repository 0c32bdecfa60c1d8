import assert from 'node:assert/strict';
import test from 'node:test';
import {troubleOf} from '../../source/output/trouble.ts';
import {makeEngine} from '../helpers/make.ts';

const silent = makeEngine({state: 'unreachable', detail: 'Could not reach Docker: nothing listens.'});

test('an engine that was named is complained of, whether another answers or not', () => {
	assert.equal(troubleOf([silent]), silent.detail);
	assert.equal(troubleOf([makeEngine(), silent]), silent.detail);
});

test('one that nobody named is complained of only where no other answers', () => {
	const found = {...silent, isNamed: false};
	assert.equal(troubleOf([makeEngine(), found]), undefined);
	assert.equal(troubleOf([found, makeEngine({isNamed: false})]), undefined);
	assert.equal(troubleOf([found]), silent.detail);
});

test('where all answer, or there is none, nothing is wrong', () => {
	assert.equal(troubleOf([makeEngine(), makeEngine({isNamed: false})]), undefined);
	assert.equal(troubleOf([]), undefined);
});

test('an engine without a sentence of its own is named by its address', () => {
	assert.equal(troubleOf([{...silent, detail: undefined}]), 'Docker at unix:///var/run/docker.sock does not answer.');
});
