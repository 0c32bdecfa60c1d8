import test from 'node:test';
import assert from 'node:assert/strict';
import {lineWidth} from '../../../source/text/spans.ts';
import type {UnitManager} from '../../../source/systemd/unit-path.ts';
import {commandLines} from '../../../source/ui/dialogs/command-lines.ts';
import {explanationsOf} from '../../../source/ui/panes/index.ts';
import {paneSize} from '../../../source/ui/lists/list-view.ts';
import {plainText} from '../../../source/text/search.ts';
import {columnWords} from '../../../source/ui/lists/index.ts';
import {focusPane, initialState, listPanes} from '../../../source/ui/state.ts';
import {
	hostUse,
	makeContainer,
	makeIsolation,
	makeNamespaceUses,
	makeProcess,
	makeSnapshot,
	makeWorld,
} from '../../helpers/make.ts';

const web = makeContainer({
	name: 'web', pids: [8000], isolation: makeIsolation({isPrivileged: true}), namespaces: makeNamespaceUses('web', {net: hostUse('net')}),
});
const snapshot = makeSnapshot({containers: [web], processes: [makeProcess({pid: 8000, container: web.key, nspid: [8000, 1]})]});

test('of a container each flag of its row is explained first, then the open tab, then the columns in view', () => {
	const {view} = makeWorld({snapshot, state: initialState(200, 50)});
	const titles = explanationsOf(view).map(({title}) => title);
	assert.deepEqual(titles.slice(0, 4), ['FLAGS: PRIV', 'FLAGS: HOST-NET', `${view.tab.title} tab`, 'Container']);
	const {pid} = {pid: web.initPid as number};
	const [privileged, host] = explanationsOf(view);
	assert.equal(privileged?.text, 'Privileged: all capabilities, no system call filter, /sys writable.');
	assert.deepEqual(host?.commands(view), [`readlink /proc/${pid}/ns/net /proc/1/ns/net`]);
});

test('a row that is no container is explained as what it is, without flags that it does not show', () => {
	const sshd = makeContainer({
		...web,
		name: 'ssh',
		unit: {
			kind: 'service', path: '/system.slice/ssh.service', name: 'ssh.service', isLeaf: true,
		},
		initPid: 812,
	});
	const {view} = makeWorld({snapshot: makeSnapshot({containers: [sshd], processes: []}), state: initialState(200, 50)});
	const found = explanationsOf(view);
	assert.deepEqual(found.slice(0, 2).map(({title}) => title), [`${view.tab.title} tab`, 'Service']);
	assert.deepEqual(found[1]!.commands(view), ['systemctl status ssh.service', 'cat /proc/812/cgroup']);
	assert.ok(found.every(({title}) => !['Container', 'Root file system'].includes(title)));
});

test('the status of a unit is asked of the manager that made it', () => {
	const statusOf = (path: string, manager: UnitManager, userId: number): readonly string[] => {
		const row = makeContainer({
			...web,
			unit: {
				kind: 'service', path, name: 'init.service', isLeaf: true, manager,
			},
			initPid: 812,
		});
		const systemd = {actor: {userId, cgroup: '/'}, trouble: undefined};
		const {view} = makeWorld({snapshot: makeSnapshot({containers: [row], processes: [], systemd}), state: initialState(200, 50)});
		return explanationsOf(view).find(({title}) => title === 'Service')!.commands(view).slice(0, -1);
	};

	const path = '/user.slice/user-1000.slice/user@1000.service/app.slice/init.service';
	assert.deepEqual(statusOf(path, {kind: 'user', userId: 1000}, 1000), ['systemctl --user status init.service']);
	assert.deepEqual(statusOf(path, {kind: 'user', userId: 1000}, 0), ['systemctl --user -M 1000@ status init.service']);
	assert.deepEqual(statusOf('/system.slice/_init.service', {kind: 'system'}, 1000), ['systemctl status init.service']);
	assert.deepEqual(statusOf('/lxc.payload.a/system.slice/init.service', {kind: 'inner'}, 0), []);
});

test('every column in view is explained in every list and size, each once', () => {
	for (const [columns, rows] of [[200, 50], [120, 40], [80, 24], [40, 12]] as const) {
		for (const pane of listPanes) {
			const {view} = makeWorld({snapshot, state: focusPane(initialState(columns, rows), pane)});
			const found = explanationsOf(view);
			const shown = view.lists[pane].choose(paneSize(view.layout, pane).width).columns.map(({column: {id}}) => id);
			const missing = shown.filter(id => {
				const title = columnWords(pane).find(each => each.id === id)!.title.replaceAll(/ {2,}/g, ' ');
				return found.every(each => !(each.columns?.includes(id) ?? each.title === title));
			});
			assert.ok(shown.length > 0);
			assert.deepEqual(missing, [], `${pane} at ${columns}×${rows}`);
			assert.equal(new Set(found.map(({title}) => title)).size, found.length);
		}
	}
});

test('a command is broken at blanks alone; a word longer than the line has a line of its own, and keeps both ends', () => {
	const {theme} = makeWorld();
	const id = 'b010bac3517704796b368c1e5f63fbe2ecd05b2628c276fb3b611994736cd100';
	const command = `cat /sys/fs/cgroup/docker/${id} /proc/1/status`;
	const lines = commandLines(command, 40, theme);
	assert.deepEqual(lines.map(line => plainText(line).slice(4)), ['cat', '/sys/fs/cgroup/do…fb3b611994736cd100', '/proc/1/status']);
	assert.equal(commandLines('grep NSpid /proc/1/status', 40, theme).length, 1);
	assert.ok(commandLines('a '.repeat(100).trim(), 40, theme).every(line => lineWidth(line) <= 40));
});
