import assert from 'node:assert/strict';
import {test} from 'node:test';
import {errorOf} from '../../source/systemd/actions.ts';
import {actionSentence} from '../../source/systemd/sentence.ts';
import {type Systemd, openSystemd} from '../../source/systemd/systemd.ts';

const said = (complaint: string, action: Parameters<Systemd['perform']>[0] = 'stop', unit = 'web.service'): string =>
	actionSentence(errorOf(complaint, 1), action, unit);

test('what systemctl complains about becomes one clear sentence, and what to do', () => {
	assert.equal(
		said('Failed to stop web.service: Interactive authentication required.\nSee system logs and \'systemctl status web.service\' for details.\n'),
		'Could not stop web.service: permission denied. Run nstop as root.',
	);
	assert.equal(said('Failed to start web.service: Access denied\n', 'start'), 'Could not start web.service: permission denied. Run nstop as root.');
	assert.equal(said('Failed to start nope.service: Unit nope.service not found.\n', 'start', 'nope.service'), 'Could not start nope.service: systemd has no such unit.');
	assert.equal(said('Failed to stop web.service: Unit web.service not loaded.\n'), 'Could not stop web.service: systemd has no such unit.');
	assert.equal(
		said('Failed to start web.service: Unit web.service is masked.\n', 'start'),
		'Could not start web.service: it is masked. Unmask it first (sudo systemctl unmask web.service).',
	);
	assert.equal(
		said('Job for web.service failed because the control process exited with error code.\nSee "systemctl status web.service" and "journalctl -xeu web.service" for details.\n', 'restart'),
		'Could not restart web.service: the control process exited with error code. See journalctl -u web.service.',
	);
	assert.equal(said('Job for web.service canceled.\n'), 'Could not stop web.service: canceled. See journalctl -u web.service.');
	assert.equal(
		said('Failed to stop a.service: Operation refused, unit a.service may be requested by dependency only (it is configured to refuse manual start/stop).\n', 'stop', 'a.service'),
		'Could not stop a.service: Operation refused, unit a.service may be requested by dependency only (it is configured to refuse manual start/stop).',
	);
	assert.equal(
		said('System has not been booted with systemd as init system (PID 1). Can\'t operate.\nFailed to connect to bus: Host is down\n'),
		'Could not stop web.service: systemd does not run here.',
	);
	assert.equal(said(''), 'Could not stop web.service: systemctl ended with exit code 1.');
});

test('what is hostile in it stays one line', () => {
	const text = said(`\u{1B}]0;x\u{7}Failed\u{202E}\tto\r${'x'.repeat(5000)}\n`);
	assert.doesNotMatch(text, /[\p{Control}\p{Format}]/u);
	assert.ok(text.length < 400);
	assert.equal(
		said('Unit x is masked.', 'start', String.raw`a\x2db.service`),
		String.raw`Could not start a\x2db.service: it is masked. Unmask it first (sudo systemctl unmask 'a\x2db.service').`,
	);
});

test('without systemd nothing is asked of it', async () => {
	const systemd = openSystemd({isBooted: () => false});
	await assert.rejects(systemd.perform('stop', 'web.service'), {code: 'absent', message: 'systemd does not run here'});
	assert.deepEqual(systemd.latest, {units: {missing: 'first-sample'}, trouble: undefined});
	systemd.close();
});
