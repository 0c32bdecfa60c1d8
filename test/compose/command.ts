import assert from 'node:assert/strict';
import test from 'node:test';
import type {ComposeClient} from '../../source/compose/client.ts';
import {
	composeCommand,
	environmentOf,
	hashesCommand,
	servicesCommand,
} from '../../source/compose/command.ts';

const plugin: ComposeClient = {
	name: 'docker compose', program: 'docker', words: ['compose'], version: '2.24.1',
};
const first: ComposeClient = {
	name: 'docker-compose', program: 'docker-compose', words: [], version: '1.29.2',
};
const podmans: ComposeClient = {
	name: 'podman-compose', program: 'podman-compose', words: [], version: '1.0.6',
};
const project = {
	name: 'shop', directory: '/srv/shop', files: ['/srv/shop/a.yaml', '/srv/shop/b.yaml'], environmentFiles: ['/srv/e'], isOfPodmanCompose: false,
};
const placeFor = (client: ComposeClient) => ({client, project, address: 'unix:///proc/7/root/run/docker.sock'});
const options = ['--project-directory', '/srv/shop', '-f', '/srv/shop/a.yaml', '-f', '/srv/shop/b.yaml', '--env-file', '/srv/e', '-p', 'shop'];

test('each verb has the project\'s folder, files and name before it', () => {
	assert.deepEqual(composeCommand('up', placeFor(plugin)), {
		name: 'docker compose',
		program: 'docker',
		words: ['compose', ...options, 'up', '-d'],
		directory: '/srv/shop',
		address: 'unix:///proc/7/root/run/docker.sock',
		variables: {DOCKER_HOST: 'unix:///proc/7/root/run/docker.sock'},
	});
	for (const verb of ['down', 'pull', 'build', 'config'] as const) {
		assert.deepEqual(composeCommand(verb, placeFor(first)).words, [...options, verb]);
	}
});

test('podman-compose knows no project folder, and its engine by another variable', () => {
	const {words, variables} = composeCommand('down', placeFor(podmans));
	assert.deepEqual(words, [...options.slice(2), 'down']);
	assert.deepEqual(variables, {CONTAINER_HOST: 'unix:///proc/7/root/run/docker.sock'});
});

test('hashes are asked of those who tell them, JSON of those who write it', () => {
	assert.deepEqual(hashesCommand(placeFor(first))?.words, [...options, 'config', '--hash', '*']);
	assert.equal(servicesCommand(placeFor(first)), undefined);
	assert.deepEqual(servicesCommand(placeFor(plugin))?.words, ['compose', ...options, 'config', '--format', 'json']);
	assert.equal(hashesCommand(placeFor(podmans)), undefined);
});

test('neither a context nor certificates of another engine stand in the way', () => {
	const environment = {
		PATH: '/bin', DOCKER_CONTEXT: 'far', DOCKER_TLS_VERIFY: '1', DOCKER_HOST: 'tcp://far:2376',
	};
	assert.deepEqual(environmentOf({variables: {DOCKER_HOST: 'unix:///run/docker.sock'}}, environment), {
		PATH: '/bin', DOCKER_HOST: 'unix:///run/docker.sock',
	});
	assert.deepEqual(environmentOf({variables: {DOCKER_HOST: 'tcp://far:2376'}}, environment), {
		PATH: '/bin', DOCKER_TLS_VERIFY: '1', DOCKER_HOST: 'tcp://far:2376',
	});
});
