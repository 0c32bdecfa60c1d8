import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {allowsAllDevices, parseDevices} from '../../../source/kernel/cgroup/devices.ts';

const parse = (text: string) => parseDevices(Buffer.from(text));

test('a star is every number', () => {
	assert.deepEqual(parse('c *:* m\nb 8:* r\nc 10:200 rwm\n'), [
		{
			type: 'c', major: undefined, minor: undefined, access: 'm',
		},
		{
			type: 'b', major: 8, minor: undefined, access: 'r',
		},
		{
			type: 'c', major: 10, minor: 200, access: 'rwm',
		},
	]);
});

test('all devices with all rights is what makes the list worthless', () => {
	assert.equal(allowsAllDevices(parse('a *:* rwm\n')), true);
	assert.equal(allowsAllDevices(parse('a *:* r\n')), false);
	assert.equal(allowsAllDevices(parse('c *:* rwm\nb *:* rwm\n')), false);
	assert.equal(allowsAllDevices(parse('')), false);
});

test('lines of another form are left out', () => {
	assert.deepEqual(parse('x 1:2 rwm\nc 1 rwm\nc 1:2\nc 1:2 rwx\nc -1:2 r\n'), []);
});
