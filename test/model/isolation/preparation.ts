import test from 'node:test';
import assert from 'node:assert/strict';
import {denied} from '../../../source/known.ts';
import {isBeingPrepared} from '../../../source/model/isolation/preparation.ts';
import {makeSample} from '../../helpers/readings.ts';

const forked = 0x40_01_40;
const executed = 0x40_01_00;
const process = (comm: string, flags: number, ...args: readonly string[]) => ({stat: makeSample({comm, flags}).stat, args});

test('each stage of runc is on its way, whatever it is called at that moment', () => {
	for (const stage of [
		process('6', executed, 'runc', 'init'),
		process('exe', executed, '/usr/bin/runc', 'init'),
		process('runc:[0:PARENT]', executed, 'runc', 'init'),
		process('runc:[0:PARENT]', executed),
		process('runc:[1:CHILD]', forked, 'runc', 'init'),
		process('runc:[2:INIT]', forked, 'runc', 'init'),
		process('runc:[2:INIT]', forked),
		process('runc.amd64', executed, '/usr/libexec/docker-runc-1.2', 'init'),
	]) {
		assert.equal(isBeingPrepared(stage, 5), true, JSON.stringify(stage.args));
	}
});

test('a runtime that goes on in a child of its own is on its way until that executes something', () => {
	assert.equal(isBeingPrepared(process('crun', forked, '/usr/bin/crun', '--systemd-cgroup', 'create'), 5), true);
	assert.equal(isBeingPrepared(process('lxc-start', forked, 'lxc-start', '-n', 'web'), 0.2), true);
	assert.equal(isBeingPrepared(process('sleep', executed, 'sleep', '60'), 0), false);
	assert.equal(isBeingPrepared(process('init', executed, '/sbin/init'), 0), false);
});

test('a sandbox that never executes anything in its first process is what it is from the beginning', () => {
	assert.equal(isBeingPrepared(process('bwrap', forked, 'bwrap', '--unshare-all', 'sh'), 0), false);
});

test('what looks like it for long is a program of its own', () => {
	assert.equal(isBeingPrepared(process('runc', executed, 'runc', 'init'), 20), false);
	assert.equal(isBeingPrepared(process('runc', executed, 'runc', 'list'), 0), false);
	assert.equal(isBeingPrepared(process('crun', forked, 'crun', 'create'), 20), false);
});

test('what ended on its way has not arrived: its pid namespace can still be seen, and is that of its runtime', () => {
	for (const comm of ['runc:[1:CHILD]', 'crun']) {
		assert.equal(isBeingPrepared({stat: makeSample({comm, state: 'Z', flags: forked}).stat, args: []}, 0), true, comm);
		assert.equal(isBeingPrepared(process(comm, forked), 0), true, `${comm} ended between the two looks at it`);
	}

	assert.equal(isBeingPrepared({stat: makeSample({comm: 'sleep', state: 'Z', flags: executed}).stat, args: []}, 0), false);
	assert.equal(isBeingPrepared({stat: makeSample({comm: 'runc', state: 'Z', flags: executed}).stat, args: []}, 0), false);
});

test('what cannot be looked at is not on its way', () => {
	assert.equal(isBeingPrepared({stat: denied, args: ['runc', 'init']}, 0), false);
});
