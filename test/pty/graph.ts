import assert from 'node:assert/strict';
import test from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	isSelected,
	keys,
	lastLine,
	lineWith,
	openSession,
	type Session,
} from '../helpers/session.ts';

const {skip, engine, name, run} = await openCast(busyboxImage);
if (skip === false) {
	await run('ha', busyboxImage, '--memory', '64m', '--cpus', '0.2', '--', 'sh', '-c', 'while :; do :; done');
	await run('hb', busyboxImage, '--', 'sleep', '1000');
	await run('pc', busyboxImage, '--cpus', '0.5', '--memory', '64m', '--', 'sh', '-c', 'while :; do :; done');
}

const braille = /[\u{2801}-\u{28FF}]/u;

async function openGraph(context: Parameters<typeof openSession>[0], environment: {readonly LANG?: string} = {}): Promise<Session> {
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3', '--sort', 'name', '--filter', name('h'), name('ha')], environment});
	await session.until('the container', screen => new RegExp(`[>▸]${name('ha')} `).test(screen));
	session.press('4');
	await session.until('the tabs', screen => screen.includes('[Stats]'));
	session.press('w');
	const list = await session.until('the list of tabs', screen => screen.includes('Tabs of the container') && screen.includes(' Graph '));
	session.press(/([a-z]) {2}Graph {2}/.exec(list)![1]!);
	await session.until('the tab', screen => screen.includes('[Graph]') && !screen.includes('Tabs of the container'));
	return session;
}

test('the Graph tab draws what is used with its limit as a line, its scale, and what happened; z fills the screen', {skip}, async context => {
	const session = await openGraph(context);
	session.press('z');
	await session.until('charts with the limit and the throttling', screen => {
		const heading = screen.split('\n').findIndex(line => line.includes('CPU ') && line.includes('limit 20.0%'));
		const chart = screen.split('\n').slice(heading + 1);
		return heading !== -1
			&& screen.includes('10m to now, the highest value of each 6 s')
			&& braille.test(screen)
			&& /T throttled +S start/.test(screen)
			// The scale begins at a number.
			&& /\b\d+\.0% ┤/.test(chart[0]!)
			&& chart.slice(0, 4).some(line => /─{20}/.test(line))
			&& /memory \S+ limit 64M ↑/.test(lineWith(screen, 'memory '));
	});
	assert.equal(await session.quit(), 0);
});

test('a frozen screen can be moved back along the graph, and goes on when it is thawed', {skip}, async context => {
	const session = await openGraph(context);
	await session.until('a chart', screen => braille.test(screen));
	session.press(',');
	const back = await session.until('the moment', screen => screen.includes('10s before the screen was frozen') && screen.includes('FROZEN'));
	assert.match(back, /CPU not read|CPU \d/);
	session.press(',,');
	await session.until('further back', screen => screen.includes('30s before the screen was frozen'));
	session.press('.');
	await session.until('nearer', screen => screen.includes('20s before the screen was frozen'));
	session.press('F');
	await session.until('the present', screen => screen.includes('10m to now') && !screen.includes('FROZEN'));
	assert.equal(await session.quit(), 0);
});

test('without UTF-8 the charts are ASCII', {skip}, async context => {
	const session = await openGraph(context, {LANG: 'C'});
	session.press('z');
	const screen = await session.until('a chart', shown => /0 \+[ #\-.]*[#.]/.test(shown) && shown.includes('limit 20.0%'));
	assert.doesNotMatch(screen, /\P{ASCII}/u);
	assert.equal(await session.quit(), 0);
});

test('another container has another past', {skip}, async context => {
	const session = await openGraph(context);
	await session.until('the limit of the first', screen => screen.includes('limit 20.0%'));
	session.press('1');
	session.press('j');
	const screen = await session.until('the other', shown => isSelected(shown, name('hb')) && shown.includes(`4 ${name('hb')}`));
	assert.doesNotMatch(lineWith(screen, 'CPU '), /limit/);
	assert.equal(await session.quit(), 0);
});

test('while the graph fills a frozen screen the arrows move along it, and lead to other tabs again afterwards', {skip}, async context => {
	const session = await openGraph(context);
	await session.until('a chart', screen => braille.test(screen));
	session.press('z');
	await session.until('no other pane', screen => !screen.includes('1 Containers') && braille.test(screen));
	session.press('F');
	await session.until('a frozen screen, with its keys', screen => screen.includes('FROZEN') && lastLine(screen).includes('← back') && lastLine(screen).includes('→ on'));
	session.press(keys.left);
	await session.until('the moment', screen => screen.includes('10s before the screen was frozen'));
	session.press(keys.left, keys.left, keys.left);
	const back = await session.until('further back', screen => screen.includes('40s before the screen was frozen'));
	assert.match(back, /\[Graph\]/);
	assert.match(back, /↑/, 'the place is in the time axis');
	session.press(keys.right, keys.right);
	await session.until('nearer', screen => screen.includes('20s before the screen was frozen'));
	session.press(...Array.from({length: 70}, () => keys.left));
	await session.until('the oldest, and no further', screen => screen.includes('9m before the screen was frozen'));
	session.press('F');
	await session.until('the present', screen => screen.includes('10m to now') && !screen.includes('FROZEN'));
	session.press(keys.left);
	await session.until('the tab before', screen => screen.includes('[Inspect]'));
	assert.equal(await session.quit(), 0);
});

test('a process has a graph from when it was selected, under the limits of its container', {skip}, async context => {
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3', '--filter', name('p'), name('pc')]});
	await session.until('the container', screen => isSelected(screen, `${name('pc')} `));
	session.press('2');
	await session.until('its first process', screen => /4 sh \d+ \[Stats\]/.test(screen));
	session.press('[');
	await session.until('the tab', screen => screen.includes('[Graph]'));
	session.press('4');
	session.press('z');
	const screen = await session.until('four charts with limits, of which those with something to show have a line', shown =>
		['CPU ', 'resident memory ', 'disk read ', 'disk written '].every(title => shown.includes(title))
		&& /CPU \d.* limit 50\.0%/.test(shown) && shown.includes('limit 64M') && braille.test(shown) && shown.includes('S start')
		&& shown.includes('limits of its container · a gap was not read: a process is read while it is selected'));
	assert.doesNotMatch(screen, /waiting for|network in/);
	assert.equal(await session.quit(), 0);
});
