import assert from 'node:assert/strict';
import test from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	isSelected,
	keys,
	openSession,
	rowOf,
	type Session,
} from '../helpers/session.ts';

const {skip, engine, tag, name, run, inspect} = await openCast(busyboxImage);
if (skip === false) {
	await Promise.all(['ga', 'gb', 'gc'].map(async role => run(role, busyboxImage, '--', 'sh', '-c', 'sleep 1001 & sleep 1002 & wait')));
}

function open(context: Parameters<typeof openSession>[0], ...words: readonly string[]): Session {
	return openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3', ...words]});
}

/**
Whether the list has no filter, and as many rows as there are containers of this file at the least.
*/
function areAllListed(screen: string): boolean {
	return Number(/┌ 1 Containers +5 .*─ by \S+ · (\d+) ┐/.exec(screen)?.[1] ?? 0) >= 3;
}

test('a container that is named has the cursor when its engine has told its name', {skip}, async context => {
	for (const word of [name('gb'), `${tag}?b`, (await inspect('gb', '.Id')).slice(0, 12)]) {
		const session = open(context, word);
		await session.until(`the cursor for ${word}`, screen => isSelected(screen, name('gb')));
		assert.equal(await session.quit(), 0);
	}
});

test('several names open a list of just these, and Esc brings back the others', {skip}, async context => {
	const session = open(context, name('ga'), name('gc'));
	const shown = (screen: string): string => ['ga', 'gb', 'gc'].filter(role => rowOf(screen, name(role)) !== '').join(' ');
	await session.until('two of the three', screen => shown(screen) === 'ga gc' && screen.includes(`1 Containers /${name('ga')}|${name('gc')} `));
	session.press(keys.escape);
	await session.until('all of them', areAllListed);
	// What else is on this machine may leave no room for them.
	session.press(`/${tag}g`, keys.enter);
	await session.until('the third among them', screen => shown(screen) === 'ga gb gc');
	assert.equal(await session.quit(), 0);
});

test('a pid opens its container and has the cursor among the processes', {skip}, async context => {
	const pid = await inspect('gc', '.State.Pid');
	const session = open(context, '--pid', pid);
	await session.until('the process, and its details', screen =>
		isSelected(screen, name('gc'))
		&& screen.split('\n').some(line => /▸ *\d/.test(line) && line.includes(` ${pid} `)) && screen.includes(` 4 sh ${pid} `));
	assert.equal(await session.quit(), 0);
});

test('a filter and an order are there from the first list on', {skip}, async context => {
	const session = open(context, '--filter', `${tag}g`, '--sort', '-name');
	const screen = await session.until('the list', shown => ['ga', 'gb', 'gc'].every(role => shown.includes(name(role))));
	assert.match(screen, /by NAME/);
	assert.deepEqual(
		screen.split('\n').flatMap(line => new RegExp(`^│.(${tag}g[abc]) `).exec(line)?.[1] ?? []),
		['gc', 'gb', 'ga'].map(role => name(role)),
	);
	assert.equal(await session.quit(), 0);
});

test('a name that nobody has is told on the screen, which shows all the others', {skip}, async context => {
	const session = open(context, 'nosuch');
	await session.until('the sentence', screen => screen.includes('No container is called "nosuch".') && areAllListed(screen));
	assert.equal(await session.quit(), 0);
});

test('a pattern for names is the filter, and means the containers that come later too', {skip}, async context => {
	const session = open(context, `${tag}g*`);
	await session.until('all of them', screen =>
		screen.includes(`1 Containers /${tag}g* `) && ['ga', 'gb', 'gc'].every(role => rowOf(screen, name(role)) !== ''));
	await run('gd', busyboxImage, '--', 'sleep', '1000');
	await session.until('one more', screen => rowOf(screen, name('gd')) !== '');
	assert.equal(await session.quit(), 0);
});
