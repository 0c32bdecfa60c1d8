/**
Images and volumes of an engine in a container, beside those of the host's engine.
*/
import assert from 'node:assert/strict';
import test from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {eventually} from '../helpers/engine.ts';
import {busyboxImage} from '../helpers/images.ts';
import {machineImage, prepareNesting, startEngineInside} from '../helpers/nested-engine.ts';
import {
	isSelected,
	lastLine,
	messageOn,
	openSession,
	rowOf,
} from '../helpers/session.ts';

const {skip, engine, name, run} = await openCast(busyboxImage);

test('a volume of an engine in a container is listed with its place, counted and removed there', {skip}, async context => {
	const nesting = await prepareNesting(engine);
	await run('outer', machineImage, ...nesting.options, '--', startEngineInside);
	const docker = async (...words: readonly string[]): Promise<string> => engine.docker('exec', name('outer'), 'docker', ...words);
	await eventually('the engine inside answers', async () => docker('version'));
	await nesting.load(docker);
	await docker('volume', 'create', name('inner'));
	const fill = 'seq 30 | while read -r number; do echo $number > /data/$number; done';
	await docker('run', '--name', name('user'), '--network', 'none', '--volume', `${name('inner')}:/data`, busyboxImage, 'sh', '-c', fill);

	const session = openSession(context, 140, 40, {words: ['--host', engine.address, '--interval', '0.3']});
	await session.until('both engines', screen => screen.split('\n', 1)[0]!.includes('+1 ●'));
	session.press('6');
	await session.until('the volumes', screen => screen.includes('6 Volumes') && rowOf(screen, name('inner')) !== '');
	session.press(`/${name('inner')}\r`);
	await session.until('its volume', screen =>
		isSelected(screen, name('inner')) && / in \S+ /.test(rowOf(screen, name('inner'))) && lastLine(screen).includes('b size'));
	session.press('b');
	await session.until('what was counted', screen => messageOn(screen).endsWith(' in 31 files and directories.'));
	session.press('D');
	await session.until('why not', screen => messageOn(screen) === `${name('inner')} is used by ${name('user')}: remove that container first.`);
	await docker('rm', name('user'));
	await session.until('nobody uses it', screen => !rowOf(screen, name('inner')).includes(name('user')));
	session.press('D');
	await session.answer(`Remove ${name('inner')}?`);
	await session.until('it is gone', screen => messageOn(screen) === `Removed ${name('inner')}.` && rowOf(screen, name('inner')) === '');
	assert.equal(await docker('volume', 'ls', '--quiet'), '');
	assert.equal(await session.quit(), 0);
});
