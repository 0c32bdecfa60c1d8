/**
/proc/PID/net/fib_trie: the routing tables of a network namespace. Everybody may read it.
*/
import {type Bytes, linesOf} from '../../fields.ts';

const leafPattern = /^\s*\|-- (\d+\.\d+\.\d+\.\d+)$/u;
const ownPattern = /^\s*\/32 host LOCAL$/u;

/**
The namespace's own addresses of version 4, each once, in ascending order: what the kernel delivers here. The file says neither the
interface nor the network of an address; `parseRoutes` gives the networks.
*/
export function parseOwnAddresses(bytes: Bytes): readonly string[] {
	const own = new Set<string>();
	let leaf: string | undefined;
	for (const line of linesOf(bytes)) {
		leaf = leafPattern.exec(line)?.[1] ?? leaf;
		if (leaf !== undefined && ownPattern.test(line)) {
			own.add(leaf);
		}
	}

	return [...own];
}
