/**
A process that ends while it is selected, on a real screen: its row stays, and no key falls on its neighbour.
*/
import assert from 'node:assert/strict';
import test from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';
import {messageOn, openSession} from '../helpers/session.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, name} = cast;
if (skip === false) {
	await cast.run('three', busyboxImage, '--', 'sh', '-c', 'sleep 1001 & sleep 1002 & sleep 1003 & wait; exec sleep 1000');
}

test('a process that ends while it is selected keeps its row and says so, until the cursor leaves it', {skip}, async context => {
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3']});
	await session.until('the engine is up', screen => screen.includes('●') && screen.includes(name('three')));
	session.press(`/${name('three')}\r`);
	await session.until('its processes', screen => screen.includes('sleep 1003') && screen.includes(' by HOST PID · 4 '));
	session.press('2', 'jj');
	const screen = await session.until('the second of them', shown => /▸ .*─ sleep 1002/.test(shown) && shown.includes('[Stats]'));
	const [, pid] = /▸ +(\d+) .*─ sleep 1002/.exec(screen)!;
	await session.until('its numbers', shown => shown.includes(` sleep ${pid} [Stats]`) && /parent +/.test(shown));
	await engine.docker('exec', name('three'), 'sh', '-c', 'kill -9 $(ps -o pid,args | awk \'$2 == "sleep" && $3 == "1002" {print $1}\')');
	const ended = await session.until('that it has ended', shown => new RegExp(`▸ +${pid} .* X .*ended: sleep 1002`).test(shown));
	assert.match(ended, / by HOST PID · 3 /, 'it is not counted');
	assert.match(ended, new RegExp(String.raw`sleep \(pid ${pid}\) has ended\.`));
	session.press('K');
	await session.until('why not', shown => messageOn(shown).includes(`sleep (pid ${pid}) has ended; nothing was sent.`));
	session.press('j');
	await session.until('the next one, and no row of it any more', shown => /▸ .*─ sleep 1003/.test(shown) && !shown.includes('ended: '));
	assert.match(await engine.docker('top', name('three')), /sleep 1001[\s\S]*sleep 1003/);
	assert.equal(await session.quit(), 0);
});
