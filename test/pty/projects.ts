/**
A project of real containers: grouped, folded, stopped and started as a whole, in the order that their labels ask for.
*/
import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {openCast} from '../helpers/cast.ts';
import {composeLabels} from '../helpers/compose.ts';
import {busyboxImage} from '../helpers/images.ts';
import {
	isEngineUp,
	isSelected,
	keys,
	messageOn,
	openSession,
	rowOf,
	type Session,
} from '../helpers/session.ts';

const {skip, engine, tag, name, run} = await openCast(busyboxImage);
const project = `${tag}shop`;

async function runService(service: string, dependsOn: readonly string[]): Promise<void> {
	const labels = Object.entries(composeLabels(project, service, dependsOn)).flatMap(([key, value]) => ['--label', `${key}=${value}`]);
	await run(service, busyboxImage, ...labels, '--', 'sh', '-c', 'trap "exit 0" TERM; while :; do sleep 0.1; done');
}

/**
What the engine did to the containers of the project since a moment, in its order.
*/
async function eventsSince(moment: string, event: string): Promise<readonly string[]> {
	const now = (Date.now() / 1000).toFixed(3);
	const lines = await engine.docker(
		'events', '--since', moment, '--until', now, '--filter', `event=${event}`, '--filter', `label=com.docker.compose.project=${project}`, '--format', '{{.Actor.Attributes.name}}',
	);
	return lines.split('\n').filter(line => line !== '');
}

async function openGrouped(context: TestContext): Promise<Session> {
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3', '--sort', 'name', '--filter', tag]});
	await session.until('all containers', screen => isEngineUp(screen) && ['web', 'api', 'db', 'lone'].every(role => rowOf(screen, name(role)) !== ''));
	session.press('gp');
	await session.until('the project with its containers below it', screen =>
		rowOf(screen, project) !== '' && ['web', 'api', 'db'].every(role => screen.includes(`─ ${name(role)} `)));
	return session;
}

test('the containers of a project are grouped, folded, stopped and started as one, in their order', {skip}, async context => {
	await runService('db', []);
	await runService('api', ['db']);
	await runService('web', ['api']);
	await run('lone', busyboxImage, '--', 'sleep', '3000');
	const session = await openGrouped(context);
	await session.until('what is in no project where it was', screen => rowOf(screen, name('lone')) !== '');
	session.press('gj');
	await session.until('the processes of all', screen => isSelected(screen, project) && screen.includes(`Processes of ${project}`) && / · [6-9] ┤/.test(screen));

	const beforeStop = (Date.now() / 1000).toFixed(3);
	session.press('S');
	const asked = await session.until('the question', screen => screen.includes(`Stop all 3 containers of ${project}?`));
	assert.ok(asked.includes('In 3 steps'));
	await session.answer(`Stop all 3 containers of ${project}?`);
	await session.until('all stopped', screen => rowOf(screen, project).includes(' stopped ') && messageOn(screen).startsWith('3 succeeded: Stopped '));
	assert.deepEqual(await eventsSince(beforeStop, 'die'), ['web', 'api', 'db'].map(role => name(role)));

	const beforeStart = (Date.now() / 1000).toFixed(3);
	session.press('S');
	await session.answer(`Start all 3 containers of ${project}?`);
	await session.until('all started', screen => rowOf(screen, project).includes(' running ') && messageOn(screen).startsWith('3 succeeded: Started '));
	assert.deepEqual(await eventsSince(beforeStart, 'start'), ['db', 'api', 'web'].map(role => name(role)));

	session.press('e');
	await session.until('that a shell needs one', screen => messageOn(screen) === `${project} has 3 containers: select one of them.`);
	session.press(keys.escape, keys.escape);
	await session.until('no filter', screen => !screen.includes(`/${tag}`) && isSelected(screen, project));
	session.press('-');
	await session.until('the project in one row', screen => isSelected(screen, `${project} +3`) && !screen.includes(`─ ${name('db')}`));
	session.press('+');
	await session.until('its containers again', screen => screen.includes(`─ ${name('db')} `));
	await engine.docker('stop', '--time', '1', name('api'));
	await session.until('how many of them run', screen => rowOf(screen, project).includes('partial 2/3'));
	session.press('p');
	await session.until('no project', screen => rowOf(screen, project) === '' && rowOf(screen, name('db')) !== '');
	assert.equal(await session.quit(), 0);
});

test('a second S while a project is being stopped offers to kill what is left of it, and stops nothing twice', {skip}, async context => {
	const labelled = (service: string, dependsOn: readonly string[]): readonly string[] => Object
		.entries(composeLabels(`${tag}slow`, service, dependsOn))
		.flatMap(([key, value]) => ['--label', `${key}=${value}`]);
	const deaf = ['--', 'sh', '-c', 'trap "" TERM; while :; do sleep 0.2; done'];
	await run('slow-db', busyboxImage, '--stop-timeout', '300', ...labelled('db', []), ...deaf);
	await run('slow-api', busyboxImage, '--stop-timeout', '300', ...labelled('api', ['db']), ...deaf);
	await run('slow-web', busyboxImage, '--stop-timeout', '0', ...labelled('web', ['api']), '--', 'sleep', '3000');
	const roles = ['slow-web', 'slow-api', 'slow-db'];
	const session = openSession(context, 120, 40, {words: ['--host', engine.address, '--interval', '0.3', '--sort', 'name', '--filter', `${tag}slow`]});
	await session.until('all containers', screen => isEngineUp(screen) && roles.every(role => rowOf(screen, name(role)) !== ''));
	session.press('pg');
	await session.until('the project', screen => isSelected(screen, `${tag}slow `));
	session.press('S');
	await session.answer(`Stop all 3 containers of ${tag}slow?`);
	await session.until('the second one at its turn', screen =>
		rowOf(screen, `${tag}slow`).includes(' stopping ') && rowOf(screen, `└─ ${name('slow-web')}`).includes(' exited '));
	session.press('S');
	await session.until('what it would kill', screen =>
		screen.includes(`Kill what is left of ${tag}slow now?`) && /slow-web +has exited/.test(screen));
	await session.answer(`Kill what is left of ${tag}slow now?`);
	await session.until('all stopped', screen => rowOf(screen, `${tag}slow`).includes(' stopped ') && !messageOn(screen).includes('…'));
	assert.equal(await session.quit(), 0);
});

/**
What is asked for: its key, the event of the engine that tells that it was done, and what the row of a container says then.
*/
const deeds = {
	Pause: {key: 'Z', event: 'pause', row: / paused /},
	Resume: {key: 'Z', event: 'unpause', row: / up /},
	Restart: {key: 'R', event: 'restart', row: / up /},
	Stop: {key: 'S', event: 'die', row: / exited /},
	Start: {key: 'S', event: 'start', row: / up /},
	'Send SIGKILL to': {key: 'K', event: 'die', row: / exited /},
	Remove: {key: 'D', event: 'destroy', row: /^$/},
} as const;

/**
Does it to what is selected, and gives to which of these containers it was done, in that order.
*/
async function order(session: Session, verb: keyof typeof deeds, targets: string, roles: readonly string[]): Promise<readonly string[]> {
	const {key, event, row} = deeds[verb];
	const before = (Date.now() / 1000).toFixed(3);
	session.press(key);
	if (key === 'K') {
		await session.until('the signals', screen => screen.includes('SIGTERM') && screen.includes('SIGKILL'));
		session.press('/');
		await session.until('the filter', screen => screen.includes('Filter:'));
		session.press('SIGKILL', keys.enter);
		await session.until('one signal', screen => screen.includes('SIGKILL') && !screen.includes('SIGTERM'));
		session.press(keys.enter);
	}

	await session.answer(`${verb} ${targets}?`);
	let seen: readonly string[] = [];
	await session.until(`${verb} done`, async screen => {
		seen = await eventsSince(before, event);
		const areSo = roles.every(role => {
			const shown = rowOf(screen, `├─ ${name(role)}`) || rowOf(screen, `└─ ${name(role)}`);
			return row.test(shown) || (verb === 'Remove' && shown.includes(' removed '));
		});
		return seen.length >= roles.length && areSo && !messageOn(screen).includes('…');
	});
	return seen.map(full => full.slice(tag.length));
}

test('each operation is done to a project, and to a service of it, in the order of what depends on what', {skip}, async context => {
	await engine.docker('rm', '--force', ...['db', 'api', 'web'].map(role => name(role)));
	await runService('db', []);
	await runService('api', ['db']);
	await runService('web', ['api']);
	const session = await openGrouped(context);
	session.press('gj');
	await session.until('the project', screen => isSelected(screen, project));
	const all = `all 3 containers of ${project}`;
	const up = ['db', 'api', 'web'];
	const down = up.toReversed();
	for (const [verb, expected] of [['Pause', down], ['Resume', up], ['Restart', up], ['Send SIGKILL to', down], ['Start', up]] as const) {
		assert.deepEqual(await order(session, verb, all, up), expected, verb);
	}

	session.press('j');
	await session.until('its first container', screen => isSelected(screen, `├─ ${name('api')}`));
	for (const verb of ['Pause', 'Resume', 'Restart', 'Stop', 'Start', 'Send SIGKILL to', 'Remove'] as const) {
		assert.deepEqual(await order(session, verb, name('api'), ['api']), ['api'], verb);
	}

	session.press('gj');
	await session.until('the project again', screen => isSelected(screen, project));
	assert.deepEqual(await order(session, 'Remove', `all 2 containers of ${project}`, ['db', 'web']), ['web', 'db']);
	assert.equal(await session.quit(), 0);
});
