import assert from 'node:assert/strict';
import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {readPlaceEvidence} from '../../../source/kernel/process/place-evidence.ts';
import {gone, unsupported} from '../../../source/known.ts';
import {insideOf} from '../../../source/model/inside/inside.ts';
import {signFiles} from '../../../source/model/inside/signs.ts';
import {makeFolder} from '../../helpers/live-process.ts';

/**
The root directory of an LXC container with lxcfs, as its processes see it.
*/
function lxcRoot(): string {
	const root = makeFolder();
	const proc = path.join(root, 'proc');
	const kinds = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'user', 'uts'];
	for (const pid of ['self', '1']) {
		mkdirSync(path.join(proc, pid, 'ns'), {recursive: true});
		for (const [index, kind] of kinds.entries()) {
			symlinkSync(`${kind}:[${4_026_532_500 + index}]`, path.join(proc, pid, 'ns', kind));
		}
	}

	writeFileSync(path.join(proc, 'self/cgroup'), '0::/init.scope\n');
	writeFileSync(path.join(proc, 'self/mountinfo'), '9 8 0:52 /proc/stat /proc/stat rw - fuse.lxcfs lxcfs rw\n');
	writeFileSync(path.join(proc, '1/environ'), 'container=lxc\0');
	mkdirSync(path.join(root, 'run/systemd'), {recursive: true});
	writeFileSync(path.join(root, 'run/systemd/container'), 'lxc\n');
	mkdirSync(path.join(root, 'dev/lxd'), {recursive: true});
	writeFileSync(path.join(root, 'dev/lxd/sock'), '');
	return root;
}

test('all signs are read below the roots that are given', () => {
	const root = lxcRoot();
	const evidence = readPlaceEvidence(signFiles, {proc: path.join(root, 'proc'), root});
	assert.deepEqual([evidence.isInitial.pid, evidence.isInitial.mnt, evidence.isInitial.time], [false, unsupported, unsupported]);
	assert.equal(evidence.hasMountsOfFirst, true);
	assert.deepEqual(evidence.environment, [{name: 'container', value: 'lxc'}]);
	assert.equal(evidence.systemdWord, 'lxc');
	assert.deepEqual(evidence.files, new Set(['/dev/lxd/sock']));
	const inside = insideOf(evidence);
	assert.deepEqual([inside?.runtime, inside?.evidence, inside?.isOwnWorld], ['lxd', '/dev/lxd/sock', true]);
	assert.deepEqual(inside?.ownFiles, new Set(['stat']));
	assert.deepEqual(inside?.cgroups?.map(({path: cgroup}) => cgroup), ['/.']);
});

test('where nothing can be read nothing is claimed', () => {
	const root = makeFolder();
	const evidence = readPlaceEvidence(signFiles, {proc: root, root});
	assert.deepEqual([evidence.cgroups, evidence.mounts, evidence.environment, evidence.systemdWord], [gone, gone, gone, '']);
	assert.equal(insideOf(evidence), undefined);
});
