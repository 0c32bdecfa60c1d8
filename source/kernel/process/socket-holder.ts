/**
Which program waits for connections at the path of a Unix socket.
*/
import {
	denied,
	isMissing,
	type Known,
	unsupported,
	valueOf,
} from '../../known.ts';
import {readLink, readOnce} from '../files/content.ts';
import {listDirectory} from '../files/directory.ts';
import {fileIdentity, type FileIdentity} from '../files/found.ts';
import {listeningInodes} from './listener.ts';
import {readSocketInodes} from './open-files.ts';
import {readEngineSockets} from './sockets.ts';

/**
A process that listens there.
*/
export type SocketHolder = {
	readonly pid: number;
	/**
	As in /proc/PID/comm.
	*/
	readonly program: string;
	/**
	Whether it is one of the programs that were asked for.
	*/
	readonly isService: boolean;
	/**
	Whether it has the pid namespace of the reader: then the pids that it tells are those that the reader sees. Unknown where that may not be
	read.
	*/
	readonly hasOurPids: Known<boolean>;
};

/**
Finds it without connecting: first among `services`, in whatever network namespace they listen, then among all processes, with the sockets
of the reader's own. Process 1 and service managers, which hold sockets for others, are no holders. Denied where the open files of some
processes cannot be read and none of the others has it; unsupported where nobody who can be seen has it.
*/
export function findSocketHolder(
	proc: string,
	path: string,
	{services, identify}: {
		readonly services: ReadonlySet<string>;
		/**
		Which file a path is for a process.
		*/
		identify(pid: number, path: string): Known<FileIdentity>;
	},
): Known<SocketHolder> {
	const pids = (valueOf(listDirectory(proc)) ?? []).filter(name => /^\d+$/u.test(name));
	const programs = new Map(pids.map(pid => [pid, valueOf(readOnce(`${proc}/${pid}/comm`))?.toString('utf8').trimEnd() ?? '']));
	const holder = (pid: string): SocketHolder => {
		const program = programs.get(pid)!;
		return {
			pid: Number(pid), program, isService: services.has(program), hasOurPids: hasSamePids(proc, pid),
		};
	};

	const file = fileIdentity(path);
	const listensThere = (pid: string): boolean => (valueOf(readEngineSockets(`${proc}/${pid}`)) ?? []).some(socket => {
		const other = identify(Number(pid), socket.path);
		return !isMissing(file) && !isMissing(other) && other.device === file.device && other.inode === file.inode;
	});
	const service = pids.find(pid => services.has(programs.get(pid)!) && listensThere(pid));
	if (service !== undefined) {
		return holder(service);
	}

	const inodes = listeningInodes(proc, path);
	let isDenied = false;
	for (const pid of inodes.size === 0 ? [] : pids) {
		const held = readSocketInodes(`${proc}/${pid}`);
		isDenied ||= isMissing(held) && held.missing === 'denied';
		if (!isMissing(held) && !inodes.isDisjointFrom(held) && pid !== '1' && !programs.get(pid)!.startsWith('systemd')) {
			return holder(pid);
		}
	}

	return isDenied ? denied : unsupported;
}

function hasSamePids(proc: string, pid: string): Known<boolean> {
	const own = readLink(`${proc}/self/ns/pid`);
	const other = readLink(`${proc}/${pid}/ns/pid`);
	return isMissing(other) ? other : (isMissing(own) ? own : own === other);
}
