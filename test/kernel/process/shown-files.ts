import assert from 'node:assert/strict';
import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {test} from 'node:test';
import {denied, gone, isMissing} from '../../../source/known.ts';
import {shownFiles, shownFile} from '../../../source/kernel/pid/shown-files.ts';
import {KernelScanner} from '../../../source/kernel/scan.ts';
import {readShownFile} from '../../../source/kernel/process/shown-files.ts';
import {isRoot, makeFolder, startShell} from '../../helpers/live-process.ts';

const {closely} = new KernelScanner();
const enough = 262_144;

test('every file of the list can be read of a real process, or the reason is told', async t => {
	const {pid, stop} = await startShell('exec 9</dev/null; SECRET=x export SECRET');
	t.after(stop);
	const unread = shownFiles.map(({name}) => name).filter(name => isMissing(closely.file(pid, name, enough)));
	// Some kernels are built without them, some allow them to root alone, and without a security module there is no label.
	assert.deepEqual(unread.filter(name => !['sched', 'wchan', 'stack', 'attr/current', 'io', 'smaps_rollup'].includes(name)), []);
	const textOf = (name: Parameters<typeof closely.file>[1]) => {
		const content = closely.file(pid, name, enough);
		assert.ok(!isMissing(content), name);
		return content.text;
	};

	assert.match(textOf('status'), new RegExp(`^Pid:\t${pid}$`, 'm'));
	assert.match(textOf('cmdline'), /^\/bin\/sh\0-c\0/);
	assert.match(textOf('fd'), /^9 -> \/dev\/null$/m);
	assert.match(textOf('ns'), /^net -> net:\[\d+\]$/m);
	assert.match(textOf('net/tcp'), /local_address/);
});

test('a process that is gone has none of them', async () => {
	const {pid, stop} = await startShell('true');
	await stop();
	for (const {name} of shownFiles) {
		assert.deepEqual(closely.file(pid, name, enough), gone, name);
	}
});

test('nothing is in the list that waits, that is memory itself, or that leads out of the process', () => {
	assert.deepEqual(
		shownFiles.map(({name}) => name).filter(name => /^(?:mem|pagemap|clear_refs|root|cwd|task|kmsg|exe)\b|\.\./.test(name)),
		[],
	);
});

test('a file is cut at the limit, which is told, and one that ends just there is whole', () => {
	const folder = makeFolder();
	writeFileSync(`${folder}/status`, 'x'.repeat(10));
	assert.deepEqual(readShownFile(folder, 'status', 10), {text: 'x'.repeat(10), isCut: false});
	assert.deepEqual(readShownFile(folder, 'status', 9), {text: 'x'.repeat(9), isCut: true});
	writeFileSync(`${folder}/maps`, 'y'.repeat(70_000));
	const maps = readShownFile(folder, 'maps', enough);
	assert.deepEqual(isMissing(maps) || [maps.text.length, maps.isCut], [65_536, true], 'maps can be endless');
});

test('links of a directory are cut at the limit by whole lines', () => {
	const folder = makeFolder();
	mkdirSync(`${folder}/fd`);
	for (const name of ['0', '1', '2']) {
		symlinkSync('/dev/null', `${folder}/fd/${name}`);
	}

	const line = '0 -> /dev/null\n'.length;
	const cut = readShownFile(folder, 'fd', (2 * line) + 3);
	assert.ok(!isMissing(cut));
	assert.ok(cut.isCut);
	assert.equal(cut.text.split('\n').length, 3);
});

test('what only its owner may read is denied to others', t => {
	if (isRoot) {
		process.seteuid!(65_534);
		t.after(() => {
			process.seteuid!(0);
		});
	}

	assert.deepEqual(closely.file(1, 'environ', enough), denied);
});

test('the expensive file is known as such', () => {
	assert.equal(shownFile('smaps_rollup').isDear, true);
	assert.equal(shownFile('status').isDear, undefined);
});
