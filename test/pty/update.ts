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
	type Session,
} from '../helpers/session.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, name} = cast;
if (skip === false) {
	await cast.run('limited', busyboxImage, '--memory', '64m', '--', 'sleep', '1000');
}

async function openFields(session: Session): Promise<void> {
	session.press(keys.enter);
	await session.until('the menu', screen => screen.includes('change limits') && screen.includes('choose'));
	session.press('/change limits');
	await session.until('it is chosen', screen => /▸ +change limits/.test(screen));
	session.press(keys.enter);
	await session.until('the filter is left', screen => lastLine(screen).includes('q quit'));
	await session.answer('/change limits', keys.enter);
	await session.until('the fields', screen => screen.includes(`Limits of ${name('limited')}`) && /Tasks +(?:none|20)/.test(screen));
}

test('the menu has limits changed: the present ones are shown, the question says from what to what, a refusal is told', {skip}, async context => {
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3']});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
	session.press(`/${name('limited')}\r`);
	await session.until('it is chosen', screen => isSelected(screen, name('limited')) && screen.includes('/ 64M'));
	await openFields(session);
	assert.match(await session.screen(), /Memory +64m +> /);
	session.press('128m', keys.down, 'x', keys.enter);
	await session.until('what is wrong', screen => screen.includes('Memory + swap: type something like 1g or none.'));
	session.press('\u{15}', keys.down, '1.5', keys.down, '20', keys.enter);
	const question = await session.until('the question', screen => screen.includes(`Change the limits of ${name('limited')}?`));
	assert.match(question.replaceAll(/[\s│]+/g, ' '), /Memory from 64m to 128m\. CPUs from none to 1\.5\. Tasks from none to 20\./);
	await session.answer(`Change the limits of ${name('limited')}?`);
	await session.until('it is done', screen => messageOn(screen).includes(`Changed the limits of ${name('limited')}.`) && screen.includes('/ 128M'));
	assert.equal(await cast.inspect('limited', '.HostConfig.PidsLimit'), '20');

	await openFields(session);
	session.press(keys.down, keys.down, '999', keys.enter);
	await session.answer(`Change the limits of ${name('limited')}?`);
	const refused = await session.until('the refusal, and the fields as they were typed', screen =>
		screen.includes(`Could not change the limits of ${name('limited')}: Range of CPUs is from`));
	assert.match(refused, /CPUs +1\.5 +999 /);
	session.press(keys.escape);
	await session.until('the fields are closed', screen => !screen.includes('Range of CPUs'));
	assert.equal(await cast.inspect('limited', '.HostConfig.NanoCpus'), '1500000000');
	assert.equal(await session.quit(), 0);
});
