import assert from 'node:assert/strict';
import {test} from 'node:test';
import {actionsFor, refusalOf, type Actor} from '../../source/systemd/unit-action.ts';
import {unitsOnPath} from '../../source/systemd/unit-path.ts';

const actor: Actor = {userId: 0, cgroup: '/user.slice/user-0.slice/session-3.scope'};
const unit = (path: string) => unitsOnPath(path).at(-1)!;

test('what makes sense depends on the type', () => {
	assert.deepEqual(actionsFor('service'), ['start', 'stop', 'restart', 'freeze', 'thaw', 'kill']);
	assert.deepEqual(actionsFor('scope'), ['stop', 'freeze', 'thaw', 'kill']);
	assert.deepEqual(actionsFor('mount'), []);
	assert.equal(refusalOf('stop', unit('/system.slice/web.service'), actor), undefined);
	assert.equal(refusalOf('start', unit('/machine.slice/a.scope'), actor), 'a scope cannot be started: whatever made it would have to do that');
	assert.equal(refusalOf('restart', unit('/a.slice'), actor), 'a slice only groups units: start or restart these');
	assert.equal(refusalOf('stop', unit('/system.slice/home.mount'), actor), 'nstop does not mount or unmount');
	assert.equal(refusalOf('freeze', unit('/system.slice/a.socket'), actor), 'a socket cannot do that');
});

test('what the host or nstop itself hangs on is left alone', () => {
	for (const action of ['stop', 'freeze', 'kill'] as const) {
		assert.equal(refusalOf(action, unit('/init.scope'), actor), 'it is systemd itself');
		assert.equal(refusalOf(action, unit('/-.slice'), actor), 'it is the whole host');
		assert.equal(refusalOf(action, unit('/system.slice'), actor), 'it is all services of the host');
		for (const path of ['/user.slice', '/user.slice/user-0.slice', '/user.slice/user-0.slice/session-3.scope']) {
			assert.equal(refusalOf(action, unit(path), actor), 'nstop itself runs in it', path);
		}

		assert.equal(refusalOf(action, unit('/user.slice/user-0.slice/session-31.scope'), actor), undefined);
		assert.equal(refusalOf(action, unit('/user.slice/user-0.slice/session-3.scope'), {...actor, cgroup: '/'}), undefined);
	}

	assert.equal(refusalOf('thaw', unit('/user.slice'), actor), undefined);
});

test('a unit of another manager is not the system\'s to act on', () => {
	const users = unit('/user.slice/user-1000.slice/user@1000.service/app.slice/a.service');
	assert.equal(refusalOf('stop', users, actor), 'it belongs to the systemd of user 1000, who alone can do that');
	assert.equal(refusalOf('stop', users, {...actor, userId: 1000}), undefined);
	assert.equal(refusalOf('stop', unit('/docker/a/system.slice/a.service'), actor), 'it belongs to another systemd, in a container or a machine');
});
