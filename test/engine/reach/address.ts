
import assert from 'node:assert/strict';
import test from 'node:test';
import {AddressError, parseAddress, writeAddress} from '../../../source/engine/reach/address.ts';

test('each kind of address is understood and written back in one spelling', () => {
	const spellings: ReadonlyArray<readonly [string, string]> = [
		['unix:///var/run/docker.sock', 'unix:///var/run/docker.sock'],
		['/tmp/with space.sock', 'unix:///tmp/with space.sock'],
		['tcp://10.0.0.1', 'tcp://10.0.0.1:2375'],
		['10.0.0.1:4000', 'tcp://10.0.0.1:4000'],
		['build-host', 'tcp://build-host:2375'],
		['tcp://[::1]:2375', 'tcp://[::1]:2375'],
		['tcp://host:2375/some/prefix/', 'tcp://host:2375/some/prefix'],
		['http://host', 'tcp://host:80'],
		['https://host', 'tcp://host:443'],
		['ssh://me@host', 'ssh://me@host'],
		['ssh://me@host:2222/run/user/1000/docker.sock', 'ssh://me@host:2222/run/user/1000/docker.sock'],
		['  ssh://host/ ', 'ssh://host'],
	];
	for (const [given, written] of spellings) {
		assert.equal(writeAddress(parseAddress(given)), written);
	}
});

test('with TLS the port defaults to another one, and https means TLS', () => {
	const secure = parseAddress('tcp://host', true);
	assert.strictEqual(secure.kind, 'tcp');
	assert.ok(secure.isSecure);
	assert.strictEqual(secure.port, 2376);
	const web = parseAddress('https://host:99');
	assert.strictEqual(web.kind, 'tcp');
	assert.ok(web.isSecure);
	assert.strictEqual(web.port, 99);
	const plain = parseAddress('tcp://host');
	assert.strictEqual(plain.kind, 'tcp');
	assert.ok(!plain.isSecure);
});

test('what names no engine is refused with a sentence', () => {
	for (const address of [
		'unix://',
		'unix://relative.sock',
		'tcp://',
		'fd://',
		'npipe:////./pipe/docker_engine',
		'tcp://host:notaport',
		'ssh://',
	]) {
		assert.throws(
			() => parseAddress(address),
			(error: unknown) => error instanceof AddressError && /^The engine address .*\.$/.test(error.message),
			address,
		);
	}
});
