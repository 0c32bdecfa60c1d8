/**
The images pane on a real engine: what is listed, what is refused, and that exactly what a question lists goes.
*/
import assert from 'node:assert/strict';
import test, {after, type TestContext} from 'node:test';
import {openCast} from '../helpers/cast.ts';
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
		await engine.docker('rmi', '--force', ...made);
	}
});

/**
An image of its own, without a tag if no name is given. Gives the first twelve digits of its id.
*/
async function makeImage(container: string, content: string, reference?: string): Promise<string> {
	const id = await engine.docker('commit', '--change', `LABEL content=${content}`, container, ...(reference === undefined ? [] : [reference]));
	made.add(id);
	return id.replace('sha256:', '').slice(0, 12);
}

async function isThere(image: string): Promise<boolean> {
	return (await engine.docker('images', '--quiet', '--all')).split('\n').includes(image);
}

async function open(context: TestContext, filter: string, words: readonly string[] = []): Promise<Session> {
	const session = openSession(context, 140, 40, {words: ['--host', engine.address, '--interval', '0.3', ...words]});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
	session.press('5');
	await session.until('the images', screen => screen.includes('5 Images') && screen.includes('USED BY') && rowOf(screen, busyboxImage) !== '');
	session.press(`/${filter}\r`);
	await session.until('its filter', screen => screen.includes(`5 Images /${filter}`) && lastLine(screen).includes('X prune'));
	return session;
}

test('images stand in the place of the containers, with tags, size, who uses them and their layers', {skip}, async context => {
	await run('user', busyboxImage, '--', 'sleep', '3000');
	const [one, two] = [`${name('app')}:1`, `${name('app')}:2`];
	const id = await makeImage(name('user'), 'list', one);
	await engine.docker('tag', one, two);
	await engine.docker('create', '--name', name('idle'), one);
	const session = await open(context, name('app'));
	const screen = await session.until('its row', shown => isSelected(shown, `${one}, ${two}`));
	const row = rowOf(screen, `${one}, ${two}`);
	assert.match(row, new RegExp(String.raw` ${id} +\d+(?:\.\d)?[KM] +\d+[sm] +${name('idle')} `));
	assert.doesNotMatch(screen, /2 Processes|3 Namespaces/, 'images have neither processes nor namespaces');
	await session.until('its layers', shown => shown.includes(`${one} [Layers]`) && shown.includes('sleep 3000') && shown.includes('Imported from -'));
	session.press(']]');
	await session.until('what the engine says of it', shown => shown.includes(`"Id": "sha256:${id}`));

	session.press('1');
	await session.until('the containers again', shown => shown.includes('1 Containers') && rowOf(shown, name('user')) !== '' && shown.includes('[Stats]'));
	session.press('5');
	await session.until('the images as they were left', shown => isSelected(shown, `${one}, ${two}`) && shown.includes('[Inspect]'));
	session.press('c');
	await session.until('the commands', shown => shown.includes(`docker push ${one}`) && shown.includes(`docker tag ${one} NAME:TAG`));
	session.press(keys.escape);
	assert.equal(await session.quit(), 0);
	await engine.docker('rm', name('idle'));
});

test('an image that is used is not removed, and its users are named; one that nobody uses goes with all its tags', {skip}, async context => {
	await run('maker', busyboxImage, '--', 'sleep', '3000');
	const [one, two] = [`${name('gone')}:1`, `${name('gone')}:2`];
	const id = await makeImage(name('maker'), 'remove', one);
	await engine.docker('tag', one, two);
	await engine.docker('create', '--name', name('holder'), one);
	const session = await open(context, name('gone'));
	await session.until('who uses it', screen => isSelected(screen, one) && rowOf(screen, `${one}, ${two}`).includes(name('holder')));
	session.press('D');
	await session.until('why not', screen => messageOn(screen) === `${one} is used by ${name('holder')}: remove that container first.`);
	await engine.docker('rm', name('holder'));
	await session.until('nobody uses it', screen => isSelected(screen, one) && !rowOf(screen, `${one}, ${two}`).includes(name('holder')));
	session.press('D');
	const asked = await session.until('the question', screen => screen.includes(`Remove ${one}?`) && screen.includes('freed.'));
	assert.ok(asked.includes('All its tags go:'));
	assert.match(asked, /─ y yes {2}n no ─/, 'Enter does not answer it');
	await session.answer(`Remove ${one}?`);
	await session.until('it is gone', screen => messageOn(screen) === `Removed ${one}.` && screen.includes('No row matches the filter.'));
	assert.equal(await isThere(id), false);
	assert.equal(await session.quit(), 0);
});

test('a prune removes exactly what its question lists; what is used by then is left and named', {skip}, async context => {
	await run('parent', busyboxImage, '--', 'sleep', '3000');
	const [first, second, third] = [
		await makeImage(name('parent'), 'first'), await makeImage(name('parent'), 'second'), await makeImage(name('parent'), 'third'),
	];
	const session = await open(context, `${first}|${second}`);
	await session.until('both', screen => screen.includes(first) && screen.includes(second) && screen.includes('(dangling)'));
	session.press('X');
	const asked = await session.until('the question', screen => screen.includes('Remove 2 dangling images?') && screen.includes('freed.'));
	const question = asked.slice(asked.indexOf('Remove 2 dangling'));
	assert.deepEqual([first, second].map(id => question.includes(id)), [true, true]);
	assert.ok(!asked.includes(third));
	await engine.docker('create', '--name', name('late'), first, 'true');
	await session.answer('Remove 2 dangling images?');
	const told = await session.until('what came of it', screen =>
		messageOn(screen).includes(`Removed ${second}.`) && messageOn(screen).includes(`${first} is used by ${name('late')}`));
	assert.ok(told.includes(first));
	session.press(keys.home);
	await session.until('only the other one', screen => screen.includes(first) && !rowOf(screen, '(dangling)').includes(second));
	assert.deepEqual([await isThere(first), await isThere(second), await isThere(third)], [true, false, true]);
	assert.equal(await session.quit(), 0);
	await engine.docker('rm', name('late'));
});

test('with --read-only images are shown and nothing of them can be changed', {skip}, async context => {
	await run('reader', busyboxImage, '--', 'sleep', '3000');
	const image = `${name('kept')}:1`;
	await makeImage(name('reader'), 'read-only', image);
	const session = openSession(context, 140, 40, {words: ['--host', engine.address, '--interval', '0.3', '--read-only']});
	await session.until('the engine is up', screen => screen.includes('1 Containers') && screen.includes('●'));
	session.press('5');
	await session.until('the images', screen => rowOf(screen, image) !== '');
	for (const [key, title] of [['D', 'remove'], ['X', 'prune']]) {
		session.press(key!);
		await session.until('that it may not', screen => messageOn(screen) === `${key} (${title}) is not available in read-only mode.`);
	}

	const screen = await session.screen();
	assert.ok(!lastLine(screen).includes('prune'));
	assert.ok(!screen.includes(`Remove ${tag}`));
	assert.equal(await session.quit(), 0);
});
