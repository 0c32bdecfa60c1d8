
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import test from 'node:test';
import {resolveEngines, type Resolution, type Surroundings} from '../../../source/engine/reach/target.ts';

type Machine = {
	readonly environment?: Readonly<Record<string, string>>;
	readonly files?: Readonly<Record<string, string>>;
	/**
	Paths of sockets with the paths that they really are.
	*/
	readonly sockets?: Readonly<Record<string, string>>;
};

function surroundings({environment = {}, files = {}, sockets = {}}: Machine): Surroundings {
	return {
		environment,
		home: '/home/me',
		userId: 1000,
		readFile: path => files[path] === undefined ? undefined : new TextEncoder().encode(files[path]),
		realPath: path => sockets[path],
	};
}

function addresses(resolution: Resolution): readonly string[] {
	assert.equal(resolution.kind, 'found');
	return resolution.kind === 'found' ? resolution.targets.map(({address}) => address) : [];
}

const rootful = {'/var/run/docker.sock': '/run/docker.sock'};

function contextFiles(name: string, endpoint: unknown, folder = '/home/me/.docker'): Record<string, string> {
	const hash = createHash('sha256').update(name).digest('hex');
	return {
		[`${folder}/contexts/meta/${hash}/meta.json`]: JSON.stringify({Name: name, Endpoints: {docker: endpoint}}),
		[`${folder}/contexts/tls/${hash}/docker/ca.pem`]: 'CA',
		[`${folder}/contexts/tls/${hash}/docker/cert.pem`]: 'CERT',
		[`${folder}/contexts/tls/${hash}/docker/key.pem`]: 'KEY',
	};
}

test('the address given goes before DOCKER_HOST, that before a context, that before the sockets', () => {
	const files = {
		...contextFiles('far', {Host: 'ssh://far'}),
		...contextFiles('near', {Host: 'unix:///near.sock'}),
		'/home/me/.docker/config.json': '{"currentContext": "near"}',
	};
	const everything = {environment: {DOCKER_HOST: 'tcp://a:1', DOCKER_CONTEXT: 'far'}, files, sockets: rootful};
	assert.deepEqual(addresses(resolveEngines(surroundings(everything), '/given.sock')), ['unix:///given.sock']);
	assert.deepEqual(addresses(resolveEngines(surroundings(everything))), ['tcp://a:1']);
	assert.deepEqual(addresses(resolveEngines(surroundings({...everything, environment: {DOCKER_CONTEXT: 'far'}}))), ['ssh://far']);
	assert.deepEqual(addresses(resolveEngines(surroundings({...everything, environment: {DOCKER_HOST: ''}}))), ['unix:///near.sock']);
	assert.deepEqual(addresses(resolveEngines(surroundings({sockets: rootful}))), ['unix:///var/run/docker.sock']);
});

test('the context called default is none', () => {
	const files = {'/home/me/.docker/config.json': '{"currentContext": "default"}'};
	assert.deepEqual(addresses(resolveEngines(surroundings({files, sockets: rootful}))), ['unix:///var/run/docker.sock']);
	const chosen = {
		environment: {DOCKER_CONTEXT: 'default'},
		files: {'/home/me/.docker/config.json': '{"currentContext": "gone"}'},
		sockets: rootful,
	};
	assert.deepEqual(addresses(resolveEngines(surroundings(chosen))), ['unix:///var/run/docker.sock']);
});

test('a context that is not there is said so, and no other engine is taken in its place', () => {
	const resolution = resolveEngines(surroundings({environment: {DOCKER_CONTEXT: 'typo'}, sockets: rootful}));
	assert.strictEqual(resolution.kind, 'invalid');
	assert.ok(resolution.detail.includes('typo'));
});

test('a context brings its own certificates, from the folder that DOCKER_CONFIG names', () => {
	const files = contextFiles('far', {Host: 'tcp://far:2376', SkipTLSVerify: false}, '/elsewhere');
	const resolution = resolveEngines(surroundings({environment: {DOCKER_CONFIG: '/elsewhere', DOCKER_CONTEXT: 'far'}, files}));
	assert.strictEqual(resolution.kind, 'found');
	const [{tls, isLocal}] = resolution.targets;
	assert.deepEqual(tls, {
		authority: new TextEncoder().encode('CA'),
		certificate: new TextEncoder().encode('CERT'),
		key: new TextEncoder().encode('KEY'),
		isVerified: true,
	});
	assert.equal(isLocal, false);
});

test('a broken configuration file is as good as none', () => {
	const resolution = resolveEngines(surroundings({files: {'/home/me/.docker/config.json': '{'}, sockets: rootful}));
	assert.deepEqual(addresses(resolution), ['unix:///var/run/docker.sock']);
});

test('DOCKER_TLS_VERIFY asks for TLS with certificates, DOCKER_TLS for TLS with any', () => {
	const files = {'/certs/ca.pem': 'CA', '/home/me/.docker/ca.pem': 'HOME CA'};
	const verified = resolveEngines(
		surroundings({environment: {DOCKER_HOST: 'tcp://far', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs'}, files}),
	);
	assert.strictEqual(verified.kind, 'found');
	assert.equal(verified.targets[0].address, 'tcp://far:2376');
	assert.deepEqual(verified.targets[0].tls?.authority, new TextEncoder().encode('CA'));
	assert.equal(verified.targets[0].tls.isVerified, true);
	const trusting = resolveEngines(surroundings({environment: {DOCKER_HOST: 'tcp://far', DOCKER_TLS: '1'}, files}));
	assert.strictEqual(trusting.kind, 'found');
	assert.strictEqual(trusting.targets[0].tls?.isVerified, false);
	assert.deepEqual(trusting.targets[0].tls?.authority, new TextEncoder().encode('HOME CA'));
	const plain = resolveEngines(surroundings({environment: {DOCKER_HOST: 'tcp://far', DOCKER_CERT_PATH: '/certs'}, files}));
	assert.strictEqual(plain.kind, 'found');
	assert.strictEqual(plain.targets[0].tls, undefined);
});

test('TLS variables do not matter to a socket', () => {
	const resolution = resolveEngines(surroundings({environment: {DOCKER_HOST: 'unix:///d.sock', DOCKER_TLS_VERIFY: '1'}}));
	assert.strictEqual(resolution.kind, 'found');
	assert.strictEqual(resolution.targets[0].tls, undefined);
	assert.ok(resolution.targets[0].isLocal);
});

test('rootful and rootless engines are found side by side, each once', () => {
	const sockets = {
		...rootful,
		'/run/user/1000/docker.sock': '/run/user/1000/docker.sock',
		'/run/podman/podman.sock': '/run/podman/podman.sock',
	};
	assert.deepEqual(addresses(resolveEngines(surroundings({sockets}))), [
		'unix:///var/run/docker.sock',
		'unix:///run/user/1000/docker.sock',
		'unix:///run/podman/podman.sock',
	]);
	assert.deepEqual(
		addresses(resolveEngines(surroundings({environment: {XDG_RUNTIME_DIR: '/xdg'}, sockets: {'/xdg/docker.sock': '/xdg/docker.sock'}}))),
		['unix:///xdg/docker.sock'],
	);
});

test('Podman in Docker\'s place is one engine and not two', () => {
	const sockets = {'/var/run/docker.sock': '/run/podman/podman.sock', '/run/podman/podman.sock': '/run/podman/podman.sock'};
	assert.deepEqual(addresses(resolveEngines(surroundings({sockets}))), ['unix:///var/run/docker.sock']);
});

test('with no engine at all it says what to do and where one would appear', () => {
	const resolution = resolveEngines(surroundings({}));
	assert.strictEqual(resolution.kind, 'none');
	assert.match(resolution.detail, /systemctl start docker.*--host or DOCKER_HOST/);
	assert.equal(resolution.awaited.address, 'unix:///var/run/docker.sock');
});

test('an address that cannot be understood is told, and not passed over', () => {
	const resolution = resolveEngines(surroundings({environment: {DOCKER_HOST: 'carrier-pigeon://x'}, sockets: rootful}));
	assert.strictEqual(resolution.kind, 'invalid');
	assert.ok(resolution.detail.includes('carrier-pigeon://x'));
});
