/**
Which interface has which address.
*/
import {addressNumber} from '../pid/net/address.ts';
import type {InterfaceAddress6} from '../pid/net/if-inet6.ts';
import type {Route} from '../pid/net/route.ts';

/**
An address of version 4 or 6.
*/
export type InterfaceAddress = {
	readonly address: string;
	/**
	Length of its network's prefix; undefined where no route tells it, or where there are other addresses in that network: /proc does not say
	which of them has the prefix of the route, and which has one of its own, such as /32.
	*/
	readonly prefixLength: number | undefined;
	/**
	The network that it is in with others, `10.0.0.0/24`.
	*/
	readonly sharedNetwork?: string;
};

/**
Interfaces with their addresses. `unplaced` are addresses of version 4 of which no route, or those of several interfaces, tell the
interface.
*/
export type PlacedAddresses = {
	readonly interfaces: ReadonlyArray<{readonly name: string; readonly addresses: readonly InterfaceAddress[]}>;
	readonly unplaced: readonly string[];
};

const loopback: Route = {
	interface: 'lo', destination: '127.0.0.0', prefixLength: 8, gateway: undefined,
};

/**
Joins the addresses with the interfaces. One of version 4 is on the interface that reaches its network without a gateway.
*/
export function placeAddresses({names, own, routes, addresses6}: {
	readonly names: readonly string[];
	readonly own: readonly string[];
	readonly routes: readonly Route[];
	readonly addresses6: readonly InterfaceAddress6[];
}): PlacedAddresses {
	const direct = [loopback, ...routes.filter(({gateway}) => gateway === undefined)];
	const placed = own.map(address => ({address, route: directRouteTo(address, direct)}));
	return {
		interfaces: names.map(name => ({
			name,
			addresses: [
				...placed
					.filter(({route}) => route?.interface === name)
					.map(({address, route}): InterfaceAddress => placed.some(other => other.address !== address && other.route === route)
						? {address, prefixLength: undefined, sharedNetwork: `${route!.destination}/${route!.prefixLength}`}
						: {address, prefixLength: route!.prefixLength}),
				...addresses6
					.filter(each => each.interface === name)
					.map(({address, prefixLength}) => ({address, prefixLength})),
			],
		})),
		unplaced: placed.filter(({route}) => route === undefined).map(({address}) => address),
	};
}

/**
The closest of the routes that an address lies in; undefined where there is none, or those of several interfaces are equally close.
*/
function directRouteTo(address: string, routes: readonly Route[]): Route | undefined {
	// The default route without a gateway tells nothing of an address.
	const holding = routes.filter(route => route.prefixLength > 0 && isWithin(address, route));
	const longest = Math.max(...holding.map(({prefixLength}) => prefixLength));
	const closest = holding.filter(({prefixLength}) => prefixLength === longest);
	return new Set(closest.map(route => route.interface)).size === 1 ? closest[0] : undefined;
}

function isWithin(address: string, {destination, prefixLength}: Route): boolean {
	const size = 2 ** (32 - prefixLength);
	const [number, start] = [addressNumber(address), addressNumber(destination)];
	return number !== undefined && start !== undefined && Math.floor(number / size) === Math.floor(start / size);
}
