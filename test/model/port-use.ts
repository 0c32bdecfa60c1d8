import assert from 'node:assert/strict';
import test from 'node:test';
import type {PortListener} from '../../source/kernel/process/port-listeners.ts';
import {denied, type Known} from '../../source/known.ts';
import {
	portSentence,
	unusedPortSentence,
	usesOfPort,
	type PortUses,
} from '../../source/model/port-use.ts';
import {hostInodes, makeContainer, makeHost} from '../helpers/make.ts';

const web = makeContainer({
	name: 'web',
	pids: [10, 11],
	ports: [
		{
			hostAddress: '127.0.0.1', hostPort: 80, containerPort: 8080, protocol: 'tcp',
		},
	],
});
const proxy = makeContainer({name: 'proxy', pids: [20, 21, 22]});
const inner = makeContainer({name: 'inner', pids: [30]});
const containers = [inner, proxy, web];

function listener(pid: number, changes: Partial<PortListener> = {}): PortListener {
	return {
		pid, protocol: 'tcp', address: '0.0.0.0', network: 5, inode: pid, ...changes,
	};
}

const usesWith = (listeners: readonly PortListener[], unreadable: readonly number[] = [], host = makeHost()): PortUses =>
	usesOfPort(containers, 80, {listeners, unreadable: new Set(unreadable)}, host);

test('what is published comes first, then what listens on the host, then what listens inside', () => {
	const {uses, isComplete} = usesWith([listener(20, {network: hostInodes.net}), listener(30, {protocol: 'udp6', address: '::'})]);
	assert.deepEqual(uses, [
		{
			container: web, place: 'published', protocol: 'tcp', address: '127.0.0.1', pid: undefined,
		},
		{
			container: proxy, place: 'host', protocol: 'tcp', address: '0.0.0.0', pid: 20,
		},
		{
			container: inner, place: 'inside', protocol: 'udp6', address: '::', pid: 30,
		},
	]);
	assert.equal(isComplete, true);
	assert.equal(
		portSentence(80, uses),
		'Port 80: web publishes it; proxy (PID 20) listens on it in the host\'s network namespace; inner (PID 30) listens on it inside.',
	);
});

test('a socket that several processes share is told once, with the first of them', () => {
	const shared = {network: hostInodes.net, inode: 7};
	const {uses} = usesWith([listener(20, shared), listener(21, shared), listener(22, {...shared, inode: 8})]);
	assert.deepEqual(uses.filter(({place}) => place === 'host').map(({pid}) => pid), [20, 22]);
	assert.match(portSentence(80, uses), /; proxy \(PID 20\) listens on it/);
});

test('several containers listen, one listens', () => {
	const {uses} = usesWith([listener(20), listener(30)]);
	assert.equal(portSentence(80, uses), 'Port 80: web publishes it; inner (PID 30), proxy (PID 20) listen on it inside.');
});

test('where the host\'s own namespace is unknown, nothing is taken for it', () => {
	const host = makeHost({namespaces: {...hostInodes, net: denied}});
	assert.deepEqual(usesWith([listener(20, {network: hostInodes.net})], [], host).uses.map(({place}) => place), ['published', 'inside']);
});

test('that nobody listens is only said where all processes of containers could be looked at', () => {
	const sentence = (listeners: Known<{listeners: readonly PortListener[]; unreadable: ReadonlySet<number>}>): string =>
		unusedPortSentence(81, listeners, usesOfPort(containers, 81, listeners, makeHost()));
	assert.equal(sentence({listeners: [], unreadable: new Set([1, 99])}), 'No container publishes port 81 or listens on it.');
	assert.equal(
		sentence({listeners: [listener(99)], unreadable: new Set()}),
		'No container publishes port 81 or listens on it, but PID 99 does, which is in none.',
	);
	for (const unknown of [{listeners: [], unreadable: new Set([11])}, denied]) {
		assert.equal(sentence(unknown), 'No container publishes port 81. Whether one listens on it cannot be seen: permission denied.');
	}
});
