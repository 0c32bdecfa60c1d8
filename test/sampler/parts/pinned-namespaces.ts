import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {PinnedNamespace} from '../../../source/kernel/reading.ts';
import {KernelScanner} from '../../../source/kernel/scan.ts';
import {PinnedNamespaceFinder} from '../../../source/sampler/parts/pinned-namespaces.ts';
import {isRoot, startProgram, startShell} from '../../helpers/live-process.ts';
import {namespaceInode} from '../../helpers/zoo.ts';

/**
A finder over a scanner that tells which pids it was asked for, and finds one namespace for each mount table.
*/
function observe() {
	const asked: Array<readonly number[]> = [];
	const scanner = {
		closely: {
			pinnedNamespaces(pids: readonly number[]): readonly PinnedNamespace[] {
				asked.push(pids);
				return pids.map(pid => ({
					kind: 'net', inode: 77, heldBy: 'mount', where: '/run/netns/blue', pid,
				}));
			},
		},
	} as unknown as KernelScanner;
	return {asked, finder: new PinnedNamespaceFinder(scanner)};
}

const pids = Array.from({length: 300}, (_, index) => index + 1);

test('nothing is looked for while nobody wants to know', () => {
	const {asked, finder} = observe();
	assert.equal(finder.read(false, pids, 10), undefined);
	assert.deepEqual(asked, []);
});

test('all processes are gone through in parts, each once in a round, and a round begins no sooner than after ten seconds', () => {
	const {asked, finder} = observe();
	for (const atSeconds of [10, 11, 12, 13, 14, 19.9]) {
		finder.read(true, pids, atSeconds);
	}

	assert.deepEqual(asked.flat(), pids);
	assert.ok(asked.every(part => part.length <= 128));
	finder.read(true, pids, 20);
	assert.equal(asked.flat().length, pids.length + 128);
});

test('one mount that many processes see is told once, and what was found stays while the next round is under way', () => {
	const {finder} = observe();
	assert.equal(finder.read(true, pids, 10)?.length, 1, 'the first part already tells what it has');
	for (const atSeconds of [11, 12, 13, 20]) {
		assert.deepEqual(finder.read(true, pids, atSeconds)?.map(({pid}) => pid), [1], String(atSeconds));
	}
});

test('whoever stops looking and comes back is answered at once', () => {
	const {asked, finder} = observe();
	finder.read(true, [1], 10);
	finder.read(false, [1], 11);
	finder.read(true, [1], 12);
	assert.equal(asked.length, 2);
});

test('a network that only an open file of a real process holds is found', {skip: !isRoot && 'needs root'}, async t => {
	const first = await startProgram('unshare', ['--net', 'sh', '-c', 'echo ready; read -r line']);
	const inode = namespaceInode(first.pid, 'net');
	const holder = await startShell(`exec 8</proc/${first.pid}/ns/net`);
	t.after(holder.stop);
	await first.stop();
	assert.notEqual(namespaceInode(holder.pid, 'net'), inode);
	const found = new PinnedNamespaceFinder(new KernelScanner()).read(true, [holder.pid], 10);
	assert.deepEqual(found?.filter(({where}) => where === '8'), [{
		kind: 'net', inode, heldBy: 'descriptor', where: '8', pid: holder.pid,
	}]);
});
