import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {eventually} from '../helpers/engine.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	isEngineUp,
	isFilled,
	isSelected,
	keys,
	lastLine,
	openSession,
	untilBack,
	untouchedModes,
	type Session,
} from '../helpers/session.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, name} = cast;
if (skip === false) {
	await cast.run('a', busyboxImage, '--', 'sleep', '1000');
}

type Job = {readonly session: Session; readonly pid: number};

/**
The program as a job of an interactive shell.
*/
async function openJob(context: TestContext, words: readonly string[] = ['--no-engine']): Promise<Job> {
	const session = openSession(context, 100, 30, {
		words: ['--interval', '0.3', ...words],
		command: 'PROGRAM="$*" PS1="prompt> " exec bash --norc --noprofile --noediting -i',
	});
	await session.until('the prompt', screen => screen.includes('prompt> '));
	session.press('stty -a > /tmp/nstop-job-$$; $PROGRAM\r');
	await untilDrawn(session);
	const shell = session.terminal.pty.pid;
	const [child] = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').trim().split(' ', 1);
	return {session, pid: Number(child)};
}

async function untilDrawn(session: Session, isSo: (screen: string) => boolean = () => true): Promise<void> {
	await session.until('the panes and the keys', async screen =>
		screen.includes('1 Containers') && lastLine(screen).includes('q quit') && isSo(screen) && (await session.modes()).isAlternate);
}

async function isStoppedInShell({session, pid}: Job): Promise<void> {
	await eventually('it is stopped', () => /^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')));
	session.press('echo in the"" shell; stty -a | diff /tmp/nstop-job-$$ - && echo sa"me settings"\r');
	await session.until('the shell', shown => ['Stopped', 'in the shell', 'same settings'].every(words => shown.includes(words)));
	assert.deepEqual(await session.modes(), untouchedModes);
}

/**
Keys are answered, nothing of the shell is left on screen, and `q` leaves.
*/
async function leaves({session, pid}: Job): Promise<number> {
	await untilDrawn(session);
	session.press('?');
	await session.until('the help', shown => shown.includes('─ Help ─'));
	session.press('q');
	const screen = await session.until('no help', shown => !shown.includes('─ Help ─'));
	assert.doesNotMatch(screen, /prompt>|in the shell|Stopped/);
	session.press('q');
	await session.until('the shell', async shown => shown.includes('prompt> ') && !(await session.modes()).isAlternate);
	await eventually('it has ended', () => !existsSync(`/proc/${pid}`));
	session.press('rm /tmp/nstop-job-$$; exit\r');
	return session.terminal.ended;
}

for (const [what, stop] of [
	['Ctrl-Z', ({session}: Job) => {
		session.press('\u{1A}');
	}],
	['Ctrl-Z in a sheet', ({session}: Job) => {
		session.press('?\u{1A}');
	}],
	['SIGTSTP', ({pid}: Job) => {
		process.kill(pid, 'SIGTSTP');
	}],
] as const) {
	test(`${what} gives the terminal to the shell as it was, and fg brings all back, at the size of then`, async context => {
		const job = await openJob(context);
		stop(job);
		await isStoppedInShell(job);
		job.session.resize(90, 26);
		job.session.press('fg\r');
		if (what === 'Ctrl-Z in a sheet') {
			await job.session.until('the sheet', shown => shown.includes('─ Help ─'));
			job.session.press(keys.escape);
		}

		await untilDrawn(job.session, screen => isFilled(screen, 90, 26));
		assert.equal(await leaves(job), 0);
	});
}

test('it can be stopped twice, and goes on in the foreground after it was sent to the background', async context => {
	const job = await openJob(context);
	for (let time = 0; time < 2; time++) {
		job.session.press('\u{1A}');

		await isStoppedInShell(job);
		job.session.press('bg\r');

		await isStoppedInShell(job);
		job.session.press('clear; fg\r');

		await untilDrawn(job.session);
	}

	assert.equal(await leaves(job), 0);
});

test('after a SIGSTOP, which leaves no time for anything, keys and screen are there again', async context => {
	const job = await openJob(context);
	process.kill(job.pid, 'SIGSTOP');
	await job.session.until('the shell tells of it', shown => shown.includes('Stopped'));
	job.session.press('fg\r');
	await job.session.until('the picture is whole', shown => !/prompt>|Stopped/.test(shown));
	assert.equal(await leaves(job), 0);
});

test('where no shell looks after it, Ctrl-Z changes nothing', async context => {
	const session = openSession(context, 100, 30, {words: ['--no-engine', '--interval', '0.3']});
	await untilDrawn(session);
	session.press('\u{1A}?');
	await session.until('the help', shown => shown.includes('─ Help ─'));
	session.press('q');
	await untilDrawn(session);
	assert.equal(await session.quit(), 0);
	assert.deepEqual(await session.modes(), untouchedModes);
});

test('a shell in a container is stopped with it, and goes on with it', {skip}, async context => {
	const job = await openJob(context, ['--host', engine.address]);
	const {session} = job;
	session.press(`/${name('a')}\r`);
	await session.until('the container', shown => isEngineUp(shown) && isSelected(shown, name('a')));
	session.press('e');
	await session.until('its prompt', shown => shown.includes(' exit or Ctrl-D comes back') && /[#$] *$/.test(shown.trimEnd()));
	// At each prompt this shell asks the terminal where the cursor is. The answer must not come when another one has the terminal.
	session.press(String.raw`printf '\033[?1049h\033[?1003h\033[?25l'; echo th"ere"; read -r line`, '\r');
	await session.until('it is on the other screen', async shown => shown.includes('there') && (await session.modes()).isAlternate);
	process.kill(job.pid, 'SIGTSTP');
	await isStoppedInShell(job);
	session.press('fg\r');
	session.press('\r');
	session.press('until [ "$(stty size)" = "30 100" ]; do sleep 0.05; done; echo ag"ain"\r');
	await session.until('the shell in the container', shown => shown.includes('again'));
	session.press('exit 5\r');
	await untilBack(session, 'exit code 5');
	session.press('1');
	assert.equal(await leaves(job), 0);
});
