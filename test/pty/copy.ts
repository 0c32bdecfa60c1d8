/**
What is copied as the terminal gets it.
*/
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {copiedPlainly, copiedThroughScreen, copiedThroughTmux} from '../helpers/copied.ts';
import {eventually} from '../helpers/engine.ts';
import {busyboxImage} from '../helpers/images.ts';
import type {Environment} from '../helpers/program.ts';
import {
	isSelected,
	keys,
	messageOn,
	openSession,
	type Session,
} from '../helpers/session.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, name} = cast;
const longLabel = `long=${'0123456789'.repeat(200)}`;
if (skip === false) {
	await cast.run('copied', busyboxImage, '--label', longLabel, '--', 'sleep', '1000');
}

async function open(context: TestContext, options: {readonly environment?: Environment; readonly command?: string} = {}): Promise<Session> {
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3'], ...options});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
	session.press(`/${name('copied')}\r`);
	await session.until('the container', screen => isSelected(screen, name('copied')) && screen.includes('sleep 1000'));
	return session;
}

const copied = (session: Session): readonly string[] => copiedPlainly(session.terminal.written());

test('y y sends the name of the container; of a process its command line can be chosen', {skip}, async context => {
	const session = await open(context, {environment: {TMUX: undefined, STY: undefined}});
	session.press('y');
	await session.until('the choice', screen => screen.includes('─ Copy ─') && screen.includes('Name'));
	session.press('y');
	await session.until('the message', screen => messageOn(screen).includes(`Sent to the terminal: ${name('copied')}`));
	assert.deepEqual(copied(session), [name('copied')]);
	session.press('2');
	session.press('y');
	await session.until('the choice', screen => screen.includes('─ Copy ─') && screen.includes('Command line'));
	session.press('jj');
	await session.until('its command line', screen => screen.includes('▸ Command line'));
	session.press(keys.enter);
	await session.until('the message', screen => messageOn(screen).includes('Sent to the terminal: sleep 1000'));
	assert.deepEqual(copied(session), [name('copied'), 'sleep 1000']);
	assert.equal(await session.quit(), 0);
});

test('y in an explanation sends a whole command, however long the line is', {skip}, async context => {
	const session = await open(context, {environment: {TMUX: undefined, STY: undefined}});
	session.press('x');
	await session.until('the explanation', screen => screen.includes('What is this?'));
	session.press('y');
	await session.until('the choice', screen => screen.includes('─ Copy ─'));
	session.press('y');
	await session.until('the explanation is back', screen => screen.includes('What is this?') && messageOn(screen).includes('Sent to the terminal'));
	const [command = ''] = copied(session);
	assert.match(command, /^(?:DOCKER_HOST=\S+ )?docker inspect \S+$|^(?:cat|grep|readlink) \S/);
	session.press(keys.escape);
	await session.until('no dialog', screen => !screen.includes('What is this?'));
	assert.equal(await session.quit(), 0);
});

function isInstalled(command: string, ...words: readonly string[]): boolean {
	try {
		execFileSync(command, words, {stdio: 'ignore'});
		return true;
	} catch {
		return false;
	}
}

/**
Sends the long label.
*/
async function copyLabel(session: Session): Promise<void> {
	session.press('y');
	await session.until('the choice', screen => screen.includes('─ Copy ─') && screen.includes('Label'));
	session.press(keys.end);
	await session.until('the last one', screen => screen.includes('▸ Label'));
	session.press('y');
	await session.until('the message', screen => messageOn(screen).includes('Sent to the terminal: long='));
}

test('where tmux has no server to ask, and in screen, both forms are sent: plain, and as they hand it on', {skip}, async context => {
	for (const [environment, through] of [
		[{TMUX: '/nonexistent/tmux,1,0', STY: undefined}, copiedThroughTmux],
		[{TMUX: undefined, STY: undefined, TERM: 'tmux-256color'}, copiedThroughTmux],
		[{TMUX: undefined, STY: '1234.pts-0.host'}, copiedThroughScreen],
		[{TMUX: undefined, STY: undefined, TERM: 'screen-256color'}, copiedThroughScreen],
	] as const) {
		const session = await open(context, {environment});
		await copyLabel(session);
		await session.until('both forms', () => through(session.terminal.written()).length > 0);
		assert.deepEqual([copied(session), through(session.terminal.written())], [[longLabel], [longLabel]]);
		assert.equal(await session.quit(), 0);
	}
});

const hasScreen = isInstalled('screen', '-v');

test('within screen it is at the terminal around it, however long it is', {skip: skip || (!hasScreen && 'there is no screen')}, async context => {
	const folder = mkdtempSync('/tmp/nstop-screen-');
	context.after(() => {
		rmSync(folder, {recursive: true, force: true});
	});
	const session = await open(context, {
		environment: {
			TMUX: undefined, STY: undefined, LC_ALL: 'C.UTF-8', SCREENDIR: folder,
		},
		command: 'exec screen -U -c /dev/null -m "$@"',
	});
	await copyLabel(session);
	await session.until('it is at the terminal', () => copied(session).includes(longLabel));
	session.press('q');
	assert.equal(await session.terminal.ended, 0);
});

test('within tmux it is in tmux\'s buffer and at the terminal around it, by the defaults of tmux', {skip: skip || (!isInstalled('tmux', '-V') && 'there is no tmux')}, async context => {
	const socket = `nstop-copy-${process.pid}`;
	context.after(() => {
		try {
			execFileSync('tmux', ['-L', socket, 'kill-server'], {stdio: 'ignore'});
		} catch {
			// It has ended with its last program.
		}
	});
	const session = await open(context, {
		environment: {TMUX: undefined, STY: undefined, LC_ALL: 'C.UTF-8'},
		command: `exec tmux -L ${socket} -f /dev/null new-session "$@"`,
	});
	session.press('y');
	await session.until('the choice', screen => screen.includes('─ Copy ─'));
	session.press('y');
	await session.until('it is at the terminal', () => copied(session).includes(name('copied')));
	await eventually('it is in the buffer', () => execFileSync('tmux', ['-L', socket, 'show-buffer'], {encoding: 'utf8'}) === name('copied'));
	session.press('q');
	assert.equal(await session.terminal.ended, 0);
});
