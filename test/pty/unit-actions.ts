/**
Units of systemd are acted on through its client, asked first, and for nothing but the unit that was meant.
*/
import assert from 'node:assert/strict';
import {
	appendFileSync,
	chmodSync,
	existsSync,
	readFileSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test, {before} from 'node:test';
import {
	keys,
	lastLine,
	messageOn,
	openSession,
	type Session,
} from '../helpers/session.ts';
import {walkTo} from '../helpers/unit-rows.ts';
import {Workshop, workshopLack} from '../helpers/workshop.ts';

const skip = workshopLack;
const workshop = new Workshop();
const slice = `nstop${process.pid}.slice`;
const service = `nstop${process.pid}-web.service`;
const calls = path.join(workshop.folder, 'calls');

/**
A client that notes what it is asked for, and refuses to freeze.
*/
const client = String.raw`#!/bin/sh
printf '%s\n' "$*" >>${calls}
case "$*" in
*" show "*) cat ${workshop.folder}/show;;
*" freeze "*) echo "Failed to freeze unit ${service}: Unit does not support freezing" >&2; exit 1;;
esac
`;

before(async () => {
	if (skip !== false) {
		return;
	}

	workshop.start(['sleep', '3000'], {cgroup: workshop.cgroupAt(`/${slice}/${service}`)});
	writeFileSync(path.join(workshop.folder, 'show'), [
		`Id=${service}\nDescription=A web server of tests\nActiveState=active\nSubState=running\nControlGroup=/${slice}/${service}`,
		'Id=nstop-broken.service\nDescription=Never up\nActiveState=failed\nSubState=failed\nResult=exit-code\nNRestarts=5\n',
	].join('\n\n'));
	writeFileSync(path.join(workshop.folder, 'systemctl'), client);
	chmodSync(path.join(workshop.folder, 'systemctl'), 0o755);
	appendFileSync(calls, '');
	await workshop.settled();
});

/**
On a machine that was booted with systemd, as far as one can see.
*/
function open(context: test.TestContext, words: readonly string[] = []): Session {
	return openSession(context, 160, 45, {
		words: ['--interval', '0.3', ...words],
		command: 'exec unshare --mount sh -c \'mount -t tmpfs none /run && mkdir -p /run/systemd/system && exec "$@"\' sh "$@"',
		environment: {PATH: `${workshop.folder}:${process.env.PATH}`},
	});
}

/**
What the client was asked to do, apart from telling.
*/
function acts(): readonly string[] {
	return existsSync(calls) ? readFileSync(calls, 'utf8').split('\n').filter(line => line !== '' && !line.includes(' show ')) : [];
}

async function select(session: Session, name: string): Promise<void> {
	session.press('/');
	await session.until('the filter', screen => lastLine(screen).startsWith(' Filter'));
	for (const letter of name) {
		session.press(letter);
	}

	session.press(keys.enter);
	await session.until(name, screen => screen.includes(`▸${name}`));
}

test('systemd tells what a unit is; it is stopped, restarted and signalled by its name after a question', {skip}, async context => {
	const session = open(context);
	await walkTo(session, 'services');
	await select(session, service);
	await session.until('its description', screen => screen.includes('active (running)') && screen.includes('A web server of tests'));
	for (const [key, question, act] of [
		['S', 'Stop', `stop -- ${service}`],
		['R', 'Restart', `restart -- ${service}`],
	] as const) {
		session.press(key);
		const screen = await session.until('the question', shown => shown.includes(`${question} ${service}?`));
		assert.match(screen, /through systemctl/);
		await session.answer(`${question} ${service}?`);
		await session.until('it is done', shown => messageOn(shown).includes(service) && /(?:Stopped|Restarted) /.test(messageOn(shown)));
		assert.ok(acts().at(-1)!.endsWith(act), acts().join('\n'));
	}

	session.press('K');
	await session.until('the signals', shown => shown.includes('Signal for'));
	session.press('1');
	session.press(keys.enter);
	await session.until('the question', shown => shown.includes('Send SIGHUP to'));
	await session.answer('Send SIGHUP to');
	await session.until('it is sent', shown => messageOn(shown).includes('Sent SIGHUP'));
	assert.ok(acts().at(-1)!.endsWith(`kill --signal=SIGHUP -- ${service}`), acts().join('\n'));

	session.press('Z');
	await session.answer(`Pause ${service}?`);
	await session.until('the refusal', shown => messageOn(shown).includes('Could not freeze') && messageOn(shown).includes('does not support freezing'));
	assert.equal(acts().length, 4);
	session.press('D');
	await session.until('what cannot be done', shown => messageOn(shown).includes('nstop does not remove units'));
	assert.equal(await session.quit(), 0);
});

test('a unit that failed has a row although it has no process', {skip}, async context => {
	const session = open(context);
	await walkTo(session, 'services');
	await select(session, 'nstop-broken.service');
	await session.until('the failed one', screen => /nstop-broken\.service .*failed exit-code/.test(screen));
	assert.equal(await session.quit(), 0);
});

test('in read-only mode nothing is done to units', {skip}, async context => {
	const count = acts().length;
	const session = open(context, ['--read-only']);
	await walkTo(session, 'services');
	await select(session, service);
	session.press('S');
	await session.until('that it is not there', screen => messageOn(screen).includes('not available in read-only mode'));
	assert.equal(acts().length, count);
	assert.equal(await session.quit(), 0);
});

test('the host as a whole is left alone', {skip}, async context => {
	const session = open(context);
	await walkTo(session, 'host');
	await select(session, '(host)');
	session.press('S');
	await session.until('why', screen => messageOn(screen).includes('no container and no unit'));
	assert.equal(await session.quit(), 0);
});
