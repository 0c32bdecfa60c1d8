/**
One host's kernel, asked for what is wanted and for nothing else. Everything is synchronous and nothing throws.
*/
import {isMissing, type Known, valueOf} from '../known.ts';
import {findHierarchies, type Hierarchies} from './cgroup/reader/hierarchies.ts';
import {CgroupNeighbours} from './cgroup/reader/neighbours.ts';
import type {CgroupPart} from './cgroup/reader/parts.ts';
import {CgroupReader} from './cgroup/reader/reader.ts';
import {CloseLook} from './process/close-reader.ts';
import {type ListUrgency, ProcessTable} from './discover.ts';
import {type Bytes, parsed} from './fields.ts';
import {readBytes, readOnce} from './files/content.ts';
import {fileIdentity, type FileIdentity} from './files/found.ts';
import {HeldFiles} from './files/held.ts';
import {HostReader} from './host/read.ts';
import {ProcessFiles} from './process/files.ts';
import {NetworkReader} from './process/network-reader.ts';
import {type HostNamespaces, type NamespaceEvidence, NamespaceReader} from './process/namespaces.ts';
import {parsePageBytes} from './pid/auxv.ts';
import type {CgroupMembership} from './pid/cgroup.ts';
import type {NamespaceInodes, NamespaceKind} from './pid/ns.ts';
import {parseStat, type ProcessStat} from './pid/stat.ts';
import {parseResidentBytes} from './pid/statm.ts';
import {ProcessWatch} from './process/watch.ts';
import type {
	CgroupReading,
	Discovery,
	HostReading,
	NetworkReading,
	ProcessSample,
} from './reading.ts';

const mostHeldFiles = 2000;

// So that no key waits for the kernel to enlarge the table of open files many times in a row.
const heldFilesPerPass = 120;

const callsBetweenCleanings = 10;

// How long a container that is being made is looked for at each call.
const callsUntilSettled = 4;

/**
Where the kernel shows itself; another place than the usual one for a copy, as tests have it.
*/
type KernelRoots = {readonly proc?: string; readonly cgroup?: string};

/**
Reads one kernel. It keeps what does not change, and keeps the files open that are read each time.
*/
export class KernelScanner {
	/**
	Which cgroup hierarchies are mounted, and their version.
	*/
	readonly hierarchies: Hierarchies;
	/**
	The files of one process, each read when it is asked for.
	*/
	readonly processes: ProcessFiles;
	/**
	For what is read seldom and of few processes: isolation, sockets, open files, files in their root directories.
	*/
	readonly closely: CloseLook;
	readonly #proc: string;
	readonly #files: HeldFiles;
	readonly #host: HostReader;
	readonly #namespaces: NamespaceReader;
	readonly #cgroups: CgroupReader;
	readonly #neighbours = new CgroupNeighbours();
	readonly #table: ProcessTable;
	readonly #pageBytes: number;
	readonly #parseStat = (bytes: Bytes): Known<ProcessStat> => parseStat(bytes, this.#pageBytes);
	readonly #parseResidentBytes = (bytes: Bytes): Known<number> => parseResidentBytes(bytes, this.#pageBytes);
	#hostNamespaces: HostNamespaces | undefined;
	#callsSinceCleaning = 0;
	#callsUntilSettled = 0;

	constructor({proc = '/proc', cgroup = '/sys/fs/cgroup'}: KernelRoots = {}) {
		this.#proc = proc;
		this.#namespaces = new NamespaceReader(proc);
		this.processes = new ProcessFiles(proc, this.#namespaces);
		this.hierarchies = findHierarchies(valueOf(this.processes.mounts('self')) ?? [], cgroup);
		this.closely = new CloseLook(proc, this.hierarchies);
		this.#pageBytes = valueOf(this.#readOnce('self/auxv', parsePageBytes)) ?? 4096;
		this.#files = new HeldFiles(Math.min(mostHeldFiles, this.#openFilesAllowed() / 2));
		this.#host = new HostReader(proc, this.#files);
		this.#cgroups = new CgroupReader(this.hierarchies, this.#files);
		this.#table = new ProcessTable(proc, this.#namespaces, cgroups => this.#cgroups.listSiblings(cgroups));
	}

	/**
	The namespaces of the host itself, as far as they can be known. They never change.
	*/
	hostNamespaces(): NamespaceInodes {
		return this.#findHost().inodes;
	}

	/**
	How each of them was determined.
	*/
	hostNamespaceEvidence(): Readonly<Record<NamespaceKind, NamespaceEvidence>> {
		return this.#findHost().evidence;
	}

	/**
	Numbers of the whole host; what `discover` has read of them a moment ago is not read again.
	*/
	host(): HostReading {
		return this.#host.read();
	}

	/**
	Which file a path of this machine is.
	*/
	identify(path: string): Known<FileIdentity> {
		return fileIdentity(path);
	}

	/**
	All processes and what has changed among them since the last call. Costs next to nothing while no process was made. Where it is not
	urgent, a new process may be told five seconds later, but for those in the given cgroup and in one that is new beside those that are
	watched. Where it is hasty, no more files are kept open until the next call, and only one process of each cgroup is identified
	if none was before: the next call adds the others.
	*/
	discover({
		isUrgent = true,
		isHasty = false,
		watched,
	}: {
		readonly isUrgent?: boolean;
		readonly isHasty?: boolean;
		readonly watched?: readonly CgroupMembership[] | undefined;
	} = {}): Discovery {
		this.#files.allow(isHasty ? 0 : heldFilesPerPass);
		this.#callsSinceCleaning++;
		if (this.#callsSinceCleaning >= callsBetweenCleanings) {
			this.#callsSinceCleaning = 0;
			this.#files.closeUnread();
			this.#cgroups.forgetAbsent();
		}

		if (!isUrgent && watched) {
			this.#table.meet(valueOf(this.cgroupProcesses(watched)) ?? []);
		}

		return this.#table.discover(this.#urgencyOf(isUrgent), this.#host.readClock(), isHasty);
	}

	/**
	Watches where these cgroups lie: `discover` looks for processes at once when a new one is made beside them or one of them has gone.
	*/
	watchBeside(cgroups: Iterable<readonly CgroupMembership[]>): void {
		this.#neighbours.watch(
			this.#cgroups.root,
			Array.from(cgroups, memberships => this.#cgroups.directoryOf(memberships)).filter(directory => directory !== undefined),
		);
	}

	/**
	What a process does now, without its input and output. Where its start differs from the identity that is known, the pid was reused:
	`discover` then tells the new one.
	*/
	sample(pid: number): ProcessSample {
		const watch = this.watchProcess(pid);
		const sample = watch.sample();
		watch.close();
		return sample;
	}

	/**
	The same, for a caller that wants it again and again.
	*/
	watchProcess(pid: number): ProcessWatch {
		return new ProcessWatch({
			stat: this.#files.file(`${this.#proc}/${pid}/stat`),
			statm: this.#files.file(`${this.#proc}/${pid}/statm`),
			parseStat: this.#parseStat,
			parseResidentBytes: this.#parseResidentBytes,
			note: stat => {
				this.#table.note(pid, stat);
			},
		});
	}

	/**
	Interfaces of the network namespace that a process is in. The same array as long as nothing was sent or received; for that, give the
	same `last` each time.
	*/
	network(pid: number, last = new NetworkReader()): Known<NetworkReading> {
		const bytes = readBytes(`${this.#proc}/${pid}/net/dev`);
		return last.read(bytes, names => this.closely.passingInterfaces(pid, names));
	}

	/**
	Counters of the cgroup that these memberships tell. Keep one array for one cgroup: what is found out for it is remembered by the array.
	*/
	cgroup(memberships: readonly CgroupMembership[]): CgroupReading {
		return this.#cgroups.read(memberships);
	}

	/**
	The same with only some parts read again and the rest as it was in the reading before; where these `areCurrent` in that one, it is that
	very reading as long as nothing has run since.
	*/
	cgroupParts(
		memberships: readonly CgroupMembership[],
		parts: ReadonlySet<CgroupPart>,
		last: CgroupReading,
		areCurrent = false,
	): CgroupReading {
		return this.#cgroups.readParts(memberships, parts, last, areCurrent);
	}

	/**
	Pids in that cgroup and all below it, ascending.
	*/
	cgroupProcesses(memberships: readonly CgroupMembership[]): Known<readonly number[]> {
		return this.#cgroups.listProcesses(memberships);
	}

	#urgencyOf(isUrgent: boolean): ListUrgency {
		if (this.#neighbours.haveChanged()) {
			// Its first process may be made after it.
			this.#callsUntilSettled = callsUntilSettled;
			return 'isDue';
		}

		this.#callsUntilSettled--;
		return isUrgent || this.#callsUntilSettled > 0 ? 'now' : 'canWait';
	}

	#findHost(): HostNamespaces {
		if (!this.#hostNamespaces) {
			const second = this.#readOnce('2/stat', bytes => parseStat(bytes));
			this.#hostNamespaces = this.#namespaces.findHost(!isMissing(second) && second.isKernelThread);
		}

		return this.#hostNamespaces;
	}

	#openFilesAllowed(): number {
		const soft = valueOf(this.processes.limits('self'))?.find(({name}) => name === 'Max open files')?.soft;
		return typeof soft === 'number' ? soft : mostHeldFiles;
	}

	#readOnce<Value>(name: string, parse: (bytes: Bytes) => Known<Value>, limitBytes?: number): Known<Value> {
		return parsed(readOnce(`${this.#proc}/${name}`, limitBytes), parse);
	}
}
