import assert from 'node:assert/strict';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import test from 'node:test';
import {findHierarchies} from '../../../source/kernel/cgroup/reader/hierarchies.ts';
import {IsolationReader} from '../../../source/kernel/process/isolation.ts';
import {makeFolder} from '../../helpers/live-process.ts';

test('an SELinux label confines only while the host enforces, whatever was so when nstop started', () => {
	const root = makeFolder();
	mkdirSync(`${root}/proc/7/attr`, {recursive: true});
	mkdirSync(`${root}/selinux`);
	writeFileSync(`${root}/proc/7/attr/current`, 'system_u:system_r:container_t:s0:c1,c2\0');
	const reader = new IsolationReader(`${root}/proc`, findHierarchies([], `${root}/cgroup`), `${root}/selinux`);
	const enforce = (text: string): unknown => {
		writeFileSync(`${root}/selinux/enforce`, text);
		return reader.read(7).isLabelEnforced;
	};

	assert.equal(enforce('1'), true);
	assert.equal(enforce('0'), false);
	assert.equal(enforce('1'), true);
	rmSync(`${root}/selinux/enforce`);
	assert.equal(reader.read(7).isLabelEnforced, true, 'in a container that does not show it');
	writeFileSync(`${root}/proc/7/attr/current`, 'system_u:system_r:spc_t:s0\0');
	assert.equal(reader.read(7).isLabelEnforced, false);
});
