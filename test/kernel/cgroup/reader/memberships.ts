import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import test from 'node:test';
import {MembershipSets} from '../../../../source/kernel/cgroup/reader/memberships.ts';
import {parseCgroup} from '../../../../source/kernel/pid/cgroup.ts';

test('processes in the same cgroups share one object, and others do not', () => {
	const sets = new MembershipSets();
	const texts = ['0::/a\n', '0::/b\n', '4:cpu,cpuacct:/a\n0::/a\n', '0::/a/ü\n', '0::/a/\u{C3}\u{BC}\n', ''];
	const values = texts.map(text => sets.parse(Buffer.from(text)));
	for (const [index, text] of texts.entries()) {
		assert.deepEqual(values[index], parseCgroup(Buffer.from(text)));
		assert.equal(sets.parse(Buffer.from(text)), values[index]);
	}

	assert.equal(new Set(values).size, texts.length);
});
