import assert from 'node:assert/strict';
import {test} from 'node:test';
import {denied, unsupported} from '../../source/known.ts';
import {elsewhereOf, type EnginePlaceEvidence} from '../../source/model/engine-place.ts';

const system = {kernel: '6.18.5', hostname: 'vm', os: 'Debian GNU/Linux 13'};
const own = {
	kernel: '6.18.5', hostname: 'vm', seesHostProcesses: true, isNameTelling: true,
};
const inContainer = {...own, hostname: '3f2a1b', seesHostProcesses: false};
const holder = (program: string, changes = {}) => ({
	pid: 700, program, isService: program === 'dockerd', hasOurPids: true, ...changes,
});

function placeOf(changes: Partial<EnginePlaceEvidence>): string | undefined {
	return elsewhereOf({
		holder: unsupported, system, own, ...changes,
	})?.place;
}

test('an engine whose process listens at the socket is here, unless it counts pids in a namespace of its own', () => {
	assert.equal(placeOf({holder: holder('dockerd')}), undefined);
	assert.equal(placeOf({holder: holder('dockerd'), system: {...system, hostname: 'other'}}), undefined);
	assert.equal(placeOf({holder: holder('dockerd', {hasOurPids: denied})}), undefined);
	assert.equal(placeOf({holder: holder('dockerd', {hasOurPids: false})}), 'outside');
	assert.equal(placeOf({holder: holder('dockerd'), own: inContainer}), undefined, 'in the same container');
});

test('another release is another kernel, whoever holds the socket and whether that may be known', () => {
	const elsewhere = elsewhereOf({
		holder: holder('com.docker.backe'), system: {kernel: '6.10.14-linuxkit', hostname: 'docker-desktop', os: 'Docker Desktop'}, own,
	});
	assert.deepEqual(elsewhere, {
		place: 'kernel', reason: 'It runs on Linux 6.10.14-linuxkit (Docker Desktop), and this is Linux 6.18.5.',
	});
	assert.equal(placeOf({holder: denied, system: {...system, kernel: '6.1.0'}}), 'kernel');
	assert.equal(placeOf({system: {kernel: '6.1.0', hostname: undefined, os: undefined}, own: inContainer}), 'kernel');
});

test('with the same release the name of the host tells: what passes on to another host is another kernel', () => {
	const twin = {...system, hostname: 'colima'};
	assert.deepEqual(elsewhereOf({holder: holder('ssh'), system: twin, own}), {
		place: 'kernel', reason: 'Its host is called colima, and this one vm; ssh (pid 700) passes on what is sent to its socket.',
	});
	assert.equal(placeOf({holder: denied, system: twin}), 'outside');
	assert.equal(placeOf({holder: holder('socat')}), undefined, 'a proxy for the engine of this host');
	assert.equal(placeOf({holder: denied}), undefined, 'a member of the group docker');
});

test('where all processes can be seen, an engine that does not tell is here; from a container it is outside', () => {
	assert.equal(placeOf({system: undefined}), undefined);
	assert.equal(placeOf({system: undefined, own: inContainer}), 'outside');
	assert.equal(placeOf({own: inContainer}), 'outside', 'the engine of the host, its socket mounted');
	assert.equal(placeOf({own: {...inContainer, hostname: 'vm', isNameTelling: false}}), 'outside', 'with the name of the host');
	assert.equal(placeOf({own: {...own, hostname: '3f2a1b', isNameTelling: false}}), undefined, 'with the pid namespace of the host');
	assert.equal(placeOf({system: {...system, hostname: '3f2a1b'}, holder: denied, own: inContainer}), undefined, 'a system container');
});
