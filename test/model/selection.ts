import assert from 'node:assert/strict';
import test from 'node:test';
import {select, type Selection} from '../../source/model/selection.ts';
import {
	hostInodes,
	idOf,
	makeContainer,
	makeSnapshot,
} from '../helpers/make.ts';

const port = (hostPort: number | undefined) => ({
	hostAddress: '0.0.0.0', hostPort, containerPort: 80, protocol: 'tcp',
});

const web1 = makeContainer({name: 'web-1', pids: [100, 101], ports: [port(8080)]});
const web2 = makeContainer({name: 'web-2', pids: [200], ports: [port(undefined)]});
const database = makeContainer({name: 'database', pids: [300], ports: [port(5432), port(80)]});
const odd = makeContainer({name: 'a[1]*', pids: [400]});
const removed = makeContainer({name: 'removed', isRemoved: true, pids: []});
const snapshot = makeSnapshot({containers: [web1, web2, database, odd, removed]});

function names(selection: Partial<Selection>): readonly string[] {
	const {keys} = select(snapshot, {
		names: [], pid: undefined, port: undefined, ...selection,
	});
	return [...keys].map(key => snapshot.containers.get(key)!.name);
}

function refusals(selection: Partial<Selection>): readonly string[] {
	return select(snapshot, {
		names: [], pid: undefined, port: undefined, ...selection,
	}).refusals;
}

test('a name is meant whole, never in part', () => {
	assert.deepEqual(names({names: ['web-1']}), ['web-1']);
	assert.deepEqual(names({names: ['web']}), []);
	assert.deepEqual(names({names: ['database', 'web-2']}), ['web-2', 'database']);
});

test('an id is meant by its beginning, in either case', () => {
	const id = idOf('web-2');
	assert.deepEqual(names({names: [id]}), ['web-2']);
	assert.deepEqual(names({names: [id.slice(0, 12).toUpperCase()]}), ['web-2']);
});

test('a pattern is matched against the whole name, and a container with such a name goes before', () => {
	assert.deepEqual(names({names: ['web-*']}), ['web-1', 'web-2']);
	assert.deepEqual(names({names: ['web-[!1]']}), ['web-2']);
	assert.deepEqual(names({names: ['*a*']}), ['database', 'a[1]*']);
	assert.deepEqual(names({names: ['a[1]*']}), ['a[1]*']);
});

test('a pid is that of any process in it, a port one that it publishes', () => {
	assert.deepEqual(names({pid: 101}), ['web-1']);
	assert.deepEqual(names({port: 80}), ['database']);
	assert.deepEqual(names({names: ['web-*'], port: 8080}), ['web-1']);
});

test('a port is also that of a process which listens on it; what concerns the host comes first', () => {
	const socket = {protocol: 'tcp', address: '::', network: 7} as const;
	const listeners = {
		listeners: [{pid: 100, inode: 1, ...socket}, {
			pid: 200, inode: 2, ...socket, network: hostInodes.net,
		}], unreadable: new Set<number>(),
	};
	const selected = select(snapshot, {names: [], pid: undefined, port: 80}, listeners);
	assert.deepEqual(selected.portUses.map(({container, place}) => [container.name, place]), [
		['database', 'published'], ['web-2', 'host'], ['web-1', 'inside'],
	]);
	assert.deepEqual([...selected.keys], [database, web2, web1].map(({key}) => key));
	const among = select(snapshot, {names: ['web-*'], pid: 101, port: 80}, listeners);
	assert.deepEqual([...among.keys], [web1.key]);
	assert.deepEqual(among.portUses.map(({container}) => container.name), ['web-1']);
});

test('what finds nothing is said, each in a sentence; one that was removed is not there', () => {
	assert.deepEqual(refusals({names: ['web-1', 'nosuch', 'x*', 'removed']}), [
		'No container is called "nosuch".',
		'No container is called "x*".',
		'No container is called "removed".',
	]);
	assert.deepEqual(refusals({pid: 5}), ['No container has a process with the pid 5.']);
	assert.deepEqual(refusals({port: 81}), ['No container publishes port 81 or listens on it.']);
	assert.deepEqual(refusals({names: ['web-1'], port: 80}), []);
	assert.deepEqual(names({names: ['web-1'], port: 80}), []);
});
