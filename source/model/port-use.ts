/**
Which containers have to do with a port: by what their engine publishes, and by where their processes listen.
*/
import {isMissing, type Known, valueOf} from '../known.ts';
import type {PortListener, PortListeners} from '../kernel/process/port-listeners.ts';
import type {Container} from './container.ts';
import type {Snapshot} from './snapshot.ts';

/**
Where the port is: published by the engine on the host, in the host's own network namespace, or in another one.
*/
type PortPlace = 'published' | 'host' | 'inside';

/**
One socket or one published port of a container. `address` is the one that is listened on; `pid` is undefined for what is published, which
no process of the container holds.
*/
export type PortUse = {
	readonly container: Container;
	readonly place: PortPlace;
	readonly protocol: string;
	readonly address: string | undefined;
	readonly pid: number | undefined;
};

/**
All that is known to use the port. It is not complete where processes of containers may not be looked at.
*/
export type PortUses = {readonly uses: readonly PortUse[]; readonly isComplete: boolean};

const placeOrder: readonly PortPlace[] = ['published', 'host', 'inside'];

/**
What uses a port of TCP or UDP among these containers: what concerns the host first, then in the order of the containers.
*/
export function usesOfPort(
	containers: readonly Container[],
	port: number,
	listeners: Known<PortListeners>,
	host: Snapshot['host'],
): PortUses {
	const hostNetwork = valueOf(host.namespaces.net);
	const byPid = Map.groupBy(valueOf(listeners)?.listeners ?? [], ({pid}) => pid);
	const uses = containers.flatMap(container => [
		...container.ports
			.filter(({hostPort}) => hostPort === port)
			.map(({protocol, hostAddress}): PortUse => ({
				container, place: 'published', protocol, address: hostAddress, pid: undefined,
			})),
		...firstOfEach(container.pids.flatMap(pid => byPid.get(pid) ?? [])).map(({network, protocol, address, pid}): PortUse => ({
			container, place: network === hostNetwork ? 'host' : 'inside', protocol, address, pid,
		})),
	]);
	return {
		uses: uses.toSorted((a, b) => placeOrder.indexOf(a.place) - placeOrder.indexOf(b.place)),
		isComplete: !isMissing(listeners) && containers.every(({pids}) => pids.every(pid => !listeners.unreadable.has(pid))),
	};
}

/**
That no container uses the port, as a sentence that says what is known instead.
*/
export function unusedPortSentence(port: number, listeners: Known<PortListeners>, {isComplete}: PortUses): string {
	const [other] = valueOf(listeners)?.listeners ?? [];
	return isComplete
		? `No container publishes port ${port} or listens on it${other ? `, but PID ${other.pid} does, which is in none` : ''}.`
		: `No container publishes port ${port}. Whether one listens on it cannot be seen: permission denied.`;
}

/**
Workers share the socket of the process that opened it, which most often has the lowest pid.
*/
function firstOfEach(listeners: readonly PortListener[]): readonly PortListener[] {
	return [...Map.groupBy(listeners, ({inode}) => inode).values()].map(holders => holders[0]!);
}

/**
How the port is used, as a sentence.
*/
export function portSentence(port: number, uses: readonly PortUse[]): string {
	const parts = placeOrder.flatMap(place => {
		const byName = Map.groupBy(uses.filter(use => use.place === place), ({container}) => container.name);
		const names = Array.from(byName, ([name, [first]]) => first?.pid === undefined ? name : `${name} (PID ${first.pid})`);
		return names.length === 0 ? [] : [`${names.join(', ')} ${placeWords[place](names.length > 1)}`];
	});
	return `Port ${port}: ${parts.join('; ')}.`;
}

const placeWords: Readonly<Record<PortPlace, (isSeveral: boolean) => string>> = {
	published: isSeveral => isSeveral ? 'publish it' : 'publishes it',
	host: isSeveral => `${isSeveral ? 'listen' : 'listens'} on it in the host's network namespace`,
	inside: isSeveral => `${isSeveral ? 'listen' : 'listens'} on it inside`,
};
