/**
What the program prints with `--json`, as parsed documents: one, or a stream of them. It is run from its bundle, as people run it.
*/
import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {
	chmodSync,
	cpSync,
	mkdtempSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import type {NamespaceKind} from '../../source/kernel/pid/ns.ts';

/**
Why values of the object around it are null.
*/
type Reasons = {readonly missing?: Readonly<Record<string, string>>};

export type UsageDocument = Reasons & {
	readonly memory: Reasons & Readonly<Record<'anonBytes' | 'fileBytes' | 'shmemBytes' | 'kernelBytes', number | null>>;
} & Readonly<Record<
	| 'cpuPercent' | 'memoryBytes' | 'memoryLimitBytes' | 'pids' | 'pidsLimit' | 'cpuLimit' | 'cpuCores' | 'throttledPercent' | 'oomKills'
	| 'networkRxBytes' | 'networkTxBytes' | 'networkRxPerSecond' | 'networkTxPerSecond' | 'blockReadBytes' | 'blockWriteBytes',
	number | null
>> & Readonly<Record<'cpuLimitCgroup' | 'memoryLimitCgroup' | 'pidsLimitCgroup' | 'throttledCgroup' | 'cpuset', string | null>>;

type IsolationDocument = Reasons & {
	readonly privileged: boolean | null;
	readonly hostNamespaces: readonly NamespaceKind[];
	readonly capabilities: readonly string[] | null;
	readonly addedCapabilities: readonly string[] | null;
	readonly droppedCapabilities: readonly string[] | null;
	readonly seccomp: string | null;
	readonly noNewPrivileges: boolean | null;
	readonly lsm: string | null;
	readonly readOnlyRoot: boolean | null;
	readonly rootUserIsHostRoot: boolean | null;
	readonly rootFileSystemIsHost: boolean | null;
	readonly idMap: ReadonlyArray<{readonly inside: number; readonly outside: number; readonly count: number}> | null;
	readonly engineSockets: readonly string[];
	readonly nestedEngine: string | null;
	readonly nestedEngineProgram: string | null;
};

export type ContainerDocument = Reasons & {
	readonly id: string;
	readonly name: string;
	readonly image: string;
	readonly state: string;
	readonly exitCode: number | null;
	readonly oomKilled: boolean | null;
	readonly restartCount: number | null;
	readonly project: {
		readonly name: string;
		readonly kind: string;
		readonly service: string | null;
		readonly number: number | null;
		readonly namespace: string | null;
		readonly dependsOn: readonly string[] | null;
	} | null;
	readonly health: string | null;
	readonly startedAt: string | null;
	readonly command: string;
	readonly labels: Readonly<Record<string, string>>;
	readonly engine: string | null;
	readonly runtime: string;
	readonly parent: string | null;
	readonly initPid: number | null;
	readonly pids: readonly number[];
	readonly cgroup: string | null;
	readonly usage: UsageDocument;
	readonly isolation: IsolationDocument;
	readonly root:
		| (Reasons & {readonly kind: string; readonly lower: readonly string[]; readonly upper: string | null; readonly readOnly: boolean})
		| null;
	readonly namespaces: Readonly<
		Record<NamespaceKind, Reasons & {readonly inode: number | null; readonly host: boolean | null; readonly sharedWith: readonly string[]}>
	>;
};

type ThreadDocument = Reasons & {
	readonly id: number;
	readonly idInside: number | null;
	readonly nspid: readonly number[];
	readonly comm: string;
	readonly state: string | null;
	readonly cpuPercent: number | null;
	readonly processor: number | null;
	readonly waitChannel: string | null;
};

export type ProcessDocument = Reasons & {
	readonly pid: number;
	readonly parentPid: number;
	readonly pidInside: number | null;
	readonly nspid: readonly number[];
	readonly container: string | null;
	readonly unit: string | null;
	readonly uid: number | null;
	readonly user: string | null;
	readonly state: string | null;
	readonly comm: string;
	readonly args: readonly string[] | null;
	readonly threads: number | null;
	readonly cpuPercent: number | null;
	readonly residentBytes: number | null;
	readonly processor: number | null;
	/**
	With `--threads` alone.
	*/
	readonly waitChannel?: string | null;
	readonly threadList?: readonly ThreadDocument[] | null;
	readonly threadsLeftOut?: number | null;
	readonly namespaces: Reasons & Readonly<Record<NamespaceKind, number | null>>;
};

export type UnitDocument = Reasons & {
	readonly id: string;
	readonly name: string;
	readonly kind: string;
	readonly parent: string | null;
	readonly description: string | null;
	readonly state: string | null;
	readonly subState: string | null;
	readonly result: string | null;
	readonly restarts: number | null;
	readonly mainPid: number | null;
	readonly pids: readonly number[];
	readonly usage: UsageDocument & {readonly summed: readonly string[]};
};

/**
What `--json` prints, as far as tests look at it.
*/
export type Document = {
	readonly schema: number;
	readonly takenAt: string;
	readonly seconds: number;
	readonly host: {
		readonly cgroup: string;
		readonly cpus: number;
		readonly cpuPercent: number | null;
		readonly cpuLimit: number | null;
		readonly memoryBytes: number;
		readonly memoryUsedBytes: number | null;
		readonly uptimeSeconds: number;
		readonly inside: (Reasons & {
			readonly runtime: string;
			readonly evidence: string;
			readonly seesHostProcesses: boolean;
			readonly ofMachine: readonly string[];
			readonly uptimeSeconds: number | null;
			readonly tasks: number | null;
			readonly tasksLimit: number | null;
		}) | null;
		readonly namespaces: Readonly<Record<NamespaceKind, number | null>>;
	};
	readonly engines: ReadonlyArray<{
		readonly id: string;
		readonly address: string;
		readonly state: string;
		readonly detail: string | null;
		readonly kind: string;
		readonly rootless: boolean | null;
		readonly elsewhere: string | null;
		readonly elsewhereReason: string | null;
		readonly kernel: string | null;
		readonly pid: number | null;
		readonly container: string | null;
	}>;
	readonly containers: readonly ContainerDocument[];
	/**
	With `--all`.
	*/
	readonly units?: readonly UnitDocument[];
	readonly processes: readonly ProcessDocument[];
	readonly namespaces: ReadonlyArray<{
		readonly kind: NamespaceKind;
		readonly inode: number;
		readonly host: boolean;
		readonly processes: number;
		readonly threads: ReadonlyArray<{readonly id: number; readonly pid: number; readonly comm: string}>;
		readonly containers: readonly string[];
	}>;
};

type Outcome = {readonly code: number | null; readonly stdout: string; readonly stderr: string};

let copy: string | undefined;

/**
A copy of the bundle's folder that every user may read and nobody rebuilds, as long as the test file runs.
*/
export function programFolder(): string {
	if (copy === undefined) {
		const folder = mkdtempSync(path.join(tmpdir(), 'nstop-program-'));
		copy = folder;
		process.once('exit', () => {
			rmSync(folder, {recursive: true});
		});
		cpSync(fileURLToPath(new URL('../../dist', import.meta.url)), folder, {recursive: true});
		writeFileSync(path.join(folder, 'package.json'), '{"type": "module"}');
		chmodSync(folder, 0o755);
	}

	return copy;
}

/**
How the program is started: words before it make it run as another user, another Node is one that this user may read.
*/
export type Launch = {readonly before?: readonly string[]; readonly node?: string};

function launch(words: readonly string[], {before = [], node = process.execPath}: Launch): ChildProcess {
	const [command, ...rest] = [...before, node, path.join(programFolder(), 'cli.js'), ...words] as [string, ...string[]];
	// Only what a test says decides where the engine is.
	const {DOCKER_HOST: _host, DOCKER_CONTEXT: _context, ...environment} = process.env;
	return spawn(command, rest, {env: environment, stdio: ['ignore', 'pipe', 'pipe']});
}

/**
Runs the program until it ends.
*/
export async function runProgram(words: readonly string[], how: Launch = {}): Promise<Outcome> {
	const child = launch(words, how);
	const ended = once(child, 'close') as Promise<[number | null]>;
	const [stdout, stderr] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
	const [code] = await ended;
	return {code, stdout, stderr};
}

/**
One document, from a program that ended well and said nothing else.

@throws {Error} when it did not.
*/
export async function printDocument(words: readonly string[], how: Launch = {}): Promise<Document> {
	const {code, stdout, stderr} = await runProgram(['--json', ...words], how);
	if (code !== 0 || stderr !== '') {
		throw new Error(`nstop ended with ${code}: ${stderr}`);
	}

	return JSON.parse(stdout) as Document;
}

/**
What was found in a document, with the moment that arrived, by the monotonic clock in milliseconds.
*/
type Found<Value> = {readonly value: Value; readonly document: Document; readonly atMilliseconds: number};

// Only a test that fails waits that long, or one on a machine with a lot else to do.
const patienceMilliseconds = 120_000;

/**
Follows `--json --watch` and keeps every document.
*/
export class DocumentStream {
	readonly #child: ChildProcess;
	readonly #arrivals: Array<{document: Document; atMilliseconds: number}> = [];
	readonly #news = new EventTarget();
	#stderr = '';

	constructor(words: readonly string[], how: Launch = {}) {
		this.#child = launch(['--json', '--watch', ...words], how);
		createInterface({input: this.#child.stdout!}).on('line', line => {
			this.#arrivals.push({document: JSON.parse(line) as Document, atMilliseconds: performance.now()});
			this.#news.dispatchEvent(new Event('news'));
		});
		this.#child.stderr!.setEncoding('utf8').on('data', (chunk: string) => {
			this.#stderr += chunk;
		});
		this.#child.once('exit', () => {
			this.#news.dispatchEvent(new Event('news'));
		});
	}

	/**
	How many documents have arrived: a place to look from later.
	*/
	get count(): number {
		return this.#arrivals.length;
	}

	/**
	All documents from a place on.
	*/
	since(place: number): readonly Document[] {
		return this.#arrivals.slice(place).map(({document}) => document);
	}

	/**
	The first document, from a place on or else from now on, of which the condition gives something other than undefined or false.

	@throws {Error} when none such arrives in time.
	*/
	async until<Value>(
		what: string,
		condition: (document: Document) => Value | undefined | false,
		place = this.count,
	): Promise<Found<Value>> {
		const deadline = AbortSignal.timeout(patienceMilliseconds);
		for (let index = place; ; index++) {
			while (index >= this.#arrivals.length) {
				await this.#somethingNew(what, deadline);
			}

			const {document, atMilliseconds} = this.#arrivals[index]!;
			const value = condition(document);
			if (value !== undefined && value !== false) {
				return {value, document, atMilliseconds};
			}
		}
	}

	/**
	Closes the pipe, as a reader that has seen enough, and waits for the end of the program.
	*/
	async end(): Promise<Omit<Outcome, 'stdout'>> {
		if (this.#child.exitCode === null) {
			const ended = once(this.#child, 'exit');
			this.#child.stdout!.destroy();
			await ended;
		}

		return {code: this.#child.exitCode, stderr: this.#stderr};
	}

	async #somethingNew(what: string, deadline: AbortSignal): Promise<void> {
		if (deadline.aborted || this.#child.exitCode !== null) {
			const engines = this.#arrivals.at(-1)?.document.engines.map(({state, detail}) => `${state}: ${detail}`).join('; ');
			throw new Error(
				`The engines were ${engines}. No document of ${this.count} shows it: ${what}. nstop ${this.#child.exitCode === null ? 'still runs' : `ended with ${this.#child.exitCode}`}. ${this.#stderr}`,
			);
		}

		const {promise, resolve} = Promise.withResolvers<undefined>();
		const go = () => {
			resolve(undefined);
		};

		this.#news.addEventListener('news', go, {once: true});
		deadline.addEventListener('abort', go, {once: true});
		await promise;
		this.#news.removeEventListener('news', go);
		deadline.removeEventListener('abort', go);
	}
}
