/**
On the screen of a Podman: its log, its images, volumes and networks, and what is done to a container of it.
*/
import assert from 'node:assert/strict';
import test, {before, type TestContext} from 'node:test';
import {
	makePodman,
	podmanImage,
	removeParents,
	unpackPodman,
	type Podman,
} from '../helpers/podman.ts';
import {
	isSelected,
	messageOn,
	openSession,
	rowOf,
	type Session,
} from '../helpers/session.ts';
import {Workshop, workshopLack} from '../helpers/workshop.ts';

const skip = workshopLack;
const workshop = new Workshop();
const fill = 'seq 30 | while read -r n; do echo $n > /data/$n; echo line $n.; done; trap "exit 7" TERM; while :; do sleep 0.1; done';
let podman: Podman | undefined;
let lack = 'no Podman was started';

before(async () => {
	if (skip !== false) {
		return;
	}

	let unpacked: ReturnType<typeof unpackPodman>;
	try {
		unpacked = unpackPodman(workshop);
	} catch (error) {
		lack = (error as Error).message;
		return;
	}

	const made = makePodman(workshop, unpacked, 'panes');
	workshop.atEnd(async () => {
		await made.end();
		removeParents('/sys/fs/cgroup');
	});
	const {run} = made;
	const options = ['--detach', '--ulimit', 'host', '--network', 'none'];
	run('volume', 'create', 'nstop-kept');
	run('network', 'create', 'nstop-wired');
	run('run', ...options, '--name', 'nstop-talker', '--volume', 'nstop-kept:/data', podmanImage, 'sh', '-c', fill);
	run('create', '--name', 'nstop-member', '--network', 'nstop-wired', podmanImage, 'sleep', '3000');
	await made.serve();
	podman = made;
});

async function open(context: TestContext, socket: string): Promise<Session> {
	const session = openSession(context, 140, 40, {words: ['--host', `unix://${socket}`, '--interval', '0.3', '--sort', 'name', 'nstop-talker']});
	await session.until('its container', screen =>
		/podman \d\S* ●/.test(screen) && isSelected(screen, 'nstop-talker ') && / up \d+/.test(rowOf(screen, 'nstop-talker')));
	return session;
}

test('images, volumes and networks of Podman have their users, and what is used is not removed', {skip}, async context => {
	if (!podman) {
		context.skip(lack);
		return;
	}

	const session = await open(context, podman.socket);
	session.press('5');
	await session.until('who uses the image', screen => rowOf(screen, podmanImage).includes('nstop-member, nstop-talker'));
	await session.until('its layer', screen => screen.includes('[Layers]') && screen.includes('imported from tarball'));
	session.press('6');
	await session.until('who uses the volume', screen => isSelected(screen, 'nstop-kept ') && rowOf(screen, 'nstop-kept').includes('nstop-talker'));
	session.press('b');
	await session.until('its size', screen => messageOn(screen).endsWith(' in 31 files and directories.'));
	session.press('D');
	await session.until('why not', screen => messageOn(screen) === 'nstop-kept is used by nstop-talker: remove that container first.');
	session.press('7');
	await session.until('the networks', screen => rowOf(screen, 'nstop-wired') !== '');
	session.press('G');
	await session.until('who is in the network', screen =>
		isSelected(screen, 'nstop-wired ') && / 10\.\d+\.\d+\.0\/24 /.test(rowOf(screen, 'nstop-wired')) && rowOf(screen, 'nstop-wired').includes('nstop-member'));
	podman.run('rm', 'nstop-member');
	await session.until('nobody is in it', screen => !rowOf(screen, 'nstop-wired').includes('nstop-member'));
	session.press('D');
	await session.answer('Remove nstop-wired?');
	await session.until('it is gone', screen => messageOn(screen) === 'Removed nstop-wired.' && rowOf(screen, 'nstop-wired') === '');
	assert.doesNotMatch(podman.run('network', 'ls', '--quiet'), /nstop-wired/);
	assert.equal(await session.quit(), 0);
});

test('a container of Podman has its log, is paused, resumed, waited for and stopped', {skip}, async context => {
	if (!podman) {
		context.skip(lack);
		return;
	}

	const state = (): string => podman!.run('inspect', '--format', '{{.State.Status}}', 'nstop-talker');
	const session = await open(context, podman.socket);
	session.press('l');
	await session.until('its log', screen => screen.includes('following 30 lines') && screen.includes('line 30.'));
	session.press('l');
	await session.until('the list', screen => screen.includes('1 Containers'));
	session.press('Z');
	await session.answer('Pause nstop-talker?');
	await session.until('it is paused', screen => rowOf(screen, 'nstop-talker').includes(' paused '));
	assert.equal(state(), 'paused');
	session.press('Z');
	await session.answer('Resume nstop-talker?');
	await session.until('it goes on', screen => / up \d+/.test(rowOf(screen, 'nstop-talker')));
	assert.equal(state(), 'running');
	session.press('W');
	await session.until('that it will be said', screen => messageOn(screen).includes('You will be told when nstop-talker ends.'));
	session.press('S');
	await session.answer('Stop nstop-talker?');
	await session.until('how it ended', screen => messageOn(screen).includes('nstop-talker has ended with exit code 7.'));
	await session.until('its state', screen => rowOf(screen, 'nstop-talker').includes('exited 7'));
	assert.equal(state(), 'exited');
	assert.equal(await session.quit(), 0);
});
