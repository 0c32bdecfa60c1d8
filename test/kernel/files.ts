import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import {once} from 'node:events';
import {
	mkdirSync,
	readdirSync,
	rmdirSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {createServer} from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {readBytes, readLink, readOnce} from '../../source/kernel/files/content.ts';
import {
	countEntries,
	isDirectory,
	listDirectories,
	listDirectory,
	listFirst,
} from '../../source/kernel/files/directory.ts';
import {fileIdentity, readText} from '../../source/kernel/files/found.ts';
import {HeldFiles} from '../../source/kernel/files/held.ts';
import {gone, isMissing, unsupported} from '../../source/known.ts';
import {
	isRoot,
	makeFolder,
	canMakeCgroups,
	startShell,
} from '../helpers/live-process.ts';

const folder = makeFolder();

const textOf = (bytes: unknown): string => {
	assert.ok(Buffer.isBuffer(bytes), `not read: ${JSON.stringify(bytes)}`);
	return bytes.toString();
};

test('a file of which the kernel gives less than a page at a time is read to its end', async () => {
	const names = Array.from({length: 150}, (_, index) => `nstop-test-${process.pid}-${index}`);
	const servers = names.map(name => createServer().listen(`\0${name}`));
	await Promise.all(servers.map(async server => once(server, 'listening')));
	const first = textOf(readOnce('/proc/self/net/unix'));
	const whole = textOf(readBytes('/proc/self/net/unix'));
	for (const server of servers) {
		server.close();
	}

	assert.ok(first.length < whole.length);
	assert.deepEqual(names.filter(name => !whole.includes(`@${name}\n`)), []);
});

test('a file larger than the buffer makes it grow, and a limit cuts the file', () => {
	const file = path.join(folder, 'large');
	const content = Array.from({length: 40_000}, (_, index) => index).join(' ');
	assert.ok(content.length > 200_000);
	writeFileSync(file, content);
	assert.equal(textOf(readBytes(file)), content);
	assert.equal(textOf(readBytes(file, 100)), content.slice(0, 100));
	assert.equal(textOf(readBytes(file, 100_000)), content.slice(0, 100_000));
	assert.equal(textOf(readOnce(file, 10)), content.slice(0, 10));
	writeFileSync(file, '');
	assert.equal(textOf(readBytes(file)), '');
});

test('bytes are a view that the next file overwrites', () => {
	const a = path.join(folder, 'a');
	const b = path.join(folder, 'b');
	writeFileSync(a, 'aaaa');
	writeFileSync(b, 'bbbb');
	const bytes = readBytes(a);
	assert.equal(textOf(bytes), 'aaaa');
	readOnce(b);
	assert.equal(textOf(bytes), 'bbbb');
});

test('every failure is a value with its reason', () => {
	const file = path.join(folder, 'file');
	writeFileSync(file, '');
	for (const read of [readBytes, readOnce, readLink, listDirectory, listDirectories, countEntries]) {
		assert.equal(read('/proc/self/no-such-file'), gone);
		assert.equal(read(path.join(file, 'below')), unsupported);
		assert.equal(read('/proc/\0'), unsupported);
	}

	assert.equal(readBytes('/proc'), unsupported);
	assert.equal(readOnce('/proc'), unsupported);
	assert.equal(readLink(file), unsupported);
	assert.equal(isDirectory('/proc/self/no-such-file'), false);
	assert.equal(isDirectory('/proc/self/stat'), false);
	assert.equal(isDirectory('/proc/self/ns'), true);
});

test('directories are distinguished from files and from links to directories', () => {
	assert.ok(Array.isArray(listDirectories('/proc/self')));
	const names = listDirectories('/proc/self') as string[];
	assert.ok(names.includes('ns'));
	assert.ok(!names.includes('stat'));
	assert.ok(!names.includes('cwd'));
	assert.ok((listDirectory('/proc/self') as string[]).includes('stat'));
});

test('the number of open files is the kernel\'s own', async () => {
	const child = await startShell('exec 5</dev/null 6</dev/null');
	assert.equal(countEntries(`/proc/${child.pid}/fd`), readdirSync(`/proc/${child.pid}/fd`).length);
	await child.stop();
	assert.equal(countEntries(`/proc/${child.pid}/fd`), gone);
});

test('a process without any open file has none', {skip: !isRoot && 'only root may look at a kernel thread'}, () => {
	assert.equal(countEntries('/proc/2/fd'), 0);
});

test('a held file shows what it holds now', () => {
	const file = path.join(folder, 'held');
	const files = new HeldFiles(10);
	const held = files.file(file);
	writeFileSync(file, '1\n');
	assert.equal(textOf(held.read()), '1\n');
	writeFileSync(file, '22\n');
	assert.equal(textOf(held.read()), '22\n');
	assert.equal(files.size, 1);
});

test('a held file is read whole, however long it is and whether there is room to hold it or not', () => {
	const content = 'cpu0 1 2 3 4\n'.repeat(20_000);
	const name = path.join(folder, 'long');
	writeFileSync(name, content);
	for (const most of [1, 0]) {
		const file = new HeldFiles(most).file(name);
		assert.deepEqual([textOf(file.read()) === content, textOf(file.read()) === content], [true, true], `${most} held`);
		file.close();
	}
});

test('what a held file says is the same value until it says something else', () => {
	const file = path.join(folder, 'parsed');
	const held = new HeldFiles(10).file(file);
	const words = (bytes: Buffer): readonly string[] => bytes.toString().split(' ');
	const count = (bytes: Buffer): {readonly bytes: number} => ({bytes: bytes.length});
	writeFileSync(file, 'one two');
	const first = held.parse(words);
	assert.deepEqual(first, ['one', 'two']);
	assert.equal(held.parse(words), first);
	for (const content of ['one six', 'one', '', 'one two']) {
		writeFileSync(file, content);
		assert.deepEqual(held.parse(words), content.split(' '));
	}

	assert.notEqual(held.parse(words), first);
	assert.deepEqual(held.parse(count), {bytes: 7});
	assert.deepEqual(held.parse(words), ['one', 'two']);
});

test('a file held of a process that ended is gone, and no longer held', async () => {
	const files = new HeldFiles(10);
	const child = await startShell('');
	const held = files.file(`/proc/${child.pid}/stat`);
	assert.ok(!isMissing(held.read()));
	assert.equal(files.size, 1);
	await child.stop();
	assert.equal(held.read(), gone);
	assert.equal(held.parse(bytes => bytes.length), gone);
	assert.equal(files.size, 0);
});

test(
	'a cgroup that is removed while its files are held can be removed and made again',
	{skip: !canMakeCgroups && 'only root may make a cgroup'},
	() => {
		const directory = ['/sys/fs/cgroup/unified', '/sys/fs/cgroup']
			.filter(name => isDirectory(name))
			.map(name => `${name}/nstop-test-${process.pid}`)[0]!;
		mkdirSync(directory);

		const files = new HeldFiles(10);
		const held = files.file(`${directory}/cgroup.events`);
		assert.ok(!isMissing(held.read()));
		rmdirSync(directory);
		assert.equal(held.read(), gone);
		mkdirSync(directory);
		assert.ok(!isMissing(held.read()));
		rmdirSync(directory);
		files.closeUnread();
	},
);

test('files beyond the most that may be held are read all the same', () => {
	const files = new HeldFiles(1);
	const names = ['a', 'b', 'c'].map(name => path.join(folder, `beyond-${name}`));
	for (const name of names) {
		writeFileSync(name, name);
		assert.equal(textOf(files.file(name).read()), name);
	}

	assert.equal(files.size, 1);
});

test('no more files are kept open than are allowed until the next call, and one that is closed makes room', () => {
	const files = new HeldFiles(10);
	const held = Array.from({length: 12}, (_, index) => {
		const name = path.join(folder, `allowed-${index}`);
		writeFileSync(name, String(index));
		return files.file(name);
	});
	const readAll = (): void => {
		assert.deepEqual(held.map(file => textOf(file.read())), held.map((_, index) => String(index)));
	};

	files.allow(0);
	readAll();
	assert.equal(files.size, 0);
	files.allow(3);
	readAll();
	readAll();
	assert.equal(files.size, 3);
	held[0]!.close();
	held[0]!.close();
	readAll();
	assert.equal(files.size, 3);
	files.allow(100);
	readAll();
	assert.equal(files.size, 10, 'never more than the most');
});

test('what was not read since the last cleaning is closed', () => {
	const files = new HeldFiles(10);
	const open = () => readdirSync('/proc/self/fd').length;
	const before = open();
	const stat = files.file('/proc/self/stat');
	stat.read();
	files.file('/proc/self/status').read();
	assert.equal(open(), before + 2);
	files.closeUnread();
	assert.equal(files.size, 2);
	stat.read();
	files.closeUnread();
	assert.equal(files.size, 1);
	files.closeUnread();
	assert.equal(files.size, 0);
	assert.equal(open(), before);
});

test('only regular files are read as text: others would wait for ever or do something', () => {
	const file = path.join(folder, 'text');
	writeFileSync(file, 'some text');
	symlinkSync(file, path.join(folder, 'link to text'));
	execFileSync('mkfifo', [path.join(folder, 'fifo')]);
	assert.equal(readText(file, 100), 'some text');
	assert.equal(readText(file, 4), 'some');
	for (const name of ['link to text', 'fifo', '.']) {
		assert.equal(readText(path.join(folder, name), 100), unsupported, name);
	}

	assert.equal(readText('/dev/zero', 100), unsupported);
	assert.equal(readText(path.join(folder, 'nothing'), 100), gone);
});

test('the identity of a file is written as mounts and the C library write it', () => {
	const file = path.join(folder, 'text');
	const identity = fileIdentity(file);
	const [device, inode] = execFileSync('stat', ['--format', '%Hd:%Ld %i', file], {encoding: 'utf8'}).trim().split(' ', 2);
	assert.deepEqual(identity, {device, inode: BigInt(inode ?? ''), isSocket: false});
	// Its numbers are as large as those of a disk are not.
	const [procDevice] = execFileSync('stat', ['--format', '%Hd:%Ld', '/proc/self/ns/net', '--dereference'], {encoding: 'utf8'})
		.trim()
		.split(' ', 1);
	const proc = fileIdentity('/proc/self/ns/net');
	assert.ok(!isMissing(proc));
	assert.equal(proc.device, procDevice);
	assert.equal(proc.inode, statSync('/proc/self/ns/net', {bigint: true}).ino);
	assert.equal(fileIdentity(path.join(folder, 'nothing')), gone);
});

test('of an endless directory only the first names are read', () => {
	const directory = path.join(folder, 'full');
	mkdirSync(directory);
	for (let number = 0; number < 600; number++) {
		writeFileSync(path.join(directory, String(number)), '');
	}

	const most = (limit: number) => {
		const names = listFirst(directory, limit);
		assert.ok(!isMissing(names));
		return new Set(names).size;
	};

	assert.deepEqual([most(1), most(256), most(300), most(600), most(1000)], [1, 256, 300, 600, 600]);
	assert.equal(listFirst(path.join(folder, 'nothing'), 10), gone);
});
