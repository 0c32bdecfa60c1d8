import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import process from 'node:process';
import test from 'node:test';
import {isMissing} from '../../source/known.ts';
import {KernelScanner} from '../../source/kernel/scan.ts';
import type {NamespaceUse} from '../../source/model/container.ts';
import {readMember} from '../../source/host/member.ts';
import {makeContainer, makeNamespaceUses} from '../helpers/make.ts';

const scanner = new KernelScanner();
const {mnt} = scanner.processes.facts(process.pid).namespaces;

function containerIn(use: Partial<NamespaceUse>) {
	const own: NamespaceUse = {inode: mnt, isHost: false, sharedWith: []};
	return makeContainer({namespaces: makeNamespaceUses('web', {mnt: {...own, ...use}})});
}

test('a process in the mount namespace of the container is one of it, told with its start', () => {
	const {stat} = scanner.sample(process.pid);
	assert.ok(!isMissing(stat));
	assert.equal(readMember(scanner, process.pid, containerIn({})), `${process.pid}:${stat.startTicks}`);
});

test('the same pid in another mount namespace is not, nor any process where the container has the host\'s', () => {
	assert.equal(readMember(scanner, process.pid, containerIn({inode: 7})), undefined);
	assert.equal(readMember(scanner, process.pid, containerIn({isHost: true})), undefined);
});

test('a process that has ended is nobody\'s', () => {
	const {pid} = spawnSync('true');
	assert.equal(readMember(scanner, pid, containerIn({})), undefined);
});
