import assert from 'node:assert/strict';
import {test} from 'node:test';
import {firstSample} from '../../source/known.ts';
import {cgroupsOfSystem, UnitChanges} from '../../source/systemd/unit-changes.ts';
import type {UnitMap} from '../../source/systemd/unit-facts.ts';

const cron = '/system.slice/cron.service';
const ssh = '/system.slice/ssh.service';

/**
What systemd says of units with these main processes.
*/
function unitsOf(mainPids: Readonly<Record<string, number | undefined>>): UnitMap {
	return new Map(Object.entries(mainPids).map(([name, mainPid]) => [name, {
		name,
		description: '',
		loadState: 'loaded',
		activeState: 'active',
		subState: 'running',
		isFrozen: false,
		result: 'success',
		restarts: 0,
		mainPid,
		since: undefined,
		cgroup: undefined,
	}]));
}

/**
Looks once, at a host with these processes.
*/
function look(changes: UnitChanges, {cgroups = [cron, ssh], mainPids = {}, pids = []}: {
	readonly cgroups?: readonly string[];
	readonly mainPids?: Readonly<Record<string, number | undefined>> | undefined;
	readonly pids?: readonly number[];
} = {}): boolean {
	return changes.isNews({
		cgroups: new Set(cgroups), units: mainPids ? unitsOf(mainPids) : firstSample, isThere: pid => pids.includes(pid),
	});
}

test('the first look is news, and the same again is not, whatever else runs', () => {
	const changes = new UnitChanges();
	assert.equal(look(changes), true);
	assert.equal(look(changes), false);
	assert.equal(look(changes, {pids: [1, 2, 3]}), false);
	assert.equal(look(changes, {pids: [7]}), false);
});

test('a unit that comes or goes is news once, also where as many are there as before', () => {
	const changes = new UnitChanges();
	look(changes, {cgroups: [cron]});
	for (const cgroups of [[cron, ssh], [cron], [ssh], []]) {
		assert.equal(look(changes, {cgroups}), true, cgroups.join(' '));
		assert.equal(look(changes, {cgroups}), false, cgroups.join(' '));
	}
});

test('a main process that has ended is news once, although its unit is there', () => {
	const changes = new UnitChanges();
	const mainPids = {'cron.service': 10, 'ssh.service': 20};
	look(changes, {mainPids, pids: [10, 20]});
	assert.equal(look(changes, {mainPids, pids: [10, 20]}), false);
	assert.equal(look(changes, {mainPids, pids: [20, 30]}), true);
	assert.equal(look(changes, {mainPids, pids: [20, 30]}), false);
	// The answer.
	assert.equal(look(changes, {mainPids: {...mainPids, 'cron.service': 30}, pids: [20, 30]}), false);
	assert.equal(look(changes, {mainPids: {...mainPids, 'cron.service': 30}, pids: [20]}), true);
});

test('one that was started again more than once between two looks is found out by the answer', () => {
	const changes = new UnitChanges();
	look(changes, {mainPids: {'cron.service': 10}, pids: [10]});
	assert.equal(look(changes, {mainPids: {'cron.service': 10}, pids: [12]}), true);
	// It says 11, which has ended as well by now.
	assert.equal(look(changes, {mainPids: {'cron.service': 11}, pids: [12]}), true);
	assert.equal(look(changes, {mainPids: {'cron.service': 12}, pids: [12]}), false);
});

test('a main process that nobody can see is asked for once', () => {
	const changes = new UnitChanges();
	look(changes);
	assert.equal(look(changes, {mainPids: {'cron.service': 10}}), true);
	assert.equal(look(changes, {mainPids: {'cron.service': 10}}), false);
});

test('the first answer is no news itself, nor is a unit without a main process', () => {
	const changes = new UnitChanges();
	look(changes, {mainPids: undefined});
	assert.equal(look(changes, {mainPids: {'cron.service': 10, 'ssh.service': undefined}, pids: [10]}), false);
});

test('what changed while nobody looked is asked for', () => {
	const changes = new UnitChanges();
	look(changes);
	changes.forget();
	assert.equal(look(changes), true);
	assert.equal(look(changes), false);
});

test('the units of users and of containers, and other cgroups, are not the system\'s', () => {
	const user = '/user.slice/user-1000.slice/user@1000.service';
	assert.deepEqual([...cgroupsOfSystem([
		'', '/system.slice', cron, `${cron}/below`, user, `${user}/app.slice`, `${user}/app.slice/x.service`, '/batch', '/lxc/a/init.scope',
	])], ['/system.slice', cron, user]);
});
