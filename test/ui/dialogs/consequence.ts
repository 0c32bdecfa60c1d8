import test from 'node:test';
import assert from 'node:assert/strict';
import type {Container} from '../../../source/model/container.ts';
import {nothingRead} from '../../../source/ui/resources/reading.ts';
import {containerTarget} from '../../../source/ui/actions/targets.ts';
import {consequence} from '../../../source/ui/dialogs/consequence.ts';
import type {Operation, Target} from '../../../source/ui/target.ts';
import {makeContainer, makeSnapshot, makeWorld} from '../../helpers/make.ts';

const {settings} = makeWorld().view;

const web = makeContainer({name: 'web'});
const db = makeContainer({name: 'db'});
const without = (name: string, state: Container['state']): Container => ({...makeContainer({name}), state, pids: []});
const looping = without('loop', 'restarting');
const exited = without('old', 'exited');
const created = without('new', 'created');
const of = (name: Exclude<Operation['name'], 'kill' | 'rename' | 'update'>, ...containers: readonly Container[]) =>
	consequence(
		{operation: {name}, targets: containers.map(container => containerTarget(container))},
		{snapshot: makeSnapshot({containers, engines: []}), resources: nothingRead, settings},
	);

test('what comes of it is said of one or of several, and only what applies to them now', () => {
	assert.match(of('stop', web), /^Its first process gets its stop signal/);
	assert.match(of('stop', web, db), /^The first process of each gets its stop signal/);
	assert.equal(of('stop', looping), 'It has no process now, and will not be restarted.');
	assert.match(of('stop', looping, web), /^The first process of each/);
	assert.equal(of('start', exited), 'Its command runs again on the same writable layer.');
	assert.equal(of('start', created), 'Its command runs for the first time.');
	assert.equal(of('start', created, exited), 'Their commands run, for those that ran before on the same writable layer.');
	assert.equal(of('restart', web, db), 'They are stopped as with Stop, then started again.');
	assert.equal(of('restart', exited), 'It is not running, so it is only started.');
	assert.equal(of('unpause', web, db), 'All their processes continue.');
	assert.equal(of('remove', web), 'It is killed, and its writable layer is deleted. Volumes stay.');
	assert.equal(of('remove', exited), 'Its writable layer is deleted. Volumes stay.');
	assert.equal(of('remove', looping, exited), 'Their writable layers are deleted. Volumes stay.');
	assert.equal(of('remove', web, exited), 'Those that run are killed, and the writable layers of all are deleted. Volumes stay.');
});

test('of containers and units together both are said, and once what is the same', () => {
	const unit = makeContainer({
		name: 'cron.service',
		key: 'unit:/system.slice/cron.service',
		unit: {
			kind: 'service', path: '/system.slice/cron.service', name: 'cron.service', isLeaf: true, manager: {kind: 'system'},
		},
	});
	assert.match(of('stop', unit), /^systemd ends all its processes/);
	assert.match(of('stop', unit, web), /^Container: Its first process gets its stop signal.+ is over\. Unit: systemd ends all its processes/);
	assert.match(of('stop', web, db, unit), /^Containers: The first process of each .+ is over\. Unit: systemd ends/);
	assert.equal(of('restart', web, unit), 'They are stopped as with Stop, then started again.');
	assert.equal(of('restart', exited, unit), 'Container: It is not running, so it is only started. Unit: It is stopped as with Stop, then started again.');
	assert.equal(of('pause', web, unit), 'All their processes are frozen where they are until they are resumed.');
});

test('a signal is said to reach the first process of a container, or the processes it is for', () => {
	const signalled = (...targets: readonly Target[]) => consequence(
		{operation: {name: 'kill', signal: 'SIGTERM'}, targets}, {snapshot: makeSnapshot({containers: [web, db], engines: []}), resources: nothingRead, settings},
	);
	const process = (pid: number, pidInside: number): Target => ({
		kind: 'process', key: `${pid}-1`, pid, name: 'nginx', pidInside, container: 'web',
	});
	assert.match(signalled(containerTarget(web)), /first process of the container\.$/);
	assert.match(signalled(containerTarget(web), containerTarget(db)), /first process of each container\.$/);
	assert.equal(signalled(process(7, 2)), 'Only this one process gets it.');
	assert.equal(signalled(process(7, 2), process(8, 3)), 'Only these processes get it.');
	assert.match(signalled(process(7, 1)), /^Process 1 of a container/);
});
