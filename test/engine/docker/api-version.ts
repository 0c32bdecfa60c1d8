
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {
	compareApi,
	engineVersionOf,
	isRootlessInfo,
	negotiateApi,
	newestKnownApi,
} from '../../../source/engine/docker/api-version.ts';

test('an older engine is spoken to in its own version', () => {
	const version = engineVersionOf(JSON.parse(readFileSync(new URL('../../fixtures/docker/version-20.10.json', import.meta.url), 'utf8')));
	assert.deepEqual(version, {
		kind: 'docker', version: '20.10.24+dfsg1', apiVersion: '1.41', oldestApiVersion: '1.12',
	});
	assert.equal(negotiateApi(version), '1.41');
});

test('a newer engine is spoken to in the newest version known here, or the oldest that it still takes', () => {
	assert.equal(negotiateApi({apiVersion: '1.99', oldestApiVersion: '1.44'}), newestKnownApi);
	assert.equal(negotiateApi({apiVersion: '1.99', oldestApiVersion: '1.90'}), '1.90');
	assert.equal(negotiateApi({apiVersion: undefined, oldestApiVersion: undefined}), newestKnownApi);
});

test('1.9 is older than 1.10', () => {
	assert.ok(compareApi('1.9', '1.10') < 0);
	assert.ok(compareApi('2.0', '1.51') > 0);
	assert.equal(compareApi('1.41', '1.41'), 0);
});

test('Podman is recognised by its component, not by its version', () => {
	const version = engineVersionOf(
		JSON.parse(readFileSync(new URL('../../fixtures/docker/version-podman-4.3.json', import.meta.url), 'utf8')),
	);
	assert.deepEqual(version, {
		kind: 'podman', version: '4.3.1', apiVersion: '1.41', oldestApiVersion: '1.24',
	});
	assert.equal(engineVersionOf({Components: [null, 'Podman']}).kind, 'docker');
});

test('a version that could lead a request elsewhere is no version', () => {
	assert.equal(engineVersionOf({ApiVersion: '1.41/../../x'}).apiVersion, undefined);
	assert.equal(engineVersionOf({ApiVersion: 1.41}).apiVersion, undefined);
	assert.equal(engineVersionOf('nonsense').version, undefined);
});

test('whether an engine is rootless is unknown where it does not say', () => {
	assert.equal(isRootlessInfo({SecurityOptions: ['name=seccomp,profile=default', 'name=rootless']}), true);
	assert.equal(isRootlessInfo({SecurityOptions: ['name=seccomp,profile=default']}), false);
	assert.equal(isRootlessInfo({Rootless: true, SecurityOptions: []}), true);
	assert.equal(isRootlessInfo({SecurityOptions: null}), undefined);
	assert.equal(isRootlessInfo(undefined), undefined);
});
