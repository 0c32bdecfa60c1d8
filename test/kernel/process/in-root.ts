import assert from 'node:assert/strict';
import {
	mkdirSync,
	readdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {connect, createServer} from 'node:net';
import {once} from 'node:events';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {closeFile, fileIdentity} from '../../../source/kernel/files/found.ts';
import {
	identifyInRoot,
	listInRoot,
	openInRoot,
	readTextInRoot,
	resolveInRoot,
} from '../../../source/kernel/process/in-root.ts';
import {KernelScanner} from '../../../source/kernel/scan.ts';
import {gone, isMissing, unsupported} from '../../../source/known.ts';
import {
	isRoot,
	makeFolder,
} from '../../helpers/live-process.ts';
import {programsOfTests} from '../../helpers/started-programs.ts';

const {startProgram} = programsOfTests();

/**
A root directory with `file` in it, beside a folder `outside` that has another one.
*/
function makeRoot(): {readonly root: string; readonly outside: string} {
	const folder = realpathSync(makeFolder());
	const root = path.join(folder, 'root');
	const outside = path.join(folder, 'outside');
	for (const directory of [root, outside]) {
		mkdirSync(directory);
	}

	writeFileSync(path.join(root, 'file'), 'inside');
	writeFileSync(path.join(outside, 'file'), 'outside');
	return {root, outside};
}

const countDescriptors = () => readdirSync('/proc/self/fd').length;

async function readAll(socketPath: string): Promise<string> {
	const socket = connect(socketPath);
	socket.setEncoding('utf8');
	let text = '';
	socket.on('data', (chunk: string) => {
		text += chunk;
	});
	await once(socket, 'close');
	return text;
}

test('links stay in the root, however they are written', () => {
	const {root, outside} = makeRoot();
	mkdirSync(path.join(root, 'a/b'), {recursive: true});
	const links: Readonly<Record<string, string>> = {
		absolute: '/file',
		up: '../../../../../../../../file',
		'a/b/up': '../../../../../../../../file',
		'a/b/around': '../b/../../a/./b//../../file',
		chain: 'absolute',
		top: '/',
		above: '..',
	};
	for (const [name, target] of Object.entries(links)) {
		symlinkSync(target, path.join(root, name));
	}

	for (const name of [
		'file',
		'/file',
		'//file',
		'./file',
		'../file',
		'absolute',
		'up',
		'a/b/up',
		'a/b/around',
		'chain',
		'top/file',
		'above/file',
		'above/../above/top/absolute',
		'a/../file',
	]) {
		assert.equal(resolveInRoot(root, name), path.join(root, 'file'), name);
		assert.equal(readTextInRoot(root, name, 100), 'inside', name);
	}

	symlinkSync(outside, path.join(root, 'escape'));
	symlinkSync(path.join('../outside/file'), path.join(root, 'sideways'));
	assert.equal(resolveInRoot(root, 'escape'), gone);
	assert.equal(resolveInRoot(root, 'escape/file'), gone);
	assert.equal(resolveInRoot(root, 'sideways'), gone);
	assert.equal(resolveInRoot(root, '/'), `${root}/`);
	assert.equal(resolveInRoot('/', `${outside}/file`), `${outside}/file`);
});

test('a directory is listed as it is there, a few names of it if it has many', () => {
	const {root, outside} = makeRoot();
	assert.deepEqual(listInRoot(root, '/', 10), ['file']);
	assert.equal(listInRoot(root, '/file', 10), unsupported);
	assert.equal(listInRoot(root, '/none', 10), gone);
	symlinkSync(outside, path.join(root, 'escape'));
	assert.equal(listInRoot(root, '/escape', 10), gone);
	const names = listInRoot(root, '/', 1);
	assert.equal(isMissing(names) ? 0 : names.length, 1);
});

test(
	'links of the kernel that lead to the whole host lead to the same root here',
	{skip: !isRoot && 'only root may mount'},
	async () => {
		const {root} = makeRoot();
		mkdirSync(path.join(root, 'proc'));
		const child = await startProgram('unshare', [
			'--mount',
			'--propagation',
			'private',
			'/bin/sh',
			'-c',
			'mount --rbind /proc "$0/proc"; echo ready; read -r line',
			root,
		]);
		const below = `/proc/${child.pid}/root${root}`;
		assert.equal(readFileSync(`${below}/proc/${process.pid}/root/etc/passwd`, 'utf8'), readFileSync('/etc/passwd', 'utf8'));
		assert.equal(resolveInRoot(below, `/proc/${process.pid}/root/etc/passwd`), gone);
		assert.equal(resolveInRoot(below, `/proc/${process.pid}/root/file`), `${below}/file`);
		assert.equal(resolveInRoot(below, `/proc/${process.pid}/cwd/package.json`), gone);
		assert.equal(resolveInRoot(below, `/proc/${process.pid}/fd/0`), gone);
	},
);

test('a loop, a link to itself and too many links end', () => {
	const {root} = makeRoot();
	symlinkSync('b', path.join(root, 'a'));
	symlinkSync('a', path.join(root, 'b'));
	symlinkSync('self', path.join(root, 'self'));
	symlinkSync('file', path.join(root, 'link0'));
	for (let number = 1; number <= 40; number++) {
		symlinkSync(`link${number - 1}`, path.join(root, `link${number}`));
	}

	const before = countDescriptors();
	assert.equal(resolveInRoot(root, 'a'), unsupported);
	assert.equal(resolveInRoot(root, 'self/x'), unsupported);
	assert.equal(resolveInRoot(root, 'link39'), path.join(root, 'file'));
	assert.equal(resolveInRoot(root, 'link40'), unsupported);
	assert.equal(countDescriptors(), before);
});

test('links of thousands of names do not keep the reader busy', () => {
	const {root} = makeRoot();
	mkdirSync(path.join(root, 'd'));
	symlinkSync('d/../'.repeat(800) + 'file', path.join(root, 'long'));
	symlinkSync('d/../'.repeat(100) + 'file', path.join(root, 'short'));
	assert.equal(resolveInRoot(root, 'short'), path.join(root, 'file'));
	assert.equal(resolveInRoot(root, 'long'), unsupported);
});

test('hundreds of directories are followed or refused, and all are let go of', () => {
	const {root} = makeRoot();
	const hundred = Array.from({length: 100}, (_, index) => `directory-${index}`).join('/');
	mkdirSync(path.join(root, hundred), {recursive: true});
	writeFileSync(path.join(root, hundred, 'file'), 'deep');
	const before = countDescriptors();
	assert.equal(readTextInRoot(root, `${hundred}/file`, 100), 'deep');
	const thousand = 'd/'.repeat(1000);
	mkdirSync(path.join(root, thousand), {recursive: true});
	assert.equal(resolveInRoot(root, thousand), unsupported);
	assert.equal(resolveInRoot(root, 'x'.repeat(300)), unsupported);
	assert.equal(resolveInRoot(root, 'x/'.repeat(10_000)), gone);
	assert.equal(countDescriptors(), before);
});

test('what is not there, no directory or no root has its reason', () => {
	const {root} = makeRoot();
	symlinkSync('nowhere', path.join(root, 'dangling'));
	const before = countDescriptors();
	assert.equal(resolveInRoot(root, 'dangling'), gone);
	assert.equal(resolveInRoot(root, 'none/file'), gone);
	assert.equal(resolveInRoot(root, 'file/x'), unsupported);
	assert.equal(resolveInRoot(root, 'fi\0le'), unsupported);
	assert.equal(resolveInRoot(`${root}/none`, 'file'), gone);
	assert.equal(resolveInRoot('/proc/4194999/root', 'file'), gone);
	assert.equal(countDescriptors(), before);
});

test('nothing is looked up where looking may take for ever', () => {
	const {root} = makeRoot();
	mkdirSync(path.join(root, 'a/b'), {recursive: true});
	writeFileSync(path.join(root, 'a/b/file'), '');
	symlinkSync('/a/b', path.join(root, 'link'));
	const barred = new Set(['/a/b']);
	assert.equal(resolveInRoot(root, 'a', barred), path.join(root, 'a'));
	for (const name of ['a/b', 'a/b/file', 'link/file', 'a/../a/b', 'a/b/../../file']) {
		assert.ok(!isMissing(resolveInRoot(root, name)), name);
		assert.equal(resolveInRoot(root, name, barred), unsupported, name);
	}

	assert.equal(resolveInRoot(root, 'file', new Set(['/'])), unsupported);
});

test('what is held stays what it was, whatever takes its name', () => {
	const {root, outside} = makeRoot();
	const file = openInRoot(root, 'file');
	assert.ok(!isMissing(file));
	assert.equal(file.path, '/file');
	rmSync(path.join(root, 'file'));
	symlinkSync(path.join(outside, 'file'), path.join(root, 'file'));
	assert.equal(readFileSync(file.heldPath, 'utf8'), 'inside');
	closeFile(file.descriptor);
});

test('a directory that is exchanged for a link again and again while it is looked up never leads outside', async () => {
	const {root, outside} = makeRoot();
	mkdirSync(path.join(root, 'd'));
	writeFileSync(path.join(root, 'd/file'), 'inside');
	symlinkSync(outside, path.join(root, 'l'));
	// Between the two moments at which `d` is the link, it is not there or a directory.
	const script = `
		const {renameSync} = require('node:fs');
		process.chdir(process.argv[1]);
		console.log('ready');
		for (;;) {
			renameSync('d', 'x');
			renameSync('l', 'd');
			renameSync('d', 'l');
			renameSync('x', 'd');
		}
	`;
	await startProgram(process.execPath, ['-e', script, root]);
	const texts = new Map<string, number>();
	const timesOf = (text: string): number => texts.get(text) ?? 0;
	while (timesOf('inside') < 300 || timesOf('refused') < 300) {
		const text = readTextInRoot(root, 'd/file', 100);
		const shown = isMissing(text) ? 'refused' : text;
		texts.set(shown, timesOf(shown) + 1);
		assert.ok(texts.size <= 2, `something else was read: ${[...texts.keys()].join(', ')}`);
	}
});

test(
	'a socket is found in the root of a process where the plain path leads to another one of the host',
	{skip: !isRoot && 'only root may change its root directory'},
	async () => {
		const folder = realpathSync(makeFolder());
		const shared = path.join(folder, 'shared');
		const root = path.join(folder, 'root');
		mkdirSync(shared);
		mkdirSync(root);
		symlinkSync(shared, path.join(shared, 'link'));
		const server = createServer(socket => {
			socket.end('outside');
		}).listen(path.join(shared, 's.sock'));
		// A test that fails does not close it.
		server.unref();
		await once(server, 'listening');
		// In its root directory, which is the host's once more, something else lies at the same place.
		const listen = `require('node:net').createServer(socket => socket.end('inside')).listen('${shared}/s.sock', () => console.log('ready')); process.stdin.resume()`;
		const mounts = 'mount --rbind / "$0" && mount -t tmpfs tmpfs "$0$1" && ln -s "$1" "$0$1/link" && exec chroot "$0" "$2" -e "$3"';
		const child = await startProgram('unshare', [
			'--mount',
			'--propagation',
			'private',
			'/bin/sh',
			'-c',
			mounts,
			root,
			shared,
			process.execPath,
			listen,
		]);
		const wanted = `${shared}/link/s.sock`;
		assert.equal(
			await readAll(`/proc/${child.pid}/root${wanted}`),
			'outside',
			'the plain path is no trap here, so this test shows nothing',
		);
		const {closely} = new KernelScanner();
		const file = closely.openInRoot(child.pid, wanted);
		assert.ok(!isMissing(file));
		assert.equal(file.path, `${shared}/s.sock`);
		assert.equal(await readAll(file.heldPath), 'inside');
		closeFile(file.descriptor);
		assert.deepEqual(identifyInRoot(`/proc/${child.pid}/root`, wanted), fileIdentity(`/proc/${child.pid}/root${shared}/s.sock`));
		assert.notDeepEqual(identifyInRoot(`/proc/${child.pid}/root`, wanted), fileIdentity(`${shared}/s.sock`));
		const sockets = closely.engineSockets(child.pid);
		assert.ok(!isMissing(sockets));
		assert.deepEqual(
			sockets.map(socket => socket.path),
			[`${shared}/s.sock`],
		);
		server.close();
	},
);

test('a socket at the end of a path longer than sockets may have is connected to', async () => {
	const folder = path.join(realpathSync(makeFolder()), 'x'.repeat(100), 'y'.repeat(100));
	mkdirSync(folder, {recursive: true});
	const listen =
		'require(\'node:net\').createServer(socket => socket.end(\'hello\')).listen(\'s.sock\', () => console.log(\'ready\')); process.stdin.resume()';
	const child = await startProgram(process.execPath, ['-e', listen], {cwd: folder});
	const file = openInRoot('/', path.join(folder, 's.sock'));
	assert.ok(!isMissing(file));
	assert.equal(await readAll(file.heldPath), 'hello');
	closeFile(file.descriptor);
	assert.equal(statSync(path.join(folder, 's.sock')).isSocket(), true);
	assert.deepEqual(
		new KernelScanner().closely.engineSockets(child.pid),
		[],
		'a relative name says nothing without the directory it was bound in',
	);
});
