/**
Containers that no engine made: processes put into namespaces and cgroups by hand, and programs borrowed from the distribution. All of
it ends with the tests of the file.
*/
import {spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmdirSync,
	rmSync,
	symlinkSync,
	copyFileSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {after} from 'node:test';
import {isDeepStrictEqual} from 'node:util';
import {eventually} from './engine.ts';
import {statusField} from './zoo.ts';

/**
Why nothing can be made by hand here.
*/
export const workshopLack = process.getuid?.() === 0
	? spawnSync('unshare', ['--pid', '--fork', '--mount', '--uts', '--ipc', '--net', 'true']).status !== 0 && 'no namespaces can be made here'
	: 'needs root';

type Hierarchy = {readonly directory: string; readonly isUnified: boolean};

/**
Where cgroup file systems are mounted.
*/
function hierarchies(): readonly Hierarchy[] {
	return readFileSync('/proc/self/mountinfo', 'utf8').split('\n').flatMap(line => {
		const [root, directory = ''] = line.split(' ', 5).slice(3);
		const fileSystem = / - (cgroup2?) /.exec(line)?.[1];
		return fileSystem === undefined || root !== '/' ? [] : [{directory, isUnified: fileSystem === 'cgroup2'}];
	});
}

export class Workshop {
	/**
	A folder that every user can read.
	*/
	readonly folder: string;
	readonly #children: ChildProcess[] = [];
	readonly #words = new Map<ChildProcess, readonly string[]>();
	readonly #cgroups: string[] = [];
	readonly #ends: Array<() => Promise<void>> = [];
	readonly #hierarchies = hierarchies();

	constructor() {
		this.folder = mkdtempSync('/tmp/nstop-workshop-');
		chmodSync(this.folder, 0o755);
		after(async () => {
			await this.#tidy();
		});
	}

	/**
	Something to be done after the tests, while what they have made is still there.
	*/
	atEnd(end: () => Promise<void>): void {
		this.#ends.push(end);
	}

	/**
	Whether the kernel counts in hierarchies of version 1 too.
	*/
	get hasV1(): boolean {
		return this.#hierarchies.some(({isUnified}) => !isUnified);
	}

	/**
	The directory below the root of all cgroups in which those of this file are; they are given below it.
	*/
	get top(): string {
		return `/nstop-workshop-${process.pid}`;
	}

	/**
	Makes a cgroup below `top`, in all hierarchies or in that of version 2 alone. Gives its path.
	*/
	cgroup(place: string, where: 'everywhere' | 'unified' = 'everywhere'): string {
		return this.cgroupAt(`${this.top}${place}`, where);
	}

	/**
	The same at a path that does not begin with `top`; no other file may use it.
	*/
	cgroupAt(place: string, where: 'everywhere' | 'unified' = 'everywhere'): string {
		for (const {directory, isUnified} of this.#hierarchies) {
			if (isUnified || where === 'everywhere') {
				this.#makeCgroup(directory, place);
			}
		}

		return place;
	}

	/**
	Starts a command in cgroups that were made before, and with a name of its own. It ends when the test does, however that ends.
	*/
	start(
		words: readonly string[],
		{cgroup = '', environment = {}, title = words[0]!}: {cgroup?: string; environment?: NodeJS.ProcessEnv; title?: string} = {},
	): ChildProcess {
		const script = 'title=$1; shift; for file in $CGROUPS; do echo 0 >"$file" || exit; done; unset CGROUPS; exec -a "$title" "$@"';
		const files = this.#hierarchies
			.map(({directory}) => `${directory}${cgroup}/cgroup.procs`)
			.filter(file => cgroup !== '' && existsSync(file));
		const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'bash', '-c', script, 'bash', title, ...words], {
			env: {...process.env, ...environment, CGROUPS: files.join(' ')},
			stdio: ['ignore', 'ignore', 'inherit'],
		});
		this.#children.push(child);
		this.#words.set(child, [title, ...words.slice(1)]);
		return child;
	}

	/**
	Waits until all that was started is in its cgroups and has become what it shall be: until then it is the shell that puts it there.
	*/
	async settled(): Promise<void> {
		for (const [child, words] of this.#words) {
			await eventually(`${words.join(' ')} runs`, () => isDeepStrictEqual(wordsOf(child.pid!), words));
		}
	}

	/**
	Puts a process into cgroups that were made before.
	*/
	move(pid: number, cgroup: string): void {
		for (const {directory} of this.#hierarchies) {
			if (existsSync(`${directory}${cgroup}/cgroup.procs`)) {
				writeFileSync(`${directory}${cgroup}/cgroup.procs`, String(pid));
			}
		}
	}

	/**
	The first process of the container that a command makes, once it has become what it shall be.
	*/
	async initOf(child: ChildProcess, lastWord: string): Promise<number> {
		return eventually(`the first process of ${child.spawnargs.join(' ')}`, () => descendantsOf(child.pid!).find(pid => {
			const numbers = statusField(pid, 'NSpid')!.split(/\s+/);
			return numbers.length > 1 && numbers.at(-1) === '1' && wordsOf(pid).at(-1) === lastWord;
		}));
	}

	/**
	A root directory with busybox.
	*/
	rootDirectory(name: string): string {
		const root = path.join(this.folder, name);
		for (const folder of ['bin', 'dev', 'etc', 'proc', 'root', 'run', 'sys', 'tmp', 'usr/bin', 'usr/lib', 'var']) {
			mkdirSync(path.join(root, folder), {recursive: true});
		}

		copyFileSync(spawnSync('sh', ['-c', 'command -v busybox'], {encoding: 'utf8'}).stdout.trim(), path.join(root, 'bin/busybox'));
		for (const applet of ['sh', 'sleep', 'mount', 'unshare', 'mkdir', 'cat']) {
			symlinkSync('busybox', path.join(root, 'bin', applet));
		}

		writeFileSync(path.join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
		writeFileSync(path.join(root, 'etc/os-release'), 'ID=test\n');
		return root;
	}

	/**
	Path of a program of this machine, else of one that is unpacked from a package of the distribution, without installing it.

	@throws {Error} when it cannot be had.
	*/
	program(name: string, packages: readonly string[]): string {
		const found = spawnSync('sh', ['-c', `command -v ${name}`], {encoding: 'utf8'}).stdout.trim();
		return found === '' ? path.join(this.unpack(packages), 'usr/bin', name) : found;
	}

	/**
	Unpacks packages of the distribution into a folder and gives it.

	@throws {Error} when they cannot be had.
	*/
	unpack(packages: readonly string[]): string {
		const root = path.join(this.folder, 'packages');
		mkdirSync(root, {recursive: true});
		const download = (): boolean =>
			spawnSync('apt-get', ['download', ...packages], {cwd: root, stdio: 'ignore', timeout: 60_000}).status === 0;
		if (!download()) {
			spawnSync('apt-get', ['update'], {stdio: 'ignore', timeout: 60_000});
			if (!download()) {
				throw new Error(`apt-get download ${packages.join(' ')} fails`);
			}
		}

		for (const name of readdirSync(root).filter(file => file.endsWith('.deb'))) {
			spawnSync('dpkg-deb', ['--extract', name, '.'], {cwd: root});
			rmSync(path.join(root, name));
		}

		return root;
	}

	/**
	Ends what was started, and all that came from it.
	*/
	async end(child: ChildProcess): Promise<void> {
		const pids = descendantsOf(child.pid!);
		child.kill('SIGKILL');
		for (const pid of pids) {
			try {
				process.kill(pid, 'SIGKILL');
			} catch {
				// It has ended by itself.
			}
		}

		await eventually(
			'it has ended',
			() =>
				(child.exitCode !== null || child.signalCode !== null)
				&& pids.every(pid => !existsSync(`/proc/${pid}`) || statusField(pid, 'State')!.startsWith('Z')),
		);
	}

	#makeCgroup(directory: string, place: string): void {
		let current = directory;
		for (const name of place.split('/').slice(1)) {
			const folder = `${current}/${name}`;
			if (!existsSync(folder)) {
				mkdirSync(folder);
				this.#cgroups.push(folder);
				// One of cpuset takes nobody before it has processors and memory.
				for (const file of existsSync(`${folder}/cgroup.controllers`) ? [] : ['cpuset.cpus', 'cpuset.mems']) {
					if (existsSync(`${folder}/${file}`)) {
						writeFileSync(`${folder}/${file}`, readFileSync(`${current}/${file}`));
					}
				}
			}

			current = folder;
		}
	}

	async #tidy(): Promise<void> {
		for (const end of this.#ends) {
			await end();
		}

		for (const child of this.#children) {
			await this.end(child);
		}

		for (const folder of this.#cgroups.toReversed()) {
			await eventually(`${folder} is empty`, () => {
				removeCgroup(folder);
				return true;
			});
		}

		rmSync(this.folder, {recursive: true});
	}
}

/**
With those that were made in it meanwhile.
*/
function removeCgroup(folder: string): void {
	if (!existsSync(folder)) {
		return;
	}

	for (const entry of readdirSync(folder, {withFileTypes: true})) {
		if (entry.isDirectory()) {
			removeCgroup(path.join(folder, entry.name));
		}
	}

	rmdirSync(folder);
}

/**
Pids of a process and of all that it has made, parents first.
*/
export function descendantsOf(pid: number): readonly number[] {
	try {
		// A child is that of the thread which made it.
		return [pid, ...readdirSync(`/proc/${pid}/task`).flatMap(thread => childrenOf(pid, thread)).flatMap(child => descendantsOf(child))];
	} catch {
		return [];
	}
}

function childrenOf(pid: number, thread: string): readonly number[] {
	try {
		const line = readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim();
		return line === '' ? [] : line.split(' ').map(Number);
	} catch {
		return [];
	}
}

/**
Command line of a process.
*/
export function wordsOf(pid: number): readonly string[] {
	return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
}
