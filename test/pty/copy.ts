/**
What is copied as the terminal gets it.
*/
import {Buffer} from 'node:buffer';
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {openCast} from '../helpers/cast.ts';
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
if (skip === false) {
	await cast.run('copied', busyboxImage, '--', 'sleep', '1000');
}

async function open(context: TestContext, options: {readonly environment?: Environment; readonly command?: string} = {}): Promise<Session> {
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3'], ...options});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
	session.press(`/${name('copied')}\r`);
	await session.until('the container', screen => isSelected(screen, name('copied')) && screen.includes('sleep 1000'));
	return session;
}

/**
All texts that the terminal was asked to put on its clipboard.
*/
function copied(session: Session): readonly string[] {
	return [...session.terminal.written().matchAll(/\p{Control}\]52;[a-z]*;([\w+/=]*)\p{Control}/gu)]
		.map(([, payload]) => Buffer.from(payload!, 'base64').toString());
}

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
	session.press('jj', keys.enter);
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

const hasTmux = (() => {
	try {
		execFileSync('tmux', ['-V'], {stdio: 'ignore'});
		return true;
	} catch {
		return false;
	}
})();

test('within tmux it is in tmux\'s buffer and at the terminal around it, by the defaults of tmux', {skip: skip || (!hasTmux && 'there is no tmux')}, async context => {
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
	assert.equal(execFileSync('tmux', ['-L', socket, 'show-buffer'], {encoding: 'utf8'}), name('copied'));
});
