import assert from 'node:assert/strict';
import test from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	isEngineUp,
	isSelected,
	keys,
	lastLine,
	messageOn,
	openSession,
	rowOf,
} from '../helpers/session.ts';

const {
	skip, engine, name, run, inspect,
} = await openCast(busyboxImage);
if (skip === false) {
	await run('ba', busyboxImage, '--', 'sleep', '1001');
	await Promise.all(['qa', 'qb', 'qc'].map(async role => run(role, busyboxImage, '--stop-timeout', '0', '--', 'sleep', '1002')));
}

for (const [columns, rows] of [[120, 40], [80, 24], [40, 12]] as const) {
	test(`at ${columns}x${rows} help is searched and signals are filtered by the same key`, {skip}, async context => {
		const session = openSession(context, columns, rows, {words: ['--host', engine.address, '--interval', '0.3', name('ba')]});
		await session.until('the cursor', screen => isEngineUp(screen) && isSelected(screen, `${name('ba')} `));
		session.press('?');
		await session.until('help', screen => screen.includes('─ Help ─'));
		session.press('/');
		await session.until('the field', screen => lastLine(screen).includes('Search:'));
		session.press('fr');
		await session.until('the first place', screen => /\/fr {2}1 of \d+/.test(screen));
		session.press(keys.enter);
		await session.until('the keys again', screen => !lastLine(screen).includes('Search:'));
		session.press('n');
		await session.until('the second place', screen => /\/fr {2}2 of \d+/.test(screen));
		session.press(keys.escape);
		await session.until('help as it was', screen => screen.includes('─ Help ─'));
		session.press('q');
		await session.until('no box', screen => !screen.includes('─ Help ─'));
		session.press('K');
		await session.until('the signals', screen => screen.includes('SIGTERM'));
		session.press('/');
		await session.until('the field of the filter', screen => lastLine(screen).includes('Filter:'));
		session.press('usr2');
		await session.until('one signal', screen => screen.includes('SIGUSR2') && !/SIG(?:TERM|KILL)/.test(screen));
		session.press(keys.enter);
		await session.until('the keys', screen => !lastLine(screen).includes('Filter:'));
		session.press(keys.enter);
		await session.until('the question', screen => screen.includes('Send SIGUSR2'));
		session.press('n');
		await session.until('no question', screen => !screen.includes('Send SIGUSR2'));
		assert.equal(await session.quit(), 0);
	});
}

/**
Whether all three are in the list, and so can be tagged one after the other and stopped.
*/
function areAllThere(screen: string): boolean {
	return isEngineUp(screen) && ['qa', 'qb', 'qc'].every(role => rowOf(screen, name(role)) !== '');
}

for (const [columns, rows] of [[120, 40], [80, 24], [40, 12]] as const) {
	test(`at ${columns}x${rows} the targets of a question are filtered, and no letter or Enter of that answers it`, {skip}, async context => {
		const session = openSession(context, columns, rows, {words: ['--host', engine.address, '--interval', '0.3', '--filter', name('q')]});
		await session.until('the rows', areAllThere);
		session.press(' '.repeat(3));
		await session.until('three tags', screen => screen.includes('•') && /◆|3 tagged/.test(screen));
		session.press('S');
		await session.until('the question', screen => screen.includes('Stop 3 containers?'));
		session.press('/', 'y', 'n', 'q', 'y', keys.enter, 'y', keys.enter);
		await session.until('the filter', screen =>
			screen.includes('Nothing matches.') && !lastLine(screen).includes('Filter:') && screen.includes('Stop 3 containers?  /ynqy'));
		session.press('/', '\u{15}');
		await session.until('an empty field', screen => screen.includes('Stop 3 containers? ─') && /Filter: {2}/.test(lastLine(screen)));
		session.press(name('qb'));
		await session.until('one is left', screen => screen.includes(`│ ${name('qb')}  `) && !screen.includes(`│ ${name('qa')}  `));
		session.press(keys.enter);
		await session.until('the keys', screen => !lastLine(screen).includes('Filter:') && screen.includes('applies to all 3.'));
		session.press(keys.escape);
		await session.until('all of them', screen => screen.includes('Stop 3 containers? ─'));
		session.press('n');
		await session.until('no question', screen => !screen.includes('Stop 3 containers?'));
		for (const role of ['qa', 'qb', 'qc']) {
			assert.equal(await inspect(role, '.State.Status'), 'running');
		}

		assert.equal(await session.quit(), 0);
	});
}

test('what is filtered is only shown less: yes stops all that the question is about', {skip}, async context => {
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3', '--filter', name('q')]});
	await session.until('the rows', areAllThere);
	session.press(' '.repeat(3));
	await session.until('three tags', screen => screen.includes('3 tagged'));
	session.press('S');
	await session.until('the question', screen => screen.includes('Stop 3 containers?'));
	session.press('/', name('qb'), keys.enter);
	await session.until('the list', screen => screen.includes('applies to all 3.') && !lastLine(screen).includes('Filter:'));
	await session.answer('Stop 3 containers?');
	await session.until('all are stopped', async () => {
		const states = await Promise.all(['qa', 'qb', 'qc'].map(async role => inspect(role, '.State.Status')));
		return states.every(state => state === 'exited');
	});
	await session.until('what was done', screen => messageOn(screen) !== '');
	assert.equal(await session.quit(), 0);
});

test('the namespaces to enter are filtered, and Enter that leaves the filter chooses nothing', {skip}, async context => {
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3', name('ba')]});
	await session.until('the cursor', screen => isSelected(screen, name('ba')));
	session.press('E');
	await session.until('the choice', screen => screen.includes('─ Host shell in '));
	session.press('/');
	await session.until('the field', screen => lastLine(screen).includes('Filter:'));
	session.press('host name');
	await session.until('one is left', screen => screen.includes('▸ [ ] uts') && !screen.includes('] net'));
	session.press(keys.enter);
	await session.until('the keys', screen => !lastLine(screen).includes('Filter:'));
	session.press(keys.enter);
	await session.until('the question', screen => screen.includes('─ Run this on the host? ─') && /# nsenter -t \d+ -u /.test(screen));
	session.press('n');
	await session.until('no question', screen => !screen.includes('Run this on the host?'));
	assert.equal(await session.quit(), 0);
});
