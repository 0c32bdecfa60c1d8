import assert from 'node:assert/strict';
import test from 'node:test';
import type {EngineStatus} from '../../../source/engine/engine.ts';
import {engineNews} from '../../../source/ui/effects/engine-news.ts';

function status(change: Partial<EngineStatus>): EngineStatus {
	return {
		id: 'unix:///d.sock',
		kind: 'docker',
		version: undefined,
		apiVersion: undefined,
		address: 'unix:///d.sock',
		isRootless: undefined,
		isLocal: true,
		socket: undefined,
		container: undefined,
		isNamed: true,
		state: 'up',
		detail: undefined,
		since: 0,
		...change,
	};
}

test('an engine that is reached for the first time is no news, one that comes back is', () => {
	assert.equal(engineNews([], [status({})]), undefined);
	assert.equal(engineNews([status({state: 'connecting'})], [status({})]), undefined);
	assert.deepEqual(engineNews([status({state: 'unreachable', detail: 'Gone.'})], [status({})]), {
		text: 'unix:///d.sock answers again.',
		tone: 'good',
	});
});

test('an engine that falls silent says why', () => {
	assert.deepEqual(engineNews([status({})], [status({state: 'unreachable', detail: 'It is gone.'})]), {text: 'It is gone.', tone: 'bad'});
});

test('what an engine forbids is said once, whether it was known from the beginning or was learned later, and again after it was away', () => {
	const restricted = status({detail: 'No events.'});
	const news = {text: 'No events.', tone: 'warn'};
	assert.deepEqual(engineNews([status({state: 'connecting'})], [restricted]), news);
	assert.deepEqual(engineNews([status({})], [restricted]), news);
	assert.equal(engineNews([restricted], [status({detail: 'No events.', version: '20.10'})]), undefined);
	assert.deepEqual(engineNews([status({state: 'unreachable', detail: 'No events.'})], [restricted]), news);
	assert.equal(engineNews([restricted], [status({})]), undefined);
});

test('an engine that nobody named is no news, whatever becomes of it', () => {
	const named = status({});
	const unnamed = status({id: 'unix:///proc/7/root/d.sock', container: 'dind', isNamed: false});
	const away = {...unnamed, state: 'unreachable', detail: 'It is gone.'} as const;
	assert.equal(engineNews([named, unnamed], [named, away]), undefined);
	assert.equal(engineNews([named, away], [named, unnamed]), undefined);
	assert.equal(engineNews([named], [named, {...unnamed, detail: 'No events.'}]), undefined);
	assert.equal(engineNews([named, unnamed], [status({state: 'unreachable', detail: 'Away.'}), away])?.text, 'Away.');
});
