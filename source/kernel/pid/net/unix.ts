/**
/proc/PID/net/unix: the Unix sockets of the network namespace that a process is in.
*/
import type {Bytes} from '../../fields.ts';

/**
One Unix socket.
*/
export type UnixSocket = {
	/**
	What the links of /proc/PID/fd call it: `socket:[12345]`.
	*/
	readonly inode: number;
	/**
	Undefined for a type that is none of the three.
	*/
	readonly type: 'stream' | 'datagram' | 'seqpacket' | undefined;
	/**
	Whether it waits for connections.
	*/
	readonly isListening: boolean;
	/**
	As it was bound, in the root directory of whoever bound it; it need not be absolute. Undefined for one without a name. An abstract name
	begins with `@`, which also stands for every NUL
	in it. May hold any character, line ends too.
	*/
	readonly path: string | undefined;
};

const rowPattern = /^[\da-f]{8,16}: [\dA-F]{8} [\dA-F]{8} ([\dA-F]{8}) ([\dA-F]{4}) [\dA-F]{2} +(\d+)(?: (.*))?$/su;
const types: ReadonlyMap<string, UnixSocket['type']> = new Map([['0001', 'stream'], ['0002', 'datagram'], ['0005', 'seqpacket']]);

// SO_ACCEPTCON, the only flag there is.
const listeningFlag = '00010000';

/**
All sockets. The kernel writes names as they are, so a name with a line end may look like rows of other sockets: `trustworthyRows`
leaves out those that it could be about.
A last row without its line end was cut off by the reader and is left out.
*/
export function parseUnixSockets(bytes: Bytes): readonly UnixSocket[] {
	const sockets: Array<{inode: number; type: UnixSocket['type']; isListening: boolean; path: string | undefined}> = [];
	for (const line of bytes.toString('utf8').split('\n').slice(1, -1)) {
		const match = rowPattern.exec(line);
		const last = sockets.at(-1);
		if (match) {
			const [, flags = '', type = '', inode, path] = match;
			sockets.push({
				inode: Number(inode), type: types.get(type), isListening: flags === listeningFlag, path,
			});
		} else if (last) {
			// No row of its own, so it is what follows a line end in a name.
			last.path = `${last.path ?? ''}\n${line}`;
		}
	}

	return sockets;
}

/**
The sockets whose inode occurs once. One that occurs twice was imitated by a name, and which of the two rows is the true one cannot be
told.
*/
export function trustworthyRows(sockets: readonly UnixSocket[]): readonly UnixSocket[] {
	const rows = new Map<number, number>();
	for (const {inode} of sockets) {
		rows.set(inode, (rows.get(inode) ?? 0) + 1);
	}

	return sockets.filter(({inode}) => rows.get(inode) === 1);
}
