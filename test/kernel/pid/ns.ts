import assert from 'node:assert/strict';
import {readdirSync, readlinkSync, statSync} from 'node:fs';
import {test} from 'node:test';
import {forEachKind, namespaceKinds, parseNamespaceLink} from '../../../source/kernel/pid/ns.ts';

test('a link names a kind and an inode', () => {
	assert.deepEqual(parseNamespaceLink('net:[4026531840]'), {kind: 'net', inode: 4_026_531_840});
	assert.deepEqual(parseNamespaceLink('time:[4026531834]'), {kind: 'time', inode: 4_026_531_834});
	for (const text of ['', 'net', 'net:[]', 'net:[x]', 'nut:[1]', 'pid_for_children:[1]', ' net:[1]', 'net:[1]\n', '/proc/1/ns/net']) {
		assert.equal(parseNamespaceLink(text), undefined);
	}
});

test('every kind of this kernel is known', () => {
	const kinds = readdirSync('/proc/self/ns').filter(name => !name.endsWith('_for_children'));
	assert.deepEqual(kinds.filter(name => namespaceKinds.every(({kind}) => kind !== name)), []);
	assert.deepEqual(namespaceKinds.map(({kind}) => kind), namespaceKinds.map(({kind}) => kind).toSorted());
});

test('the inode in a link is that of the namespace', () => {
	for (const name of readdirSync('/proc/self/ns')) {
		assert.equal(parseNamespaceLink(readlinkSync(`/proc/self/ns/${name}`))?.inode, statSync(`/proc/self/ns/${name}`).ino);
	}
});

test('a record has one value for each kind', () => {
	assert.deepEqual(Object.entries(forEachKind(kind => kind)), namespaceKinds.map(({kind}) => [kind, kind]));
});
