import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {capabilityNames, defaultContainerCapabilities} from '../../../source/kernel/pid/capabilities.ts';

test('a container that asks for nothing has fourteen capabilities', () => {
	assert.deepEqual(capabilityNames(defaultContainerCapabilities), [
		'CHOWN',
		'DAC_OVERRIDE',
		'FOWNER',
		'FSETID',
		'KILL',
		'SETGID',
		'SETUID',
		'SETPCAP',
		'NET_BIND_SERVICE',
		'NET_RAW',
		'SYS_CHROOT',
		'MKNOD',
		'AUDIT_WRITE',
		'SETFCAP',
	]);
});

test('bits without a name are shown by number', () => {
	assert.deepEqual(capabilityNames(0n), []);
	assert.deepEqual(capabilityNames(2n ** 40n), ['CHECKPOINT_RESTORE']);
	assert.deepEqual(capabilityNames(1n + (2n ** 41n) + (2n ** 63n)), ['CHOWN', 'CAP_41', 'CAP_63']);
});

test('this kernel has no more capabilities than are known', () => {
	const last = Number(readFileSync('/proc/sys/kernel/cap_last_cap', 'utf8'));
	assert.doesNotMatch(capabilityNames(2n ** BigInt(last))[0] ?? '', /^CAP_/);
});
