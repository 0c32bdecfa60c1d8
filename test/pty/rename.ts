import assert from 'node:assert/strict';
import test from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	isSelected,
	keys,
	lastLine,
	messageOn,
	openSession,
} from '../helpers/session.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, name} = cast;
let id = '';
if (skip === false) {
	id = await cast.run('first', busyboxImage, '--', 'sleep', '1000');
	await cast.run('taken', busyboxImage, '--', 'sleep', '1000');
}

test('rename in the menu takes a new name, asks, and the row has it; a name that is taken leads nowhere', {skip}, async context => {
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3']});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
	session.press(`/${name('first')}\r`);
	await session.until('the container', screen => isSelected(screen, name('first')));
	session.press(keys.enter);
	await session.until('the menu', screen => screen.includes('rename') && screen.includes('choose'));
	session.press('/rename');
	await session.until('it is chosen', screen => /▸ +rename/.test(screen));
	session.press(keys.enter);
	await session.until('the filter is left', screen => lastLine(screen).includes('q quit'));
	await session.answer('/rename', keys.enter);
	await session.until('the field', screen => screen.includes(`New name of ${name('first')}`));
	session.press('\u{15}', name('taken'));
	await session.until('that it is taken', screen => screen.includes('Another container of this engine is called'));
	session.press(keys.enter);
	session.press('\u{15}', name('second'));
	await session.until('the new name', screen => screen.includes(`> ${name('second')}`) && !screen.includes('is called'));
	session.press(keys.enter);
	await session.answer(`Rename ${name('first')} to ${name('second')}?`);
	await session.until('it is done', screen => messageOn(screen).includes(`Renamed ${name('first')} to ${name('second')}.`));
	assert.equal(await engine.docker('inspect', '--format', '{{.Name}}', id), `/${name('second')}`);
	session.press(`/\u{15}${cast.tag}\r`);
	await session.until('the row', screen => isSelected(screen, name('second')));
	await engine.docker('rename', name('second'), name('first'));
	assert.equal(await session.quit(), 0);
});
