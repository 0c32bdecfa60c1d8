/**
The sockets of a network namespace joined to the processes that have them open.
*/
import type {InternetProtocol, InternetSocket} from '../../kernel/pid/net/tcp.ts';
import {trustworthyRows, type UnixSocket} from '../../kernel/pid/net/unix.ts';
import {byName} from './order.ts';

/**
A process that has a socket open.
*/
type SocketOwner = {readonly pid: number; readonly name: string};

/**
One socket. Its ends are as people write them: `10.0.0.1:80`, `[::1]:80`, `*:80` for every address; for a Unix socket the path or the
abstract name. Empty where it has no such end, or that has no name.
*/
export type OwnedSocket = {
	readonly protocol: InternetProtocol | 'unix';
	/**
	What a descriptor that stands for it is called by: `socket:[12345]`.
	*/
	readonly inode: number;
	readonly local: string;
	readonly remote: string;
	/**
	As the kernel names it: `LISTEN`, `ESTABLISHED`; empty for a Unix socket that does not listen.
	*/
	readonly state: string;
	readonly isListening: boolean;
	readonly owners: readonly SocketOwner[];
	/**
	The other end of a Unix socket, which may have a name or not; undefined where it is not connected or that is not known.
	*/
	readonly peer?: {readonly inode: number; readonly owners: readonly SocketOwner[]} | undefined;
};

/**
Who may own sockets: a process and the inodes of the sockets that it has open.
*/
export type SocketHolder = SocketOwner & {readonly inodes: ReadonlySet<number>};

const protocolOrder: ReadonlyArray<OwnedSocket['protocol']> = ['tcp', 'tcp6', 'udp', 'udp6', 'unix'];

/**
What is known of the other ends of Unix sockets: their inodes by those of the sockets, sockets that may be among them, and who may own them.
*/
type UnixEnds = {
	readonly peers: ReadonlyMap<number, number>;
	readonly sockets: readonly UnixSocket[];
	readonly holders: readonly SocketHolder[];
};

/**
Those that listen first, then by protocol and local end. Unix sockets of others are left out: there are many, and nothing tells what
they are for. Internet sockets without an owner stay: they belong to the namespace.
*/
export function joinSockets(
	internet: readonly InternetSocket[],
	unix: readonly UnixSocket[],
	holders: readonly SocketHolder[],
	ends?: UnixEnds,
): readonly OwnedSocket[] {
	const owners = ownersByInode(holders);
	const endOf = ends ? unixEnd(ends) : () => ({remote: ''});
	const sockets: readonly OwnedSocket[] = [
		...internet.map(({protocol, localAddress, localPort, remoteAddress, remotePort, state, isListening, inode}): OwnedSocket => ({
			protocol,
			inode,
			local: endpoint(localAddress, localPort),
			remote: remotePort === 0 ? '' : endpoint(remoteAddress, remotePort),
			state,
			isListening,
			owners: owners.get(inode) ?? [],
		})),
		...trustworthyRows(unix).filter(({inode}) => owners.has(inode)).map(({path = '', isListening, inode}): OwnedSocket => ({
			protocol: 'unix', inode, local: path, ...endOf(inode), state: isListening ? 'LISTEN' : '', isListening, owners: owners.get(inode)!,
		})),
	];
	return sockets.toSorted(
		(a, b) =>
			Number(b.isListening) - Number(a.isListening)
			|| protocolOrder.indexOf(a.protocol) - protocolOrder.indexOf(b.protocol)
			|| byName(a.local, b.local),
	);
}

function unixEnd({peers, sockets, holders}: UnixEnds): (inode: number) => Pick<OwnedSocket, 'remote' | 'peer'> {
	const names = new Map(trustworthyRows(sockets).map(({inode, path}) => [inode, path]));
	const owners = ownersByInode(holders);
	return inode => {
		const peer = peers.get(inode);
		return peer === undefined ? {remote: ''} : {remote: names.get(peer) ?? '', peer: {inode: peer, owners: owners.get(peer) ?? []}};
	};
}

function ownersByInode(holders: readonly SocketHolder[]): ReadonlyMap<number, readonly SocketOwner[]> {
	const owners = new Map<number, SocketOwner[]>();
	for (const {pid, name, inodes} of holders) {
		for (const inode of inodes) {
			const known = owners.get(inode);
			if (known) {
				known.push({pid, name});
			} else {
				owners.set(inode, [{pid, name}]);
			}
		}
	}

	return owners;
}

const everyAddress: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

function endpoint(address: string, port: number): string {
	const host = everyAddress.has(address) ? '*' : (address.includes(':') ? `[${address}]` : address);
	return `${host}:${port === 0 ? '*' : port}`;
}
