/**
Addresses of engines as one writes them into DOCKER_HOST.
*/
import path from 'node:path';

/**
How to get to an engine.
*/
export type Transport =
	| {readonly kind: 'unix'; readonly path: string}
	| {readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly pathPrefix: string; readonly isSecure: boolean}
	| {
		readonly kind: 'ssh';
		readonly user: string | undefined;
		readonly host: string;
		readonly port: number | undefined;
		readonly socketPath: string | undefined;
	};

/**
Raised on an address that names no engine; the message is a sentence for people.
*/
export class AddressError extends Error {
	override readonly name = 'AddressError';
}

/**
The transport that an address stands for: `unix:///path`, a bare `/path`, `tcp://host:port/prefix`, `http://…`, `https://…`,
`ssh://user@host:port/socket` or a bare `host:port`.
Without a port it is 2375, or 2376 where TLS is wanted, and the web's own for http and https.

@throws {AddressError} when it is none of these.
*/
export function parseAddress(address: string, isTlsWanted = false): Transport {
	const text = address.trim();
	if (text.startsWith('/')) {
		return {kind: 'unix', path: text};
	}

	if (text.startsWith('unix://')) {
		const socketPath = text.slice('unix://'.length);
		if (!path.isAbsolute(socketPath)) {
			throw new AddressError(`The engine address ${address} names no socket. Write it as unix:///path/to/the.sock.`);
		}

		return {kind: 'unix', path: socketPath};
	}

	const url = parseUrl(/^[a-z][\d+\-.a-z]*:\/\//i.test(text) ? text : `tcp://${text}`, address);
	const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
	const port = url.port === '' ? undefined : Number(url.port);
	switch (url.protocol) {
		case 'ssh:': {
			return {
				kind: 'ssh',
				user: url.username === '' ? undefined : decodeURIComponent(url.username),
				host,
				port,
				socketPath: url.pathname === '' || url.pathname === '/' ? undefined : decodeURIComponent(url.pathname),
			};
		}

		case 'tcp:':
		case 'http:':
		case 'https:': {
			const isSecure = isTlsWanted || url.protocol === 'https:';
			return {
				kind: 'tcp',
				host,
				port: port ?? defaultPort(url.protocol, isSecure),
				pathPrefix: url.pathname.split('/').filter(Boolean).join('/'),
				isSecure,
			};
		}

		default: {
			throw new AddressError(`The engine address ${address} has an unknown scheme. Use unix://, tcp://, http://, https:// or ssh://.`);
		}
	}
}

/**
The address of a transport, in one spelling.
*/
export function writeAddress(transport: Transport): string {
	switch (transport.kind) {
		case 'unix': {
			return `unix://${transport.path}`;
		}

		case 'ssh': {
			const user = transport.user === undefined ? '' : `${transport.user}@`;
			const port = transport.port === undefined ? '' : `:${transport.port}`;
			return `ssh://${user}${bracketed(transport.host)}${port}${transport.socketPath ?? ''}`;
		}

		case 'tcp': {
			const prefix = transport.pathPrefix === '' ? '' : `/${transport.pathPrefix}`;
			return `tcp://${bracketed(transport.host)}:${transport.port}${prefix}`;
		}
	}
}

function defaultPort(protocol: string, isSecure: boolean): number {
	if (protocol === 'tcp:') {
		return isSecure ? 2376 : 2375;
	}

	return protocol === 'https:' ? 443 : 80;
}

function bracketed(host: string): string {
	return host.includes(':') ? `[${host}]` : host;
}

function parseUrl(text: string, address: string): URL {
	const url = URL.parse(text);
	if (url === null || url.hostname === '') {
		throw new AddressError(
			`The engine address ${address} cannot be understood. Write it as unix:///path, tcp://host:port or ssh://user@host.`,
		);
	}

	return url;
}
