import assert from 'node:assert/strict';
import test from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';
import {isSelected, openSession, openTab} from '../helpers/session.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, name} = cast;
if (skip === false) {
	await Promise.all([
		cast.run('lives', busyboxImage, '--', 'sleep', '1000'),
		cast.run('other', busyboxImage, '--', 'sleep', '1000'),
	]);
}

test('the Events tab tells what happened to the container, goes on live, and is about all on the row of the host', {skip}, async context => {
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3']});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
	session.press(`/${name('lives')}\r`);
	await session.until('the container', screen => isSelected(screen, name('lives')));
	session.press('w');
	await session.until('the list of tabs', screen => /v\s+Events/.test(screen));
	session.press('v');
	const screen = await session.until('what happened before', shown => /\d\d:\d\d:\d\d {2}created/.test(shown) && /\d {2}started/.test(shown));
	assert.match(screen, /\[Events\]/);
	await engine.docker('kill', name('lives'));
	await session.until('a signal that ends it', shown => shown.includes('was sent SIGKILL') && shown.includes('ended with exit code 137 (SIGKILL)'));
	await engine.docker('rename', name('lives'), `${name('lives')}2`);
	await session.until('the new name', shown => shown.includes(`${name('lives')}2  renamed from ${name('lives')}`));
	await engine.docker('rename', `${name('lives')}2`, name('lives'));
	await session.until('the old name again', shown => shown.includes(`${name('lives')}   renamed from ${name('lives')}2`));

	session.press('/\u{15}(host)\r');
	await session.until('the row of the host', shown => isSelected(shown, '(host)'));
	await openTab(session, 'Events');
	await engine.docker('pause', name('other'));
	await session.until('the event of another container', shown => new RegExp(`${name('other')} +paused`).test(shown));
	await engine.docker('unpause', name('other'));
	assert.equal(await session.quit(), 0);
});
