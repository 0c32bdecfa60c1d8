/**
Sockets of a network namespace, and those among them on which a process waits for its clients.
*/
import {
	isMissing,
	type Known,
	mapKnown,
	type Missing,
} from '../../known.ts';
import {parsed} from '../fields.ts';
import {readBytes, readLink} from '../files/content.ts';
import {listFirst} from '../files/directory.ts';
import {type InternetProtocol, type InternetSocket, parseInternetSockets} from '../pid/net/tcp.ts';
import {parseUnixSockets, trustworthyRows, type UnixSocket} from '../pid/net/unix.ts';
import type {ListeningSocket} from '../reading.ts';
import {readSocketInodes} from './open-files.ts';

// Some ten thousand sockets. The kernel lists those of TCP that listen first.
const mostBytes = 1_048_576;

// Engines have some dozens of threads, nearly all of them where they were started.
const mostThreads = 64;
const mostNetworks = 4;

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
function readListeningSockets(directory: string): Known<readonly ListeningSocket[]> {
	const inodes = readSocketInodes(directory);
	if (isMissing(inodes)) {
		return inodes;
	}

	// Whoever has none is spared the reading of all others.
	const lists = inodes.size === 0 ? [] : networksOf(directory).map(place => readUnixSockets(place));
	const [first] = lists;
	return isMissing(first)
		? first
		: lists.flatMap(rows => isMissing(rows) ? [] : trustworthyRows(rows).filter(({inode, isListening}) => isListening && inodes.has(inode)))
			.flatMap(({path, inode}) => path?.startsWith('/') ? [{path, inode}] : []);
}

/**
Directories of a process and of some of its threads, one for each network namespace that they are in: the process shows that of its
first thread, which dockerd may have left in a container's.
*/
function networksOf(directory: string): readonly string[] {
	const own = readLink(`${directory}/ns/net`);
	const threads = listFirst(`${directory}/task`, mostThreads);
	if (isMissing(own) || isMissing(threads)) {
		return [directory];
	}

	const others = new Map<string, string[]>();
	for (const thread of threads) {
		const place = `${directory}/task/${thread}`;
		const network = readLink(`${place}/ns/net`);
		if (!isMissing(network) && network !== own) {
			others.set(network, [...others.get(network) ?? [], place]);
		}
	}

	const byCount = [...others.values()].toSorted((a, b) => b.length - a.length);
	return [directory, ...byCount.slice(0, mostNetworks - 1).flatMap(places => places.slice(0, 1))];
}

/**
Those of them that a daemon such as dockerd, podman, containerd or crio may answer API calls on.
*/
export function readEngineSockets(directory: string): Known<readonly ListeningSocket[]> {
	return mapKnown(readListeningSockets(directory), sockets => sockets.filter(({path}) => !otherPurposePattern.test(path)));
}
