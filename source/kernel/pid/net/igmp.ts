/**
/proc/PID/net/igmp: the interfaces of a network namespace that take multicast, with their numbers. Everybody may read it.
*/
import {type Bytes, linesOf} from '../../fields.ts';

const interfacePattern = /^(\d+)\s+(\S+)\s*:/u;

/**
Numbers of interfaces by their names.
*/
export function parseInterfaceIndexes(bytes: Bytes): ReadonlyMap<string, number> {
	return new Map(linesOf(bytes).flatMap(line => {
		const [, index, name] = interfacePattern.exec(line) ?? [];
		return index === undefined || name === undefined ? [] : [[name, Number(index)] as const];
	}));
}
