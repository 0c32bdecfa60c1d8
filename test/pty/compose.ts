/**
Compose's own commands for a project of real containers: a stub plugin of Docker's client notes what it is called with.
*/
import assert from 'node:assert/strict';
import {
	existsSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {composeLabels} from '../helpers/compose.ts';
import {busyboxImage} from '../helpers/images.ts';
import {makeFolder, until} from '../helpers/live-process.ts';
import type {Environment} from '../helpers/program.ts';
import {
	isSelected,
	keys,
	lineWith,
	messageOn,
	openSession,
	openTab,
	rowOf,
	type Session,
} from '../helpers/session.ts';
import {stubCompose, type StubCompose} from '../helpers/stub-compose.ts';

const {skip, engine, name, run} = await openCast(busyboxImage);
const hash = (digit: string): string => digit.repeat(64);

/**
A project with one container for each service, whose file is the stub's.
*/
async function runProject(project: string, {directory, file}: StubCompose, services: Readonly<Record<string, string>>): Promise<void> {
	for (const [service, digit] of Object.entries(services)) {
		const labels = composeLabels(name(project), service, [], {hash: hash(digit), directory, file});
		await run(`${project}-${service}`, busyboxImage, ...Object.entries(labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]), '--', 'sleep', '3000');
	}
}

/**
The list with the cursor on the row of the project, and nothing else in it.
*/
async function openOn(context: TestContext, project: string, environment: Environment, ...words: readonly string[]): Promise<Session> {
	const session = openSession(context, 120, 40, {
		words: ['--host', engine.address, '--interval', '0.3', '--sort', 'name', '--filter', name(project), ...words],
		environment,
	});
	await session.until('its containers', screen => rowOf(screen, `${name(project)}-web`) !== '');
	session.press('p');
	await session.until('its row', screen => rowOf(screen, name(project)) !== '');
	session.press('g');
	await session.until('the cursor on it', screen => isSelected(screen, `${name(project)} `));
	if (words.includes('--read-only')) {
		return session;
	}

	// Its name may have been found in a file before its engine has answered.
	const isAsked = (screen: string): boolean => /Stop .*\?/.test(screen);
	await pressUntil(session, 'S', 'that its engine has answered', isAsked);
	await pressUntil(session, 'n', 'no question', screen => !isAsked(screen));
	return session;
}

/**
Presses a key again and again until the screen is so: the first one may come too early, or only dismiss a message.
*/
async function pressUntil(session: Session, key: string, what: string, isSo: (screen: string) => boolean): Promise<void> {
	let pressedAt = -Infinity;
	await session.until(what, screen => {
		if (isSo(screen)) {
			return true;
		}

		if (performance.now() - pressedAt > 400) {
			session.press(key);
			pressedAt = performance.now();
		}

		return false;
	});
}

/**
Has a command run. Its title is there while Compose is still looked for, when nothing can be answered yet.
*/
async function ask(session: Session, key: string, question: string): Promise<void> {
	session.press(key);
	await session.until('the command', screen => screen.includes(question) && screen.includes('--project-directory'));
	await session.answer(question);
}

async function leaveReader(session: Session, project: string): Promise<void> {
	await pressUntil(session, keys.escape, 'the list', screen => isSelected(screen, `${name(project)} `));
}

/**
A PATH with Docker's client and what nstop itself needs, but no Compose, whatever this machine has.
*/
function pathWithoutCompose(): string {
	const folder = makeFolder();
	for (const program of ['node', 'docker']) {
		const found = process.env.PATH?.split(':').map(place => path.join(place, program)).find(file => existsSync(file));
		symlinkSync(found ?? '/nonexistent', path.join(folder, program));
	}

	return folder;
}

const titleOf = (screen: string): string => lineWith(screen, '┌ 4 ');

test('up is asked with the very command, its output is followed, and its end is told whoever looks at it', {skip}, async context => {
	const stub = stubCompose({
		up: 'echo "to the output"; echo "to the errors" >&2; while [ ! -e "$here/go" ]; do sleep 0.05; done; echo done; exit 0',
		down: 'exit 3',
	});
	await runProject('up', stub, {web: 'a'});
	const session = await openOn(context, 'up', {HOME: stub.home});
	session.press(keys.enter);
	await session.until('the menu', screen => ['up', 'down', 'pull', 'build', 'config'].every(title => screen.includes(`  ${title} `)));
	session.press('u');
	const question = `Run compose up for ${name('up')}?`;
	const asked = await session.until('the command', screen => screen.includes(question) && screen.includes('up -d'));
	assert.ok(asked.includes(`DOCKER_HOST=${engine.address}`));
	assert.deepEqual(stub.calls(), [], 'nothing is run before the answer');
	await session.answer(question);
	const title = `docker compose up for ${name('up')}`;
	await session.until('its output', screen =>
		titleOf(screen).includes(`${title}: running`) && screen.includes('to the output') && screen.includes('  to the errors'));
	assert.deepEqual(stub.calls(), [['--project-directory', stub.directory, '-f', stub.file, '-p', name('up'), 'up', '-d']]);
	assert.equal(stub.variables().get('DOCKER_HOST'), engine.address);

	session.press(keys.escape);
	await session.until('the list, and that it runs on', screen =>
		isSelected(screen, `${name('up')} `) && messageOn(screen) === `${title} runs on: O shows its output.`);
	session.press('d');
	await session.until('that one is enough', screen => messageOn(screen) === `${title} has not ended yet. O shows its output.`);
	stub.answer({up: ':', down: 'exit 3'});
	writeFileSync(path.join(stub.home, 'go'), '');
	await session.until('how it ended', screen => messageOn(screen) === `${title} has ended with exit code 0. O shows its output.`);
	session.press('O');
	await session.until('the output again', screen =>
		titleOf(screen).includes(`${title}: exit code 0`) && screen.includes('to the output') && screen.includes('done') && screen.includes('3 lines, ended'));
	session.press('l');
	await session.until('the list again', screen => isSelected(screen, `${name('up')} `));

	session.press('d');
	const loss = `Run compose down for ${name('up')}?`;
	await session.until('who falls with it', screen => screen.includes(loss) && screen.includes(`Its containers now: ${name('up')}-web.`));
	await session.answer(loss);
	await session.until('that it failed', screen =>
		titleOf(screen).includes(`docker compose down for ${name('up')}: exit code 3`)
		&& messageOn(screen) === `docker compose down for ${name('up')} has ended with exit code 3.`);
	assert.equal(await session.quit(), 0);
});

test('a project that was taken down stays in the list, says so, and is brought up again from there', {skip}, async context => {
	const again = Object.entries({'com.docker.compose.project': name('back'), 'com.docker.compose.service': 'web'})
		.map(([key, value]) => `--label ${key}=${value}`).join(' ');
	const stub = stubCompose({
		down: `echo "Stopping" >&2; docker rm --force ${name('back-web')}; touch "$here/down"; while [ ! -e "$here/go" ]; do sleep 0.05; done`,
		up: `docker run --detach --name ${name('back-web')} ${again} ${busyboxImage} sleep 3000`,
	});
	await runProject('back', stub, {web: 'a'});
	const session = await openOn(context, 'back', {HOME: stub.home});
	await ask(session, 'd', `Run compose down for ${name('back')}?`);
	await session.until('its output, without a mark', screen => titleOf(screen).includes('running') && screen.includes('  Stopping'));
	await leaveReader(session, 'back');
	await session.until('what is being done', screen => rowOf(screen, name('back')).includes(' going down '));
	writeFileSync(path.join(stub.home, 'go'), '');
	await session.until('that it is down', screen => rowOf(screen, name('back')).includes(' down ') && messageOn(screen).includes('has ended'));
	await pressUntil(session, 'S', 'what can be done', screen => messageOn(screen) === `${name('back')} is down; u brings it up again.`);
	await ask(session, 'u', `Run compose up for ${name('back')}?`);
	await session.until('its end', screen => titleOf(screen).includes('exit code 0'));
	assert.deepEqual(stub.calls().at(-1), ['--project-directory', stub.directory, '-f', stub.file, '-p', name('back'), 'up', '-d']);
	await leaveReader(session, 'back');
	await session.until('that it runs', screen => rowOf(screen, name('back')).includes(' running '));

	await engine.docker('rm', '--force', name('back-web'));
	await session.until('that others took it down', screen => rowOf(screen, name('back')).includes(' down '));
	assert.equal(await session.quit(), 0);
});

test('read-only shows the configuration, with the command above it, and runs nothing else', {skip}, async context => {
	const stub = stubCompose({config: 'echo services:; echo "  web:"'});
	await runProject('only', stub, {web: 'a'});
	const session = await openOn(context, 'only', {HOME: stub.home}, '--read-only');
	session.press('u');
	await session.until('why not', screen => messageOn(screen) === 'u (up) is not available in read-only mode.');
	// Its engine may not have answered yet.
	await pressUntil(session, 'c', 'the configuration', screen =>
		titleOf(screen).includes(`docker compose config for ${name('only')}: exit code 0`)
		&& screen.includes('services:') && screen.includes('docker compose --project-directory'));
	assert.deepEqual([...new Set(stub.calls().map(words => words.at(-1)))], ['config']);
	assert.equal(await session.quit(), 0);
});

test('a file that is gone is named before anything is run, and so is a Compose that is not there', {skip}, async context => {
	const stub = stubCompose();
	await runProject('gone', stub, {web: 'a'});
	const bare = await openOn(context, 'gone', {HOME: makeFolder(), PATH: pathWithoutCompose()});
	bare.press('u');
	await bare.until('that there is no Compose', screen => messageOn(screen).startsWith('Compose is not installed here: install Docker\'s package docker-compose-plugin'));
	assert.equal(await bare.quit(), 0);

	rmSync(stub.file);
	const session = await openOn(context, 'gone', {HOME: stub.home});
	session.press('u');
	await session.until('which file', screen => messageOn(screen) === `Compose cannot be run for ${name('gone')}: there is no ${stub.file} here.`);
	rmSync(stub.directory, {recursive: true});
	session.press('c');
	await session.until('which folder', screen => messageOn(screen) === `Compose cannot be run for ${name('gone')}: there is no ${stub.directory} here.`);
	assert.deepEqual(stub.calls(), []);
	assert.equal(await session.quit(), 0);
});

test('a command that hangs holds up no key and is stopped on request, with all that it has started', {skip}, async context => {
	const stub = stubCompose({build: 'sleep 3000'});
	await runProject('hang', stub, {web: 'a', db: 'b'});
	const session = await openOn(context, 'hang', {HOME: stub.home});
	session.press('b');
	await session.until('the question', screen => screen.includes(`Run compose build for ${name('hang')}?`) && screen.includes('-p'));
	await session.answer(`Run compose build for ${name('hang')}?`);
	await session.until('that it runs', screen => titleOf(screen).includes('running') && screen.includes('It has written nothing yet.') && stub.running().length === 1);
	await leaveReader(session, 'hang');
	session.press('j');
	await session.until('another row', screen => isSelected(screen, `├─ ${name('hang')}-db`));
	session.press('q');
	await session.until('that it would be lost', screen =>
		messageOn(screen) === `docker compose build for ${name('hang')} still runs and would be stopped: press q again to quit.`);
	session.press('O');
	await session.until('its output from anywhere', screen => titleOf(screen).includes('running'));
	session.press('S');
	await session.answer(`Stop docker compose build for ${name('hang')}?`);
	await session.until('that it was stopped', screen => /was stopped and has ended with exit code \d+|was ended by SIG/.test(messageOn(screen)) && !titleOf(screen).includes('running'));
	assert.deepEqual(stub.running(), []);
	assert.equal(await session.quit(), 0);
});

test('a Compose that hangs when it is asked who it is, or about the file, is given up, and keys are for other things meanwhile', {skip}, async context => {
	const stub = stubCompose({version: 'sleep 3000'});
	await runProject('mute', stub, {web: 'a'});
	const session = await openOn(context, 'mute', {HOME: stub.home});
	session.press('u');
	await session.until('that it is looked for', screen => screen.includes('Looking for Compose.'));
	session.press(keys.escape);
	await session.until('no question', screen => !screen.includes('Looking for Compose.'));
	session.press('u');
	await session.until('why not', screen =>
		messageOn(screen) === `Could not run compose up for ${name('mute')}: docker compose has not answered within 5 seconds.`);
	stub.answer({config: 'sleep 3000'});
	await openTab(session, 'Compose');
	await session.until('that it is asked', screen => screen.includes('Compose is being asked.'));
	session.press('j');
	await session.until('another row', screen => isSelected(screen, `└─ ${name('mute')}-web`));
	await session.until('why nothing is known', screen =>
		screen.includes(`Could not read the Compose file of ${name('mute')}: docker compose has`) && screen.includes('10 seconds.'));
	assert.equal(await session.quit(), 0);
});

test('the Compose tab tells of each service what differs from the file, and asks only while it is shown', {skip}, async context => {
	const services = {web: {image: 'nginx', scale: 2}, db: {image: 'postgres'}, cache: {image: 'redis'}};
	const stub = stubCompose({
		config: String.raw`case "$*" in *--hash*) printf '%s %s\n' ${['web', 'db', 'cache'].map((service, index) => `${service} ${hash('abc'[index]!)}`).join(' ')} ;;
			*) echo '${JSON.stringify({services})}' ;; esac`,
		up: 'echo up',
	});
	await runProject('drift', stub, {web: 'd', db: 'b', old: 'e'});
	const session = await openOn(context, 'drift', {HOME: stub.home});
	assert.deepEqual(stub.calls(), []);
	await openTab(session, 'Compose');
	await session.until('the services', screen => [
		/ web +1 of 2 +differs +nginx /, / db +1 of 1 +same +postgres /, / cache +0 of 1 +not created +redis /, / old +1 of 1 +not in the file /,
	].every(line => line.test(screen)) && screen.includes('docker compose 2.24.1'));
	const asked = stub.calls().length;
	assert.equal(asked, 2);
	await ask(session, 'u', `Run compose up for ${name('drift')}?`);
	await session.until('its end', screen => titleOf(screen).includes('exit code 0'));
	await leaveReader(session, 'drift');
	await session.until('the tab again, with the last command', screen => screen.includes('docker compose up: exit code 0.'));
	await session.until('that it was asked again', () => stub.calls().length === asked + 3);
	assert.equal(await session.quit(), 0);
});

test('a command that still runs when nstop is left ends with it', {skip}, async context => {
	const stub = stubCompose({build: 'sleep 3000'});
	await runProject('left', stub, {web: 'a'});
	const session = await openOn(context, 'left', {HOME: stub.home});
	await ask(session, 'b', `Run compose build for ${name('left')}?`);
	await session.until('that it runs', screen => titleOf(screen).includes('running') && stub.running().length === 1);
	await pressUntil(session, 'q', 'that it would be lost', screen => messageOn(screen).includes('press q again to quit.'));
	assert.equal(await session.quit(), 0);
	await until(() => stub.running().length === 0);
});
