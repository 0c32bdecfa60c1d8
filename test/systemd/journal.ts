import assert from 'node:assert/strict';
import {chmodSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {readJournal} from '../../source/systemd/journal.ts';
import {logSentence} from '../../source/systemd/sentence.ts';
import {SystemdError} from '../../source/systemd/error.ts';
import {keepLines} from '../helpers/kept-lines.ts';
import {makeFolder, until} from '../helpers/live-process.ts';

/**
A `journalctl` of its own, first in the PATH.
*/
function fakeJournalctl(script: string) {
	const folder = makeFolder();
	const program = path.join(folder, 'journalctl');
	writeFileSync(program, `#!/bin/sh\necho $$ >'${folder}/pid'\nprintf '%s\\n' "$@" >'${folder}/words'\n${script}\n`);
	chmodSync(program, 0o755);
	return {
		environment: {...process.env, PATH: `${folder}:${process.env.PATH}`},
		words: () => readFileSync(path.join(folder, 'words'), 'utf8').trim().split('\n'),
		pid: () => Number(readFileSync(path.join(folder, 'pid'), 'utf8')),
	};
}

const request = {unit: 'nginx.service', start: {kind: 'tail', lines: 5}, isFollowed: false} as const;
const never = new AbortController().signal;

async function failure(reading: Promise<void>): Promise<SystemdError> {
	const error: unknown = await reading.then(() => undefined, (error_: unknown) => error_);
	assert.ok(error instanceof SystemdError, String(error));
	return error;
}

test('entries become lines, also the last one without a line feed', async () => {
	const {environment, words} = fakeJournalctl(String.raw`printf '{"MESSAGE":"o\\u00e9ne","SYSLOG_IDENTIFIER":"a","_PID":"1"}\n{"MESSAGE":"tw'; sleep 0.1; printf 'o"}'`);
	const {sink, texts} = keepLines();
	await readJournal(request, sink, never, environment);
	assert.deepEqual(texts(), ['a[1]: oéne', 'two']);
	assert.deepEqual(words().slice(2), ['--all', '--output-fields=MESSAGE,PRIORITY,SYSLOG_IDENTIFIER,_PID', '--lines=5', '--unit=nginx.service']);
});

test('each beginning and each manager has its words', async () => {
	const {environment, words} = fakeJournalctl('');
	const {sink} = keepLines();
	await readJournal({...request, start: {kind: 'since', milliseconds: 1_795_769_825_123.456}, isFollowed: true}, sink, never, environment);
	assert.deepEqual(words().slice(4), ['--since=@1795769825.123456', '--lines=all', '--follow', '--unit=nginx.service']);
	await readJournal({...request, start: {kind: 'all'}, userId: 1000}, sink, never, environment);
	assert.deepEqual(words().slice(4), [
		'--lines=all', '_SYSTEMD_USER_UNIT=nginx.service', '_UID=1000', '+', 'USER_UNIT=nginx.service', '_UID=1000',
	]);
});

test('the signal ends it without an error and kills the child', async () => {
	const {environment, pid} = fakeJournalctl('echo \'{"MESSAGE":"one"}\'; exec sleep 1000');
	const {sink, lines} = keepLines();
	const given = new AbortController();
	const reading = readJournal({...request, isFollowed: true}, sink, given.signal, environment);
	await until(() => lines.length > 0);
	given.abort();
	await reading;
	const killed = pid();
	await until(() => {
		try {
			process.kill(killed, 0);
			return false;
		} catch {
			return true;
		}
	});
	assert.ok(killed > 0);
});

test('who may not see it is refused at once, also while it would be followed', async () => {
	const hint = 'Hint: You are currently not seeing messages from other users and the system.';
	const {environment} = fakeJournalctl(`echo '${hint}' >&2; exec sleep 1000`);
	const error = await failure(readJournal({...request, isFollowed: true}, keepLines().sink, never, environment));
	assert.equal(
		logSentence(error, 'nginx.service'),
		'Could not read the log of nginx.service: permission denied. Run nstop as root, or join the group systemd-journal and log in again.',
	);
});

test('no journalctl, one that fails, and what is no unit each have their reason', async () => {
	const {sink} = keepLines();
	assert.equal((await failure(readJournal(request, sink, never, {PATH: makeFolder()}))).code, 'absent');
	const {environment} = fakeJournalctl('echo "Failed to open files" >&2; exit 1');
	assert.equal((await failure(readJournal(request, sink, never, environment))).message, 'Failed to open files');
	assert.equal((await failure(readJournal({...request, unit: '--all'}, sink, never, environment))).code, 'gone');
});
