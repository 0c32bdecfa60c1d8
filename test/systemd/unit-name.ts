import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseUnitName, unescapeUnit} from '../../source/systemd/unit-name.ts';
import {random} from '../helpers/random.ts';

const {raw} = String;

test('a name has a type and, where it was made from a template, an instance', () => {
	assert.deepEqual(parseUnitName('docker.service'), {
		name: 'docker.service', type: 'service', template: undefined, instance: undefined, readable: 'docker.service',
	});
	assert.deepEqual(parseUnitName('user@1000.service'), {
		name: 'user@1000.service', type: 'service', template: 'user', instance: '1000', readable: 'user@1000.service',
	});
	assert.deepEqual(parseUnitName(raw`systemd-fsck@dev-disk-by\x2duuid-1.service`), {
		name: raw`systemd-fsck@dev-disk-by\x2duuid-1.service`,
		type: 'service',
		template: 'systemd-fsck',
		instance: 'dev-disk-by-uuid-1',
		readable: 'systemd-fsck@dev-disk-by-uuid-1.service',
	});
	assert.equal(parseUnitName('a@b@c.scope')?.instance, 'b@c');
	assert.equal(parseUnitName('getty@.service')?.instance, '');
	assert.equal(parseUnitName('a.b.slice')?.type, 'slice');
	assert.equal(parseUnitName('-.slice')?.readable, '-.slice');
});

test('mounts and swap are read as the path that they stand for', () => {
	assert.equal(parseUnitName('-.mount')?.readable, '/');
	assert.equal(parseUnitName(raw`home-ann-my\x2ddata.mount`)?.readable, '/home/ann/my-data');
	assert.equal(parseUnitName('dev-vdc.swap')?.readable, '/dev/vdc');
});

test('what is no name of a unit with a cgroup gives nothing', () => {
	for (const name of [
		'',
		'.service',
		'service',
		'docker',
		'@.service',
		'@1.service',
		'multi-user.target',
		'x.timer',
		'a b.service',
		'a/b.service',
		'é.service',
		'a.service\n',
		'a\0.service',
		'a*.service',
		'a.SERVICE',
		`${'a'.repeat(248)}.service`,
		'constructor',
		'x.constructor',
		'x.toString',
	]) {
		assert.equal(parseUnitName(name), undefined, JSON.stringify(name));
	}

	assert.equal(parseUnitName(`${'a'.repeat(247)}.service`)?.name.length, 255);
});

test('escapes are undone only where they stand for something that can be seen', () => {
	for (const [escaped, expected] of [
		[raw`a\x2db`, 'a-b'],
		[raw`a\x2Db`, 'a-b'],
		[raw`caf\xc3\xa9`, 'café'],
		[raw`\xf0\x9f\x90\xb3x`, '🐳x'],
		[raw`\x5cx2d`, raw`\x2d`],
		// Controls, and what turns the direction of text.
		[raw`a\x00b\x1b\x0a\x7f`, raw`a\x00b\x1b\x0a\x7f`],
		[raw`\xc2\x9b`, raw`\xc2\x9b`],
		[raw`\xe2\x80\xae-\xe2\x80\xa8`, raw`\xe2\x80\xae-\xe2\x80\xa8`],
		[raw`\xef\xbb\xbf`, raw`\xef\xbb\xbf`],
		// No UTF-8: cut short, alone, too long, a surrogate.
		[raw`\xc3`, raw`\xc3`],
		[raw`\xc3\x2d`, raw`\xc3-`],
		[raw`\xa9\x2d`, raw`\xa9-`],
		[raw`\xc0\xaf`, raw`\xc0\xaf`],
		[raw`\xed\xa0\x80`, raw`\xed\xa0\x80`],
		[raw`\xff\xfe`, raw`\xff\xfe`],
		// No escape.
		['\\', '\\'],
		[raw`a\b`, raw`a\b`],
		[raw`\x2`, raw`\x2`],
		[raw`\x`, raw`\x`],
		[raw`\xg0`, raw`\xg0`],
		[raw`\\x2d`, raw`\-`],
		['', ''],
	] as const) {
		assert.equal(unescapeUnit(escaped), expected, escaped);
	}
});

test('no name makes it fail, and none is read as a control character', () => {
	const below = random(7);
	const pieces = ['\\', 'x', '0', '1b', 'c3', 'a9', String.raw`\x`, String.raw`\x2d`, String.raw`\xe2\x80\xae`, '@', '-', '.service', '.mount', '.slice', 'a', '_', '.'];
	for (let round = 0; round < 20_000; round++) {
		const name = Array.from({length: 1 + below(12)}, () => pieces[below(pieces.length)]).join('');
		const parsed = parseUnitName(name);
		assert.doesNotMatch(parsed?.readable ?? '', /[\p{Control}\p{Format}]/u);
		assert.equal(parsed?.name ?? name, name);
	}
});
