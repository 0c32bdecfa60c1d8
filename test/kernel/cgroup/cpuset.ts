import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import test from 'node:test';
import {parseCpuset} from '../../../source/kernel/cgroup/cpuset.ts';
import {unsupported} from '../../../source/known.ts';

test('a list of processors is counted', () => {
	const parse = (text: string) => parseCpuset(Buffer.from(text));
	assert.deepEqual(parse('0-1\n'), {list: '0-1', count: 2});
	assert.deepEqual(parse('0\n'), {list: '0', count: 1});
	assert.deepEqual(parse('0-3,8,10-11\n'), {list: '0-3,8,10-11', count: 7});
	for (const odd of ['', '\n', 'all\n', '0-\n', '1,,2\n']) {
		assert.equal(parse(odd), unsupported, odd);
	}
});
