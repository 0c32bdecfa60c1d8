import assert from 'node:assert/strict';
import {test} from 'node:test';
import {unitsOnPath} from '../../source/systemd/unit-path.ts';

/**
The units on a path as `name, its cgroup, its manager`.
*/
function told(path: string): readonly string[] {
	return unitsOnPath(path).map(({name, cgroup, manager}) =>
		`${name} ${cgroup} ${manager.kind === 'user' ? `user ${manager.userId}` : manager.kind}`);
}

test('slices and the unit in them are the system\'s', () => {
	assert.deepEqual(told('/system.slice/docker.service'), [
		'system.slice /system.slice system',
		'docker.service /system.slice/docker.service system',
	]);
	assert.deepEqual(told('/init.scope'), ['init.scope /init.scope system']);
	assert.deepEqual(told('/system.slice/system-getty.slice/getty@tty1.service'), [
		'system.slice /system.slice system',
		'system-getty.slice /system.slice/system-getty.slice system',
		'getty@tty1.service /system.slice/system-getty.slice/getty@tty1.service system',
	]);
	assert.deepEqual(told('/'), []);
	assert.deepEqual(told(''), []);
});

test('below the service of a user are the units of that user\'s manager', () => {
	const user = '/user.slice/user-1000.slice/user@1000.service';
	assert.deepEqual(told(`${user}/app.slice/app-a.slice/x.service/inner/y.service`).slice(2), [
		`user@1000.service ${user} system`,
		`app.slice ${user}/app.slice user 1000`,
		`app-a.slice ${user}/app.slice/app-a.slice user 1000`,
		`x.service ${user}/app.slice/app-a.slice/x.service user 1000`,
		`y.service ${user}/app.slice/app-a.slice/x.service/inner/y.service inner`,
	]);
	assert.deepEqual(told(`${user}/init.scope`).slice(3), [`init.scope ${user}/init.scope user 1000`]);
	assert.equal(told('/user.slice/user-1000.slice/session-3.scope').at(-1), 'session-3.scope /user.slice/user-1000.slice/session-3.scope system');
	// A user cannot make another user's manager.
	assert.match(told(`${user}/app.slice/user@0.service/a.service`).at(-1)!, / inner$/);
	assert.match(told('/system.slice/user@x.service/a.service').at(-1)!, / inner$/);
});

test('units in a container or a machine are another systemd\'s', () => {
	const id = 'a'.repeat(64);
	assert.deepEqual(told(`/docker/${id}/system.slice/ssh.service`), [
		`system.slice /docker/${id}/system.slice inner`,
		`ssh.service /docker/${id}/system.slice/ssh.service inner`,
	]);
	assert.deepEqual(told(`/system.slice/docker-${id}.scope/init.scope`), [
		'system.slice /system.slice system',
		`docker-${id}.scope /system.slice/docker-${id}.scope system`,
		`init.scope /system.slice/docker-${id}.scope/init.scope inner`,
	]);
	assert.equal(told('/machine.slice/systemd-nspawn@m.service/payload/user.slice/user-0.slice/user@0.service/a.service').at(-1),
		'a.service /machine.slice/systemd-nspawn@m.service/payload/user.slice/user-0.slice/user@0.service/a.service inner');
});

test('a name that the kernel has a file for is found behind its underscore', () => {
	assert.equal(told('/system.slice/_cpu.service').at(-1), 'cpu.service /system.slice/_cpu.service system');
	assert.deepEqual(told('/libpod_parent/libpod-1'), []);
});
