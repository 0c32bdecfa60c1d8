import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {once} from 'node:events';
import {
	chmodSync,
	copyFileSync,
	cpSync,
	mkdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {createServer, type Server} from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {isDeepStrictEqual} from 'node:util';
import {fileIdentity} from '../../../source/kernel/files/found.ts';
import type {Mount} from '../../../source/kernel/pid/mountinfo.ts';
import {KernelScanner} from '../../../source/kernel/scan.ts';
import {
	gone,
	isMissing,
	type Known,
	unsupported,
} from '../../../source/known.ts';
import {eventually} from '../../helpers/engine.ts';
import {
	isRoot,
	type LiveProcess,
	makeFolder,
} from '../../helpers/live-process.ts';
import {programsOfTests} from '../../helpers/started-programs.ts';

const {closely} = new KernelScanner();

function known<Value>(value: Known<Value>): Value {
	assert.ok(!isMissing(value), `not read: ${isMissing(value) ? value.missing : ''}`);
	return value;
}

const {startProgram, startShell} = programsOfTests();

const listen = async (place: string): Promise<Server> => {
	const server = createServer().listen(place);
	// A test that fails does not close it.
	server.unref();
	await once(server, 'listening');
	return server;
};

/**
Runs commands in a mount namespace of its own; `$0` and so on are the arguments.
*/
const startWithMounts = async (script: string, ...args: readonly string[]): Promise<LiveProcess> =>
	startProgram('unshare', ['--mount', '--propagation', 'private', '/bin/sh', '-c', `${script}\necho ready; read -r line`, ...args]);

test('the environment is the one the process was started with, escapes and all', async () => {
	const child = await startShell('export ADDED=later', {env: {PATH: '/bin', ODD: 'a=b\n\u{1B}[31m', EMPTY: ''}});
	const variables = known(closely.environment(child.pid));
	assert.deepEqual(variables, [{name: 'PATH', value: '/bin'}, {name: 'ODD', value: 'a=b\n\u{1B}[31m'}, {name: 'EMPTY', value: ''}]);
});

test('a program that was removed while it runs is told, and so is where it works', async () => {
	const folder = realpathSync(makeFolder());
	const program = path.join(folder, 'shell');
	copyFileSync('/bin/sh', program);
	chmodSync(program, 0o755);
	const child = await startProgram(program, ['-c', 'echo ready; read -r line'], {cwd: folder});
	assert.deepEqual(closely.links(child.pid), {
		executable: {path: program, isDeleted: false}, workingDirectory: {path: folder, isDeleted: false}, root: {path: '/', isDeleted: false},
	});
	rmSync(program);
	assert.deepEqual(closely.links(child.pid).executable, {path: program, isDeleted: true});
});

test('open files are described by their kinds', async () => {
	const child = await startShell('exec 5</dev/null 6</proc/self/ns/uts');
	const files = known(closely.openFiles(child.pid));
	assert.deepEqual(files.find(({descriptor}) => descriptor === 5)?.target, {kind: 'path', path: '/dev/null', isDeleted: false});
	assert.deepEqual(files.find(({descriptor}) => descriptor === 6)?.target, {
		kind: 'namespace',
		namespace: 'uts',
		inode: statSync('/proc/self/ns/uts').ino,
	});
	const input = files.find(({descriptor}) => descriptor === 0)?.target;
	assert.ok(input);
	assert.ok(!isMissing(input));
	assert.ok(input.kind === 'socket' || input.kind === 'pipe');
});

test('modes, sizes and positions are those that the process has, and a file without a name is told', async () => {
	const folder = realpathSync(makeFolder());
	const child = await startShell(
		`printf 12345 >${folder}/kept; exec 5<${folder}/kept 6>>${folder}/kept 7<>${folder}/gone 8</dev/null 9<${folder}; printf 67 >&6; rm ${folder}/gone`,
	);
	const files = known(closely.openFiles(child.pid));
	const told = [5, 6, 7, 8, 9].map(number => {
		const file = files.find(({descriptor}) => descriptor === number);
		const {mode, isAppending, positionBytes} = known(file!.opened);
		return [mode, isAppending, positionBytes, known(file!.facts)];
	});
	assert.deepEqual(told, [
		['read', false, 0, {kind: 'file', sizeBytes: 7, hasName: true}],
		['write', true, 7, {kind: 'file', sizeBytes: 7, hasName: true}],
		['read-write', false, 0, {kind: 'file', sizeBytes: 0, hasName: false}],
		['read', false, 0, {kind: 'device', sizeBytes: undefined, hasName: true}],
		['read', false, 0, {kind: 'directory', sizeBytes: undefined, hasName: true}],
	]);
	assert.ok(files.filter(({target}) => !isMissing(target) && target.kind === 'pipe').every(({facts}) => facts === unsupported));
});

test('a name that ends like the kernel\'s mark is not deleted; one of two names that is gone is', async () => {
	const folder = realpathSync(makeFolder());
	const child = await startShell([
		`cd ${folder}; : >'odd (deleted)'; : >plain; ln plain second; : >'gone (deleted)'`,
		'exec 5<\'odd (deleted)\' 6<plain 7<\'gone (deleted)\'; rm plain \'gone (deleted)\'',
	].join('\n'));
	const files = known(closely.openFiles(child.pid));
	assert.deepEqual([5, 6, 7].map(number => files.find(({descriptor}) => descriptor === number)?.target), [
		{kind: 'path', path: `${folder}/odd (deleted)`, isDeleted: false},
		{kind: 'path', path: `${folder}/plain`, isDeleted: true},
		{kind: 'path', path: `${folder}/gone (deleted)`, isDeleted: true},
	]);
});

test('of thousands of open files the lowest are told', async () => {
	const script =
		'const {openSync} = require(\'node:fs\'); for (let i = 0; i < 4200; i++) openSync(\'/dev/null\'); console.log(\'ready\'); process.stdin.resume()';
	const child = await startProgram(process.execPath, ['-e', script]);
	const files = known(closely.openFiles(child.pid));
	assert.equal(files.length, 4096);
	assert.ok(known(new KernelScanner().processes.descriptors(child.pid)) > 4200);
	assert.ok(files.every(({descriptor}) => descriptor < 4200));
});

test('sockets are told with their owners', async () => {
	const server = await listen('\0nstop-test-' + String(process.pid));
	const internet = createServer().listen(0, '127.0.0.1');
	await once(internet, 'listening');
	const address = internet.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	const inodes = known(closely.socketInodes(process.pid));
	const unix = known(closely.unixSockets(process.pid)).find(socket => socket.path === `@nstop-test-${process.pid}`);
	assert.ok(unix?.isListening);
	assert.equal(unix.type, 'stream');
	assert.ok(inodes.has(unix.inode));
	const [tcp, ...others] = known(closely.internetSockets(process.pid)).filter(
		({localPort, isListening}) => isListening && localPort === port,
	);
	assert.deepEqual(others, []);
	assert.equal(tcp?.localAddress, '127.0.0.1');
	assert.equal(tcp.uid, process.getuid?.());
	assert.ok(inodes.has(tcp.inode));
	server.close();
	internet.close();
});

test('of the sockets of a daemon those for its API are told, by the paths they were bound to', async () => {
	const folder = makeFolder();
	mkdirSync(path.join(folder, 'libnetwork'));
	const names = ['d.sock', 'metrics.sock', 'libnetwork/0123456789ab.sock', 'containerd.sock', 'containerd.sock.ttrpc'];
	const servers = await Promise.all(
		[...names.map(name => path.join(folder, name)), `\0nstop-test-abstract-${process.pid}`].map(async place => listen(place)),
	);
	const sockets = known(closely.engineSockets(process.pid));
	assert.deepEqual(sockets.map(socket => socket.path).toSorted(), [path.join(folder, 'containerd.sock'), path.join(folder, 'd.sock')]);
	for (const server of servers) {
		server.close();
	}

	assert.deepEqual(closely.engineSockets(process.pid), []);
});

test('a name that imitates a row of another socket does not put its own in that one\'s place', async () => {
	const folder = makeFolder();
	const place = path.join(folder, 'd.sock');
	const server = await listen(place);
	const [socket] = known(closely.engineSockets(process.pid));
	assert.equal(socket?.path, place);
	const bind = 'require(\'node:net\').createServer().listen(process.argv[1], () => console.log(\'ready\')); process.stdin.resume()';
	await startProgram(process.execPath, ['-e', bind, `${forgedFolder(socket.inode)}/tmp/evil.sock`], {
		cwd: makeForgedFolders(socket.inode),
	});
	assert.ok(
		known(closely.unixSockets(process.pid)).some(row => row.path === '/tmp/evil.sock' && row.inode === socket.inode),
		'nothing is imitated, so this test shows nothing',
	);
	assert.deepEqual(closely.engineSockets(process.pid), []);
	server.close();
});

const forgedFolder = (inode: number): string => `x\n0000000000000000: 00000002 00000000 00010000 0001 01 ${inode} `;

/**
The forged row holds slashes, so the directories that it names have to be there.
*/
function makeForgedFolders(inode: number): string {
	const folder = makeFolder();
	mkdirSync(path.join(folder, forgedFolder(inode), 'tmp'), {recursive: true});
	return folder;
}

test('a process like any other has the host\'s root, and its own label, rights and maps', async () => {
	const child = await startShell('');
	const reading = closely.isolation(child.pid);
	assert.equal(reading.rootIsHostRoot, closely.isolation(process.pid).rootIsHostRoot);
	const effective = /^CapEff:\s+([\da-f]+)$/mu.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
	assert.equal(known(reading.capabilities).effective, BigInt(`0x${effective ?? ''}`));
	assert.equal(reading.noNewPrivileges, /^NoNewPrivs:\s+1$/mu.test(readFileSync(`/proc/${child.pid}/status`, 'utf8')));
	assert.deepEqual(reading.idMaps, new KernelScanner().processes.idMaps(child.pid));
	// Others on the host may mount something between the two looks.
	await eventually('both see the same mounts', () =>
		isDeepStrictEqual(closely.isolation(child.pid).mounts, new KernelScanner().processes.mounts(child.pid)),
	);
	// Without a security module the file is there and cannot be read.
	const label = readIfPossible(`/proc/${child.pid}/attr/current`)?.replace(/[\0\n]$/u, '');
	assert.deepEqual(reading.lsmLabel, label === undefined || label === '' ? unsupported : label);
});

function readIfPossible(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}

test(
	'the host\'s root is told in namespaces of its own too, and another one by a chroot or by a mount',
	{skip: !isRoot && 'only root may mount'},
	async () => {
		const here = closely.isolation(process.pid).rootIsHostRoot;
		const same = await startWithMounts('');
		assert.equal(closely.isolation(same.pid).rootIsHostRoot, here);
		await same.stop();
		const again = await startWithMounts(
			'mount --bind / "$0" && mount -o remount,bind,ro "$0" && exec chroot "$0" /bin/sh -c "echo ready; read -r line"',
			makeFolder(),
		);
		const reading = closely.isolation(again.pid);
		assert.equal(reading.rootIsHostRoot, here);
		assert.equal(known(reading.root).isReadOnly, true);
		await again.stop();
		const folder = makeFolder();
		for (const name of ['bin', 'lib', 'lib64', 'usr']) {
			mkdirSync(path.join(folder, name));
		}

		const other = await startWithMounts(
			'for name in bin lib lib64 usr; do [ ! -d /$name ] || mount --rbind /$name "$0/$name"; done; exec chroot "$0" /bin/sh -c "echo ready; read -r line"',
			folder,
		);
		assert.equal(closely.isolation(other.pid).rootIsHostRoot, false);
		assert.equal(closely.isolation(other.pid).root, unsupported);
		await other.stop();
	},
);

test(
	'sockets are found among mounted files and in mounted directories, other files are not',
	{skip: !isRoot && 'only root may mount'},
	async () => {
		const folder = realpathSync(makeFolder());
		const outside = path.join(folder, 'outside');
		const inside = path.join(folder, 'inside');
		for (const name of ['podman', 'containerd', 'crio']) {
			mkdirSync(path.join(outside, name), {recursive: true});
		}

		mkdirSync(path.join(inside, 'directory'), {recursive: true});
		for (const name of ['plain', 'socket', 'not.sock', 'gone.sock']) {
			writeFileSync(path.join(inside, name), '');
		}

		writeFileSync(path.join(outside, 'containerd/containerd.sock'), 'a file with the name of a socket');
		const places = ['docker.sock', 'podman/podman.sock', 'odd name'].map(name => path.join(outside, name));
		const servers = await Promise.all(places.map(async place => listen(place)));
		symlinkSync('/nowhere', path.join(outside, 'crio/crio.sock'));
		const binds = [
			['odd name', 'socket'],
			['containerd/containerd.sock', 'not.sock'],
			['containerd/containerd.sock', 'plain'],
			['.', 'directory'],
		];
		const script = binds.map(([from, to]) => `mount --bind "$0/outside/${from!}" "$0/inside/${to!}"`).join(' && ');
		const child = await startWithMounts(script, folder);
		const found = new Map(
			known(closely.socketMounts(child.pid))
				.filter(({path: place}) => place.startsWith(folder))
				.map(({path: place, identity}) => [path.relative(inside, place), identity]),
		);
		assert.deepEqual(Object.fromEntries(found), {
			socket: fileIdentity(path.join(outside, 'odd name')),
			'directory/docker.sock': fileIdentity(path.join(outside, 'docker.sock')),
			'directory/podman/podman.sock': fileIdentity(path.join(outside, 'podman/podman.sock')),
		});
		await child.stop();
		for (const server of servers) {
			server.close();
		}
	},
);

test(
	'a mounted file is found where the host has it, and by nobody who has not its file system',
	{skip: !isRoot && 'only root may mount'},
	async () => {
		const folder = realpathSync(makeFolder());
		const kept = path.join(folder, 'containers/0123/hostname');
		mkdirSync(path.dirname(kept), {recursive: true});
		writeFileSync(kept, 'kept');
		writeFileSync(path.join(folder, 'hostname'), '');
		mkdirSync(path.join(folder, 'private'));
		const commands = [
			'mount --bind "$0/containers/0123/hostname" "$0/hostname"',
			'mount -t tmpfs tmpfs "$0/private"',
			'printf private >"$0/private/file"',
			'mount --bind "$0/private/file" "$0/containers/0123/hostname"',
		];
		const child = await startWithMounts(commands.join(' && '), folder);
		const mountAt = (place: string): Mount => {
			const mount = known(closely.isolation(child.pid).mounts).find(({mountPoint}) => mountPoint === place);
			assert.ok(mount);
			return mount;
		};

		assert.equal(closely.mountSource(mountAt(path.join(folder, 'hostname'))), kept);
		assert.equal(closely.mountSource(mountAt(kept)), gone);
		const seen = known(closely.mountSource(mountAt(kept), child.pid));
		assert.ok(seen.startsWith(`/proc/${child.pid}/root/`));
		assert.equal(readFileSync(seen, 'utf8'), 'private');
		const other = await startWithMounts(
			'mount -t tmpfs tmpfs "$0/containers" && mkdir "$0/containers/0123" && echo other >"$0/containers/0123/hostname"',
			folder,
		);
		assert.equal(closely.mountSource(mountAt(path.join(folder, 'hostname')), other.pid), gone, 'something else has its place there');
	},
);

test('namespaces that only a mount or an open file holds are told', {skip: !isRoot && 'only root may make namespaces'}, async () => {
	const folder = realpathSync(makeFolder());
	const file = path.join(folder, 'a net');
	writeFileSync(file, '');
	const child = await startWithMounts('unshare --net mount --bind /proc/self/ns/net "$0"; exec 7</proc/self/ns/mnt', file);
	// The mount holds a namespace that its maker has left.
	const held = closely.pinnedNamespaces([child.pid, process.pid]);
	const mounted = held.filter(({where}) => where === file);
	assert.deepEqual(mounted.map(({kind, heldBy, pid}) => [kind, heldBy, pid]), [['net', 'mount', child.pid]]);
	assert.equal(mounted[0]?.inode, statSync(`/proc/${child.pid}/root${file}`).ino);
	assert.notEqual(mounted[0].inode, statSync('/proc/self/ns/net').ino);
	assert.deepEqual(held.filter(({heldBy, where}) => heldBy === 'descriptor' && where === '7'), [{
		kind: 'mnt', inode: statSync(`/proc/${child.pid}/ns/mnt`).ino, heldBy: 'descriptor', where: '7', pid: child.pid,
	}]);
	const twin = await startShell('');
	assert.deepEqual(
		closely.pinnedNamespaces([twin.pid, process.pid]).filter(({pid, heldBy}) => pid === process.pid && heldBy === 'mount'),
		[],
		'the mounts of one namespace are told once',
	);
	await twin.stop();
});

test('of a process that has ended nothing is told, and that is no error', async () => {
	const child = await startShell('');
	const {pid} = child;
	await child.stop();
	const {idMaps, devices, ...reading} = closely.isolation(pid);
	assert.deepEqual(
		[...Object.values(reading), ...Object.values(idMaps), ...Object.values(closely.links(pid))],
		Array.from({length: 14}, () => gone),
	);
	assert.ok(devices === gone || devices === unsupported);
	assert.deepEqual([
		closely.environment(pid),
		closely.oomAdjustment(pid),
		closely.openFiles(pid),
		closely.socketInodes(pid),
		closely.unixSockets(pid),
		closely.internetSockets(pid),
		closely.engineSockets(pid),
		closely.socketMounts(pid),
		closely.openInRoot(pid, '/'),
		closely.readTextInRoot(pid, '/etc/hostname', 100),
	], Array.from({length: 10}, () => gone));
	assert.deepEqual(closely.pinnedNamespaces([pid]), []);
});

test('what was added to the score for running out of memory', async () => {
	const child = await startShell('echo 321 >/proc/$$/oom_score_adj');
	assert.equal(closely.oomAdjustment(child.pid), 321);
});

test(
	'a user who may not look still learns what is public, and of a mounted socket that it is there',
	{skip: !isRoot && 'only root may change its user'},
	async () => {
		const folder = realpathSync(makeFolder());
		const place = path.join(folder, 'mounted.sock');
		writeFileSync(place, '');
		const server = await listen(path.join(folder, 'docker.sock'));
		const child = await startWithMounts('mount --bind "$0/docker.sock" "$0/mounted.sock"', folder);
		const program = makeFolder();
		chmodSync(program, 0o755);
		cpSync('source', `${program}/source`, {recursive: true});
		writeFileSync(`${program}/package.json`, '{"type": "module"}');
		const script = `
		import {KernelScanner} from './source/kernel/scan.ts';
		const {closely} = new KernelScanner();
		const {rootIsHostRoot, root, seccomp, mounts} = closely.isolation(${child.pid});
		console.log(JSON.stringify({
			rootIsHostRoot, fileSystem: root.fileSystem, seccomp, mounts: mounts.length,
			sockets: closely.socketMounts(${child.pid}).filter(socket => socket.path === ${JSON.stringify(place)}),
			unix: closely.unixSockets(${child.pid}).length > 0,
			denied: [closely.environment(${child.pid}), closely.openFiles(${child.pid}), closely.engineSockets(${child.pid}), closely.links(${child.pid}).root, closely.openInRoot(${child.pid}, '/')],
			}));
	`;
		const output = execFileSync(
			process.execPath,
			['--disable-warning=ExperimentalWarning', '--experimental-strip-types', '--input-type=module', '-e', script],
			{
				uid: 65_534,
				gid: 65_534,
				encoding: 'utf8',
				cwd: program,
			},
		);
		const isolation = closely.isolation(child.pid);
		const refusal = {missing: 'denied'};
		assert.deepEqual(JSON.parse(output), {
			rootIsHostRoot: isolation.rootIsHostRoot,
			fileSystem: known(isolation.root).fileSystem,
			seccomp: isolation.seccomp,
			mounts: known(isolation.mounts).length,
			sockets: [{path: place, identity: refusal}],
			unix: true,
			denied: Array.from({length: 5}, () => refusal),
		});
		await child.stop();
		server.close();
	},
);
