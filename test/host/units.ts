import assert from 'node:assert/strict';
import test from 'node:test';
import {isUnitStopped, parseUnits} from '../../source/host/units.ts';

const isDocker = (path: string): boolean => path === '/run/docker.sock';

/**
As `systemctl show docker.socket docker.service` prints it.
*/
function show(socket: readonly [active: string, sub: string], service: readonly [active: string, sub: string]): string {
	return `Listen=/run/docker.sock (Stream)\nListen=/run/other.sock (Stream)\nId=docker.socket\nActiveState=${socket[0]}\nSubState=${socket[1]}\n\n`
		+ `Id=docker.service\nActiveState=${service[0]}\nSubState=${service[1]}\n`;
}

const listening = ['active', 'listening'] as const;
const handedOver = ['active', 'running'] as const;

test('the properties of each unit are told apart', () => {
	assert.deepEqual(parseUnits(show(listening, ['inactive', 'dead'])), [
		{
			Listen: ['/run/docker.sock (Stream)', '/run/other.sock (Stream)'], Id: ['docker.socket'], ActiveState: ['active'], SubState: ['listening'],
		},
		{Id: ['docker.service'], ActiveState: ['inactive'], SubState: ['dead']},
	]);
	assert.deepEqual(parseUnits(''), [{}]);
});

test('a service is stopped while systemd listens for it, and from when it begins to stop', () => {
	const states = [
		[listening, ['inactive', 'dead'], true],
		[listening, ['failed', 'failed'], true],
		[handedOver, ['active', 'running'], false],
		[handedOver, ['activating', 'start'], false],
		[handedOver, ['deactivating', 'stop-sigterm'], true],
		[['inactive', 'dead'], ['active', 'running'], false],
		[['inactive', 'dead'], ['inactive', 'dead'], false],
	] as const;
	for (const [socket, service, expected] of states) {
		assert.equal(isUnitStopped(parseUnits(show(socket, service)), isDocker), expected, `${socket.join(' ')}, ${service.join(' ')}`);
	}

	assert.equal(isUnitStopped(parseUnits(show(listening, ['inactive', 'dead'])), path => path === '/tmp/mine.sock'), false, 'another socket');
	assert.equal(isUnitStopped(parseUnits(''), isDocker), false);
});
