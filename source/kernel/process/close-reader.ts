/**
What is read of few processes and seldom: when the details show one, or once for each container. Everything is synchronous and
nothing throws.
*/
import {
	isMissing,
	type Known,
	mapKnown,
	valueOf,
} from '../../known.ts';
import type {Hierarchies} from '../cgroup/reader/hierarchies.ts';
import {type CgroupLevelReading, WayReader} from '../cgroup/reader/way-up.ts';
import {parsed, parseNumber} from '../fields.ts';
import {readBytes, readLink, readOnce} from '../files/content.ts';
import {type FileIdentity} from '../files/found.ts';
import type {CgroupMembership} from '../pid/cgroup.ts';
import {type EnvironmentVariable, parseEnviron} from '../pid/environ.ts';
import {parsePathLink, type PathLink} from '../pid/links.ts';
import {foreignMountPoints} from '../pid/mount-place.ts';
import {type Mount, parseMountinfo} from '../pid/mountinfo.ts';
import type {ShownFileName} from '../pid/shown-files.ts';
import type {InternetSocket} from '../pid/net/tcp.ts';
import type {UnixSocket} from '../pid/net/unix.ts';
import type {
	PinnedNamespace,
	IsolationReading,
	ListeningSocket,
	MountedSocket,
	OpenFile,
	ProcessLinks,
} from '../reading.ts';
import {ListenerLook} from './listener.ts';
import {readOpenFiles, readSocketInodes} from './open-files.ts';
import {passingInterfaces} from './passing-interfaces.ts';
import {findMountSource} from './mount-source.ts';
import {IsolationReader} from './isolation.ts';
import {
	openInRoot,
	type FileInRoot,
	readTextInRoot,
	identifyInRoot,
} from './in-root.ts';
import {findPinnedNamespaces} from './pinned-namespaces.ts';
import {RootView} from './root-view.ts';
import {type FileText, readShownFile} from './shown-files.ts';
import {findSocketHolder, type SocketHolder} from './socket-holder.ts';
import {findSocketMounts} from './socket-mounts.ts';
import {type PortListeners, readPortListeners} from './port-listeners.ts';
import {type NetworkSetup, readNetworkSetup} from './network-setup.ts';
import {readEngineSockets, readInternetSockets, readUnixSockets} from './sockets.ts';

const mostEnvironmentBytes = 262_144;

/**
Looks closely at single processes.
*/
export class CloseLook {
	readonly #proc: string;
	readonly #isolation: IsolationReader;
	readonly #ways: WayReader;

	constructor(proc: string, hierarchies: Hierarchies) {
		this.#proc = proc;
		this.#isolation = new IsolationReader(proc, hierarchies);
		this.#ways = new WayReader(hierarchies);
	}

	/**
	What the cgroups on the way to the one with these memberships use and may use, from the outside in.
	*/
	cgroupWay(memberships: readonly CgroupMembership[]): readonly CgroupLevelReading[] {
		return this.#ways.read(memberships);
	}

	/**
	What separates a process from the host, apart from its namespaces.
	*/
	isolation(pid: number): IsolationReading {
		return this.#isolation.read(pid);
	}

	/**
	Its program, working directory and root directory, each as seen from its root directory. Gone for a kernel thread or a zombie, which
	have none.
	*/
	links(pid: number): ProcessLinks {
		const read = (name: string): Known<PathLink> => mapKnown(readLink(`${this.#directoryOf(pid)}/${name}`), link => parsePathLink(link));
		return {executable: read('exe'), workingDirectory: read('cwd'), root: read('root')};
	}

	/**
	Environment that it was started with, the first 256 KiB. `isSecretName` tells what to hide.
	*/
	environment(pid: number): Known<readonly EnvironmentVariable[]> {
		return parsed(readBytes(`${this.#directoryOf(pid)}/environ`, mostEnvironmentBytes), parseEnviron);
	}

	/**
	One of its files as it is, up to a limit. Environment and arguments have their NULs.
	*/
	file(pid: number, name: ShownFileName, limitBytes: number): Known<FileText> {
		return readShownFile(this.#directoryOf(pid), name, limitBytes);
	}

	/**
	What was added to its `oomScore`: from -1000, never killed, to 1000.
	*/
	oomAdjustment(pid: number): Known<number> {
		return parsed(readOnce(`${this.#directoryOf(pid)}/oom_score_adj`), parseNumber);
	}

	/**
	What it has open, the 4096 lowest descriptors at most.
	*/
	openFiles(pid: number): Known<readonly OpenFile[]> {
		return readOpenFiles(this.#directoryOf(pid));
	}

	/**
	Inodes of the sockets among them.
	*/
	socketInodes(pid: number): Known<ReadonlySet<number>> {
		return readSocketInodes(this.#directoryOf(pid));
	}

	/**
	Unix sockets of the network namespace that it is in, or this process; `socketInodes` tells which are its own.
	*/
	unixSockets(pid: number | 'self'): Known<readonly UnixSocket[]> {
		return readUnixSockets(this.#directoryOf(pid));
	}

	/**
	The same for TCP and UDP.
	*/
	internetSockets(pid: number): Known<readonly InternetSocket[]> {
		return readInternetSockets(this.#directoryOf(pid));
	}

	/**
	The processes of the whole host that listen on a port of TCP or UDP. It looks at all of them, so it is for being asked once.
	*/
	portListeners(port: number): Known<PortListeners> {
		return readPortListeners(this.#proc, port);
	}

	/**
	Sockets on which a daemon waits for calls of its API, with their paths as seen from its own root directory: `openInRoot` leads there.
	*/
	engineSockets(pid: number): Known<readonly ListeningSocket[]> {
		return readEngineSockets(this.#directoryOf(pid));
	}

	/**
	Who listens at a path of this machine, to be looked at without connecting. `services` are programs that are likely to.
	*/
	listener(path: string, services: ReadonlySet<string>): ListenerLook {
		return new ListenerLook(this.#proc, path, services);
	}

	/**
	Who waits for connections at a path of this machine.
	*/
	socketHolder(path: string, services: ReadonlySet<string>): Known<SocketHolder> {
		return findSocketHolder(this.#proc, path, {services, identify: (pid, socketPath) => this.identifyInRoot(pid, socketPath)});
	}

	/**
	Sockets that came into its mount namespace by mounts. Its mounts are read if they are not given.
	*/
	socketMounts(pid: number, mounts: Known<readonly Mount[]> = this.#readMounts(pid)): Known<readonly MountedSocket[]> {
		return mapKnown(mounts, list => findSocketMounts(this.#directoryOf(pid), list));
	}

	/**
	Those of the interfaces of its network namespace that pass on what others count; by their names alone where its files cannot be read.
	*/
	passingInterfaces(pid: number, names: readonly string[]): ReadonlySet<string> {
		const mounts = valueOf(this.#readMounts(pid));
		return passingInterfaces(names, `${this.#directoryOf(pid)}/root`, mounts ? foreignMountPoints(mounts) : new Set('/'));
	}

	/**
	How its network namespace is set up: addresses, gateways, resolver, and what its interfaces are connected to. `makers` are processes that
	have connected it.
	*/
	networkSetup(pid: number, makers?: readonly number[]): Known<NetworkSetup> {
		return readNetworkSetup(this.#proc, pid, makers);
	}

	/**
	Finds a file as the process sees it, wherever links lead, and holds it until its descriptor is given to `closeFile`.
	*/
	openInRoot(pid: number, path: string): Known<FileInRoot> {
		return this.#inRootOf(pid, (root, barred) => openInRoot(root, path, barred));
	}

	/**
	Which file a path of the process is, whatever it is called elsewhere.
	*/
	identifyInRoot(pid: number, path: string): Known<FileIdentity> {
		return this.#inRootOf(pid, (root, barred) => identifyInRoot(root, path, barred));
	}

	/**
	First bytes of a regular file of the process as text.
	*/
	readTextInRoot(pid: number, path: string, limitBytes: number): Known<string> {
		return this.#inRootOf(pid, (root, barred) => readTextInRoot(root, path, limitBytes, barred));
	}

	/**
	The root directory of a process, to look there several times. `barred` is that of another view, if this process has the same mount
	namespace and the same root directory.
	*/
	rootView(pid: number, barred?: RootView['barred']): RootView {
		return new RootView(`${this.#directoryOf(pid)}/root`, barred ?? mapKnown(this.#readMounts(pid), foreignMountPoints));
	}

	/**
	Where the reader itself, or another process that it looks through, finds what is mounted: for the line of /etc/hostname, a file in the
	folder that an engine keeps for a container.
	*/
	mountSource(mount: Mount, viewer?: number): Known<string> {
		return findMountSource(mount, this.#proc, viewer);
	}

	/**
	Namespaces that mounts and open files of these processes hold.
	*/
	pinnedNamespaces(pids: readonly number[]): readonly PinnedNamespace[] {
		return findPinnedNamespaces(this.#proc, pids);
	}

	#inRootOf<Result>(pid: number, use: (root: string, barred: ReadonlySet<string>) => Known<Result>): Known<Result> {
		const mounts = this.#readMounts(pid);
		return isMissing(mounts) ? mounts : use(`${this.#directoryOf(pid)}/root`, foreignMountPoints(mounts));
	}

	#readMounts(pid: number): Known<readonly Mount[]> {
		return parsed(readBytes(`${this.#directoryOf(pid)}/mountinfo`), parseMountinfo);
	}

	#directoryOf(pid: number | 'self'): string {
		return `${this.#proc}/${pid}`;
	}
}
