import assert from 'node:assert/strict';
import test from 'node:test';
import {keys, lastLine, openSession} from '../helpers/session.ts';

test('Escape and another key in one piece, as a slow line brings them, are both answered', async context => {
	const session = openSession(context, 100, 30, {words: ['--no-engine', '--interval', '0.3']});
	await session.until('the panes', screen => lastLine(screen).includes('q quit'));
	session.press('?');
	await session.until('the help', screen => screen.includes('─ Help ─'));
	session.press(keys.escape, '2');
	await session.until('no help, and the second pane', screen => !screen.includes('─ Help ─'));
	session.press('/abc');
	await session.until('the filter of that pane', screen => lastLine(screen).includes('Filter processes: abc'));
	session.press(keys.escape, '1');
	session.press('/xy');
	await session.until('another filter', screen => lastLine(screen).includes('Filter containers: xy'));
	session.press(keys.escape, '?');
	await session.until('the help again', screen => screen.includes('─ Help ─') && !screen.includes('xy'));
	session.press(keys.escape, 'q');
	assert.equal(await session.terminal.ended, 0);
});
