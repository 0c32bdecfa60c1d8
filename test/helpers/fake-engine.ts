/**
An engine on a socket of its own that speaks Docker's API as slowly and as badly as a test wants.
*/
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {Socket} from 'node:net';
import path from 'node:path';

/**
Answers a question in its own way, or gives true to have it answered well.
*/
export type OddAnswer = (question: string, response: ServerResponse, request: IncomingMessage) => boolean | Promise<boolean>;

type FakeContainer = {
	readonly id: string;
	readonly name: string;
	readonly status?: string;
	readonly image?: string;
	/**
	It runs if there is none.
	*/
	readonly state?: 'running' | 'exited';
};

export type FakeEngine = {
	readonly socketPath: string;
	/**
	As for DOCKER_HOST.
	*/
	readonly address: string;
	/**
	What was asked so far, as `GET /containers/json`, without the version of the API and the query.
	*/
	readonly asked: readonly string[];
	/**
	What it lists. May be changed.
	*/
	containers: readonly FakeContainer[];
	/**
	Connections that were made so far, and those that are open.
	*/
	readonly connections: {made: number; open: number};
	countOf(question: string | RegExp): number;
	/**
	Tells an event on each stream that is open.
	*/
	emit(event: Readonly<Record<string, unknown>>): void;
	/**
	Cuts each stream of events; gives how many there were.
	*/
	cutEvents(): number;
	/**
	Cuts every connection.
	*/
	cutConnections(): void;
	close(): Promise<void>;
};

/**
Starts one, in a folder of its own if no path is given. `answer` is asked first for each question.
*/
export async function startFakeEngine(
	answer: OddAnswer = () => true,
	containers: readonly FakeContainer[] = [],
	socketPath = path.join(mkdtempSync('/tmp/nsf-'), 'd.sock'),
): Promise<FakeEngine> {
	const asked: string[] = [];
	const streams = new Set<ServerResponse>();
	const sockets = new Set<Socket>();
	const connections = {made: 0, open: 0};
	const json = (response: ServerResponse, value: unknown): void => {
		const body = JSON.stringify(value);
		response.writeHead(200, {'Content-Type': 'application/json', 'Content-Length': String(body.length)}).end(body);
	};

	const answerWell = (question: string, response: ServerResponse): void => {
		const id = /^GET \/containers\/(\w+)\/json$/.exec(question)?.[1];
		const container = fake.containers.find(each => each.id === id);
		if (question === 'GET /events') {
			streams.add(response);
			response.on('close', () => {
				streams.delete(response);
			});
			response.writeHead(200, {'Content-Type': 'application/json'}).flushHeaders();
		} else if (question === 'GET /containers/json') {
			json(response, fake.containers.map(({
				id: each, name, status = 'Up 2 hours', image = 'bb:1', state = 'running',
			}) => ({
				Id: each, Names: [`/${name}`], Image: image, State: state, Status: status, Created: 1,
			})));
		} else if (container) {
			json(response, {
				Id: container.id, Name: `/${container.name}`, Config: {Image: 'bb:1'}, State: {Status: container.state ?? 'running', Pid: 0, StartedAt: '2026-01-01T00:00:00Z'},
			});
		} else {
			switch (question) {
				case 'GET /version': {
					json(response, {Version: '26.1.5', ApiVersion: '1.45', MinAPIVersion: '1.24'});

					break;
				}

				case 'GET /info': {
					json(response, {SecurityOptions: []});

					break;
				}

				case 'GET /_ping': {
					response.writeHead(200).end('OK');

					break;
				}

				default: {
					response.writeHead(404, {'Content-Type': 'application/json'}).end('{"message": "No such container: x"}');
				}
			}
		}
	};

	const server = createServer((request, response) => {
		const question = `${request.method} ${(request.url ?? '').replace(/^\/v[\d.]+/, '').replace(/\?.*/, '')}`;
		asked.push(question);
		response.on('error', () => undefined);
		void (async () => {
			if (await answer(question, response, request)) {
				answerWell(question, response);
			}
		})();
	});
	server.on('connection', socket => {
		connections.made++;
		connections.open++;
		sockets.add(socket);
		socket.on('error', () => undefined).on('close', () => {
			connections.open--;
			sockets.delete(socket);
		});
	});
	server.listen(socketPath);
	await once(server, 'listening');
	const fake: FakeEngine = {
		socketPath,
		address: `unix://${socketPath}`,
		asked,
		containers,
		connections,
		countOf: question => asked.filter(each => typeof question === 'string' ? each === question : question.test(each)).length,
		emit(event) {
			for (const stream of streams) {
				stream.write(`${JSON.stringify(event)}\n`);
			}
		},
		cutEvents() {
			const {size} = streams;
			const cut = [...streams];
			streams.clear();
			for (const stream of cut) {
				stream.destroy();
			}

			return size;
		},
		cutConnections() {
			for (const socket of sockets) {
				socket.destroy();
			}
		},
		async close() {
			if (!server.listening) {
				return;
			}

			fake.cutConnections();
			server.close();
			await once(server, 'close');
			if (path.dirname(socketPath).startsWith('/tmp/nsf-')) {
				rmSync(path.dirname(socketPath), {recursive: true, force: true});
			}
		},
	};
	return fake;
}
