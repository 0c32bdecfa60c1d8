import assert from 'node:assert/strict';
import test from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';
import {isSelected, openSession} from '../helpers/session.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, name} = cast;
if (skip === false) {
	await cast.run('a', busyboxImage, '--', 'sleep', '1000');
}

test('where the terminal tells no size, the screen and the shell in a container have 80 × 24', {skip}, async context => {
	const session = openSession(context, 80, 24, {
		words: ['--host', engine.address, '--interval', '0.3'],
		command: 'stty rows 0 cols 0; exec "$@"',
	});
	await session.until('the whole screen', screen => screen.includes('●') && screen.split('\n', 23)[22]!.startsWith('└'));
	session.press(`/${name('a')}\r`);
	await session.until('the container', screen => isSelected(screen, name('a')));
	session.press('e');
	await session.until('the prompt', screen => /[#$] *$/.test(screen.trimEnd()));
	session.press('stty size\r');
	await session.until('the size', screen => /^24 80$/m.test(screen));
	session.press('exit\r');
	await session.until('the screen again', screen => screen.includes('has ended with exit code 0'));
	assert.equal(await session.quit(), 0);
});
