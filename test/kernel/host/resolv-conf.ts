import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseResolvConf} from '../../../source/kernel/host/resolv-conf.ts';

test('servers in their order, and the last list of domains', () => {
	const text = '# Generated\nnameserver 127.0.0.11\nnameserver\t10.0.0.1 # second\ndomain old.example\nsearch a.example b.example\noptions ndots:0\n;nameserver 9.9.9.9\n';
	assert.deepEqual(parseResolvConf(text), {nameservers: ['127.0.0.11', '10.0.0.1'], search: ['a.example', 'b.example']});
	assert.deepEqual(parseResolvConf(''), {nameservers: [], search: []});
});
