import test from 'node:test';
import assert from 'node:assert/strict';
import {denied} from '../../../source/known.ts';
import {flagsOf} from '../../../source/model/isolation/flags.ts';
import {hostUse, makeContainer, makeNamespaceUses} from '../../helpers/make.ts';

test('an ordinary container, with user, cgroup and time of the host, has no flag', () => {
	assert.deepEqual(flagsOf(makeContainer()), []);
});

test('where it runs, if not here, is a flag', () => {
	const places = ['host', 'kernel', 'outside'] as const;
	assert.deepEqual(places.map(elsewhere => flagsOf(makeContainer({elsewhere})).join(' ')), ['REMOTE', 'OTHER-KERNEL', 'OUTSIDE']);
});

test('each telling namespace of the host has its flag', () => {
	const namespaces = makeNamespaceUses('web', {net: hostUse('net'), pid: hostUse('pid')});
	assert.deepEqual(flagsOf(makeContainer({namespaces})), ['HOST-PID', 'HOST-NET']);
	assert.deepEqual(
		flagsOf(makeContainer({namespaces: makeNamespaceUses('web', {ipc: hostUse('ipc'), uts: hostUse('uts'), mnt: hostUse('mnt')})})),
		['HOST-IPC', 'HOST-UTS', 'HOST-MNT'],
	);
});

test('nothing is claimed of what may not be read', () => {
	assert.deepEqual(
		flagsOf(makeContainer({namespaces: makeNamespaceUses('web', {net: {inode: denied, isHost: denied, sharedWith: []}})})),
		[],
	);
});
