import assert from 'node:assert/strict';
import test from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';
import {openSession, rowOf} from '../helpers/session.ts';

const cast = await openCast(busyboxImage);
const {skip, engine, name} = cast;

test('a container that dies again and again is restarting, with how often and its exit code, and S stops it for good', {skip}, async context => {
	await cast.run('loop', busyboxImage, '--restart', 'always', '--', 'sh', '-c', 'exit 7');
	const session = openSession(context, 160, 40, {words: ['--host', engine.address, '--interval', '0.3', '--filter', name('loop')]});
	const restarts = (screen: string): number => Number(/restarting ×(\d+) \(7\)/.exec(rowOf(screen, name('loop')))?.[1] ?? 0);
	const shown = await session.until('how often it was restarted', screen => restarts(screen) >= 2);
	const told = Number(await cast.inspect('loop', '.RestartCount'));
	assert.ok(restarts(shown) <= told, `${restarts(shown)} restarts are shown, the engine tells ${told}`);
	const ended = new Set<string>();
	await session.until('several waits, the last ones longer than a moment', screen => {
		const row = rowOf(screen, name('loop'));
		if (row.includes('exited')) {
			ended.add(row);
		}

		return restarts(screen) >= 7;
	});
	assert.deepEqual([...ended], [], 'between two runs it has not ended');
	session.press('S');
	await session.answer(`Stop ${name('loop')}?`);
	await session.until('it is stopped', screen => /\bexited 7\b/.test(rowOf(screen, name('loop'))));
	assert.equal(await cast.inspect('loop', '.State.Status'), 'exited');
	assert.equal(await session.quit(), 0);
});
