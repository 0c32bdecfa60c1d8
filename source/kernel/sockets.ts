/**
Sockets of a network namespace, and those among them on which a process waits for its clients.
*/
import {
	gone,
	isMissing,
	type Known,
	mapKnown,
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
	const lists = protocols.map(protocol => parsed(readBytes(`${directory}/net/${protocol}`, mostBytes), bytes => parseInternetSockets(bytes, protocol)));
	const known = lists.filter(list => !isMissing(list));
	return known.length === 0 ? lists[0] ?? gone : known.flat();
}

/**
Unix sockets on which a process waits for clients, where they were bound by an absolute path.
*/
export function readListeningSockets(directory: string): Known<readonly ListeningSocket[]> {
	const inodes = readSocketInodes(directory);
	return isMissing(inodes) || inodes.size === 0 ? mapKnown(inodes, () => []) : mapKnown(readUnixSockets(directory), sockets => trustworthyRows(sockets).flatMap(({inode, isListening, path}) => isListening && path?.startsWith('/') && inodes.has(inode) ? [{path, inode}] : []));
}

/**
Those of them that a daemon such as dockerd, podman, containerd or crio may answer API calls on.
*/
export function readEngineSockets(directory: string): Known<readonly ListeningSocket[]> {
	return mapKnown(readListeningSockets(directory), sockets => sockets.filter(({path}) => !otherPurposePattern.test(path)));
}
