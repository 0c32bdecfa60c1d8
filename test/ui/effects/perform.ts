import assert from 'node:assert/strict';
import {once} from 'node:events';
import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {after, test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {EngineError, type Engine} from '../../../source/engine/engine.ts';
import {KernelScanner} from '../../../source/kernel/scan.ts';
import {isMissing} from '../../../source/known.ts';
import {sendSignal} from '../../../source/host/signal.ts';
import {perform, type PerformServices} from '../../../source/ui/effects/perform.ts';
import {eventually} from '../../helpers/engine.ts';
import {isBeingStopped, messageOf} from '../../../source/ui/messages.ts';
import {closeDialog, initialState, type UiState} from '../../../source/ui/state.ts';
import type {Operation, Target} from '../../../source/ui/target.ts';

const scanner = new KernelScanner();
const ends: Array<() => void> = [];
after(() => {
	for (const end of ends) {
		end();
	}
});

/**
A real process that says which signals it gets, and its start as the kernel tells it.
*/
async function startProcess() {
	const child = spawn('/bin/sh', ['-c', 'trap "echo got" USR1; echo ready; while :; do sleep 1 >/dev/null 2>&1 & wait $!; done'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	ends.push(() => {
		child.kill('SIGKILL');
	});
	await once(child.stdout, 'data');
	const pid = child.pid!;
	const {stat} = scanner.sample(pid);
	assert.ok(!isMissing(stat));
	return {child, pid, startTicks: stat.startTicks};
}

const processTarget = (pid: number, startTicks: number): Target => ({
	kind: 'process', key: `${pid}:${startTicks}`, pid, name: 'sh', pidInside: 1, container: 'web',
});
const containerTarget = (name: string): Target => ({
	kind: 'container', key: `id-of-${name}`, id: `id-of-${name}`, name, engine: 'docker-1',
});

/**
Carries it out and gives all states that the screen went through.
*/
async function carryOut(
	operation: Operation,
	targets: readonly Target[],
	host: Partial<PerformServices['host']> = {},
): Promise<readonly UiState[]> {
	let state = initialState(120, 40);
	const states: UiState[] = [];
	await perform(operation, [targets], {
		host: {
			engine: () => undefined,
			signal: (target, number) => sendSignal(scanner, target, number),
			async performOnUnit() {
				throw new Error('no unit was meant');
			},
			...host,
		},
		update(change) {
			state = change(state);
			states.push(state);
		},
	});
	// The first one only says that all wait.
	return states.slice(1);
}

test('the very process that was meant gets the signal', async () => {
	const {child, pid, startTicks} = await startProcess();
	const ended = once(child, 'exit');
	const states = await carryOut({name: 'kill', signal: 'SIGKILL'}, [processTarget(pid, startTicks)]);
	assert.deepEqual(await ended, [null, 'SIGKILL']);
	const sent = `Sent SIGKILL to sh (pid ${pid}, 1 inside).`;
	assert.deepEqual(states.map(({progress, notice}) => [progress.map(({text}) => text), notice]), [
		[[`Sending SIGKILL to sh (pid ${pid}, 1 inside)`], undefined],
		[[], {text: sent, tone: 'good', successes: [sent]}],
	]);
});

test('a process with another start is another process: nothing is sent to it', async () => {
	const {child, pid, startTicks} = await startProcess();
	const states = await carryOut({name: 'kill', signal: 'SIGKILL'}, [processTarget(pid, startTicks - 1)]);
	assert.deepEqual(states.at(-1)?.notice, {
		text: `sh (pid ${pid}) has ended; nothing was sent.`, tone: 'bad', failures: [`sh (pid ${pid}) has ended; nothing was sent.`],
	});
	// It still answers, to a signal sent afterwards: the one before would have killed it first.
	child.kill('SIGUSR1');
	const [answer] = await once(child.stdout, 'data') as [Uint8Array];
	assert.equal(String(answer), 'got\n');
	assert.equal(child.signalCode, null);
});

test('a process that has ended since gets nothing, and that is said', async () => {
	const {child, pid, startTicks} = await startProcess();
	child.kill('SIGKILL');
	await once(child, 'exit');
	const states = await carryOut({name: 'kill', signal: 'SIGTERM'}, [processTarget(pid, startTicks)]);
	assert.equal(states.at(-1)?.notice?.text, `sh (pid ${pid}) has ended; nothing was sent.`);
});

test('a zombie takes every signal without a word: it is told that it has ended', async () => {
	// Its parent has become a program that takes no child away.
	const parent = spawn('/bin/sh', ['-c', 'sleep 0 & exec sleep 1000'], {stdio: 'ignore'});
	ends.push(() => {
		parent.kill('SIGKILL');
	});
	const zombie = await eventually('a zombie', () => {
		const pid = Number(readFileSync(`/proc/${parent.pid}/task/${parent.pid}/children`, 'utf8').trim());
		const {stat} = scanner.sample(pid);
		return pid > 0 && !isMissing(stat) && stat.state === 'Z' ? {pid, startTicks: stat.startTicks} : undefined;
	});
	const states = await carryOut({name: 'kill', signal: 'SIGKILL'}, [processTarget(zombie.pid, zombie.startTicks)]);
	const {notice} = states.at(-1)!;
	assert.equal(notice?.text, `sh (pid ${zombie.pid}) is a zombie: it has already ended, and only its parent (pid ${parent.pid}) can reap it.`);
	assert.equal(notice.tone, 'bad');
});

test('what can only be done to a container is not done to a process', async () => {
	const {child, pid, startTicks} = await startProcess();
	for (const operation of [{name: 'stop'}, {name: 'remove'}, {name: 'kill', signal: 'SIGNONSENSE'}] as const) {
		const states = await carryOut(operation, [processTarget(pid, startTicks)]);
		assert.equal(states.at(-1)?.notice?.tone, 'bad', operation.name);
	}

	assert.equal(child.exitCode ?? child.signalCode, null);
});

/**
An engine that writes down what it is asked, and refuses what it is told to.
*/
function writeDown(refusal?: Error) {
	const calls: unknown[] = [];
	const note =
		(name: string) =>
			async (...words: readonly unknown[]) => {
				calls.push([name, ...words]);
				if (refusal) {
					throw refusal;
				}
			};

	const operations = Object.fromEntries(
		['start', 'stop', 'restart', 'pause', 'unpause', 'kill', 'remove'].map(name => [name, note(name)]),
	);
	const engine = {address: 'unix:///run/docker.sock', ...operations} as unknown as Engine;
	return {calls, services: {engine: (id: string | undefined) => (id === 'docker-1' ? engine : undefined)}};
}

test('each operation is one call to the engine, with the id and not the name', async () => {
	for (const name of ['start', 'stop', 'restart', 'pause', 'unpause'] as const) {
		const {calls, services} = writeDown();
		await carryOut({name}, [containerTarget('web')], services);
		assert.deepEqual(calls, [[name, 'id-of-web']]);
	}

	const {calls, services} = writeDown();
	await carryOut({name: 'kill', signal: 'SIGHUP'}, [containerTarget('web')], services);
	await carryOut({name: 'remove'}, [containerTarget('web')], services);
	assert.deepEqual(calls, [['kill', 'id-of-web', 'SIGHUP'], ['remove', 'id-of-web', {force: true}]]);
});

test('several targets are reported one by one, and all have ended at the end', async () => {
	const {calls, services} = writeDown();
	const states = await carryOut({name: 'stop'}, [containerTarget('web'), containerTarget('db')], services);
	assert.equal(calls.length, 2);
	assert.deepEqual(states[1]?.progress.map(({text}) => text), ['Stopping web', 'Stopping db']);
	const ids = states[1].progress.map(({id}) => id);
	assert.equal(new Set(ids).size, 2);
	assert.deepEqual([states.at(-1)?.progress, states.at(-1)?.notice?.text], [[], '2 succeeded: Stopped web. Stopped db.']);
});

test('what waits for the step before it is known as waiting, and named only when its turn has come', async () => {
	const {services} = writeDown();
	let state = initialState(120, 40);
	const told: string[] = [];
	await perform({name: 'stop'}, [[containerTarget('web')], [containerTarget('db')]], {
		host: {...services, signal: () => undefined, async performOnUnit() {/* No unit is meant. */}},
		update(change) {
			state = change(state);
			const waiting = state.progress.filter(({isWaiting}) => isWaiting).map(({target}) => target).join(' ');
			told.push(`${messageOf(state, false)?.text ?? ''} (${waiting})`);
			assert.equal(isBeingStopped(state, 'id-of-db'), state.progress.length > 0);
		},
	});
	assert.deepEqual(told, [
		' (id-of-web id-of-db)',
		'Stopping web ... (id-of-db)',
		'Stopped web. (id-of-db)',
		'Stopping db ... ()',
		'2 succeeded: Stopped web. Stopped db. ()',
	]);
});

test('a refusal of the engine is told in a sentence with the name', async () => {
	const {services} = writeDown(new EngineError('stop', 'id-of-web', {reason: 'no such container', statusCode: 404}));
	const states = await carryOut({name: 'stop'}, [containerTarget('web')], services);
	const {notice, progress} = states.at(-1)!;
	assert.deepEqual([notice?.tone, progress], ['bad', []]);
	assert.match(notice!.text, /^Could not stop web: .*\.$/);
});

test('limits that the engine refuses are in the fields again, with its reason', async () => {
	const engine = {
		address: 'unix:///run/docker.sock',
		operations: new Set(['update']),
		async update() {
			throw new EngineError('update', 'id-of-web', {reason: 'Range of CPUs is from 0.01 to 2.00', statusCode: 400});
		},
	};
	const operation = {
		name: 'update', limits: {cpus: 99}, present: {}, texts: {cpus: '99'},
	} as const;
	const states = await carryOut(operation, [containerTarget('web')], {engine: () => engine as unknown as Engine});
	const {dialog, progress, notice} = states.at(-1)!;
	assert.strictEqual(dialog?.kind, 'limits');
	assert.deepEqual([dialog.texts, dialog.problem], [
		{cpus: '99'}, 'Could not change the limits of web: Range of CPUs is from 0.01 to 2.00.',
	]);
	assert.deepEqual([progress, notice], [[], undefined]);
});

test('a failure is not covered by the success of another, which is said too, and several are listed until a key', async () => {
	const {services} = writeDown();
	const engine = services.engine('docker-1')!;
	const refusing = (...names: readonly string[]): Partial<PerformServices['host']> => ({
		engine: () => ({
			...engine,
			async stop(id: string) {
				if (names.some(name => id === `id-of-${name}`)) {
					throw new EngineError('stop', id, {reason: 'the disk is on fire', statusCode: 500});
				}
			},
		}),
	});
	const targets = ['web', 'db', 'job'].map(name => containerTarget(name));
	const one = await carryOut({name: 'stop'}, targets, refusing('web'));
	assert.match(one.at(-1)!.notice!.text, /^2 succeeded\. Could not stop web: .*fire/);
	assert.equal(one.at(-1)!.dialog, undefined);
	const two = await carryOut({name: 'stop'}, targets, refusing('web', 'db'));
	const {notice, dialog} = two.at(-1)!;
	assert.match(notice!.text, /^Stopped job\. 2 failed: Could not stop web: .*Could not stop db: /);
	assert.strictEqual(dialog?.kind, 'failures');
	assert.deepEqual(dialog.failures.map(failure => /stop (\w+)/.exec(failure)?.[1]), ['web', 'db']);
	assert.deepEqual([closeDialog(two.at(-1)!).dialog, closeDialog(two.at(-1)!).notice], [undefined, undefined]);
});

test('an engine behind ssh is asked for few operations at a time, and for all in the end', async () => {
	let running = 0;
	let most = 0;
	const {calls, services} = writeDown();
	const engine = services.engine('docker-1')!;
	const targets = Array.from({length: 40}, (_, index) => containerTarget(`c${index}`));
	const mostAtOnce = async (address: string): Promise<number> => {
		most = 0;
		await carryOut({name: 'stop'}, targets, {
			engine: () => ({
				...engine,
				address,
				async stop(id: string) {
					most = Math.max(most, ++running);
					await nextTurn();
					running--;
					await engine.stop!(id);
				},
			}),
		});
		return most;
	};

	const overSsh = await mostAtOnce('ssh://host');
	assert.ok(overSsh > 1, String(overSsh));
	assert.ok(overSsh <= 8, String(overSsh));
	assert.equal(new Set(calls.map(String)).size, 40);
	assert.ok(await mostAtOnce('unix:///var/run/docker.sock') > overSsh);
});

test('any other failure ends in a message too, never in an exception', async () => {
	const {services} = writeDown(new TypeError('a defect'));
	const states = await carryOut({name: 'stop'}, [containerTarget('web')], services);
	assert.deepEqual(states.at(-1)?.notice, {text: 'a defect', tone: 'bad', failures: ['a defect']});
});

test('without the engine nothing is asked of another one', async () => {
	const {calls, services} = writeDown();
	const states = await carryOut({name: 'stop'}, [{
		kind: 'container', key: 'k', id: 'k', name: 'web', engine: 'gone',
	}], services);
	assert.deepEqual(calls, []);
	assert.match(states.at(-1)!.notice!.text, /^No engine answers for web\./);
});
