import test from 'node:test';
import assert from 'node:assert/strict';
import {createStore} from '../../source/store.ts';
import type {ComposeAnswer} from '../../source/ui/compose-answer.ts';
import {nothingRead} from '../../source/ui/resources/reading.ts';
import type {Inspection} from '../../source/ui/inspection.ts';
import type {EventReading} from '../../source/ui/events/reading.ts';
import type {LogReading} from '../../source/ui/logs/reading.ts';
import {initialState} from '../../source/ui/state.ts';
import {createWorld} from '../../source/ui/world.ts';
import {makeContainer, makeSnapshot, plainSettings} from '../helpers/make.ts';

function make() {
	const stores = {
		snapshots: createStore(makeSnapshot({containers: [makeContainer({name: 'first'})]})),
		state: createStore(initialState(120, 40)),
		inspection: createStore<Inspection | undefined>(undefined),
		compose: createStore<ComposeAnswer | undefined>(undefined),
		log: createStore<LogReading | undefined>(undefined),
		resources: createStore(nothingRead),
		events: createStore<EventReading | undefined>(undefined),
	};
	return {...stores, world: createWorld({...stores, settings: plainSettings, isReadOnly: false})};
}

const namesIn = (world: ReturnType<typeof make>['world']) => [...world.get().view.snapshot.containers.values()].map(({name}) => name);

test('a world is the same value until one of its stores changes', () => {
	const {world, state, inspection} = make();
	const first = world.get();
	assert.equal(world.get(), first);
	inspection.set({container: 'x', state: 'asking'});
	state.set({...state.get(), detailsScroll: 1});
	assert.equal(world.get().view.state.detailsScroll, 1);
});

test('a frozen screen keeps its moment while one goes on moving in it, and then shows the newest', () => {
	const {world, snapshots, state} = make();
	state.set({...state.get(), isFrozen: true});
	world.get();
	snapshots.set(makeSnapshot({containers: [makeContainer({name: 'second'})]}));
	assert.deepEqual(namesIn(world), ['first']);
	state.set({...state.get(), showStopped: false});
	assert.deepEqual(namesIn(world), ['first']);
	snapshots.set(makeSnapshot({containers: [makeContainer({name: 'third'})]}));
	state.set({...state.get(), isFrozen: false});
	assert.deepEqual(namesIn(world), ['third']);
	state.set({...state.get(), isFrozen: true});
	assert.deepEqual(namesIn(world), ['third'], 'frozen again, it is the moment of now');
});

test('whoever listens hears of every store, until the end', () => {
	const {world, snapshots, state, inspection} = make();
	let calls = 0;
	const end = world.subscribe(() => {
		calls++;
	});
	snapshots.set(makeSnapshot());
	state.set({...state.get(), isZoomed: true});
	inspection.set({container: 'x', state: 'asking'});
	assert.equal(calls, 3);
	end();
	snapshots.set(makeSnapshot());
	assert.equal(calls, 3);
});
