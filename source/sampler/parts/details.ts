/**
Reads one process closely: the files that the tab on screen needs, and no others.
*/
import {
	firstSample,
	isMissing,
	mapKnown,
	valueOf,
	type Known,
} from '../../known.ts';
import type {CgroupMembership} from '../../kernel/pid/cgroup.ts';
import type {ProcessIdentity, ProcessSample} from '../../kernel/reading.ts';
import {shownFile, type ShownFileName} from '../../kernel/pid/shown-files.ts';
import type {UnixSocket} from '../../kernel/pid/net/unix.ts';
import type {ProcessStatus} from '../../kernel/pid/status.ts';
import type {FileText} from '../../kernel/process/shown-files.ts';
import {mostOpenFiles} from '../../kernel/process/open-files.ts';
import type {KernelScanner} from '../../kernel/scan.ts';
import {processKey} from '../../model/build/process.ts';
import {ratePerSecond, type Pair} from '../../model/build/rates.ts';
import {joinSockets, type OwnedSocket, type SocketHolder} from '../../model/build/sockets.ts';
import type {ProcessDetails, ShownText} from '../../model/process-details.ts';
import {ReadCache} from '../kept/read-cache.ts';
import {Pairs} from '../kept/pairs.ts';
import type {DetailFile, Wants} from '../wants.ts';
import {WayFollower} from './way-up.ts';
import {UnixPeers, type Peers} from './unix-peers.ts';

/**
What the kernel has to walk all pages of a process for is read again only after this.
*/
const dearSeconds = 5;

const mostTextBytes = 262_144;

/**
Whose open files are looked through for the owners of sockets, the lowest pids of a container.
*/
const mostSocketHolders = 256;

type CloseReading = {
	readonly status: Known<ProcessStatus>;
	readonly sample: ProcessSample;
};

type DetailContext = {
	/**
	The processes of its container, among which the owners of sockets are looked for.
	*/
	readonly companions?: readonly ProcessIdentity[];
	/**
	What was read of it in the same pass, which is not read again.
	*/
	readonly sampled?: ProcessSample | undefined;
	/**
	Where the cgroup of its container is.
	*/
	readonly cgroups?: readonly CgroupMembership[] | undefined;
};

/**
Follows the process that is looked at; its rates begin with the second reading.
*/
export class DetailReader {
	readonly #scanner: KernelScanner;
	readonly #pairs: Pairs<string, CloseReading>;
	readonly #ways: WayFollower;
	readonly #kept = new ReadCache();
	readonly #shortestSeconds: number;
	readonly #peers = new UnixPeers();
	#text: ShownText | undefined;

	constructor(scanner: KernelScanner, shortestSeconds: number) {
		this.#scanner = scanner;
		this.#pairs = new Pairs(shortestSeconds);
		this.#ways = new WayFollower(scanner.closely, shortestSeconds);
		this.#shortestSeconds = shortestSeconds;
	}

	/**
	Reads what is wanted of the process; undefined where nothing is wanted or the process is not known.
	*/
	read(
		wanted: Wants['details'],
		identity: ProcessIdentity | undefined,
		atSeconds: number,
		{companions = [], sampled, cgroups}: DetailContext = {},
	): ProcessDetails | undefined {
		if (!wanted || !identity) {
			this.#pairs.keep(() => false);
			this.#ways.forget();
			this.#kept.clear();
			this.#text = undefined;
			return undefined;
		}

		const key = processKey(identity);
		this.#pairs.keep(other => other === key);
		if (!wanted.files.includes('cgroupLevels')) {
			this.#ways.forget();
		}

		const needs = (file: DetailFile): boolean => wanted.files.includes(file);
		if (this.#pairs.isDue(key, atSeconds)) {
			this.#pairs.take(key, {
				status: this.#scanner.processes.status(identity.pid),
				sample: {...(sampled ?? this.#scanner.sample(identity.pid)), io: needs('io') ? this.#scanner.processes.io(identity.pid) : firstSample},
			}, atSeconds);
		}

		const pair = this.#pairs.get(key)!;
		const {closely} = this.#scanner;
		const others = companions.filter(other => other !== identity);
		const read = <Value>(file: DetailFile, reader: (pid: number) => Known<Value>): Known<Value> =>
			needs(file) ? reader(identity.pid) : firstSample;
		const readSeldom = <Value>(file: DetailFile, seconds: number, reader: (pid: number) => Known<Value>): Known<Value> =>
			needs(file) ? this.#kept.read(key, file, {seconds, atSeconds}, () => reader(identity.pid)) : firstSample;
		const openFiles = readSeldom('openFiles', this.#shortestSeconds, pid => closely.openFiles(pid));
		return {
			key,
			...pair.now.value.sample,
			status: pair.now.value.status,
			...closeRates(pair),
			limits: read('limits', pid => this.#scanner.processes.limits(pid)),
			mounts: read('mounts', pid => this.#scanner.processes.mounts(pid)),
			network: read('network', pid => this.#scanner.network(pid)),
			networkSetup: readSeldom('networkSetup', dearSeconds, pid => closely.networkSetup(pid)),
			descriptors: read('descriptors', pid => this.#scanner.processes.descriptors(pid)),
			oomScore: read('oom', pid => this.#scanner.processes.oomScore(pid)),
			oomAdjustment: read('oom', pid => closely.oomAdjustment(pid)),
			memoryShare: readSeldom('memoryShare', dearSeconds, pid => this.#scanner.processes.memoryShare(pid)),
			links: read('links', pid => closely.links(pid)),
			cgroups: identity.cgroups,
			cgroupLevels: needs('cgroupLevels') ? this.#ways.read(key, cgroups, atSeconds) : firstSample,
			openFiles,
			sockets: needs('ownSockets')
				? readSeldom('ownSockets', this.#shortestSeconds, pid => this.#readSockets(pid, [identity], [identity, ...others], atSeconds))
				: readSeldom('sockets', this.#shortestSeconds, pid =>
					this.#readSockets(pid, [identity, ...others], [identity, ...others], atSeconds),
				),
			environment: read('environment', pid => closely.environment(pid)),
			cutShort: [
				...((valueOf(openFiles)?.length ?? 0) >= mostOpenFiles ? ['openFiles' as const] : []),
				...(needs('sockets') && companions.length > mostSocketHolders ? ['sockets' as const] : []),
			],
			text: wanted.text === undefined ? undefined : this.#readText(key, identity.pid, wanted.text, atSeconds),
		};
	}

	#readSockets(
		pid: number,
		identities: readonly ProcessIdentity[],
		neighbours: readonly ProcessIdentity[],
		atSeconds: number,
	): Known<readonly OwnedSocket[]> {
		const {closely} = this.#scanner;
		const internet = closely.internetSockets(pid);
		const unix = closely.unixSockets(pid);
		const own = closely.socketInodes(pid);
		// The tables of a namespace can be read by anyone; without the open files they say nothing of a process.
		if (isMissing(own)) {
			return own;
		}

		if (isMissing(internet)) {
			return internet;
		}

		if (isMissing(unix)) {
			return unix;
		}

		const holdersAmong = (among: readonly ProcessIdentity[]): readonly SocketHolder[] => among.slice(0, mostSocketHolders).map(each => ({
			pid: each.pid, name: each.comm, inodes: each.pid === pid ? own : (valueOf(closely.socketInodes(each.pid)) ?? new Set<number>()),
		}));
		const holders = holdersAmong(identities);
		const peers = this.#readPeers(pid, holders, unix, atSeconds);
		return joinSockets(internet, unix, holders, peers && {
			peers,
			// An engine or a log daemon that it talks to is in the host's.
			sockets: withOthers(unix, valueOf(closely.unixSockets('self')) ?? []),
			holders: identities.length === neighbours.length ? holders : holdersAmong(neighbours),
		});
	}

	/**
	Undefined where there is nothing to ask, or nobody who knows.
	*/
	#readPeers(pid: number, holders: readonly SocketHolder[], unix: readonly UnixSocket[], atSeconds: number): Peers | undefined {
		if (unix.every(({inode, isListening}) => isListening || holders.every(({inodes}) => !inodes.has(inode)))) {
			return undefined;
		}

		const {net} = this.#scanner.processes.facts(pid).namespaces;
		return isMissing(net) ? undefined : valueOf(this.#peers.read(pid, net, atSeconds));
	}

	#readText(key: string, pid: number, name: ShownFileName, atSeconds: number): ShownText {
		const seconds = shownFile(name).isDear ? dearSeconds : this.#shortestSeconds;
		const content = this.#kept.read(key, `text ${name}`, {seconds, atSeconds}, () => this.#scanner.closely.file(pid, name, mostTextBytes));
		const last = this.#text;
		// What is made of the text on screen is kept by this object.
		this.#text = last?.name === name && isSameText(last.content, content) ? last : {name, content};
		return this.#text;
	}
}

/**
A table and what another one has besides it: the same table, where both are of one namespace.
*/
function withOthers(table: readonly UnixSocket[], other: readonly UnixSocket[]): readonly UnixSocket[] {
	const known = new Set(table.map(({inode}) => inode));
	return [...table, ...other.filter(({inode}) => !known.has(inode))];
}

function isSameText(a: Known<FileText>, b: Known<FileText>): boolean {
	return isMissing(a) || isMissing(b) ? a === b : a.text === b.text && a.isCut === b.isCut;
}

function closeRates(pair: Pair<CloseReading>) {
	return {
		readBytesPerSecond: ratePerSecond(pair, ({sample}) => mapKnown(sample.io, io => io.readBytes)),
		writeBytesPerSecond: ratePerSecond(pair, ({sample}) => mapKnown(sample.io, io => io.writeBytes)),
		voluntarySwitchesPerSecond: ratePerSecond(pair, ({status}) => switches(status, 'voluntarySwitches')),
		involuntarySwitchesPerSecond: ratePerSecond(pair, ({status}) => switches(status, 'involuntarySwitches')),
		faultsPerSecond: ratePerSecond(pair, ({sample}) => mapKnown(sample.stat, stat => stat.minorFaults + stat.majorFaults)),
	};
}

function switches(status: Known<ProcessStatus>, field: 'voluntarySwitches' | 'involuntarySwitches'): Known<number> {
	return isMissing(status) ? status : valueOf(status[field]) ?? firstSample;
}
