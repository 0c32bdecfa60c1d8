/**
The Changes tab beside docker diff, on a real container.
*/
import assert from 'node:assert/strict';
import test from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {eventually} from '../helpers/engine.ts';
import {busyboxImage} from '../helpers/images.ts';
import {isSelected, openSession, openTab} from '../helpers/session.ts';

const {skip, engine, name, run} = await openCast(busyboxImage);

test('what a container has added, changed and deleted is what its engine tells', {skip}, async context => {
	const work = [
		'mkdir -p /dir/sub', 'echo x > /dir/sub/added', 'echo y >> /etc/passwd', 'rm /bin/yes', 'mkfifo /pipe', 'ln -s /nowhere /link', 'touch /done', 'sleep 3000',
	].join('; ');
	await run('writer', busyboxImage, '--', 'sh', '-c', work);
	const told = await eventually('all is written', async () => {
		const lines = await engine.docker('diff', name('writer'));
		return lines.includes('A /done') ? lines.split('\n') : undefined;
	});
	const session = openSession(context, 140, 50, {words: ['--host', engine.address, '--interval', '0.3', '--filter', name('writer')]});
	await session.until('its container', screen => isSelected(screen, name('writer')));
	session.press('4z');
	await session.until('the details alone', screen => /┌ 4 .*\[Stats\]/.test(screen));
	await openTab(session, 'Changes');
	const screen = await session.until('its changes', shown => /\d added, \d changed, \d deleted; \S+ written\./.test(shown));
	const shown = [...screen.matchAll(/^│ ([ACD]) .{6} {2}(\/\S*) *│$/gm)].map(([, kind, path]) => `${kind} ${path!.replace(/\/$/, '')}`);
	assert.deepEqual(shown.toSorted(), told.toSorted());
	assert.equal(await session.quit(), 0);
});
