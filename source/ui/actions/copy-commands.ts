/**
Texts to copy that do something with a container by hand: the commands that copy files out and in, and where its ports are reached.
*/
import {isIPv6} from 'node:net';
import type {EngineStatus, PublishedPort} from '../../engine/engine.ts';
import type {Container} from '../../model/container.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import {clientOf} from '../explain/inspect.ts';
import {quoted} from '../explain/quoted.ts';

/**
A file out of the container and one into it, by the client of its engine.
*/
export function copyCommands(engine: Pick<EngineStatus, 'kind' | 'address'>, name: string): readonly string[] {
	return [`${clientOf(engine)} cp ${quoted(`${name}:/path`)} ./`, `${clientOf(engine)} cp ./file ${quoted(`${name}:/path`)}`];
}

/**
Where each published port is reached: one of TCP as an address to open, others as engines write them. A port that is published on all
addresses is reached on the one of the engine's host; for an engine in a container, on that of the container.
*/
export function portAddresses(
	{ports}: Pick<Container, 'ports'>,
	engine: Pick<EngineStatus, 'address' | 'container'>,
	{containers}: Pick<Snapshot, 'containers'>,
): readonly string[] {
	const outer = engine.container === undefined ? undefined : containers.get(engine.container)?.addresses[0];
	const host = outer ?? remoteHost(engine.address) ?? 'localhost';
	return [...new Set(ports.flatMap(port => addressOf(port, host) ?? []))];
}

const anyAddress: ReadonlySet<string | undefined> = new Set([undefined, '', '0.0.0.0', '::', '[::]']);

function addressOf({hostAddress, hostPort, protocol}: PublishedPort, host: string): string | undefined {
	if (hostPort === undefined) {
		return undefined;
	}

	const name = anyAddress.has(hostAddress) ? host : hostAddress!;
	const address = `${isIPv6(name) ? `[${name}]` : name}:${hostPort}`;
	return protocol === 'tcp' ? `http://${address}` : `${address}/${protocol}`;
}

/**
The host of an engine that is reached over a network.
*/
function remoteHost(address: string): string | undefined {
	const [, host] = /^(?:tcp|https?|ssh):\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:]*)/.exec(address) ?? [];
	return host === undefined || host === '' ? undefined : host.replaceAll(/[[\]]/g, '');
}
