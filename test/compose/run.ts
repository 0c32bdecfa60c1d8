import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {runToEnd} from '../../source/compose/answer.ts';
import {start} from '../../source/compose/run.ts';
import {makeFolder, until} from '../helpers/live-process.ts';

const shell = (script: string) => ({
	name: 'the stub', program: '/bin/sh', words: ['-c', script], environment: process.env,
});

/**
Starts a script that writes the pid of what it leaves behind into a file, and gives that pid.
*/
function startLeaving(script: (file: string) => string, grace?: number) {
	const file = path.join(makeFolder(), 'pid');
	const said: string[] = [];
	const running = start(shell(script(file)), (_stream, chunk) => {
		said.push(new TextDecoder().decode(chunk));
	}, grace);
	return {
		running,
		said: () => said.join(''),
		async left() {
			await until(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n'));
			return Number(readFileSync(file, 'utf8'));
		},
	};
}

const isThere = (pid: number): boolean => existsSync(`/proc/${pid}/status`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));

test('both streams are taken, and the exit code is told when they have ended', async () => {
	const said: string[] = [];
	const {ended} = start(shell('echo out; echo err >&2; exit 3'), (stream, chunk) => {
		said.push(`${stream} ${new TextDecoder().decode(chunk)}`);
	});
	assert.deepEqual(await ended, {kind: 'exited', exitCode: 3});
	assert.deepEqual(said.toSorted(), ['stderr err\n', 'stdout out\n']);
});

test('it has neither a terminal nor input, and leads a session of its own', async () => {
	const {output} = await runToEnd(shell('read -r line || echo no input; [ -t 0 ] || echo no terminal; cut -d" " -f6 /proc/$$/stat; echo $$'), 60_000);
	const [input, terminal, session, pid] = output.trim().split('\n', 4);
	assert.deepEqual([input, terminal], ['no input', 'no terminal']);
	assert.equal(session, pid);
});

test('what is asked to end ends with what it has started', async () => {
	const {running, left} = startLeaving(file => `sleep 1000 & echo $! >'${file}'; wait`);
	const pid = await left();
	running.stop();
	assert.deepEqual(await running.ended, {kind: 'killed', signal: 'SIGTERM'});
	await until(() => !isThere(pid));
});

test('what does not heed the request is killed, with what it has started', async () => {
	const {running, left} = startLeaving(file => `trap '' TERM; sleep 1000 & echo $! >'${file}'; while :; do wait; done`, 50);
	const pid = await left();
	running.stop();
	running.stop();
	assert.deepEqual(await running.ended, {kind: 'killed', signal: 'SIGKILL'});
	await until(() => !isThere(pid));
});

test('something that holds the pipes open after the end keeps nobody waiting', async () => {
	const {running, left, said} = startLeaving(file => `echo before; setsid sleep 1000 & echo $! >'${file}'; exit 0`);
	const pid = await left();
	try {
		assert.deepEqual(await running.ended, {kind: 'exited', exitCode: 0});
		assert.equal(said(), 'before\n');
		assert.ok(isThere(pid), 'it was to hold the pipes');
	} finally {
		process.kill(pid, 'SIGKILL');
	}
});

test('a program that is not there, or words that none can get, are told and not thrown', async () => {
	const nothing = () => undefined;
	const {environment} = shell('');
	const absent = await start({program: '/nonexistent/compose', words: [], environment}, nothing).ended;
	assert.deepEqual([absent.kind, 'isAbsent' in absent && absent.isAbsent], ['unstarted', true]);
	const nowhere = await start({
		program: '/bin/sh', words: [], directory: '/nonexistent/shop', environment,
	}, nothing).ended;
	assert.deepEqual(nowhere, {kind: 'unstarted', isAbsent: false, reason: 'there is no /nonexistent/shop or no /bin/sh any more'});
	const impossible = await start({program: '/bin/sh', words: ['-c', 'a\0b'], environment}, nothing).ended;
	assert.deepEqual([impossible.kind, 'isAbsent' in impossible && impossible.isAbsent], ['unstarted', false]);
});

test('an answer that does not come, or has no end, is given up', async () => {
	await assert.rejects(runToEnd(shell('sleep 1000'), 1000), {code: 'silent', message: 'the stub has not answered within 1 seconds'});
	await assert.rejects(runToEnd(shell('exec cat /dev/zero'), 60_000), {code: 'garbage'});
	const end = new AbortController();
	const asked = runToEnd(shell('sleep 1000'), 60_000, end.signal);
	end.abort();
	await assert.rejects(asked, {code: 'failed', message: 'given up'});
});
