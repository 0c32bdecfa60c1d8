/**
Which processes listen on a port, in whatever network namespace they do.
*/
import {
	isMissing,
	type Known,
	mapKnown,
	type Missing,
	unsupported,
} from '../../known.ts';
import {readLink} from '../files/content.ts';
import {listDirectory} from '../files/directory.ts';
import {parseNamespaceLink} from '../pid/ns.ts';
import type {InternetProtocol} from '../pid/net/tcp.ts';
import {readSocketInodes} from './open-files.ts';
import {readInternetSockets} from './sockets.ts';

/**
A socket that listens on the port.
*/
type ListeningSocket = {
	readonly protocol: InternetProtocol;
	/**
	`127.0.0.1`; `0.0.0.0` and `::` mean every address.
	*/
	readonly address: string;
	/**
	Inode of the network namespace that the port is in. A socket that was handed on may be in another one than its process.
	*/
	readonly network: number;
	readonly inode: number;
};

/**
A process that has such a socket open; several may have the same.
*/
export type PortListener = ListeningSocket & {readonly pid: number};

/**
All that was found, by ascending pid. Of the processes in `unreadable` it is not known whether they listen.
*/
export type PortListeners = {readonly listeners: readonly PortListener[]; readonly unreadable: ReadonlySet<number>};

/**
Looks through all processes: at the sockets of each of their network namespaces, and at their open files where one of those sockets listens
on the port.
*/
export function readPortListeners(proc: string, port: number): Known<PortListeners> {
	return mapKnown(listDirectory(proc), names => {
		const pids = names.filter(name => /^\d+$/.test(name)).map(Number).toSorted((a, b) => a - b);
		const unreadable = new Set<number>();
		const note = (pid: number, {missing}: Missing): void => {
			if (missing !== 'gone') {
				unreadable.add(pid);
			}
		};

		const sockets = new Map<number, ListeningSocket>();
		const networks = new Set<number>();
		for (const pid of pids) {
			const network = mapKnown(readLink(`${proc}/${pid}/ns/net`), link => parseNamespaceLink(link)?.inode ?? unsupported);
			if (isMissing(network)) {
				note(pid, network);
			} else if (!networks.has(network)) {
				const found = readInternetSockets(`${proc}/${pid}`);
				// Where it has gone meanwhile, the next one in the namespace tells the same.
				if (!isMissing(found)) {
					networks.add(network);
					for (const {protocol, localAddress: address, inode} of found.filter(each => each.isListening && each.localPort === port)) {
						sockets.set(inode, {
							protocol, address, network, inode,
						});
					}
				}
			}
		}

		// Most often nobody listens there, and then no open files need to be looked at.
		const holders = sockets.size === 0 ? [] : pids;
		const listeners = holders.flatMap(pid => {
			const inodes = readSocketInodes(`${proc}/${pid}`);
			if (isMissing(inodes)) {
				note(pid, inodes);
				return [];
			}

			return [...sockets.values()].filter(({inode}) => inodes.has(inode)).map(socket => ({pid, ...socket}));
		});
		return {listeners, unreadable};
	});
}
