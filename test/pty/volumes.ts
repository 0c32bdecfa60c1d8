/**
The volumes pane on a real engine: who uses them, their size when it is asked for, and what goes.
*/
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import test, {after, type TestContext} from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {eventually} from '../helpers/engine.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	isSelected,
	keys,
	lastLine,
	messageOn,
	openSession,
	rowOf,
	type Session,
} from '../helpers/session.ts';

const {skip, engine, tag, name, run} = await openCast(busyboxImage);
const made = new Set<string>();

after(async () => {
	if (skip === false && engine.isShared && made.size > 0) {
		await engine.docker('volume', 'rm', '--force', ...made);
	}
});

async function makeVolume(role: string): Promise<string> {
	made.add(name(role));
	await engine.docker('volume', 'create', name(role));
	return engine.docker('volume', 'inspect', '--format', '{{.Mountpoint}}', name(role));
}

/**
Under its name, in a later second than the one before: engines tell no less.
*/
async function makeAgain(role: string): Promise<void> {
	const moment = async () => engine.docker('volume', 'inspect', '--format', '{{.CreatedAt}}', name(role));
	const before = await moment();
	await eventually('another moment', async () => {
		await engine.docker('volume', 'rm', name(role));
		await makeVolume(role);
		return await moment() === before ? undefined : true;
	});
}

async function names(): Promise<readonly string[]> {
	return (await engine.docker('volume', 'ls', '--quiet', '--filter', `name=${tag}`)).split('\n');
}

async function open(context: TestContext, filter: string): Promise<Session> {
	const session = openSession(context, 140, 40, {words: ['--host', engine.address, '--interval', '0.3']});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
	session.press('6');
	await session.until('the volumes', screen => screen.includes('6 Volumes') && lastLine(screen).includes('b size'));
	session.press(`/${filter}\r`);
	await session.until('its filter', screen => screen.includes(`6 Volumes /${filter}`) && lastLine(screen).includes('b size'));
	return session;
}

test('volumes have their users; one that is used is not removed, and a prune takes those that nobody uses', {skip}, async context => {
	await makeVolume('used');
	await makeVolume('free-a');
	await makeVolume('free-b');
	await run('mounter', busyboxImage, '--volume', `${name('used')}:/data:ro`, '--', 'sleep', '3000');
	const session = await open(context, tag);
	await session.until('all of them', screen =>
		rowOf(screen, name('used')).includes(name('mounter')) && rowOf(screen, name('free-a')) !== '' && rowOf(screen, name('free-b')) !== '');
	session.press('G');
	await session.until('the used one', screen => isSelected(screen, name('used')) && screen.includes(`${name('used')} [Volume]`));
	session.press(']');
	await session.until('where it is mounted', screen => /running +\/data +read-only/.test(screen));
	session.press('D');
	await session.until('why not', screen => messageOn(screen) === `${name('used')} is used by ${name('mounter')}: remove that container first.`);
	session.press('X');
	const asked = await session.until('the question', screen => screen.includes('Remove 2 unused volumes?'));
	const isAsked = (role: string): boolean => asked.includes(`${name(role)}  local · `);
	assert.deepEqual(['free-a', 'free-b', 'used'].map(role => isAsked(role)), [true, true, false]);
	await session.answer('Remove 2 unused volumes?');
	await session.until('both are gone', screen => messageOn(screen).startsWith('2 succeeded: ') && rowOf(screen, name('free-a')) === '' && rowOf(screen, name('free-b')) === '');
	assert.deepEqual(await names(), [name('used')]);
	assert.equal(await session.quit(), 0);
});

test('the size of a volume is counted when it is asked for, with progress; Esc stops it, and keys are answered all the while', {skip}, async context => {
	const place = await makeVolume('many');
	execFileSync('sh', ['-c', 'for folder in $(seq 200); do mkdir $folder && (cd $folder && seq 1000 | xargs touch); done'], {cwd: place});
	writeFileSync(`${place}/large`, new Uint8Array(3 * 1024 * 1024));
	const small = await makeVolume('few');
	writeFileSync(`${small}/file`, 'abc');
	const session = await open(context, `${name('many')}|${name('few')}`);
	await session.until('both', screen => rowOf(screen, name('many')) !== '' && isSelected(screen, name('few')));
	assert.ok(!(await session.screen()).includes('SIZE'), 'nothing is counted by itself');
	session.press('jb');
	await session.until('progress', screen => /\d\+ /.test(rowOf(screen, name('many'))) && /in \d+k? files and directories {2}being counted/.test(screen));
	session.press('k');
	await session.until('a key is answered meanwhile', screen => isSelected(screen, name('few')) && /\d\+ /.test(rowOf(screen, name('many'))));
	session.press(keys.escape);
	await session.until('that it has stopped', screen =>
		messageOn(screen).startsWith(`${name('many')} has at least `) && messageOn(screen).endsWith('counting was stopped.'));
	session.press('b');
	await session.until('the size of the other', screen => messageOn(screen).endsWith(' in 2 files and directories.') && / \d+\.\d?K /.test(rowOf(screen, name('few'))));
	session.press('jb');
	await session.until('all of it', screen =>
		messageOn(screen).endsWith(' in 200k files and directories.') && messageOn(screen).startsWith(`${name('many')} has `));
	session.press('D');
	await session.until('what is freed, and how old that is', screen =>
		screen.includes(`Remove ${name('many')}?`) && / [\d.]+M, as counted \d+s ago\./.test(screen));
	session.press('n');
	await session.until('no question', screen => !screen.includes(`Remove ${name('many')}?`));
	assert.equal(await session.quit(), 0);
});

test('what was counted and what was asked about a volume does not pass to another one of its name', {skip}, async context => {
	const left = async () => (await names()).filter(each => each === name('once') || each === name('twice'));
	for (const role of ['once', 'twice']) {
		writeFileSync(`${await makeVolume(role)}/file`, 'abc');
	}

	const session = await open(context, `${name('once')}|${name('twice')}`);
	await session.until('both', screen => isSelected(screen, name('once')) && rowOf(screen, name('twice')) !== '');
	session.press('b');
	await session.until('its size', screen => / \d+\.\d?K /.test(rowOf(screen, name('once'))) && /counted {2,}\d+s ago/.test(screen));
	session.press('X');
	await session.until('the question', screen => screen.includes('Remove 2 unused volumes?'));
	await makeAgain('once');
	await session.until('that it is another one', screen => screen.includes('is gone: the volume of that name was made'));
	await session.answer('Remove 2 unused volumes?');
	await session.until('that the other is gone', screen => rowOf(screen, name('twice')) === '' && rowOf(screen, name('once')) !== '');
	assert.deepEqual(await left(), [name('once')]);
	assert.ok(!(await session.screen()).includes('SIZE'), 'no count is left');

	session.press('D');
	await session.until('the question about it', screen => screen.includes(`Remove ${name('once')}?`) && screen.includes('was not counted.'));
	await makeAgain('once');
	await session.until('that it is another one again', screen => screen.includes(`${name('once')} is gone`));
	await session.answer(`Remove ${name('once')}?`);
	await session.until('why nothing was done', screen => messageOn(screen).startsWith(`${name('once')} is gone: `));
	assert.deepEqual(await left(), [name('once')]);
	assert.equal(await session.quit(), 0);
});
