/**
What befalls an open log: its engine dies and comes again, its container is restarted and removed. Nothing is lost, nothing comes twice.
*/
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test, {before, type TestContext} from 'node:test';
import {eventually} from '../helpers/engine.ts';
import {makeFolder} from '../helpers/live-process.ts';
import {
	isSelected,
	messageOn,
	openSession,
	type Session,
} from '../helpers/session.ts';
import {openZoo} from '../helpers/zoo.ts';

const {skip, zoo} = await openZoo('faults', {isPrivate: true});
const counting = 'i=0; while sleep 0.05; do i=$((i+1)); echo "line $i."; done';

before(async () => {
	if (skip !== false) {
		return;
	}

	// Containers outlive an engine that is set so.
	writeFileSync(path.join(path.dirname(zoo.engine.socketPath), 'settings.json'), '{"live-restore": true}');
	process.kill(zoo.engine.pid()!, 'SIGHUP');
	await eventually(
		'the engine has read its settings',
		async () => (await zoo.engine.docker('info', '--format', '{{.LiveRestoreEnabled}}')) === 'true',
	);
});

/**
The log of a container, followed, in a program that works in a folder of its own.
*/
async function open(context: TestContext, name: string): Promise<{readonly session: Session; readonly folder: string}> {
	const folder = makeFolder();
	const session = openSession(context, 120, 30, {
		words: ['--host', zoo.engine.address, '--interval', '0.3', '--filter', zoo.fullName(name)],
		command: `cd '${folder}' && exec "$@"`,
	});
	await session.until('the container', screen => isSelected(screen, zoo.fullName(name)) && screen.includes('●'));
	session.press('l');
	return {session, folder};
}

function lastLine(screen: string): number {
	return Math.max(0, ...screen.matchAll(/│ [ ▸]line (\d{1,6})\./g).map(([, number]) => Number(number)));
}

/**
Saves the log and gives the numbers of its lines.
*/
async function saved(session: Session): Promise<readonly number[]> {
	session.press('\u{13}');
	const told = messageOn(await session.until('it is saved', screen => messageOn(screen).includes(' lines saved to ')));
	return readFileSync(/saved to (\S+\.log)\./.exec(told)![1]!, 'utf8').split('\n').slice(0, -1).map(line => Number(/^line (\d+)\.$/.exec(line)?.[1]));
}

function assertWhole(numbers: readonly number[]): void {
	assert.deepEqual(numbers, numbers.map((_, index) => index + 1));
}

test('an engine that dies is told, and once it is there again the log goes on behind its last line', {skip}, async context => {
	await zoo.run('kept', '--log-driver', 'local', '--', 'sh', '-c', counting);
	const {session} = await open(context, 'kept');
	await session.until('some lines', screen => lastLine(screen) > 10);
	process.kill(zoo.engine.pid()!, 'SIGKILL');
	const screen = await session.until('what happened', shown => shown.includes(`Could not read the log of ${zoo.fullName('kept')}`));
	assert.ok(lastLine(screen) > 10, 'what was read stays');
	await eventually('it is dead', () => zoo.engine.pid() === undefined);
	await zoo.engine.startAgain();
	const last = lastLine(screen);
	await session.until('it goes on', shown => lastLine(shown) > last + 40 && /following \d+ lines/.test(shown) && !shown.includes('Could not read'));
	assertWhole(await saved(session));
	assert.equal(await session.quit(), 0);
});

test('a container that is restarted goes on in the same log, and what it wrote can be read when it is removed', {skip}, async context => {
	await zoo.run('again', '--', 'sh', '-c', 'i=$(cat /i 2>/dev/null || echo 0); while sleep 0.05; do i=$((i+1)); echo $i > /j; mv /j /i; echo "line $i."; done');
	const {session} = await open(context, 'again');
	const first = lastLine(await session.until('some lines', screen => lastLine(screen) > 5));
	await zoo.engine.docker('restart', '--time', '0', zoo.fullName('again'));
	const after = lastLine(await session.until('it goes on', screen => lastLine(screen) > first + 20));
	await zoo.engine.docker('rm', '--force', zoo.fullName('again'));
	const screen = await session.until('its end', shown => / \d+ lines, removed/.test(shown));
	assert.ok(lastLine(screen) >= after);
	const numbers = await saved(session);
	// The line that was being written when it was killed may be missing, or be written again.
	assert.deepEqual(numbers, numbers.toSorted((a, b) => a - b));
	assert.equal(numbers.at(-1), lastLine(screen));
	assert.equal(await session.quit(), 0);
});
