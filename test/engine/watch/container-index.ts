
import assert from 'node:assert/strict';
import test from 'node:test';
import {ContainerIndex} from '../../../source/engine/watch/container-index.ts';
import {containerOfListEntry} from '../../../source/engine/docker/json.ts';
import type {EngineContainer} from '../../../source/engine/engine.ts';

function container(id: string, createdAt: number, name = id): EngineContainer {
	return {...containerOfListEntry({Id: id, Created: createdAt, State: 'running'})!, name};
}

test('the list is the same object until something in it changes, and so are its members', () => {
	const index = new ContainerIndex();
	index.replace([container('a', 1), container('b', 2)]);
	const list = index.list();
	assert.deepEqual(list.map(({id}) => id), ['b', 'a']);
	index.replace([container('a', 1), container('b', 2)]);
	index.set(container('a', 1));
	assert.equal(index.list(), list);
	index.set(container('a', 1, 'renamed'));
	assert.notEqual(index.list(), list);
	assert.equal(index.list()[0], list[0]);
	assert.equal(index.list()[1]?.name, 'renamed');
});

test('a container of which something has changed that it does not tell is a new object once, when it is looked at', () => {
	const index = new ContainerIndex();
	index.replace([container('a', 1), container('b', 2)]);
	const list = index.list();
	index.touch('a');
	index.touch('unknown');
	assert.equal(index.list(), list, 'nothing new is known yet');
	index.set(container('a', 1));
	const touched = index.list();
	assert.deepEqual(touched, list);
	assert.deepEqual(touched.map((each, position) => each === list[position]), [true, false]);
	index.replace([container('a', 1), container('b', 2)]);
	assert.equal(index.list(), touched);
});

test('a late answer does not bring a removed container back', () => {
	const index = new ContainerIndex();
	index.set(container('a', 1));
	assert.equal(index.remove('a'), true);
	assert.equal(index.remove('a'), false);
	index.set(container('a', 1));
	index.replace([container('a', 1), container('b', 2)]);
	assert.deepEqual(index.list().map(({id}) => id), ['b']);
	index.forgetRemoved();
	index.set(container('a', 1));
	assert.equal(index.list().length, 2);
});

test('filling adds what is new and leaves what is known better', () => {
	const index = new ContainerIndex();
	index.set({...container('a', 1), initPid: 7});
	index.fill([container('a', 1), container('b', 2)]);
	assert.deepEqual(index.list().map(({initPid}) => initPid), [undefined, 7]);
});

test('what is not in a new list is gone', () => {
	const index = new ContainerIndex();
	index.replace([container('a', 1), container('b', 2)]);
	index.replace([container('b', 2)]);
	assert.deepEqual(index.list().map(({id}) => id), ['b']);
});
