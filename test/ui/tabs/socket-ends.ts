import assert from 'node:assert/strict';
import test from 'node:test';
import type {OwnedSocket} from '../../../source/model/build/sockets.ts';
import {localText, remoteText, stateText} from '../../../source/ui/tabs/socket-ends.ts';

const socket = (changes: Partial<OwnedSocket>): OwnedSocket => ({
	protocol: 'unix', inode: 10, local: '', remote: '', state: '', isListening: false, owners: [], ...changes,
});
const owner = (pid: number) => ({pid, name: `p${pid}`});

test('an end with a name is called by it', () => {
	const named = socket({protocol: 'tcp', local: '127.0.0.1:80', remote: '10.0.0.9:4000'});
	assert.deepEqual([localText(named), remoteText(named)], ['127.0.0.1:80', '10.0.0.9:4000']);
	const client = socket({remote: '/run/x.sock', peer: {inode: 11, owners: [owner(4)]}});
	assert.deepEqual([localText(client), remoteText(client)], ['10', '/run/x.sock of 4 p4']);
});

test('ends without a name are called by the inodes that both tell', () => {
	const one = socket({peer: {inode: 11, owners: [owner(4), owner(5)]}});
	assert.deepEqual([localText(one), remoteText(one)], ['10', '11 of 4 p4, 5 p5']);
	const other = socket({inode: 11, peer: {inode: 10, owners: []}});
	assert.deepEqual([localText(other), remoteText(other)], ['11', '10']);
});

test('of many who have the other end the first are named', () => {
	const {peer} = socket({peer: {inode: 11, owners: [1, 2, 3, 4].map(pid => owner(pid))}});
	assert.equal(remoteText(socket({peer})), '11 of 1 p1, 2 p2, 2 more');
});

test('what is not connected has no other end, and no name where it has none', () => {
	assert.deepEqual([localText(socket({})), remoteText(socket({}))], ['', '']);
});

test('a socket of UDP that is connected to nobody is not called closed', () => {
	assert.equal(stateText({protocol: 'udp6', state: 'CLOSE'}), 'UNCONN');
	assert.equal(stateText({protocol: 'udp', state: 'ESTABLISHED'}), 'ESTABLISHED');
	assert.equal(stateText({protocol: 'tcp', state: 'CLOSE'}), 'CLOSE');
});
