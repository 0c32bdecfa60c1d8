import assert from 'node:assert/strict';
import test from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';
import {isSelected, openSession, rowOf} from '../helpers/session.ts';

const {skip, engine, name, run} = await openCast(busyboxImage);

test('a limit that is changed while its container sleeps is shown by the engine\'s event, long before the next tick', {skip}, async context => {
	await run('la', busyboxImage, '--', 'sleep', '1000');
	await run('lb', busyboxImage, '--memory', '64m', '--', 'sleep', '1000');
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '60']});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
	session.press(`/${name('l')}\rsg\r`);
	await session.until(
		'the limit of a container that is not selected',
		screen => isSelected(screen, name('la')) && rowOf(screen, name('lb')).includes('/ 64'),
	);
	await engine.docker('update', '--memory', '96m', '--memory-swap', '-1', name('lb'));
	await session.until('the new limit', screen => rowOf(screen, name('lb')).includes('/ 96'));
	assert.equal(await session.quit(), 0);
});
