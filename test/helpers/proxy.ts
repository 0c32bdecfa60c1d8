/**
A proxy before an engine that lets only some requests through, as people put one there who do not trust everybody with everything.
*/
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, request as ask} from 'node:http';
import {connect as dial, type Socket} from 'node:net';
import path from 'node:path';
import {pipeline} from 'node:stream';

export type Proxy = {
	readonly socketPath: string;
	/**
	As for DOCKER_HOST.
	*/
	readonly address: string;
	/**
	What was asked so far, as `GET /containers/json`, without the version of the API; and what of it was let through.
	*/
	readonly asked: readonly string[];
	readonly passed: readonly string[];
	close(): Promise<void>;
};

const refusal = '<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>\n';

/**
Starts a proxy on a socket of its own, before the engine on another. What is asked is told to `isAllowed` as in `asked`, without the query.
*/
export async function startProxy(engineSocketPath: string, isAllowed: (asked: string) => boolean): Promise<Proxy> {
	const folder = mkdtempSync('/tmp/nsp-');
	const socketPath = path.join(folder, 'proxy.sock');
	const asked: string[] = [];
	const passed: string[] = [];
	const connections = new Set<Socket>();
	const lets = (method = '', url = ''): boolean => {
		const question = `${method} ${url.replace(/^\/v[\d.]+/, '').replace(/\?.*/, '')}`;
		asked.push(question);
		if (isAllowed(question)) {
			passed.push(question);
			return true;
		}

		return false;
	};

	const server = createServer((incoming, response) => {
		const {method, url: target, headers} = incoming;
		if (!lets(method, target)) {
			response.writeHead(403, {'Content-Type': 'text/html'}).end(refusal);
			return;
		}

		const outgoing = ask({
			socketPath: engineSocketPath, method, path: target, headers,
		}, answer => {
			response.writeHead(answer.statusCode!, answer.headers);
			response.flushHeaders();
			pipeline(answer, response, () => undefined);
		});
		outgoing.on('error', () => {
			response.destroy();
		});
		response.on('close', () => {
			outgoing.destroy();
		});
		pipeline(incoming, outgoing, () => undefined);
	});
	// The connection of a terminal is handed on as it is, with what was said on it already.
	server.on('upgrade', ({method, url: target, rawHeaders}, socket, head) => {
		if (!lets(method, target)) {
			socket.end(`HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: ${refusal.length}\r\n\r\n${refusal}`);
			return;
		}

		const outgoing = dial(engineSocketPath);
		const headers = rawHeaders.map((text, index) => `${text}${index % 2 === 0 ? ': ' : '\r\n'}`).join('');
		outgoing.write(`${method} ${target} HTTP/1.1\r\n${headers}\r\n`);
		outgoing.write(head);
		pipeline(socket, outgoing, socket, () => undefined);
	});
	server.on('connection', socket => {
		connections.add(socket);
	});
	server.listen(socketPath);
	await once(server, 'listening');
	return {
		socketPath,
		address: `unix://${socketPath}`,
		asked,
		passed,
		async close() {
			for (const connection of connections) {
				connection.destroy();
			}

			server.close();
			await once(server, 'close');
			rmSync(folder, {recursive: true});
		},
	};
}
