import test from 'node:test';
import assert from 'node:assert/strict';
import {createStore} from '../source/store.ts';

test('a new value is told, the same one is not', () => {
	const store = createStore(1);
	const seen: number[] = [];
	store.subscribe(() => {
		seen.push(store.get());
	});
	store.set(2);
	store.set(2);
	store.set(3);
	assert.deepEqual(seen, [2, 3]);
});

test('what is not a number is the same as itself', () => {
	const store = createStore(NaN);
	let calls = 0;
	store.subscribe(() => {
		calls++;
	});
	store.set(NaN);
	assert.equal(calls, 0);
});

test('a function that subscribed twice is called twice, and each subscription ends by itself', () => {
	const store = createStore(0);
	let calls = 0;
	const listener = () => {
		calls++;
	};

	const ends = [store.subscribe(listener), store.subscribe(listener)];
	store.set(1);
	assert.equal(calls, 2);
	ends[0]!();
	ends[0]!();
	store.set(2);
	assert.equal(calls, 3);
	ends[1]!();
	store.set(3);
	assert.equal(calls, 3);
});

test('a listener that ends itself or sets the value does not lose the others', () => {
	const store = createStore(0);
	const seen: string[] = [];
	const end = store.subscribe(() => {
		end();
		seen.push(`first ${store.get()}`);
		store.set(10);
	});
	store.subscribe(() => {
		seen.push(`second ${store.get()}`);
	});
	store.set(1);
	assert.deepEqual(seen, ['first 1', 'second 10', 'second 10']);
});
