import assert from 'node:assert/strict';
import test from 'node:test';
import {parseInstanceBackup, parseLxcConfig} from '../../../source/engine/files/lxc.ts';

const noted = (template: string, parameters: string): string => `# Template used to create this container: ${template}
# Parameters passed to the template: ${parameters}
# Template script checksum (SHA-1): 9748088977ba845f625e45659f305a5395c2dc7b
# For additional config options, please look at lxc.container.conf(5)

lxc.rootfs.path = dir:/var/lib/lxc/c1/rootfs
lxc.uts.name = c1
`;

for (const [template, parameters, image] of [
	['/usr/share/lxc/templates/lxc-download', '--dist debian --release bookworm --arch amd64', 'debian bookworm'],
	['/usr/share/lxc/templates/lxc-download', '-d ubuntu -r noble -a amd64', 'ubuntu noble'],
	['/usr/share/lxc/templates/lxc-debian', '-r bookworm --packages=nano', 'debian bookworm'],
	['/usr/share/lxc/templates/lxc-busybox', '', 'busybox'],
	['/usr/share/lxc/templates/lxc-oci', '--url docker://alpine:3', 'docker://alpine:3'],
	['/srv/my-template', '', 'my-template'],
] as const) {
	test(`lxc-create notes ${template} ${parameters}`, () => {
		assert.equal(parseLxcConfig(noted(template, parameters))?.image, image);
	});
}

test('a configuration written by hand tells no image', () => {
	for (const text of ['', 'lxc.uts.name = c1\n', '# Template used to create this container:\n', '\0\u{1}', noted('/', '')]) {
		assert.equal(parseLxcConfig(text), undefined);
	}
});

const backup = `container:
  architecture: x86_64
  config:
    image.architecture: amd64
    image.description: Debian bookworm amd64 (20261101_05:24)
    image.os: Debian
    image.release: bookworm
    image.serial: "20261101_05:24"
    user.comment: |-
      image.os: Forged
      more
    volatile.base_image: ${'a'.repeat(64)}
  devices:
    root:
      image.os: Device
  expanded_config:
    image.os: Expanded
  name: c1
snapshots:
- config:
    image.os: Snapshot
pool:
  config:
    image.os: Pool
`;

test('Incus notes system and release of the image, and says the same elsewhere of other things', () => {
	assert.deepEqual(parseInstanceBackup(backup), {
		id: undefined, name: undefined, image: 'Debian bookworm', command: undefined, labels: undefined,
	});
	assert.equal(parseInstanceBackup(backup.replaceAll(/^ +/gm, spaces => spaces.repeat(2)))?.image, 'Debian bookworm', 'written wider');
	assert.equal(parseInstanceBackup(backup.replace('container:', 'instance:'))?.image, 'Debian bookworm', 'as LXD calls it');
});

test('else the description stands for the image, else its fingerprint', () => {
	const without = (...names: readonly string[]): string =>
		backup.split('\n').filter(line => names.every(name => !line.startsWith(`    image.${name}:`))).join('\n');
	assert.equal(parseInstanceBackup(without('os', 'release'))?.image, 'Debian bookworm amd64 (20261101_05:24)');
	assert.equal(parseInstanceBackup(without('os', 'release', 'description'))?.image, 'a'.repeat(64));
	assert.equal(parseInstanceBackup(without('os'))?.image, 'bookworm');
});

test('values may be quoted, and those of several lines are none', () => {
	const image = (value: string) => parseInstanceBackup(`container:\n  config:\n    image.os: ${value}\n`)?.image;
	assert.deepEqual(
		[String.raw`"a \"b\""`, '\'it\'\'s\'', 'plain  ', '|-', '>', '[a]', '{a: b}', '"open', '\'open', '!!str x'].map(value => image(value)),
		['a "b"', 'it\'s', 'plain', undefined, undefined, undefined, undefined, undefined, undefined, undefined],
	);
});

test('what is no such file tells nothing, however large', () => {
	for (const text of ['', '{}', 'container:', 'container:\n', 'container: {}\n', 'config:\n  image.os: x\n', ' '.repeat(1_000_000), 'a:\n'.repeat(300_000)]) {
		assert.equal(parseInstanceBackup(text), undefined, text.slice(0, 30));
	}
});
