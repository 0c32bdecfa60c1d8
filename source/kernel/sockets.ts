/**
Sockets of a network namespace, and those among them on which a process waits for its clients.
*/
import {
	isMissing,
	type Known,
	mapKnown,
	type Missing,
} from '../known.ts';
import {parsed} from './fields.ts';
import {readBytes} from './files.ts';
import {readSocketInodes} from './open-files.ts';
import {type InternetProtocol, type InternetSocket, parseInternetSockets} from './pid/tcp.ts';
import {parseUnixSockets, trustworthyRows, type UnixSocket} from './pid/unix.ts';
import type {ListeningSocket} from './reading.ts';

// Some ten thousand sockets. The kernel lists those of TCP that listen first.
const mostBytes = 1_048_576;

const protocols: readonly InternetProtocol[] = ['tcp', 'tcp6', 'udp', 'udp6'];

// What daemons with an API have besides it: for numbers, for their own parts, for another protocol.
const otherPurposePattern = /(?:^|\/)(?:metrics\.sock|libnetwork\/[^/]*\.sock|containerd-debug\.sock|debug\.sock|[^/]*\.ttrpc)$/u;

/**
Unix sockets of the network namespace that a process is in, by its directory in /proc.
*/
export function readUnixSockets(directory: string): Known<readonly UnixSocket[]> {
	return parsed(readBytes(`${directory}/net/unix`, mostBytes), parseUnixSockets);
}

/**
Internet sockets of that namespace. A kernel without version 6 of the protocol has none of these.
*/
export function readInternetSockets(directory: string): Known<readonly InternetSocket[]> {
	const found: InternetSocket[] = [];
	let reason: Missing | undefined;
	let isAnyKnown = false;
	for (const protocol of protocols) {
		const sockets = parsed(readBytes(`${directory}/net/${protocol}`, mostBytes), bytes => parseInternetSockets(bytes, protocol));
		if (isMissing(sockets)) {
			reason ??= sockets;
		} else {
			isAnyKnown = true;
			found.push(...sockets);
		}
	}

	return isAnyKnown || !reason ? found : reason;
}

/**
Unix sockets on which a process waits for clients, where they were bound by an absolute path.
*/
export function readListeningSockets(directory: string): Known<readonly ListeningSocket[]> {
	const inodes = readSocketInodes(directory);
	if (isMissing(inodes)) {
		return inodes;
	}

	// Whoever has none is spared the reading of all others.
	const sockets = inodes.size === 0 ? [] : readUnixSockets(directory);
	return mapKnown(sockets, rows => {
		const own = trustworthyRows(rows).filter(({inode, isListening}) => isListening && inodes.has(inode));
		return own.flatMap(({path, inode}) => path?.startsWith('/') ? [{path, inode}] : []);
	});
}

/**
Those of them that a daemon such as dockerd, podman, containerd or crio may answer API calls on.
*/
export function readEngineSockets(directory: string): Known<readonly ListeningSocket[]> {
	return mapKnown(readListeningSockets(directory), sockets => sockets.filter(({path}) => !otherPurposePattern.test(path)));
}
