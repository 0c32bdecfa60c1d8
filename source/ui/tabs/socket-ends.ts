/**
The ends of a socket, as the tabs write them. Neither text is safe to draw yet.
*/
import type {OwnedSocket} from '../../model/build/sockets.ts';

const mostOwners = 2;

/**
Its own end: its address or name. One that is connected without a name is called by its inode, as the other end calls it. Empty for others
without a name.
*/
export function localText({local, inode, peer}: OwnedSocket): string {
	return local === '' && peer ? String(inode) : local;
}

/**
Its state as `ss` names it: an open socket of UDP is not closed, as the kernel's word has it, but connected to nobody.
*/
export function stateText({protocol, state}: Pick<OwnedSocket, 'protocol' | 'state'>): string {
	return protocol.startsWith('udp') && state === 'CLOSE' ? 'UNCONN' : state;
}

/**
The other end, for a Unix socket with the processes that have it open: `/run/x.sock of 12 nginx`. Empty where there is none.
*/
export function remoteText({remote, peer}: OwnedSocket): string {
	if (!peer) {
		return remote;
	}

	const owners = peer.owners.slice(0, mostOwners).map(({pid, name}) => `${pid} ${name}`);
	const others = peer.owners.length - owners.length;
	const all = others > 0 ? [...owners, `${others} more`] : owners;
	return `${remote === '' ? peer.inode : remote}${all.length === 0 ? '' : ` of ${all.join(', ')}`}`;
}
