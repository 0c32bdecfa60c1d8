import test from 'node:test';
import assert from 'node:assert/strict';
import type {PublishedPort} from '../../../source/engine/engine.ts';
import {copyCommands, portAddresses} from '../../../source/ui/actions/copy-commands.ts';
import {makeContainer, makeSnapshot} from '../../helpers/make.ts';

const docker = {kind: 'docker', address: 'unix:///var/run/docker.sock', container: undefined} as const;
const nested = makeContainer({name: 'dind', addresses: ['172.17.0.2']});
const snapshot = makeSnapshot({containers: [nested]});

function port(hostAddress: string | undefined, hostPort: number | undefined, protocol = 'tcp'): PublishedPort {
	return {
		hostAddress, hostPort, containerPort: 80, protocol,
	};
}

test('files are copied by the client of the engine, led to it where it would not find it', () => {
	assert.deepEqual(copyCommands(docker, 'web'), ['docker cp web:/path ./', 'docker cp ./file web:/path']);
	assert.equal(copyCommands({kind: 'podman', address: 'ssh://box/run/podman.sock'}, 'web')[0], 'CONTAINER_HOST=ssh://box/run/podman.sock podman cp web:/path ./');
});

test('a port on all addresses is reached on the engine\'s host, others where they are published', () => {
	const ports = [port('0.0.0.0', 8080), port('::', 8080), port('127.0.0.1', 81), port('::1', 82), port(undefined, undefined), port('0.0.0.0', 53, 'udp')];
	assert.deepEqual(portAddresses({ports}, docker, snapshot), [
		'http://localhost:8080', 'http://127.0.0.1:81', 'http://[::1]:82', 'localhost:53/udp',
	]);
	assert.deepEqual(portAddresses({ports: [port('127.0.0.1', 8100, 'udp'), port('::1', 8100, 'udp')]}, docker, snapshot), [
		'127.0.0.1:8100/udp', '[::1]:8100/udp',
	]);
	const first = (address: string) => portAddresses({ports: [port('', 80)]}, {...docker, address}, snapshot)[0];
	assert.equal(first('tcp://10.0.0.5:2376'), 'http://10.0.0.5:80');
	assert.equal(first('ssh://me@box:22/run/docker.sock'), 'http://box:80');
	assert.equal(first('tcp://[fd00::1]:2375'), 'http://[fd00::1]:80');
	assert.deepEqual(portAddresses({ports: [port('0.0.0.0', 80)]}, {...docker, container: nested.key}, snapshot), ['http://172.17.0.2:80']);
});
