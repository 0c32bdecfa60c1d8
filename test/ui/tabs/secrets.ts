import test from 'node:test';
import assert from 'node:assert/strict';
import {withoutSecrets} from '../../../source/ui/tabs/secrets.ts';

test('values under names that promise a secret are hidden, wherever an engine writes them down', () => {
	const answer = {
		Config: {
			Env: ['DB_PASSWORD=hunter2', 'MODE=fast', 'EMPTY=', 'API_TOKEN=two\nlines'],
			Labels: {token: 'hunter2', maintainer: 'me', password: ''},
			CreateCommand: ['podman', 'run', '-e', 'DB_PASSWORD=hunter2', '--env=API_KEY=hunter2', '--name=web'],
		},
		HostConfig: {LogConfig: {Type: 'splunk', Config: {'splunk-token': 'hunter2', 'splunk-url': 'https://logs'}}},
		Mounts: [{Type: 'volume', VolumeOptions: {DriverConfig: {Options: {password: 'hunter2'}}}}],
	};
	assert.deepEqual(withoutSecrets(answer), {
		hidden: 7,
		answer: {
			Config: {
				Env: ['DB_PASSWORD=(hidden)', 'MODE=fast', 'EMPTY=', 'API_TOKEN=(hidden)'],
				Labels: {token: '(hidden)', maintainer: 'me', password: ''},
				CreateCommand: ['podman', 'run', '-e', 'DB_PASSWORD=(hidden)', '--env=API_KEY=(hidden)', '--name=web'],
			},
			HostConfig: {LogConfig: {Type: 'splunk', Config: {'splunk-token': '(hidden)', 'splunk-url': 'https://logs'}}},
			Mounts: [{Type: 'volume', VolumeOptions: {DriverConfig: {Options: {password: '(hidden)'}}}}],
		},
	});
});

test('what the engine itself calls a key or a secret stays as it is', () => {
	const answer = {
		NetworkSettings: {SandboxKey: '/var/run/docker/netns/8d', Ports: null},
		HostConfig: {NetworkMode: 'default', Privileged: false, Memory: 0},
		Config: {Cmd: ['sh', '-c', 'KEYBOARD=us exec web']},
	};
	assert.deepEqual(withoutSecrets(answer), {hidden: 0, answer});
});
