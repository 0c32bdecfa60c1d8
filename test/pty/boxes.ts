import assert from 'node:assert/strict';
import test from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	isSelected,
	keys,
	lastLine,
	openSession,
} from '../helpers/session.ts';

const {skip, engine, name, run} = await openCast(busyboxImage);
if (skip === false) {
	await run('ba', busyboxImage, '--', 'sleep', '1001');
}

for (const [columns, rows] of [[120, 40], [80, 24], [40, 12]] as const) {
	test(`at ${columns}x${rows} help is searched and signals are filtered by the same key`, {skip}, async context => {
		const session = openSession(context, columns, rows, {words: ['--host', engine.address, '--interval', '0.3', name('ba')]});
		await session.until('the cursor', screen => isSelected(screen, name('ba').slice(0, 3)));
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
		const narrowed = await session.until('one signal', screen => screen.includes('SIGUSR2') && !screen.includes('SIGTERM'));
		assert.doesNotMatch(narrowed, /SIGKILL/);
		session.press(keys.enter);
		await session.until('the keys', screen => !lastLine(screen).includes('Filter:'));
		session.press(keys.enter);
		await session.until('the question', screen => screen.includes('Send SIGUSR2'));
		session.press('n');
		await session.until('no question', screen => !screen.includes('Send SIGUSR2'));
		assert.equal(await session.quit(), 0);
	});
}
