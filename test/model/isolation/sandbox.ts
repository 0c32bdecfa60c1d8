import {Buffer} from 'node:buffer';
import assert from 'node:assert/strict';
import test from 'node:test';
import {parseMountinfo} from '../../../source/kernel/pid/mountinfo.ts';
import {sandboxOf} from '../../../source/model/isolation/sandbox.ts';
import {unitFindingsOf} from '../../../source/model/isolation/unit-findings.ts';
import {unsupported} from '../../../source/known.ts';
import {makeContainer, makeIsolation, makeNamespaceUses} from '../../helpers/make.ts';

/**
Each line is `device root mountPoint options fileSystem`.
*/
function mountsOf(...lines: readonly string[]) {
	return parseMountinfo(Buffer.from(lines.map((line, index) => {
		const [device, root, mountPoint, options, fileSystem] = line.split(' ', 5);
		return `${index + 10} 1 ${device} ${root} ${mountPoint} ${options} - ${fileSystem} none rw\n`;
	}).join('')));
}

const host = mountsOf(
	'8:1 / / rw ext4', '0:5 / /dev rw devtmpfs', '0:22 / /proc rw proc', '0:23 / /sys rw sysfs', '0:30 / /run rw tmpfs', '8:2 / /home rw ext4',
);

test('what is mounted as on the host is no sandbox', () => {
	assert.deepEqual(sandboxOf(host, host), {readOnly: [], replaced: []});
	assert.deepEqual(sandboxOf(mountsOf('8:1 / / rw ext4', '8:1 /srv/data /srv/data rw ext4'), host), {readOnly: [], replaced: []});
});

test('as ProtectSystem, PrivateTmp, ProtectHome and PrivateDevices of systemd have it', () => {
	const unit = mountsOf(
		'8:1 / / rw ext4',
		'8:1 /usr /usr ro ext4',
		'8:1 /usr/lib /usr/lib ro ext4',
		'8:1 /etc /etc ro ext4',
		'8:1 /tmp/systemd-private-1-web.service-2/tmp /tmp rw ext4',
		'8:1 /var/tmp/systemd-private-1-web.service-2/tmp /var/tmp rw ext4',
		'0:40 / /home ro tmpfs',
		'0:41 / /dev ro tmpfs',
		'0:42 / /dev/pts rw devpts',
		'0:22 / /proc rw proc',
		'0:30 / /run rw tmpfs',
	);
	assert.deepEqual(sandboxOf(unit, host), {readOnly: ['/etc', '/usr'], replaced: ['/dev', '/home', '/tmp', '/var/tmp']});
});

test('of several mounts on one directory the last counts', () => {
	assert.deepEqual(sandboxOf(mountsOf('8:1 / / rw ext4', '0:40 / /home rw tmpfs', '8:2 / /home ro ext4'), host), {readOnly: ['/home'], replaced: []});
});

test('findings about a unit: what is open first, then what its settings take from it', () => {
	const unit = makeContainer({
		isolation: makeIsolation({
			capabilities: ['NET_BIND_SERVICE'],
			noNewPrivileges: true,
			seccomp: 'disabled',
			rootIsHostRoot: true,
			sandbox: {readOnly: ['/usr'], replaced: ['/tmp']},
			lsmLabel: unsupported,
		}),
		namespaces: makeNamespaceUses('web', {}),
		initPid: 700,
	});
	const found = unitFindingsOf(unit);
	assert.deepEqual(found.filter(({weight}) => weight !== 'good').map(({what}) => what), ['no system call filter']);
	const good = found.filter(({weight}) => weight === 'good').map(({what}) => what);
	for (const what of [
		'has only the capabilities NET_BIND_SERVICE',
		'no new privileges',
		'cannot write to /usr',
		'has its own /tmp',
		'has its own net namespace',
	]) {
		assert.ok(good.includes(what), `${what} in ${good.join('; ')}`);
	}

	assert.deepEqual(unitFindingsOf(makeContainer({isolation: undefined})), []);
});
