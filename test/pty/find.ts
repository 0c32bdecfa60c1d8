import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
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
const {skip, engine, tag, name} = cast;
const hog = 'dd if=/dev/zero of=/dev/shm/f bs=1M count=30; while :; do :; done';
const roles = ['fa', 'fb', 'fc'] as const;
if (skip === false) {
	await cast.run('fa', busyboxImage, '--label', 'tier=front', '--', 'sh', '-c', 'sleep 1001 & sleep 1002 & wait');
	await cast.run('fb', busyboxImage, '--network', `container:${name('fa')}`, '--', 'sleep', '1003');
	await cast.run('fc', busyboxImage, '--cpus', '0.2', '--cap-add', 'SYS_TIME', '--', 'sh', '-c', hog);
}

function shown(screen: string): readonly string[] {
	return screen.split('\n').flatMap(line => new RegExp(`^│[ ▸](${tag}f[abc]) `).exec(line)?.[1]?.slice(tag.length) ?? []);
}

async function open(context: TestContext, filter = tag): Promise<Session> {
	const session = openSession(context, 140, 40, {words: ['--host', engine.address, '--interval', '0.3', '--filter', filter]});
	await session.until('all rows', screen => shown(screen).length === roles.length);
	return session;
}

/**
Types a filter in place of the one before.
*/
async function untilFound(session: Session, filter: string, expected: readonly string[]): Promise<void> {
	session.press('/');
	await session.until('the field', screen => lastLine(screen).includes('Filter containers:'));
	session.press('\u{15}', filter, keys.enter);
	await session.until(
		`${expected.join(' ')} for ${filter}`,
		screen => lastLine(screen).includes('q quit') && shown(screen).toSorted().join(' ') === expected.join(' '),
	);
}

test('a filter finds containers by label, id, address, pid, command line and flag, and by several words at once', {skip}, async context => {
	const [id, address, pid] = await Promise.all([
		cast.inspect('fb', '.Id'), cast.inspect('fa', '.NetworkSettings.IPAddress'), cast.inspect('fc', '.State.Pid'),
	]);
	const session = await open(context);
	await untilFound(session, `${tag} tier=front`, ['fa']);
	await untilFound(session, id.slice(0, 12), ['fb']);
	await untilFound(session, `${tag} ${address}`, ['fa', 'fb']);
	await untilFound(session, `${tag} ${pid}`, ['fc']);
	await untilFound(session, `${tag} "sleep 1003"`, ['fb']);
	await untilFound(session, `${tag} cap+`, ['fc']);
	await untilFound(session, `${tag} !tier=front`, ['fb', 'fc']);
	await untilFound(session, `${name('fa')}|${name('fc')}`, ['fa', 'fc']);
	assert.equal(await session.quit(), 0);
});

test('P M N and T sort the containers, < and > move the order, I reverses it, and its column is in view', {skip}, async context => {
	const session = await open(context);
	for (const [key, title, order] of [
		['N', 'NAME', 'fa fb fc'],
		['I', 'NAME', 'fc fb fa'],
		['P', 'CPU%', 'fc'],
		['P', 'CPU%', 'fc'],
		['M', 'MEM', 'fc'],
		['T', 'STARTED', 'fc fb fa'],
	] as const) {
		session.press(key);
		const screen = await session.until(
			`${order} by ${title} after ${key}`,
			each => new RegExp(String.raw`by ${title}\b|by ${title} `).test(each) && shown(each).join(' ').startsWith(order),
		);
		assert.match(screen.split('\n').find(line => line.includes('NAME')) ?? '', new RegExp(title));
	}

	session.press('N');
	await session.until('by name', screen => screen.includes('by NAME'));
	session.press('>');
	await session.until('by the column to the right', screen => screen.includes('by IMAGE'));
	session.press('>');
	await session.until('by the next one', screen => screen.includes('by CPU%'));
	session.press('<');
	await session.until('by the image again', screen => screen.includes('by IMAGE'));
	session.press('<');
	await session.until('by name again', screen => screen.includes('by NAME'));
	assert.equal(await session.quit(), 0);
});

test('the same keys sort the processes, and touch no container', {skip}, async context => {
	const session = await open(context, tag);
	session.press('N', 'g');
	await session.until('the first row', screen => isSelected(screen, name('fa')));
	session.press('2');
	await session.until('a tree', screen => screen.includes('└─ sleep 1002'));
	for (const [key, title] of [['M', 'RSS'], ['P', 'CPU%'], ['T', 'TIME+'], ['N', 'HOST PID']] as const) {
		session.press(key);
		await session.until(`by ${title}`, screen =>
			screen.split('\n').some(line => line.includes('2 Processes of ') && line.includes(`by ${title} `)) && !screen.includes('└─ sleep'));
	}

	session.press('Z');
	await session.until('where Z works', screen => messageOn(screen).includes('works in the containers'));
	assert.doesNotMatch(await session.screen(), /Pause /);
	assert.equal(await cast.inspect('fa', '.State.Status'), 'running');
	session.press('/', 'sleep', ' !1001', keys.enter);
	await session.until('one process', screen => screen.includes('sleep 1002') && !screen.includes('sleep 1001'));
	assert.equal(await session.quit(), 0);
});
