import assert from 'node:assert/strict';
import {test} from 'node:test';
import {formatDevice} from '../../source/kernel/device.ts';

test('both parts of both numbers are put together', () => {
	assert.equal(formatDevice(0n), '0:0');
	assert.equal(formatDevice(0xFE_00n), '254:0');
	// A disk on NVMe has a major number beyond a byte.
	assert.equal(formatDevice(0x1_03_05n), '259:5');
	assert.equal(formatDevice(0x10_08_01n), '8:257');
	assert.equal(formatDevice(0x10_00_00_00_01_00n), '4097:0');
	assert.equal(formatDevice(0xF_FF_FF_FF_FF_FFn), '4095:4294967295');
});
