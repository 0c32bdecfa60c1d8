/**
What /proc/PID/net shows of a network namespace: the addresses of its interfaces and its gateways. Everybody may read it.
*/
import {isMissing, type Known, valueOf} from '../../known.ts';
import {type Bytes, parsed} from '../fields.ts';
import {readBytes} from '../files/content.ts';
import {parseNetDev} from '../pid/net/dev.ts';
import {parseOwnAddresses} from '../pid/net/fib-trie.ts';
import {parseAddresses6} from '../pid/net/if-inet6.ts';
import {parseInterfaceIndexes} from '../pid/net/igmp.ts';
import {parseRoutes, parseRoutes6, type Route} from '../pid/net/route.ts';
import {placeAddresses, type PlacedAddresses} from './placed-addresses.ts';

/**
A router that takes what is for no network that is known better.
*/
type Gateway = {readonly address: string; readonly interface: string};

/**
`interfaces` are all of the namespace, `indexes` their numbers as far as they are known. Gateways of version 4 come first.
*/
export type ShownNetwork = PlacedAddresses & {
	readonly gateways: readonly Gateway[];
	readonly indexes: ReadonlyMap<string, number>;
};

// Some ten thousand routes: more than a container ever has.
const mostBytes = 1_048_576;

/**
Reads it from the directory of a process in /proc. Everybody may. A kernel without version 6 has no addresses and no routes of it.
*/
export function readShownNetwork(directory: string): Known<ShownNetwork> {
	const read = <Value>(name: string, parse: (bytes: Bytes) => Value): Known<Value> =>
		parsed<Value>(readBytes(`${directory}/net/${name}`, mostBytes), parse);
	const counters = read('dev', parseNetDev);
	const own = read('fib_trie', parseOwnAddresses);
	const routes = read('route', parseRoutes);
	for (const value of [counters, own, routes]) {
		if (isMissing(value)) {
			return value;
		}
	}

	const addresses6 = valueOf(read('if_inet6', parseAddresses6)) ?? [];
	return {
		...placeAddresses({
			names: (valueOf(counters) ?? []).map(({name}) => name),
			own: valueOf(own) ?? [],
			routes: valueOf(routes) ?? [],
			addresses6,
		}),
		gateways: gatewaysOf([...valueOf(routes) ?? [], ...valueOf(read('ipv6_route', parseRoutes6)) ?? []]),
		indexes: new Map([
			...valueOf(read('igmp', parseInterfaceIndexes)) ?? [],
			...addresses6.map(({interface: name, index}) => [name, index] as const),
		]),
	};
}

function gatewaysOf(routes: readonly Route[]): readonly Gateway[] {
	const found = new Map<string, Gateway>();
	for (const {destination, prefixLength, gateway, interface: name} of routes) {
		if (prefixLength === 0 && gateway !== undefined && (destination === '0.0.0.0' || destination === '::')) {
			found.set(`${gateway} ${name}`, {address: gateway, interface: name});
		}
	}

	return [...found.values()];
}
