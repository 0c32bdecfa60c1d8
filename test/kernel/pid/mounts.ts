import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {foreignMountPoints, placesOf, sourceOf} from '../../../source/kernel/pid/mount-place.ts';
import {parseMountinfo} from '../../../source/kernel/pid/mountinfo.ts';
import {hasSameRoot, rootFileSystem} from '../../../source/kernel/pid/root-mount.ts';
import {isMissing, unsupported} from '../../../source/known.ts';

const parse = (...lines: readonly string[]) => parseMountinfo(Buffer.from(lines.map(line => `${line}\n`).join('')));

test('an overlay tells its directories, with colons, commas and backslashes in their names', () => {
	const [mount] = parse(
		String.raw`109 61 0:50 / / rw,relatime - overlay overlay rw,lowerdir=/l/A:/a\134:b:/c\054d::/data,upperdir=/u\134\134p,workdir=/w`,
	);
	assert.deepEqual(rootFileSystem([mount!]), {
		fileSystem: 'overlay', source: 'overlay', isReadOnly: false, lower: ['/l/A', '/a:b', '/c,d', '/data'], upper: String.raw`/u\p`,
	});
});

test('an overlay that takes no changes has no upper directory, and another file system has no directories', () => {
	assert.deepEqual(rootFileSystem(parse('1 2 0:50 / / ro - overlay overlay ro,lowerdir=l/A:l/B')), {
		fileSystem: 'overlay', source: 'overlay', isReadOnly: true, lower: ['l/A', 'l/B'], upper: undefined,
	});
	assert.deepEqual(rootFileSystem(parse('1 2 8:1 / / rw - ext4 /dev/sda1 rw,upperdir=/x')), {
		fileSystem: 'ext4', source: '/dev/sda1', isReadOnly: false, lower: [], upper: undefined,
	});
});

test('the root is read-only by its mount or by its file system', () => {
	for (const options of [['ro', 'rw'], ['rw', 'ro'], ['ro', 'ro']]) {
		const root = rootFileSystem(parse(`1 2 8:1 / / ${options[0]!} - ext4 /dev/sda1 ${options[1]!}`));
		assert.ok('isReadOnly' in root);
		assert.ok(root.isReadOnly);
	}
});

test('where no mount is the root directory nothing is known of it', () => {
	assert.equal(rootFileSystem(parse('1 2 8:1 / /proc rw - proc proc rw')), unsupported);
	assert.equal(rootFileSystem([]), unsupported);
});

test('the same root is the same directory of the same file system, wherever else that is mounted', () => {
	const host = parse('1 2 8:1 / / rw - ext4 /dev/sda1 rw', '3 1 0:5 / /proc rw - proc proc rw');
	assert.equal(hasSameRoot(parse('9 8 8:1 / / ro - ext4 /dev/sda1 rw'), host), true);
	assert.equal(hasSameRoot(parse('9 8 8:1 /srv/jail / rw - ext4 /dev/sda1 rw'), host), false);
	assert.equal(hasSameRoot(parse('9 8 8:2 / / rw - ext4 /dev/sda2 rw'), host), false);
	assert.equal(hasSameRoot(parse('9 8 8:1 / /host rw - ext4 /dev/sda1 rw'), host), false);
	assert.equal(hasSameRoot([], []), false);
});

test('file systems that may never answer are known by their mount points', () => {
	const mounts = parse(
		'1 2 8:1 / / rw - ext4 /dev/sda1 rw',
		String.raw`2 1 0:50 / /a\040b rw - fuse.sshfs x rw`,
		'3 1 0:51 / /c rw - nfs4 x rw',
		'4 1 0:52 / /d rw - fuse x rw',
		'5 1 0:53 / /e rw - fusectl x rw',
		'6 1 0:54 / /f rw - autofs x rw',
	);
	assert.deepEqual([...foreignMountPoints(mounts)], ['/a b', '/c', '/d', '/f']);
});

test('a file of one process is found through the mounts of another, the closest first', () => {
	const mounts = parse(
		'1 2 8:1 / / rw - ext4 /dev/sda1 rw',
		'2 1 8:1 /var/lib/docker /var/lib/docker rw - ext4 /dev/sda1 rw',
		'3 1 8:1 /var/lib/docker /mnt/again rw - ext4 /dev/sda1 rw',
		'4 1 8:1 /var/lib /other rw - ext4 /dev/sda2 rw',
		'5 1 8:17 / /data rw - ext4 /dev/sdb1 rw',
		'6 1 8:17 /sub /deep rw - ext4 /dev/sdb1 rw',
	);
	assert.deepEqual(placesOf(mounts, {device: '8:1', root: '/var/lib/docker/containers/1/hostname'}), [
		'/mnt/again/containers/1/hostname',
		'/var/lib/docker/containers/1/hostname',
		'/other/docker/containers/1/hostname',
		'/var/lib/docker/containers/1/hostname',
	]);
	assert.deepEqual(placesOf(mounts, {device: '8:17', root: '/containers/1'}), ['/data/containers/1']);
	assert.deepEqual(placesOf(mounts, {device: '8:17', root: '/subway'}), ['/data/subway']);
	assert.deepEqual(placesOf(mounts, {device: '8:17', root: '/sub'}), ['/deep', '/data/sub']);
	assert.deepEqual(placesOf(mounts, {device: '8:17', root: '/'}), ['/data']);
	assert.deepEqual(placesOf(mounts, {device: '8:1', root: '/'}), ['/']);
	assert.deepEqual(placesOf(mounts, {device: '9:9', root: '/'}), []);
});

test('where a file lies on its file system, by the mount that is closest to it and covers others', () => {
	const mounts = parse(
		'1 2 8:1 / / rw - ext4 /dev/sda1 rw',
		'2 1 0:20 / /run rw - tmpfs x rw',
		'3 2 8:17 /sub /run/docker rw - ext4 /dev/sdb1 rw',
		'4 2 0:30 /inner /run/docker rw - tmpfs x rw',
	);
	assert.deepEqual(sourceOf(mounts, '/var/run.sock'), {device: '8:1', root: '/var/run.sock'});
	assert.deepEqual(sourceOf(mounts, '/run/docker.sock'), {device: '0:20', root: '/docker.sock'});
	assert.deepEqual(sourceOf(mounts, '/run/docker/x.sock'), {device: '0:30', root: '/inner/x.sock'});
	assert.deepEqual(sourceOf(mounts, '/run/docker'), {device: '0:30', root: '/inner'});
	assert.deepEqual(sourceOf(mounts, '/run'), {device: '0:20', root: '/'});
	assert.equal(sourceOf([], '/run'), undefined);
});

test('lower directories that were given one by one are taken as they are, those of data last', () => {
	const root = rootFileSystem(parse('1 2 0:50 / / rw - overlay overlay rw,lowerdir+=/l/a:b,lowerdir+=/l/c,datadir+=/l/d,upperdir=/u,workdir=/w'));
	assert.deepEqual(isMissing(root) ? root : [root.lower, root.upper], [['/l/a:b', '/l/c', '/l/d'], '/u']);
});
