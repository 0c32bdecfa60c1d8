import assert from 'node:assert/strict';
import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {after, test} from 'node:test';
import {isMissing} from '../../source/known.ts';
import {actionSentence} from '../../source/systemd/sentence.ts';
import {SystemdError} from '../../source/systemd/error.ts';
import {openSystemd} from '../../source/systemd/systemd.ts';
import type {UnitFacts} from '../../source/systemd/unit-facts.ts';
import {until} from '../helpers/live-process.ts';
import {ownSystemdLack, startSystemd} from '../helpers/own-systemd.ts';

const skip = ownSystemdLack;
const own = skip === false ? await startSystemd() : undefined;
const systemd = openSystemd({
	isBooted: () => true, isUser: true, leastMilliseconds: 20, environment: own?.client.environment ?? {}, runtimeFolder: own?.runtimeFolder ?? '',
});
after(() => {
	systemd.close();
});

function beside(...words: readonly string[]): string {
	const [program, ...rest] = [...own!.beside, ...words];
	return execFileSync(program!, rest, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']});
}

/**
Starts a service that is called so.
*/
function run(name: string, words: readonly string[], properties: readonly string[] = []): void {
	beside('systemd-run', '--user', '--quiet', `--unit=${name}`, ...properties.map(property => `--property=${property}`), ...words);
}

function factsOf(name: string): UnitFacts | undefined {
	const {units} = systemd.latest;
	return isMissing(units) ? undefined : units.get(name);
}

/**
Asks until the unit is as it should be.
*/
async function awaited(name: string, isReached: (facts: UnitFacts | undefined) => boolean): Promise<UnitFacts | undefined> {
	await until(() => {
		systemd.changed();
		return isReached(factsOf(name));
	});
	return factsOf(name);
}

/**
Why an action fails, as a sentence.
*/
async function complaintOf(...request: Parameters<typeof systemd.perform>): Promise<string> {
	const error: unknown = await systemd.perform(...request).then(() => undefined, (error: unknown) => error);
	return error instanceof SystemdError ? actionSentence(error, request[0], request[1]) : String(error);
}

test('what the real systemd says of a service is what its own client prints', {skip}, async () => {
	run('web', ['sleep', '1000'], ['Description=Web server with é', 'Restart=always']);
	const facts = await awaited('web.service', found => found?.mainPid !== undefined && found.subState === 'running');
	const property = (name: string): string =>
		beside('systemctl', '--user', 'show', `--property=${name}`, '--value', 'web.service').trim();
	assert.equal(facts?.mainPid, Number(property('MainPID')));
	assert.equal(facts?.cgroup, property('ControlGroup'));
	assert.ok(Math.abs(facts.since! - Date.now()) < 600_000);
	assert.deepEqual(
		[facts.description, facts.loadState, facts.activeState, facts.subState, facts.result, facts.restarts, facts.isFrozen],
		['Web server with é', 'loaded', 'active', 'running', 'success', 0, false],
	);
	assert.equal(factsOf('init.scope')?.activeState, 'active');
	assert.equal(factsOf('-.slice')?.activeState, 'active');
	assert.equal(factsOf('basic.target'), undefined);
});

test('a killed service is started again, and that is counted', {skip}, async () => {
	const before = await awaited('web.service', found => found?.activeState === 'active');
	await systemd.perform('kill', 'web.service', 'SIGKILL');
	const later = await awaited('web.service', found => found?.restarts === 1 && found.activeState === 'active');
	assert.notEqual(later?.mainPid, before?.mainPid);
});

test('a service is stopped, started and restarted', {skip}, async () => {
	run('other', ['sleep', '1000'], ['RemainAfterExit=yes']);
	const first = await awaited('other.service', found => found?.activeState === 'active');
	await systemd.perform('restart', 'other.service');
	await awaited('other.service', found => found?.activeState === 'active' && found.mainPid !== undefined && found.mainPid !== first?.mainPid);
	await systemd.perform('stop', 'other.service');
	await awaited('other.service', found => found === undefined);
	assert.equal(factsOf('web.service')?.activeState, 'active');
});

test('a service is frozen and thawed where the kernel can', {skip}, async () => {
	await systemd.perform('freeze', 'web.service');
	assert.equal((await awaited('web.service', found => found?.isFrozen === true))?.activeState, 'active');
	await systemd.perform('thaw', 'web.service');
	await awaited('web.service', found => found?.isFrozen === false);
	assert.equal(factsOf('web.service')?.activeState, 'active');
});

test('a unit with a hyphen in its name and controls in its description is one like any other', {skip}, async () => {
	const name = String.raw`a\x2db.service`;
	run(String.raw`a\x2db`, ['sleep', '1000'], ['Description=esc \u{1B}[31mred\r']);
	const facts = await awaited(name, found => found?.activeState === 'active');
	assert.equal(facts?.description, 'esc \u{1B}[31mred\r');
	await systemd.perform('stop', name);
	await awaited(name, found => found === undefined);
	assert.equal(factsOf('web.service')?.activeState, 'active');
});

test('one that fails says how', {skip}, async () => {
	run('fails', ['sh', '-c', 'exit 3']);
	const facts = await awaited('fails.service', found => found?.activeState === 'failed');
	assert.deepEqual([facts?.result, facts?.mainPid, facts?.cgroup], ['exit-code', undefined, undefined]);
});

test('a scope is seen without a main process, and stopped', {skip}, async () => {
	const [program, ...rest] = [...own!.beside, 'systemd-run', '--user', '--quiet', '--scope', '--unit=some.scope', 'sleep', '1000'];
	const child = spawn(program, rest, {stdio: 'ignore'});
	const ended = once(child, 'exit');
	const facts = await awaited('some.scope', found => found?.activeState === 'active');
	assert.deepEqual([facts?.mainPid, facts?.restarts], [undefined, undefined]);
	await systemd.perform('stop', 'some.scope');
	await ended;
	await awaited('some.scope', found => found === undefined);
	assert.equal(factsOf('web.service')?.activeState, 'active');
});

test('what systemd refuses is one clear sentence', {skip}, async () => {
	assert.equal(await complaintOf('stop', 'nope.service'), 'Could not stop nope.service: systemd has no such unit.');
	assert.equal(await complaintOf('start', 'nope.service'), 'Could not start nope.service: systemd has no such unit.');
	assert.equal(await complaintOf('kill', 'nope.service', 'SIGHUP'), 'Could not signal nope.service: systemd has no such unit.');
	assert.match(await complaintOf('restart', 'init.scope'), /^Could not restart init\.scope: Job type restart is not applicable for unit init\.scope\.$/);
	beside('sh', '-c', String.raw`mkdir -p /run/user/0/systemd/user; cd /run/user/0/systemd/user; printf "[Service]\nType=oneshot\nExecStart=/bin/false\n" >bad.service; ln -s /dev/null masked.service; systemctl --user daemon-reload`);
	assert.equal(
		await complaintOf('start', 'bad.service'),
		'Could not start bad.service: the control process exited with error code. See journalctl -u bad.service.',
	);
	assert.equal(
		await complaintOf('start', 'masked.service'),
		'Could not start masked.service: it is masked. Unmask it first (sudo systemctl unmask masked.service).',
	);
	assert.ok(own!.client.calls().every(words => words[0] === '--user'));
});
