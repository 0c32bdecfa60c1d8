import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {isEnforced, parseEnforce, parseLabel} from '../../../source/kernel/pid/attr.ts';
import {isSecretName, parseEnviron} from '../../../source/kernel/pid/environ.ts';
import {parseDescriptor} from '../../../source/kernel/pid/fd.ts';
import {parsePathLink} from '../../../source/kernel/pid/links.ts';
import {denied, unsupported} from '../../../source/known.ts';

test('environ: a value may hold anything, even the sign that parts it from its name', () => {
	assert.deepEqual(parseEnviron(Buffer.from('A=1\0B=x=y\n z\0C=\0B=again\0')), [
		{name: 'A', value: '1'},
		{name: 'B', value: 'x=y\n z'},
		{name: 'C', value: ''},
		{name: 'B', value: 'again'},
	]);
});

test('environ: without sign, without name, without the last NUL, without anything', () => {
	assert.deepEqual(parseEnviron(Buffer.from('title of a process\0\0\0=C:=x\0LAST=cut')), [
		{name: 'title of a process', value: undefined},
		{name: '', value: 'C:=x'},
		{name: 'LAST', value: 'cut'},
	]);
	assert.deepEqual(parseEnviron(Buffer.from('')), []);
	assert.deepEqual(parseEnviron(Buffer.from('\0\0\0')), []);
});

test('environ: escapes come through, and bytes that are no text become a sign for that', () => {
	assert.deepEqual(parseEnviron(Buffer.from([0x41, 0x3D, 0x1B, 0x5B, 0xFF, 0])), [{name: 'A', value: '\u{1B}[\u{FFFD}'}]);
});

test('names of secrets are told, however they are spelled', () => {
	const secrets = [
		'PASSWORD',
		'PGPASSWORD',
		'MYSQL_ROOT_PASSWORD',
		'DB_PASS',
		'db_pwd',
		'dbPassword',
		'REQUIREPASSWD',
		'GITHUB_TOKEN',
		'AUTHTOKEN',
		'accessToken',
		'TOKENS',
		'CLIENT_SECRET',
		'SECRET_KEY_BASE',
		'API_KEY',
		'APIKEY',
		'apiKey',
		'AWS_ACCESS_KEY_ID',
		'SSH_KEYS',
		'GOOGLE_APPLICATION_CREDENTIALS',
		'JWT',
		'DATABASE_URL',
		'REDIS_CACHE_URI',
		'SENTRY_DSN',
		'npm_config__auth',
		'PASSWORD_FILE',
		'GPG_PASSPHRASE',
	];
	assert.deepEqual(secrets.filter(name => !isSecretName(name)), []);
});

test('names that only look a little like those of secrets are not', () => {
	const harmless = [
		'PATH',
		'PWD',
		'OLDPWD',
		'HOME',
		'HOSTNAME',
		'KEYBOARD',
		'XKB_KEYMAP',
		'COMPASS_HOME',
		'AUTHOR',
		'TOKENIZERS_PARALLELISM',
		'HTTP_URL',
		'SPIN',
		'PATTERN',
		'LANG',
		'',
	];
	assert.deepEqual(
		harmless.filter(name => isSecretName(name)),
		[],
	);
});

test('a descriptor is a socket, a pipe, a namespace, something without a file or a path', () => {
	assert.deepEqual(parseDescriptor('socket:[5769]'), {kind: 'socket', inode: 5769});
	assert.deepEqual(parseDescriptor('pipe:[4294967299]'), {kind: 'pipe', inode: 4_294_967_299});
	assert.deepEqual(parseDescriptor('net:[4026532500]'), {kind: 'namespace', namespace: 'net', inode: 4_026_532_500});
	assert.deepEqual(parseDescriptor('anon_inode:[eventpoll]'), {kind: 'anonymous', name: 'eventpoll'});
	assert.deepEqual(parseDescriptor('anon_inode:bpf-map'), {kind: 'anonymous', name: 'bpf-map'});
	assert.deepEqual(parseDescriptor('anon_inode:[perf_event]'), {kind: 'anonymous', name: 'perf_event'});
	assert.deepEqual(parseDescriptor('/dev/null'), {kind: 'path', path: '/dev/null', isDeleted: false});
	assert.deepEqual(parseDescriptor('/memfd:runc (deleted)'), {kind: 'memory', name: 'runc'});
});

test('a file that is named like a socket is a path all the same', () => {
	for (const path of ['/tmp/socket:[1]', '/socket:[1]', '/tmp/net:[4026531840]', '/tmp/x\nsocket:[1]', '/anon_inode:[x]']) {
		assert.deepEqual(parseDescriptor(path), {kind: 'path', path, isDeleted: false});
	}
});

test('a link tells that its file was removed, once', () => {
	assert.deepEqual(parsePathLink('/bin/sh (deleted) (deleted)'), {path: '/bin/sh (deleted)', isDeleted: true});
	assert.deepEqual(parsePathLink('/bin/sh (deleted)x'), {path: '/bin/sh (deleted)x', isDeleted: false});
});

test('a label ends with a NUL, a line end or nothing, and an empty one is none', () => {
	assert.equal(parseLabel(Buffer.from('docker-default (enforce)\n')), 'docker-default (enforce)');
	assert.equal(parseLabel(Buffer.from('system_u:system_r:container_t:s0:c1,c2\0')), 'system_u:system_r:container_t:s0:c1,c2');
	assert.equal(parseLabel(Buffer.from('unconfined')), 'unconfined');
	assert.equal(parseLabel(Buffer.from('')), unsupported);
	assert.equal(parseLabel(Buffer.from('\0')), unsupported);
});

test('a label of SELinux confines only while SELinux enforces, one of AppArmor whatever SELinux does', () => {
	const label = 'system_u:system_r:container_t:s0:c1,c2';
	assert.equal(isEnforced(label, parseEnforce(Buffer.from('1'))), true);
	assert.equal(isEnforced(label, parseEnforce(Buffer.from('0'))), false);
	assert.equal(isEnforced(label, denied), true);
	assert.equal(isEnforced('docker-default (enforce)', false), true);
});

test('a label confines only where its profile is enforced', () => {
	for (const label of [
		'docker-default (enforce)',
		'cri-containerd.apparmor.d (kill)',
		'lxc-c1_</var/lib/lxc>//&:lxc-c1_<-var-lib-lxc>:unconfined (mixed)',
		'system_u:system_r:container_t:s0:c1,c2',
	]) {
		assert.equal(isEnforced(label, unsupported), true, label);
	}

	for (const label of [
		'unconfined',
		'docker-default (complain)',
		'podman (unconfined)',
		'system_u:system_r:spc_t:s0',
		'unconfined_u:unconfined_r:unconfined_t:s0-s0:c0.c1023',
	]) {
		assert.equal(isEnforced(label, true), false, label);
	}
});
