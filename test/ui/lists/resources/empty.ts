import assert from 'node:assert/strict';
import test from 'node:test';
import type {EngineStatus} from '../../../../source/engine/engine.ts';
import {emptyResources, headingOfResources} from '../../../../source/ui/lists/resources/empty.ts';
import {nothingRead, type ResourceReading} from '../../../../source/ui/resources/reading.ts';
import {makeEngine, makeSnapshot, makeWorld} from '../../../helpers/make.ts';
import {makeVolume, readingOf} from '../../../helpers/resources.ts';

const {settings} = makeWorld().view;
const podman = (state: EngineStatus['state']): EngineStatus => makeEngine({
	id: 'podman-1', kind: 'podman', address: 'unix:///run/podman/podman.sock', state,
});

function given(state: EngineStatus['state'], resources: ResourceReading) {
	return {resources, snapshot: makeSnapshot({engines: [makeEngine(), podman(state)]}), settings};
}

test('above what one engine has stands which other one could not be asked', () => {
	const told = readingOf(makeVolume());
	assert.deepEqual(headingOfResources('volume', given('unreachable', told)), [
		'Podman (unix:///run/podman/podman.sock) does not answer: its volumes are missing.',
	]);
	for (const [state, words] of [
		['connecting', 'has not answered yet'],
		['slow', 'has not answered for some time'],
		['stopped', 'is stopped'],
		['denied', 'refuses access'],
	] as const) {
		assert.deepEqual(headingOfResources('volume', given(state, told)), [
			`Podman (unix:///run/podman/podman.sock) ${words}: its volumes are missing.`,
		]);
	}

	assert.deepEqual(headingOfResources('volume', given('up', told)), []);
	const list = {engine: 'podman-1', resources: []};
	const also = (state: 'asking' | 'answered'): ResourceReading =>
		({...told, lists: {...told.lists, volume: [...told.lists.volume, {...list, state}]}});
	assert.deepEqual(headingOfResources('volume', given('slow', also('answered'))), [], 'what it told before is shown');
	assert.equal(headingOfResources('volume', given('slow', also('asking'))).length, 1);
});

test('where there are no rows that is said first', () => {
	assert.deepEqual(emptyResources('network', given('unreachable', readingOf())), [
		'There are no networks here.', 'Podman (unix:///run/podman/podman.sock) does not answer: its networks are missing.',
	]);
	assert.deepEqual(headingOfResources('network', given('unreachable', readingOf())), []);
	assert.deepEqual(emptyResources('image', given('slow', nothingRead)), ['Waiting for the engine to answer.']);
});
