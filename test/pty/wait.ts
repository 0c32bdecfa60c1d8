import assert from 'node:assert/strict';
import test from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';
import {isSelected, messageOn, openSession} from '../helpers/session.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, name} = cast;
if (skip === false) {
	await cast.run('ends', busyboxImage, '--', 'sh', '-c', 'trap "exit 9" TERM; while :; do sleep 0.1; done');
}

test('W says when the container ends, with its exit code, and that stays until a key', {skip}, async context => {
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3']});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
	session.press(`/${name('ends')}\r`);
	await session.until('the container', screen => isSelected(screen, name('ends')) && screen.includes('sh -c'));
	session.press('W');
	await session.until('that it will be said', screen => messageOn(screen).includes(`You will be told when ${name('ends')} ends.`));
	session.press('j');
	await session.until('the message is gone', screen => messageOn(screen) === '');
	await engine.docker('kill', '--signal', 'TERM', name('ends'));
	await session.until('how it ended', screen => messageOn(screen) === `${name('ends')} has ended with exit code 9.`);
	session.press('j');
	await session.until('the message is gone', screen => messageOn(screen) === '');
	assert.equal(await session.quit(), 0);
});
