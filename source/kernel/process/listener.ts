/**
Who waits for connections at the path of a Unix socket, found out without connecting to it. To connect is to start the service where the
service manager holds the socket for it.
*/
import {
	isMissing,
	type Known,
	unsupported,
	valueOf,
} from '../../known.ts';
import {readOnce} from '../files/content.ts';
import {listDirectory} from '../files/directory.ts';
import {fileIdentity} from '../files/found.ts';
import {readSocketInodes} from './open-files.ts';
import {readUnixSockets} from './sockets.ts';

/**
- `service`: a process that was started for it, or one that made the socket itself.
- `starter`: a service manager alone, which starts the service with the first connection.
*/
type Listener = 'service' | 'starter';

/**
A process that was just made may hold a socket a moment later, or run another program.
*/
const looksAtNewProcess = 3;

/**
Sockets of the reader's network namespace that listen at the path, whatever links lead there. A socket that was replaced may still be held.
*/
export function listeningInodes(proc: string, path: string): ReadonlySet<number> {
	const file = fileIdentity(path);
	const sockets = valueOf(readUnixSockets(`${proc}/self`)) ?? [];
	const isSame = (other: string): boolean => {
		const found = fileIdentity(other);
		return !isMissing(file) && !isMissing(found) && file.device === found.device && file.inode === found.inode;
	};

	return new Set(sockets.flatMap(socket => socket.isListening && socket.path?.startsWith('/') && isSame(socket.path) ? [socket.inode] : []));
}

/**
Looks at the listener of one socket again and again. Later looks only examine processes that are new.
*/
export class ListenerLook {
	readonly #proc: string;
	readonly #path: string;
	readonly #services: ReadonlySet<string>;
	readonly #looks = new Map<string, number>();

	/**
	`services` are the programs to examine first, as in /proc/PID/comm; process 1 is no starter if it runs one of them.
	*/
	constructor(proc: string, path: string, services: ReadonlySet<string>) {
		this.#proc = proc;
		this.#path = path;
		this.#services = services;
	}

	/**
	Unsupported where nobody in this network namespace listens there; denied where the open files of process 1 cannot be read, and none of
	those that can be read is it.
	*/
	look(): Known<Listener> {
		const inodes = listeningInodes(this.#proc, this.#path);
		if (inodes.size === 0) {
			return unsupported;
		}

		const programs = this.#programs();
		const pids = [...programs.keys()];
		const isService = (pid: string): boolean => this.#services.has(programs.get(pid)!);
		const starters = new Set(pids.filter(pid => this.#isStarter(pid, programs.get(pid)!)));
		const hasStarter = starters.values().some(pid => this.#holds(pid, inodes));
		const init = readSocketInodes(`${this.#proc}/1`);
		if ((!hasStarter && !isMissing(init)) || pids.some(pid => isService(pid) && this.#holds(pid, inodes))) {
			return 'service';
		}

		if (isMissing(init) && !hasStarter) {
			return init;
		}

		const others = pids.filter(pid => !isService(pid) && !starters.has(pid) && this.#isNew(pid));
		return others.some(pid => this.#holds(pid, inodes)) ? 'service' : 'starter';
	}

	/**
	Programs of all processes by pid.
	*/
	#programs(): ReadonlyMap<string, string> {
		const pids = (valueOf(listDirectory(this.#proc)) ?? []).filter(name => /^\d+$/.test(name));
		for (const pid of this.#looks.keys()) {
			if (!pids.includes(pid)) {
				this.#looks.delete(pid);
			}
		}

		return new Map(pids.map(pid => [pid, valueOf(readOnce(`${this.#proc}/${pid}/comm`))?.toString().trimEnd() ?? '']));
	}

	#isStarter(pid: string, name: string): boolean {
		// The kernel cuts the name of systemd-socket-activate.
		return name === 'systemd' || name === 'systemd-socket-' || (pid === '1' && !this.#services.has(name));
	}

	#isNew(pid: string): boolean {
		const looks = (this.#looks.get(pid) ?? 0) + 1;
		this.#looks.set(pid, looks);
		return looks <= looksAtNewProcess;
	}

	#holds(pid: string, inodes: ReadonlySet<number>): boolean {
		const held = valueOf(readSocketInodes(`${this.#proc}/${pid}`));
		return held !== undefined && !inodes.isDisjointFrom(held);
	}
}
