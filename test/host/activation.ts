import assert from 'node:assert/strict';
import process from 'node:process';
import {test} from 'node:test';
import {activationOf} from '../../source/host/activation.ts';
import type {KernelScanner} from '../../source/kernel/scan.ts';
import {denied} from '../../source/known.ts';
import {fakeSystemctl} from '../helpers/fake-systemctl.ts';

/**
A kernel in which each path is a file of its own, and only root sees who listens.
*/
const scanner = {
	closely: {listener: () => ({look: () => denied})},
	identify: (path: string) => ({device: 1, inode: path.length}),
} as unknown as KernelScanner;

test('who may not see the listener asks systemd\'s client, once, for the socket and the service', async () => {
	const listening = String.raw`Id=podman.socket\nActiveState=active\nSubState=listening\nListen=/run/podman/podman.sock (Stream)\n\n`;
	const systemctl = fakeSystemctl(String.raw`printf '${listening}Id=podman.service\nActiveState=inactive\nSubState=dead\n'`);
	process.env.PATH = systemctl.environment.PATH;
	const isStopped = activationOf(scanner, '/run/podman/podman.sock');
	assert.deepEqual([await isStopped(), await isStopped()], [true, true]);
	assert.deepEqual(systemctl.calls(), [['show', 'podman.socket', 'podman.service', '--property=Id,ActiveState,SubState,Listen']]);
});

test('a client that fails is no sign of a stopped engine', async () => {
	const systemctl = fakeSystemctl('echo "Failed to connect to bus: No such file or directory" >&2; exit 1');
	process.env.PATH = systemctl.environment.PATH;
	assert.equal(await activationOf(scanner, '/run/user/7/podman/podman.sock')(), false);
	assert.deepEqual(systemctl.calls().map(words => words[0]), ['--user']);
});
