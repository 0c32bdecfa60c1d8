import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {
	chmodSync,
	cpSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import {test} from 'node:test';
import {namespaceKinds} from '../../source/kernel/pid/ns.ts';
import {KernelScanner} from '../../source/kernel/scan.ts';
import {
	denied,
	firstSample,
	gone,
	isMissing,
	unsupported,
} from '../../source/known.ts';
import {
	isRoot,
	makeFolder,
	startProgram,
	startShell,
	until,
} from '../helpers/live-process.ts';

const hosts = 'test/fixtures/hosts';

const scannerOf = (host: string) => new KernelScanner({proc: `${host}/proc`, cgroup: `${host}/sys/fs/cgroup`});

/**
A copy of a host that a test may change.
*/
const copyOf = (name: string): string => makeFolder(`${hosts}/${name}`);

function replaceIn(file: string, from: RegExp | string, to: string): void {
	const before = readFileSync(file, 'utf8');
	const after = before.replace(from, () => to);
	assert.notEqual(after, before);
	writeFileSync(file, after);
}

const setForks = (host: string, forks: number): void => {
	replaceIn(`${host}/proc/stat`, /^processes \d+$/mu, `processes ${forks}`);
};

test('all processes of a host are found with their places', () => {
	const {processes, appeared, vanished} = scannerOf(`${hosts}/debian-hybrid`).discover();
	assert.deepEqual([...processes.keys()].toSorted((a, b) => a - b), [2, 14_920, 14_948, 15_036]);
	assert.deepEqual(appeared.toSorted((a, b) => a - b), [2, 14_920, 14_948, 15_036]);
	assert.deepEqual(vanished, []);
	const init = processes.get(14_920);
	assert.equal(init?.comm, 'sleep');
	assert.equal(init.startTicks, 210_626);
	assert.equal(init.parentPid, 14_900);
	assert.equal(typeof init.mountNamespace, 'number');
	assert.notEqual(init.pidNamespace, processes.get(15_036)?.pidNamespace);
	assert.equal(processes.get(2)?.isKernelThread, true);
	assert.equal(processes.get(15_036)?.mountNamespace, unsupported, 'not read where it tells nothing');
	const zombie = processes.get(14_948);
	assert.equal(zombie?.pidNamespace, init.pidNamespace);
	assert.equal(zombie?.mountNamespace, gone);
});

test('while no process is made nothing is looked for, but ends are noticed within ten calls', () => {
	const host = copyOf('v2');
	const scanner = scannerOf(host);
	assert.equal(scanner.discover().processes.size, 3);
	renameSync(`${host}/proc/2441`, `${host}/hidden`);
	assert.deepEqual(scanner.discover().vanished, []);
	const calls = Array.from({length: 9}, () => scanner.discover());
	assert.deepEqual(calls.flatMap(({vanished}) => vanished), [2441]);
	renameSync(`${host}/hidden`, `${host}/proc/2441`);
	assert.deepEqual(scanner.discover().appeared, []);
	setForks(host, 52_312);
	const {processes, appeared} = scanner.discover();
	assert.deepEqual(appeared, [2441]);
	assert.equal(processes.get(2441)?.comm, 'nginx');
	assert.deepEqual(scanner.discover().appeared, []);
});

test('a sample that finds nobody takes the process off the list', () => {
	const host = copyOf('v2');
	const scanner = scannerOf(host);
	scanner.discover();
	rmSync(`${host}/proc/2441`, {recursive: true});
	assert.equal(scanner.sample(2441).stat, gone);
	const {processes, vanished, appeared} = scanner.discover();
	assert.deepEqual([processes.has(2441), vanished, appeared], [false, [2441], []]);
	assert.deepEqual(scanner.discover().vanished, []);
});

test('a pid that was given again is another process', () => {
	const host = copyOf('v2');
	const scanner = scannerOf(host);
	const before = scanner.discover().processes.get(2441);
	replaceIn(`${host}/proc/2441/stat`, ' 41000 ', ' 41005 ');
	writeFileSync(`${host}/proc/2441/cgroup`, '0::/user.slice\n');
	const {stat} = scanner.sample(2441);
	assert.ok(!isMissing(stat));
	assert.equal(stat.startTicks, 41_005);
	const {processes, appeared, vanished} = scanner.discover();
	assert.deepEqual([appeared, vanished], [[2441], [2441]]);
	assert.equal(before?.startTicks, 41_000);
	assert.equal(processes.get(2441)?.startTicks, 41_005);
	assert.deepEqual(processes.get(2441)?.cgroups, [{hierarchy: 0, controllers: [], path: '/user.slice'}]);
});

test('after enough new processes that pids may be given again, all are looked at', () => {
	const host = copyOf('v2');
	const scanner = scannerOf(host);
	scanner.discover();
	replaceIn(`${host}/proc/2441/stat`, ' 41000 ', ' 41005 ');
	setForks(host, 52_313);
	assert.deepEqual(scanner.discover().appeared, []);
	setForks(host, 90_000);
	const {appeared, vanished} = scanner.discover();
	assert.deepEqual([appeared, vanished], [[2441], [2441]]);
});

test('a process that has just begun is looked at again until it has found its place', () => {
	const host = copyOf('v2');
	const cgroup = readFileSync(`${host}/proc/2441/cgroup`, 'utf8');
	writeFileSync(`${host}/proc/2441/cgroup`, '0::/init.scope\n');
	writeFileSync(`${host}/proc/uptime`, '410.50 1.00\n');
	const scanner = scannerOf(host);
	const before = scanner.discover().processes.get(2441);
	assert.deepEqual(scanner.discover().appeared, []);
	writeFileSync(`${host}/proc/2441/cgroup`, cgroup);
	const {processes, appeared, vanished} = scanner.discover();
	assert.deepEqual([appeared, vanished], [[2441], []]);
	assert.notEqual(processes.get(2441), before);
	assert.deepEqual(processes.get(2441)?.cgroups, [{hierarchy: 0, controllers: [], path: cgroup.slice('0::'.length).trim()}]);
	replaceIn(`${host}/proc/2441/stat`, ') S ', ') Z ');
	writeFileSync(`${host}/proc/2441/cgroup`, '0::/\n');
	assert.deepEqual(scanner.discover().appeared, [], 'a zombie keeps what it was');
	replaceIn(`${host}/proc/2441/stat`, ') Z ', ') S ');
	writeFileSync(`${host}/proc/uptime`, '9000.00 1.00\n');
	assert.deepEqual(scanner.discover().appeared, [2441], 'a last time when it is old enough');
	writeFileSync(`${host}/proc/2441/cgroup`, '0::/moved\n');
	assert.deepEqual(scanner.discover().appeared, []);
});

test('a process that vanishes while it is read, file by file, is no error', () => {
	for (const files of [
		['stat'],
		['stat', 'cgroup'],
		['stat', 'cgroup', 'ns'],
		['stat', 'cgroup', 'ns', 'status', 'cmdline', 'io', 'limits', 'mountinfo', 'net', 'uid_map', 'gid_map'],
	]) {
		const host = copyOf('debian-hybrid');
		const scanner = scannerOf(host);
		for (const file of files) {
			rmSync(`${host}/proc/14920/${file}`, {recursive: true});
		}

		assert.equal(scanner.discover().processes.has(14_920), false);
		assert.equal(scanner.sample(14_920).stat, gone);
	}

	const host = copyOf('debian-hybrid');
	const scanner = scannerOf(host);
	assert.ok(scanner.discover().processes.has(14_920));
	rmSync(`${host}/proc/14920`, {recursive: true});
	const {status, args, namespaces} = scanner.processes.facts(14_920);
	assert.deepEqual([status, args, ...Object.values(namespaces)], Array.from({length: 10}, () => gone));
	assert.deepEqual([
		scanner.processes.limits(14_920),
		scanner.processes.mounts(14_920),
		scanner.network(14_920),
		scanner.processes.descriptors(14_920),
		scanner.processes.memoryShare(14_920),
		scanner.processes.oomScore(14_920),
		...Object.values(scanner.processes.idMaps(14_920)),
		scanner.sample(14_920).stat,
		scanner.processes.io(14_920),
	], Array.from({length: 10}, () => gone));
});

test('a kernel without cgroups still has processes', () => {
	const host = copyOf('v2');
	rmSync(`${host}/proc/2441/cgroup`);
	assert.equal(scannerOf(host).discover().processes.get(2441)?.cgroups, gone);
});

test('where the counter of processes cannot be read, the list is read each time', () => {
	const host = copyOf('v2');
	rmSync(`${host}/proc/stat`);
	const scanner = scannerOf(host);
	assert.equal(scanner.discover().processes.size, 3);
	rmSync(`${host}/proc/2441`, {recursive: true});
	assert.deepEqual(scanner.discover().vanished, [2441]);
	assert.equal(scanner.host().stat, gone);
});

test('the facts of a container\'s first process', () => {
	const scanner = scannerOf(`${hosts}/debian-hybrid`);
	const {status, args, namespaces} = scanner.processes.facts(14_920);
	assert.ok(!isMissing(status));
	assert.deepEqual(status.nspid, [14_920, 1]);
	assert.deepEqual(args, ['sleep', '3001']);
	const own = scanner.processes.facts(15_036).namespaces;
	assert.deepEqual(namespaceKinds.map(({kind}) => kind).filter(kind => namespaces[kind] === own[kind]), ['cgroup', 'time', 'user']);
	assert.equal(scanner.processes.oomScore(14_920), 666);
	assert.ok(!isMissing(scanner.processes.memoryShare(14_920)));
});

test('of a zombie its pid and user namespaces are left, and of its arguments nothing', () => {
	const {args, namespaces} = scannerOf(`${hosts}/debian-hybrid`).processes.facts(14_948);
	assert.deepEqual(args, []);
	for (const {kind} of namespaceKinds) {
		assert.equal(typeof namespaces[kind] === 'number' ? 'known' : namespaces[kind], kind === 'pid' || kind === 'user' ? 'known' : gone);
	}
});

test('a kind of namespace that the kernel does not have is unsupported, not gone', () => {
	const host = copyOf('v2');
	for (const pid of [1, 900, 2441]) {
		rmSync(`${host}/proc/${pid}/ns/time`);
	}

	const scanner = scannerOf(host);
	assert.equal(scanner.processes.facts(2441).namespaces.time, unsupported);
	assert.equal(scanner.hostNamespaces().time, unsupported);
	assert.equal(scanner.hostNamespaceEvidence().time, 'none');
});

test('the host\'s namespaces are those of pid 1, else of a kernel thread, else fixed, else our own', () => {
	const host = copyOf('debian-hybrid');
	const fromThread = scannerOf(host);
	assert.equal(fromThread.hostNamespaces().net, 4_026_531_833);
	assert.equal(fromThread.hostNamespaceEvidence().net, 'kernel thread');
	// What is pid 2 in a container need not be a kernel thread.
	replaceIn(`${host}/proc/2/stat`, ' 2129984 ', ' 4194560 ');
	rmSync(`${host}/proc/15036/ns/pid`);
	symlinkSync('pid:[4026532999]', `${host}/proc/15036/ns/pid`);
	const fromOwn = scannerOf(host);
	assert.equal(fromOwn.hostNamespaces().pid, 4_026_532_999, 'where that is its own, the host is what can be seen');
	assert.equal(fromOwn.hostNamespaceEvidence().pid, 'own');
	assert.equal(fromOwn.hostNamespaces().net, 4_026_531_833);
	assert.equal(fromOwn.hostNamespaceEvidence().net, 'own');
	rmSync(`${host}/proc/15036/ns/pid`);
	symlinkSync('pid:[4026531836]', `${host}/proc/15036/ns/pid`);
	rmSync(`${host}/proc/15036/ns/uts`);
	symlinkSync('uts:[4026532998]', `${host}/proc/15036/ns/uts`);
	const fromGuest = scannerOf(host);
	assert.equal(fromGuest.hostNamespaces().uts, 4_026_531_838);
	assert.equal(fromGuest.hostNamespaceEvidence().uts, 'fixed number');
	assert.equal(fromGuest.hostNamespaces().net, denied, 'whoever was given one of its own may have been given others');
	const fromFirst = scannerOf(`${hosts}/v2`);
	assert.equal(fromFirst.hostNamespaces().mnt, 4_026_531_841);
	assert.equal(fromFirst.hostNamespaceEvidence().mnt, 'first process');
});

test('what was not asked for is not read', () => {
	const scanner = scannerOf(`${hosts}/debian-hybrid`);
	assert.equal(scanner.sample(14_920).io, firstSample);
	assert.ok(!isMissing(scanner.processes.io(14_920)));
});

test('an empty host has nobody and knows nothing', () => {
	const host = makeFolder();
	const scanner = scannerOf(host);
	assert.equal(scanner.hierarchies.version, 'none');
	assert.equal(scanner.discover().processes.size, 0);
	assert.deepEqual(Object.values(scanner.host()), [gone, gone, gone, gone, gone]);
	assert.equal(scanner.cgroup([{hierarchy: 0, controllers: [], path: '/a'}]).tasks.current, unsupported);
});

test('this process is found as it knows itself', () => {
	const scanner = new KernelScanner();
	const {processes} = scanner.discover();
	const identity = processes.get(process.pid);
	assert.equal(identity?.parentPid, process.ppid);
	assert.equal(identity.pidNamespace, statSync('/proc/self/ns/pid').ino);
	const {status, args, namespaces} = scanner.processes.facts(process.pid);
	assert.ok(!isMissing(status));
	assert.ok(!isMissing(args));
	assert.equal(status.uids.real, process.getuid?.());
	assert.ok(args.length > 1);
	for (const {kind} of namespaceKinds) {
		assert.equal(namespaces[kind], statSync(`/proc/self/ns/${kind}`).ino, readlinkSync(`/proc/self/ns/${kind}`));
	}

	const {stat} = scanner.sample(process.pid);
	const io = scanner.processes.io(process.pid);
	assert.ok(!isMissing(stat));
	assert.ok(!isMissing(io));
	assert.ok(io.readCharacters > 0);
	assert.ok(stat.userTicks + stat.systemTicks <= ((process.cpuUsage().user + process.cpuUsage().system) / 10_000) + 1);
	assert.equal(scanner.processes.descriptors(process.pid), readdirSync('/proc/self/fd').length - 1);
	const interfaces = scanner.network(process.pid);
	assert.ok(!isMissing(interfaces));
	const names = new Set(interfaces.map(({name}) => name));
	assert.deepEqual(Object.keys(os.networkInterfaces()).filter(name => !names.has(name)), []);
	const {load, memory, stat: hostStat} = scanner.host();
	assert.ok(!isMissing(load));
	assert.ok(!isMissing(memory));
	assert.ok(!isMissing(hostStat));
	assert.equal(memory.totalBytes, os.totalmem());
});

test('a process is found soon after it was made and missed soon after it has ended', async () => {
	const scanner = new KernelScanner();
	scanner.discover();
	const child = await startShell('');
	const {appeared, processes} = scanner.discover();
	assert.ok(appeared.includes(child.pid));
	assert.equal(processes.get(child.pid)?.parentPid, process.pid);
	await child.stop();
	const vanished = Array.from({length: 11}, () => scanner.discover().vanished).flat();
	assert.ok(vanished.includes(child.pid));
	assert.deepEqual(vanished.filter(pid => pid === child.pid), [child.pid]);
	assert.equal(scanner.processes.facts(child.pid).status, gone);
	assert.equal(scanner.sample(child.pid).stat, gone);
});

test('processes that come and go while all are read do no harm', async () => {
	const child = spawn('/bin/sh', ['-c', 'echo ready; i=0; while [ $i -lt 400 ]; do /bin/true & i=$((i+1)); done; wait'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await once(child.stdout, 'data');
	const scanner = new KernelScanner();
	const known = new Set<number>();
	let hasEnded = false;
	child.once('exit', () => {
		hasEnded = true;
	});
	let seen = 0;
	await until(() => {
		const {processes, appeared, vanished} = scanner.discover();
		for (const pid of vanished) {
			assert.ok(known.delete(pid));
		}

		for (const pid of appeared) {
			known.add(pid);
			scanner.processes.facts(pid);
			scanner.sample(pid);
			scanner.processes.io(pid);
			scanner.processes.mounts(pid);
			scanner.network(pid);
			seen++;
		}

		const all = [...processes.keys()];
		assert.deepEqual(all.filter(pid => !known.has(pid)), []);
		return hasEnded;
	});
	assert.ok(seen > 0);
});

test('a process in namespaces of its own is told apart', {skip: !isRoot && 'only root may make namespaces'}, async () => {
	const child = await startProgram('unshare', [
		'--fork',
		'--pid',
		'--mount',
		'--uts',
		'--net',
		'--kill-child',
		'/bin/sh',
		'-c',
		'echo ready; read -r line',
	]);
	const scanner = new KernelScanner();
	const {processes} = scanner.discover();
	const all = [...processes.values()];
	const inside = all.find(({parentPid}) => parentPid === child.pid);
	assert.ok(inside);
	const host = scanner.hostNamespaces();
	const {namespaces, status} = scanner.processes.facts(inside.pid);
	assert.deepEqual(namespaceKinds.map(({kind}) => kind).filter(kind => namespaces[kind] !== host[kind]), ['mnt', 'net', 'pid', 'uts']);
	assert.ok(!isMissing(status));
	assert.equal(status.nspid.at(-1), 1);
	assert.equal(inside.pidNamespace, statSync(`/proc/${inside.pid}/ns/pid`).ino);
	assert.equal(inside.mountNamespace, statSync(`/proc/${inside.pid}/ns/mnt`).ino);
	const interfaces = scanner.network(inside.pid);
	assert.ok(!isMissing(interfaces));
	assert.ok(interfaces.every(({name}) => name !== 'eth0'));
	await child.stop();
});

test('a pid that the kernel gives again is noticed', {skip: !isRoot && 'only root may choose the next pid'}, () => {
	// In a pid namespace of its own, where the numbers are ours to choose.
	const script = `
		import {spawn} from 'node:child_process';
		import {once} from 'node:events';
		import {writeFileSync} from 'node:fs';
		import {KernelScanner} from './source/kernel/scan.ts';
		const start = async () => {
			const child = spawn('/bin/sleep', ['100']);
			await once(child, 'spawn');
			return child;
		};
		const first = await start();
		const scanner = new KernelScanner();
		scanner.discover();
		const before = scanner.discover().processes.get(first.pid).startTicks;
		first.kill('SIGKILL');
		await once(first, 'exit');
		let second;
		do {
			second?.kill('SIGKILL');
			await new Promise(resolve => { setTimeout(resolve, 20); });
			writeFileSync('/proc/sys/kernel/ns_last_pid', String(first.pid - 1));
			second = await start();
		} while (second.pid !== first.pid);
		const {stat} = scanner.sample(first.pid);
		const {appeared, vanished, processes} = scanner.discover();
		second.kill('SIGKILL');
		console.log(JSON.stringify({pid: first.pid, before, stat: stat.startTicks, after: processes.get(first.pid).startTicks, appeared, vanished}));
	`;
	const output = execFileSync(
		'unshare',
		['--fork', '--pid', '--mount-proc', process.execPath, '--import=tsx', '--input-type=module', '-e', script],
		{encoding: 'utf8'},
	);
	const {pid, before, stat, after, appeared, vanished} = JSON.parse(output) as Record<string, number> & {
		appeared: number[];
		vanished: number[];
	};
	assert.ok(after! > before!);
	assert.equal(stat, after);
	assert.ok(appeared.includes(pid!));
	assert.ok(vanished.includes(pid!));
});

test('a user who may not look is told so, and still sees what is public', {skip: !isRoot && 'only root may change its user'}, () => {
	const folder = makeFolder();
	chmodSync(folder, 0o755);
	cpSync('source', `${folder}/source`, {recursive: true});
	writeFileSync(`${folder}/package.json`, '{"type": "module"}');
	const script = `
		import {KernelScanner} from './source/kernel/scan.ts';
		const scanner = new KernelScanner();
		const pid = ${process.pid};
		const identity = scanner.discover().processes.get(pid);
		const {status, args, namespaces} = scanner.processes.facts(pid);
		console.log(JSON.stringify({
			identity, nspid: status.nspid, args, namespaces, io: scanner.processes.io(pid), descriptors: scanner.processes.descriptors(pid), share: scanner.processes.memoryShare(pid),
			limits: scanner.processes.limits(pid).length > 0, mounts: scanner.processes.mounts(pid).length > 0, network: scanner.network(pid).length > 0, evidence: scanner.hostNamespaceEvidence(),
		}));
	`;
	// Node.js runs TypeScript by itself where nothing of it needs to be translated.
	const output = execFileSync(
		process.execPath,
		['--disable-warning=ExperimentalWarning', '--experimental-strip-types', '--input-type=module', '-e', script],
		{
			uid: 65_534,
			gid: 65_534,
			encoding: 'utf8',
			cwd: folder,
		},
	);
	const seen = JSON.parse(output) as {
		identity: {comm: string; pidNamespace: unknown; mountNamespace: unknown; cgroups: unknown[]};
		nspid: number[];
		args: string[];
		namespaces: Record<string, unknown>;
		io: unknown;
		descriptors: unknown;
		share: unknown;
		limits: boolean;
		mounts: boolean;
		network: boolean;
		evidence: Record<string, string>;
	};
	assert.deepEqual(Object.values(seen.namespaces), Array.from({length: 8}, () => denied));
	assert.deepEqual([seen.identity.pidNamespace, seen.identity.mountNamespace, seen.io, seen.share], Array.from({length: 4}, () => denied));
	// Newer kernels tell the number of open files to everybody.
	assert.ok(typeof seen.descriptors === 'number' || (seen.descriptors as {missing: string}).missing === 'denied');
	assert.equal(seen.nspid.at(-1), process.pid);
	assert.ok(seen.args.length > 1);
	assert.ok(seen.identity.cgroups.length > 0);
	assert.ok(seen.limits);
	assert.ok(seen.mounts);
	assert.ok(seen.network);
	assert.deepEqual([seen.evidence.pid, seen.evidence.net], ['fixed number', 'own']);
});

test('a title in bad UTF-8 and escapes come through untouched', async () => {
	const child = await startShell(String.raw`printf '\033[31m\377' > /proc/$$/comm`);
	const scanner = new KernelScanner();
	assert.equal(scanner.discover().processes.get(child.pid)?.comm, '\u{1B}[31m\u{FFFD}');
	await child.stop();
});

test('only so much of a command line is read as a screen can show', async () => {
	const child = spawn('/bin/sh', ['-c', 'echo ready; read -r line', ...Array.from({length: 100}, () => 'x'.repeat(1000))], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	await once(child.stdout, 'data');
	const {args} = new KernelScanner().processes.facts(child.pid!);
	assert.ok(!isMissing(args));
	assert.ok(Buffer.byteLength(args.join('\0')) <= 4096);
	child.kill('SIGKILL');
	await once(child, 'exit');
});
