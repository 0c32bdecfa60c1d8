/**
A throw-away Docker engine for tests: its own network namespace, its own folders, its own socket. Whatever engine the machine has is
never touched.
*/

import {
	execFile,
	spawn,
	spawnSync,
	type ChildProcess,
} from 'node:child_process';
import {once} from 'node:events';
import {
	chmodSync,
	closeSync,
	existsSync,
	mkdtempSync,
	openSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';

/**
An engine that tests may do anything to but, where it is shared, stop.
*/
export type TestEngine = {
	readonly socketPath: string;
	/**
	As for DOCKER_HOST.
	*/
	readonly address: string;
	/**
	Whether other test files use it at the same time: then only what a test has made itself may be changed or counted.
	*/
	readonly isShared: boolean;
	/**
	Runs Docker's own client on it and gives its output without the final line feed.
	*/
	docker(...args: readonly string[]): Promise<string>;
	/**
	Pid of dockerd, undefined where it is shared or not running.
	*/
	pid(): number | undefined;
	/**
	Starts dockerd again on the same folders and socket after it was killed.
	*/
	startAgain(): Promise<void>;
	/**
	Leaves no process, mount, cgroup or file behind. Does nothing where it is shared.
	*/
	stop(): Promise<void>;
};

/**
Why there is no engine on this machine, for the reason of a skipped test.
*/
type NoEngine = {readonly unavailable: string};

/**
What a test wants of its engine.
*/
export type EngineWishes = {
	/**
	An engine for this test file alone, which may be halted and killed.
	*/
	readonly isPrivate?: boolean;
	/**
	Starts containers through a wrapper that asks for no capability that this machine cannot give, so that `--privileged` works. By default
	where it is needed.
	*/
	readonly privilegedRuntime?: boolean;
	/**
	Gives the containers users of their own: 0 inside is `mappedUser` outside. Such an engine is always private.
	*/
	readonly isUserMapped?: boolean;
};

/**
First of the users and groups that a mapping engine gives to its containers, and how many there are.
*/
export const mappedUser = 300_000;
export const mappedUsers = 65_536;

const folderPrefix = '/tmp/nse-';

/**
The engine that NSTOP_TEST_ENGINE names by its socket, else a new one. Needs root and Debian's dockerd, which it installs if it is missing.
*/
export async function startEngine(wishes: EngineWishes = {}): Promise<TestEngine | NoEngine> {
	const {NSTOP_TEST_ENGINE: shared, NSTOP_TEST_NO_ENGINE: reason} = process.env;
	if (reason) {
		return {unavailable: reason};
	}

	if (shared && !wishes.isPrivate && !wishes.isUserMapped) {
		return sharedEngine(shared);
	}

	const lack = prepareMachine();
	if (lack !== undefined) {
		return {unavailable: lack};
	}

	sweepAbandoned();
	const folder = mkdtempSync(`${folderPrefix}${pidNamespace()}-${process.pid}-`);
	// Tests with other users have to get as far as the socket itself.
	chmodSync(folder, 0o755);
	// The machine's own settings are for its own engine.
	writeFileSync(path.join(folder, 'settings.json'), '{}');
	const engine = privateEngine(folder, {privilegedRuntime: !hasResourceCapability(), ...wishes});
	try {
		await engine.startAgain();
		return engine;
	} catch (error) {
		await engine.stop();
		return {unavailable: error instanceof Error ? error.message : String(error)};
	}
}

/**
An engine for a test file, with what to say as `skip` where there is none. Stop it after the tests.
*/
export async function engineForTests(wishes: EngineWishes = {}): Promise<{readonly skip: string | false; readonly engine: TestEngine}> {
	const engine = await startEngine(wishes);
	if (!('unavailable' in engine)) {
		return {skip: false, engine};
	}

	const refuse = () => {
		throw new Error(engine.unavailable);
	};

	const nothing = {
		socketPath: '', address: '', isShared: false, docker: refuse, pid: () => undefined, startAgain: refuse, async stop() {
			// There is nothing to stop.
		},
	};
	return {skip: engine.unavailable, engine: nothing};
}

/**
Waits until the condition gives something true, and gives that. Errors count as not yet.

@throws {Error} when it has not come about in time.
*/
export async function eventually<Value>(
	what: string,
	condition: () => Value | Promise<Value>,
	milliseconds = 60_000,
): Promise<NonNullable<Value>> {
	const end = performance.now() + milliseconds;
	let trouble: unknown;
	for (;;) {
		try {
			const value = await condition();
			if (value) {
				return value;
			}
		} catch (error) {
			trouble = error;
		}

		if (performance.now() > end) {
			throw new Error(`It did not come about in ${milliseconds} ms: ${what}`, {cause: trouble});
		}

		await sleep(20);
	}
}

/**
An engine that its caller does not start or stop.
*/
export function sharedEngine(socketPath: string): TestEngine {
	return {
		socketPath,
		address: `unix://${socketPath}`,
		isShared: true,
		docker: async (...args) => dockerClient(socketPath, args),
		pid: () => undefined,
		async startAgain() {
			throw new Error('A shared engine is not for starting');
		},
		async stop() {
			// Others still use it.
		},
	};
}

function privateEngine(folder: string, wishes: EngineWishes): TestEngine {
	const socketPath = path.join(folder, 'd.sock');
	let daemon: ChildProcess | undefined;
	const sweepAtExit = () => {
		sweep(folder);
	};

	process.once('exit', sweepAtExit);
	return {
		socketPath,
		address: `unix://${socketPath}`,
		isShared: false,
		docker: async (...args) => dockerClient(socketPath, args),
		pid: () => isRunning(daemon) ? daemon.pid : undefined,
		async startAgain() {
			// Its containerd has died with a killed dockerd, but where nobody reaps it a new one would wait for it for ever.
			rmSync(path.join(folder, 'exec/containerd/containerd.pid'), {force: true});
			daemon = spawnDaemon(folder, socketPath, wishes);
			await eventually(
				'dockerd answers',
				async () => (isRunning(daemon) ? existsSync(socketPath) && dockerClient(socketPath, ['version']) : true),
				60_000,
			);
			if (!isRunning(daemon)) {
				throw new Error(`dockerd does not start here: ${lastLine(path.join(folder, 'log'))}`);
			}
		},
		async stop() {
			if (isRunning(daemon)) {
				daemon.kill('SIGCONT');
				await removeContainers(socketPath);
				const ended = once(daemon, 'exit');
				daemon.kill('SIGTERM');
				await Promise.race([ended, sleep(15_000, undefined, {ref: false})]);
			}

			sweep(folder);
			process.off('exit', sweepAtExit);
		},
	};
}

function isRunning(child: ChildProcess | undefined): child is ChildProcess {
	return child?.exitCode === null && child.signalCode === null;
}

function spawnDaemon(folder: string, socketPath: string, {privilegedRuntime, isUserMapped}: EngineWishes): ChildProcess {
	const log = openSync(path.join(folder, 'log'), 'a');
	const runtime = privilegedRuntime ? ['--add-runtime', `nstop=${writeRuntimeWrapper(folder)}`, '--default-runtime', 'nstop'] : [];
	const mapping = isUserMapped ? ['--userns-remap', 'nobody:nogroup'] : [];
	if (isUserMapped) {
		for (const file of ['subuid', 'subgid']) {
			writeFileSync(path.join(folder, file), `nobody:${mappedUser}:${mappedUsers}\n`);
		}
	}

	try {
		// A network namespace of its own: a second dockerd beside the host's takes away its bridge and its firewall rules.
		return spawn(
			'unshare',
			[
				'--net',
				...(isUserMapped ? ['--mount'] : []),
				'sh',
				'-c',
				// What the machine itself gives to which user stays as it is.
				`busybox ip link set lo up; ${isUserMapped ? `for file in subuid subgid; do mount --bind ${folder}/$file /etc/$file || exit; done;` : ''} exec "$@"`,
				'sh',
				'dockerd',
				'--host',
				`unix://${socketPath}`,
				'--data-root',
				path.join(folder, 'data'),
				'--exec-root',
				path.join(folder, 'exec'),
				'--pidfile',
				path.join(folder, 'pid'),
				'--config-file',
				path.join(folder, 'settings.json'),
				'--exec-opt',
				'native.cgroupdriver=cgroupfs',
				...runtime,
				...mapping,
			],
			{stdio: ['ignore', log, log], detached: true},
		);
	} finally {
		closeSync(log);
	}
}

/**
`--privileged` asks for every capability there is, which fails where one of them is out of reach. Gives the path of a runtime that asks
for what there is.
*/
export function writeRuntimeWrapper(folder: string): string {
	const file = path.join(folder, 'runc');
	writeFileSync(file, `#!/bin/sh
previous=
for word; do
	if [ "$previous" = --bundle ]; then
		sed -i -e 's/"CAP_SYS_RESOURCE",//g' -e 's/,"CAP_SYS_RESOURCE"//g' "$word/config.json"
	fi
	previous=$word
done
exec runc "$@"
`, {mode: 0o755});
	return file;
}

/**
Whether CAP_SYS_RESOURCE is to be had here.
*/
export function hasResourceCapability(): boolean {
	const bounding = /^CapBnd:\s+([\da-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
	// The capability is bit 24 of the mask.
	return BigInt(`0x${bounding}`) / (2n ** 24n) % 2n === 1n;
}

/**
Installs what is missing. Gives the reason where that is not possible.
*/
function prepareMachine(): string | undefined {
	if (process.platform !== 'linux' || process.getuid?.() !== 0) {
		return 'an engine of its own needs root on Linux';
	}

	const isMissing = (...commands: readonly string[]) =>
		commands.some(command => spawnSync('sh', ['-c', `command -v ${command}`]).status !== 0);
	const isEngineMissing = () => isMissing('dockerd', 'docker', 'busybox', 'iptables');
	if (isEngineMissing() || isMissing('jq', 'openssl', 'ps')) {
		spawnSync('apt-get', ['update'], {stdio: 'ignore'});
		// One at a time: a release that lacks one of them, such as docker-cli, still has the others.
		for (const name of ['docker.io', 'docker-cli', 'busybox-static', 'iptables', 'jq', 'openssl', 'procps']) {
			spawnSync('apt-get', ['install', '--yes', '--no-install-recommends', name], {
				// At this run level no service is started by the installation.
				env: {...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1'},
				stdio: 'ignore',
			});
		}
	}

	if (isEngineMissing()) {
		return 'dockerd is not installed and could not be installed';
	}

	return spawnSync('unshare', ['--net', 'true']).status === 0 ? undefined : 'network namespaces cannot be made here';
}

async function dockerClient(socketPath: string, args: readonly string[]): Promise<string> {
	const {DOCKER_CONTEXT: _context, DOCKER_TLS_VERIFY: _verify, DOCKER_CERT_PATH: _certificates, ...environment} = process.env;
	const options = {env: {...environment, DOCKER_HOST: `unix://${socketPath}`}, timeout: 60_000};
	return new Promise((resolve, reject) => {
		execFile('docker', [...args], options, (error, output) => {
			if (error === null) {
				resolve(output.replace(/\n$/, ''));
			} else {
				reject(new Error(error.message, {cause: error}));
			}
		});
	});
}

async function removeContainers(socketPath: string): Promise<void> {
	try {
		const ids = await dockerClient(socketPath, ['ps', '--all', '--quiet', '--no-trunc']);
		if (ids !== '') {
			await dockerClient(socketPath, ['rm', '--force', '--volumes', ...ids.split('\n')]);
		}
	} catch {
		// What the engine cannot end any more, the sweep does.
	}
}

/**
Folders of engines whose tests were killed. The name tells the pid of the test, and the namespace in which that pid means something:
elsewhere the test may be well.
*/
function sweepAbandoned(): void {
	const parent = path.dirname(folderPrefix);
	for (const name of readdirSync(parent)) {
		const folder = path.join(parent, name);
		const prefix = `${folderPrefix}${pidNamespace()}-`;
		const owner = folder.startsWith(prefix) ? /^\d+/.exec(folder.slice(prefix.length))?.[0] : undefined;
		if (owner !== undefined && !existsSync(`/proc/${owner}`)) {
			sweep(folder);
		}
	}
}

/**
Inode of the pid namespace that this process is in.
*/
function pidNamespace(): string {
	return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '';
}

/**
Ends and removes all that lives in or came from the folder. Without waiting, so that it can be the last thing that a process does.
*/
function sweep(folder: string): void {
	const containers = entries(path.join(folder, 'data/containers'));
	for (let attempt = 0; attempt < 50 && hasKilledAny(folder); attempt++) {
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
	}

	const mounts = readText('/proc/self/mountinfo')
		.split('\n')
		.map(line => line.split(' ', 5)[4] ?? '')
		.filter(point => point.startsWith(`${folder}/`));
	for (const point of mounts.toReversed()) {
		spawnSync('umount', ['--lazy', point]);
	}

	for (const hierarchy of ['.', ...entries('/sys/fs/cgroup')]) {
		for (const id of containers) {
			removeCgroup(path.join('/sys/fs/cgroup', hierarchy, 'docker', id));
		}
	}

	rmSync(folder, {recursive: true, force: true, maxRetries: 3});
}

/**
Kills the daemons, which have the folder in their command line, and the containers, whose root is in it. Tells whether there were any.
*/
function hasKilledAny(folder: string): boolean {
	const pids = entries('/proc').map(Number).filter(pid => Number.isSafeInteger(pid) && pid !== process.pid && isOf(pid, folder));
	for (const pid of pids) {
		try {
			process.kill(pid, 'SIGKILL');
		} catch {
			// It has ended by itself.
		}
	}

	return pids.length > 0;
}

function isOf(pid: number, folder: string): boolean {
	const [command = '', ...args] = readText(`/proc/${pid}/cmdline`).split('\0');
	const isDaemon =
		/(?:dockerd|containerd|containerd-shim[\w-]*|docker-proxy|docker-init)$/.test(command) && args.some(arg => arg.includes(`${folder}/`));
	const root = readText(`/proc/${pid}/mountinfo`)
		.split('\n')
		.find(line => line.split(' ', 5)[4] === '/');
	return isDaemon || Boolean(root?.includes(`${folder}/`));
}

function removeCgroup(folder: string): void {
	if (!existsSync(folder)) {
		return;
	}

	for (const name of entries(folder)) {
		removeCgroupIfFolder(path.join(folder, name));
	}

	try {
		rmdirSync(folder);
	} catch {
		// It is not empty, so it is not ours to remove.
	}
}

function removeCgroupIfFolder(folder: string): void {
	if (existsSync(path.join(folder, 'cgroup.procs'))) {
		removeCgroup(folder);
	}
}

function entries(folder: string): readonly string[] {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}

function readText(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}

function lastLine(file: string): string {
	return readText(file).trim().split('\n').at(-1) ?? '';
}
