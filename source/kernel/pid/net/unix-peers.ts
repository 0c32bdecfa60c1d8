/**
Rows of `ss -xHn`: what the Unix sockets of a network namespace are connected to. /proc/PID/net/unix does not have it, only netlink
(sock_diag) does.
*/

// Names that hold blanks are no names here: where they end cannot be told.
const rowPattern = /^u_\w+ +\S+ +\d+ +\d+ +\S+ +(\d+) +\S+ +(\d+) *$/u;

/**
Inode of the other end by the inode of a socket that is connected; the other end may be in another network namespace. ss writes names as
they are, so one with a line end may imitate rows: a socket that has several rows is left out.
*/
export function parseUnixPeers(text: string): ReadonlyMap<number, number> {
	const rows = text.split('\n').flatMap(line => {
		const [, own, peer] = rowPattern.exec(line) ?? [];
		return own === undefined || peer === undefined ? [] : [{own: Number(own), peer: Number(peer)}];
	});
	const byOwn = Map.groupBy(rows, ({own}) => own);
	return new Map(rows.filter(({own, peer}) => peer !== 0 && byOwn.get(own)!.length === 1).map(({own, peer}) => [own, peer]));
}
