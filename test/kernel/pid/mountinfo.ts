import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {parseMountinfo, rootMount} from '../../../source/kernel/pid/mountinfo.ts';

const parse = (text: string) => parseMountinfo(Buffer.from(text));

test('every field has its place', () => {
	assert.deepEqual(parse('109 61 0:50 / / rw,relatime shared:1 master:3 - overlay overlay rw,lowerdir=/a:/b,upperdir=/c\n'), [{
		mountId: 109,
		parentId: 61,
		device: '0:50',
		root: '/',
		mountPoint: '/',
		options: ['rw', 'relatime'],
		propagation: ['shared:1', 'master:3'],
		fileSystem: 'overlay',
		source: 'overlay',
		superOptions: ['rw', 'lowerdir=/a:/b', 'upperdir=/c'],
	}]);
});

test('octal escapes are characters, and only those', () => {
	const [mount] = parse(String.raw`1 2 8:1 /a\040b /x\011y\012z\134040\043 rw - ext4 /dev/my\040disk rw,x=\134` + '\n');
	assert.equal(mount?.root, '/a b');
	assert.equal(mount.mountPoint, '/x\ty\nz\\040#');
	assert.equal(mount.source, '/dev/my disk');
	assert.deepEqual(mount.superOptions, ['rw', 'x=\\']);
	assert.deepEqual(mount.propagation, []);
});

test('a source may be empty, and a namespace may be mounted', () => {
	assert.deepEqual(parse('1 2 0:5 / /t rw - tmpfs  rw\n').map(({source}) => source), ['']);
	assert.deepEqual(parse('94 27 0:4 net:[4026532254] /run/docker/netns/x rw - nsfs nsfs rw\n').map(({root}) => root), ['net:[4026532254]']);
});

test('a line that is cut short is left out', () => {
	assert.deepEqual(parse(''), []);
	assert.deepEqual(parse('1 2 0:5 / /t rw shared:1\n'), []);
	assert.deepEqual(parse('1 2 0:5 / /t rw - tmpfs\n'), []);
});

test('of several root mounts the last is on top', () => {
	assert.equal(rootMount([]), undefined);
	assert.equal(
		rootMount(parse('1 1 0:1 / / rw - rootfs rootfs rw\n2 1 8:1 / / rw - ext4 /dev/sda1 rw\n3 2 0:9 / /proc rw - proc proc rw\n'))
			?.fileSystem,
		'ext4',
	);
});

test('a container has a root of its own and files of the engine in it', () => {
	const mounts = parseMountinfo(readFileSync('test/fixtures/hosts/debian-hybrid/proc/14920/mountinfo'));
	assert.equal(mounts.length, 28);
	assert.equal(rootMount(mounts)?.fileSystem, 'overlay');
	assert.match(
		mounts.find(({mountPoint}) => mountPoint === '/etc/hostname')?.root ?? '',
		/^\/var\/lib\/docker\/containers\/[\da-f]{64}\/hostname$/u,
	);
});

test('every mount of this process is understood', () => {
	const bytes = readFileSync('/proc/self/mountinfo');
	assert.equal(parseMountinfo(bytes).length, bytes.toString().trimEnd().split('\n').length);
	assert.ok(rootMount(parseMountinfo(bytes)));
});
