import assert from 'node:assert/strict';
import {
	existsSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {afterEach, test} from 'node:test';
import {performOnUnit} from '../../source/systemd/actions.ts';
import {openUnitSource} from '../../source/systemd/unit-source.ts';
import {eventually} from '../helpers/engine.ts';
import {fakeSystemctl, type FakeSystemctl} from '../helpers/fake-systemctl.ts';
import {makeFolder, until} from '../helpers/live-process.ts';

const openSource = ({environment}: Pick<FakeSystemctl, 'environment'>, patienceMilliseconds?: number) => openUnitSource({
	varlinkPath: '/nonexistent/io.systemd.Manager',
	environment,
	...(patienceMilliseconds !== undefined && {patienceMilliseconds}),
});

const openFiles = (): number => readdirSync('/proc/self/fd').length;

/**
Pids of the children of this process, zombies too.
*/
function children(): string {
	return readdirSync('/proc/self/task').map(thread => readFileSync(`/proc/self/task/${thread}/children`, 'utf8')).join('');
}

const leftOver: number[] = [];
afterEach(() => {
	for (const pid of leftOver.splice(0)) {
		process.kill(pid, 'SIGKILL');
	}
});

test('all services, scopes and slices are asked for in one call', async () => {
	const systemctl = fakeSystemctl(String.raw`printf 'Id=a.service\nDescription=A\nActiveState=active\n\nId=b.slice\n'`);
	const units = await openSource(systemctl).read();
	assert.deepEqual([...units.keys()], ['a.service', 'b.slice']);
	const [words, ...more] = systemctl.calls();
	assert.deepEqual(more, []);
	assert.equal(words?.[0], 'show');
	assert.match(words[1]!, /^--property=Id,Description,/);
	assert.deepEqual(words.slice(2), ['--', '*.service', '*.scope', '*.slice']);
});

test('a user\'s manager is asked only where that is wanted', async () => {
	const systemctl = fakeSystemctl('echo Id=a.service');
	const {environment} = systemctl;
	await openUnitSource({varlinkPath: '/nonexistent/socket', environment, isUser: true}).read();
	await performOnUnit({action: 'stop', unit: 'a.service', isUser: true}, environment);
	assert.deepEqual(systemctl.calls().map(words => words[0]), ['--user', '--user']);
});

test('neither a pager, nor colours, nor another language, nor a pretence can be had of it by the environment', async () => {
	const systemctl = fakeSystemctl('[ -t 0 ] || [ -t 1 ] || [ -t 2 ] || : >"$here/no-terminal"');
	await performOnUnit({action: 'stop', unit: 'a.service'}, {
		...systemctl.environment,
		SYSTEMD_PAGER: 'evil',
		PAGER: 'evil',
		SYSTEMD_COLORS: '1',
		SYSTEMD_OFFLINE: '1',
		SYSTEMD_LOG_LEVEL: 'debug',
		LC_ALL: 'de_DE.UTF-8',
		LANGUAGE: 'de',
		TZ: 'Asia/Tokyo',
		LD_PRELOAD: '/nonexistent',
		XDG_RUNTIME_DIR: '/run/user/7',
	});
	const variables = systemctl.variables();
	for (const name of ['PAGER', 'SYSTEMD_OFFLINE', 'LANGUAGE', 'LD_PRELOAD']) {
		assert.ok(!variables.has(name), name);
	}

	assert.deepEqual(
		['SYSTEMD_PAGER', 'SYSTEMD_COLORS', 'SYSTEMD_LOG_LEVEL', 'LC_ALL', 'TZ', 'XDG_RUNTIME_DIR'].map(name => variables.get(name)),
		['', '0', 'info', 'C', 'UTC', '/run/user/7'],
	);
	assert.ok(existsSync(path.join(systemctl.folder, 'no-terminal')));
});

test('an action is for exactly the unit that is named', async () => {
	const systemctl = fakeSystemctl('');
	const {environment} = systemctl;
	for (const action of ['start', 'stop', 'restart', 'freeze', 'thaw'] as const) {
		await performOnUnit({action, unit: String.raw`a\x2db@c.service`}, environment);
	}

	await performOnUnit({action: 'kill', unit: '-.slice', signalName: 'SIGHUP'}, environment);
	assert.deepEqual(systemctl.calls(), [
		...['start', 'stop', 'restart', 'freeze', 'thaw'].map(verb => [verb, '--', String.raw`a\x2db@c.service`]),
		['kill', '--signal=SIGHUP', '--', '-.slice'],
	]);
	for (const unit of ['*.service', 'a?.service', '[ab].service', '/home', 'web', '', '--all', 'a b.service', 'a.service\nb.service']) {
		await assert.rejects(performOnUnit({action: 'stop', unit}, environment), {code: 'gone'}, unit);
	}

	assert.equal(systemctl.calls().length, 6);
});

test('how it ends is told', async () => {
	const {environment} = fakeSystemctl('echo "Failed to stop a.service: Access denied" >&2; exit 4');
	await assert.rejects(performOnUnit({action: 'stop', unit: 'a.service'}, environment), {code: 'denied', message: 'Access denied'});
	const silent = fakeSystemctl('exit 7');
	await assert.rejects(openSource(silent).read(), {code: 'failed', message: 'systemctl ended with exit code 7'});
	const killed = fakeSystemctl('kill -9 $$');
	await assert.rejects(openSource(killed).read(), {code: 'failed', message: 'systemctl was ended by SIGKILL'});
	const loud = fakeSystemctl(String.raw`head -c 3000000 /dev/zero | tr "\0" x >&2; exit 1`);
	await assert.rejects(openSource(loud).read(), {code: 'failed', message: /^x{299}…$/});
	const partly = fakeSystemctl('echo Id=a.service; echo "Failed to get properties: Connection reset by peer" >&2; exit 1');
	assert.equal((await openSource(partly).read()).size, 1);
});

test('without it, systemd cannot be asked', async () => {
	const environment = {PATH: makeFolder()};
	await assert.rejects(openSource({environment}).read(), {code: 'absent', message: 'systemctl is not installed'});
	await assert.rejects(performOnUnit({action: 'stop', unit: 'a.service'}, environment), {code: 'absent'});
	writeFileSync(path.join(environment.PATH, 'systemctl'), 'no program', {mode: 0o644});
	await assert.rejects(openSource({environment}).read(), {code: 'failed', message: /^systemctl could not be started \(.*EACCES\)$/});
});

test('one that hangs is ended, and nothing stays of it', async () => {
	const systemctl = fakeSystemctl('echo Id=a.service; exec sleep 1000');
	const [filesBefore, childrenBefore] = [openFiles(), children()];
	for (let round = 0; round < 3; round++) {
		await assert.rejects(openSource(systemctl, 150).read(), {code: 'timeout'});
		await assert.rejects(performOnUnit({action: 'stop', unit: 'a.service', milliseconds: 150}, systemctl.environment), {code: 'timeout'});
		await eventually('its process is gone, as a zombie too', () => children() === childrenBefore);
	}

	await until(() => openFiles() <= filesBefore);
});

test('what it leaves running does not keep the answer', async () => {
	const systemctl = fakeSystemctl('sleep 1000 & echo $! >"$here/left"; echo Id=a.service');
	const before = openFiles();
	// It has to be run within this time, and its answer is waited for as long.
	const units = await openSource(systemctl, 3000).read();
	leftOver.push(Number(systemctl.left()));
	assert.equal(units.size, 1);
	await until(() => openFiles() <= before);
});

test('ten thousand units with hostile descriptions are read', async () => {
	const systemctl = fakeSystemctl([
		'awk \'BEGIN { for (i = 0; i < 10000; i++) printf',
		String.raw`"Id=unit%d.service\nDescription=\033]0;x\007\xff\xc3%s\nActiveState=active\nMainPID=%d\nControlGroup=/system.slice/unit%d.service\n\n",`,
		'i, sprintf("%300s", "é"), i + 2, i }\'',
	].join(' '));
	const units = await openSource(systemctl).read();
	assert.equal(units.size, 10_000);
	const {mainPid, cgroup, description} = units.get('unit9999.service')!;
	assert.deepEqual([mainPid, cgroup], [10_001, '/system.slice/unit9999.service']);
	assert.ok(description.endsWith('é'));
});

test('output without an end is refused, and its writer ended', async () => {
	const systemctl = fakeSystemctl(String.raw`exec tr "\0" x </dev/zero`);
	await assert.rejects(openSource(systemctl).read(), {code: 'garbage', message: 'the answer has a line without an end'});
	const pid = systemctl.pid();
	await until(() => !existsSync(`/proc/${pid}`));
	const lines = fakeSystemctl('exec yes Description=x');
	await assert.rejects(openSource(lines, 60_000).read(), {code: 'garbage', message: 'the answer has no end'});
});

test('noise is no unit', async () => {
	const units = await openSource(fakeSystemctl('head -c 2000000 /dev/urandom')).read();
	assert.equal(units.size, 0);
});
