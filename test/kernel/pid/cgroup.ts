import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {parseCgroup} from '../../../source/kernel/pid/cgroup.ts';

const parse = (text: string) => parseCgroup(Buffer.from(text));

test('v1, a named hierarchy and v2 are told apart', () => {
	assert.deepEqual(parse('9:name=systemd:/a\n2:cpu,cpuacct:/docker/x\n0::/docker/x\n'), [
		{hierarchy: 9, controllers: ['name=systemd'], path: '/a'},
		{hierarchy: 2, controllers: ['cpu', 'cpuacct'], path: '/docker/x'},
		{hierarchy: 0, controllers: [], path: '/docker/x'},
	]);
});

test('a path may hold colons, blanks and what the kernel says of a removed one', () => {
	assert.deepEqual(parse('0::/a:b/1:2:3 x\n').map(({path}) => path), ['/a:b/1:2:3 x']);
	assert.deepEqual(parse('0::/docker/x (deleted)\n').map(({path}) => path), ['/docker/x (deleted)']);
	assert.deepEqual(parse('0::/../outside\n').map(({path}) => path), ['/../outside']);
});

test('lines that are none of these are left out', () => {
	assert.deepEqual(parse(''), []);
	assert.deepEqual(parse('x:y\n\n0:\n1:cpu:relative\n'), []);
});

test('a zombie has lost its cgroup on v1 and kept it on v2', () => {
	const memberships = parseCgroup(readFileSync('test/fixtures/hosts/debian-hybrid/proc/14948/cgroup'));
	assert.equal(memberships.length, 10);
	assert.ok(memberships.every(({hierarchy, path}) => hierarchy === 0 ? path.startsWith('/docker/ccc6137d') : path === '/'));
});

test('this process is in one cgroup of every hierarchy', () => {
	const memberships = parseCgroup(readFileSync('/proc/self/cgroup'));
	const lines = readFileSync('/proc/self/cgroup', 'utf8').split('\n').filter(line => line !== '');
	assert.equal(memberships.length, lines.length);
	assert.deepEqual(memberships.map(({hierarchy, controllers, path}) => `${hierarchy}:${controllers.join(',')}:${path}`), lines);
});
