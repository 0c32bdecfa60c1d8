import assert from 'node:assert/strict';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {createServer as createHttpServer} from 'node:http';
import {
	createServer,
	type AddressInfo,
	type Server,
	type Socket,
} from 'node:net';
import path from 'node:path';
import test, {after} from 'node:test';
import {connect} from '../../source/engine/reach/connect.ts';
import {EngineError, type ConnectedEngine} from '../../source/engine/engine.ts';
import {sentence} from '../../source/engine/sentence.ts';
import {socketTarget} from '../../source/engine/reach/target.ts';
import {EngineWatch} from '../../source/engine/watch/watch.ts';
import {failureOf} from '../helpers/engine-error.ts';
import {eventually} from '../helpers/engine.ts';
import {readOutput} from '../helpers/exec-output.ts';

/**
What a server does with a request instead of answering it well.
*/
type Answer = string | ((socket: Socket) => void);

const folder = mkdtempSync('/tmp/nsh-');
const id = 'c'.repeat(64);
const {signal} = new AbortController();
const size = {columns: 80, rows: 24};
let servers = 0;

after(() => {
	rmSync(folder, {recursive: true});
});

function ok(body: string, head = ''): string {
	return `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n${head}\r\n${body}`;
}

/**
Answers of an engine that does nothing wrong, by method and path.
*/
const goodAnswers: ReadonlyArray<readonly [RegExp, string]> = [
	[/^GET \/version /, ok('{"Version": "20.10.24", "ApiVersion": "1.41"}')],
	[/^GET \S*\/info /, ok('{}')],
	[/^GET \S*\/containers\/json/, ok(`[{"Id": "${id}", "Names": ["/web"], "State": "running", "Status": "Up 2 seconds"}]`)],
	[/^GET \S*\/containers\/\w+\/json/, ok(`{"Id": "${id}", "Name": "/web", "State": {"Status": "running", "Pid": 1}}`)],
	[/^GET \S*\/_ping/, ok('OK')],
	[/^GET \S*\/events/, 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'],
	[/^POST \S*\/containers\/\w+\/exec /, ok('{"Id": "e1"}')],
	[/^POST \S*\/containers\/\w+\/\w+/, 'HTTP/1.1 204 No Content\r\n\r\n'],
	[/^DELETE /, 'HTTP/1.1 204 No Content\r\n\r\n'],
];

/**
A server on a socket of its own that answers requests whose first line matches in an odd way, and all others well.
*/
async function serve(
	target: RegExp,
	answer: Answer,
): Promise<{readonly socketPath: string; readonly asked: readonly string[]; close(): Promise<void>}> {
	const socketPath = path.join(folder, `${servers++}.sock`);
	const sockets = new Set<Socket>();
	const asked: string[] = [];
	const server: Server = createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		let text = '';
		socket.on('data', (chunk: Uint8Array) => {
			text += new TextDecoder().decode(chunk);
			// Bodies of requests do not matter here: what comes behind a head belongs to it.
			if (!text.includes('\r\n\r\n')) {
				return;
			}

			const line = text.split('\r\n', 1)[0]!;
			text = '';
			if (!/^(?:GET|POST|DELETE) /.test(line)) {
				return;
			}

			asked.push(line);
			if (!target.test(line)) {
				socket.write(goodAnswers.find(([good]) => good.test(line))?.[1] ?? 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
			} else if (typeof answer === 'string') {
				socket.end(answer);
			} else {
				answer(socket);
			}
		});
	});
	server.listen(socketPath);
	await once(server, 'listening');
	return {
		socketPath,
		asked,
		async close() {
			for (const socket of sockets) {
				socket.destroy();
			}

			server.close();
			await once(server, 'close');
		},
	};
}

/**
Writes the same again and again until nobody listens any more.
*/
function endlessly(start: string, more: string): Answer {
	return socket => {
		socket.write(start);
		const block = more.repeat(Math.ceil(65_536 / more.length));
		const write = () => {
			while (socket.writable && socket.write(block)) {
				// The next one follows.
			}
		};

		socket.on('drain', write);
		write();
	};
}

const redirect = (location: string): string => `HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`;
const forbiddenPage = '<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>';

/**
Answers that are no good to any question.
*/
const hopeless: Readonly<Record<string, Answer>> = {
	'nothing at all': '',
	'a redirect to nowhere': redirect(''),
	'a redirect to a protocol that does not exist': redirect('nonsense:'),
	'a redirect to a protocol that is not spoken': redirect('ftp://localhost/x'),
	'a redirect to a file': redirect('file:///etc/passwd'),
	'a redirect to a broken address': redirect('http://[::1/'),
	'a redirect to TLS': redirect('https://localhost:1/x'),
	'a redirect to a place where nobody is': redirect('http://127.0.0.1:1/x'),
	'a redirect to itself': redirect('/version'),
	'a head without an end': 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n',
	'a body that stops in the middle': 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[',
	'half a chunked body': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n[',
	'chunks of no known size': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n[]\r\n',
	'two lengths': 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n[]',
	'a length below zero': 'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n[]',
	'another protocol': 'SSH-2.0-OpenSSH_9.2\r\n',
	'a status that is none': 'HTTP/1.1 099 What\r\nContent-Length: 0\r\n\r\n',
	'a status beyond all': 'HTTP/1.1 999 Never\r\nContent-Length: 0\r\n\r\n',
	'headers without an end': endlessly('HTTP/1.1 200 OK\r\n', 'X-Padding: 0123456789\r\n'),
	'one header without an end': endlessly('HTTP/1.1 200 OK\r\nX: ', '0123456789'),
	'another protocol without its name': 'HTTP/1.1 101 Switching Protocols\r\n\r\n',
	'a failure that stops in the middle': 'HTTP/1.1 500 Oops\r\nContent-Length: 100\r\n\r\n{"message',
	'a failure with nonsense for a message': 'HTTP/1.1 500 Oops\r\nContent-Length: 26\r\n\r\n{"message": {"message": 1}}',
};

/**
Answers that say no, to what nstop cannot do without.
*/
const refusing: Readonly<Record<string, Answer>> = {
	'a page that forbids it': `HTTP/1.1 403 Forbidden\r\nContent-Length: ${forbiddenPage.length}\r\n\r\n${forbiddenPage}`,
	'not found': 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n',
};

/**
Answers that are no good to who wants to know something.
*/
const unreadable: Readonly<Record<string, Answer>> = {
	'another protocol that was not asked for': 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n',
	'a page': ok('<html><body>Welcome to nginx!</body></html>'),
	'a number': ok('7'),
	nothing: ok('null'),
	'an empty body': ok(''),
	'a body without an end': endlessly('HTTP/1.1 200 OK\r\n\r\n["', 'xxxxxxxxxxxxxxxx'),
	'brackets in brackets': ok('['.repeat(3_000_000)),
};

/**
One sentence about the failure, and at most one about what to do.
*/
function assertSentence(error: EngineError): void {
	const text = sentence(error, 'it');
	assert.match(text, /^Could not [^\p{Control}<>]{8,400}\.$/u);
	assert.doesNotMatch(text, /undefined|\[object|TypeError/);
}

async function drain(engine: ConnectedEngine): Promise<void> {
	for await (const _event of engine.events(signal)) {
		// None is expected.
	}
}

/**
What can be asked of an engine, with the requests that it leads to.
*/
const questions: ReadonlyArray<{
	readonly name: string;
	readonly request: RegExp;
	readonly isReading: boolean;
	readonly isOptional?: boolean;
	ask(engine: ConnectedEngine): Promise<unknown>;
}> = [
	{
		name: 'who it is', request: /^GET \/version /, isReading: true, isOptional: true, ask: async engine => engine.identify(signal),
	},
	{
		name: 'its containers', request: /^GET \S*\/containers\/json/, isReading: true, ask: async engine => engine.containers(signal),
	},
	{
		name: 'an inspection', request: /^GET \S*\/containers\/\w+\/json/, isReading: true, ask: async engine => engine.inspect!(id, signal),
	},
	{
		name: 'a stop, with the look before it',
		request: /^GET \S*\/containers\/\w+\/json/,
		isReading: true,
		isOptional: true,
		ask: async engine => engine.stop!(id),
	},
	{
		name: 'events', request: /^GET \S*\/events/, isReading: false, ask: drain,
	},
	{
		name: 'a stop', request: /^POST \S*\/stop/, isReading: false, ask: async engine => engine.stop!(id),
	},
	{
		name: 'a start', request: /^POST \S*\/start/, isReading: false, ask: async engine => engine.start!(id),
	},
	{
		name: 'a signal', request: /^POST \S*\/kill/, isReading: false, ask: async engine => engine.kill!(id, 'SIGTERM'),
	},
	{
		name: 'a removal', request: /^DELETE /, isReading: false, ask: async engine => engine.remove!(id, {force: true}),
	},
	{
		name: 'a command to be made',
		request: /^POST \S*\/containers\/\w+\/exec /,
		isReading: true,
		ask: async engine => engine.exec!(id, ['sh'], size),
	},
	{
		name: 'a command to be started',
		request: /^POST \S*\/exec\/e1\/start/,
		isReading: false,
		ask: async engine => engine.exec!(id, ['sh'], size),
	},
];

for (const {name, request, isReading, isOptional = false, ask} of questions) {
	test(`asked for ${name}, a server may answer with whatever it likes: it becomes a sentence, and nstop lives on`, async () => {
		for (const [what, answer] of Object.entries({...hopeless, ...(isReading && unreadable), ...(!isOptional && refusing)})) {
			const server = await serve(request, answer);
			const engine = await connect(socketTarget(server.socketPath));
			try {
				const error = await failureOf(ask(engine));
				assert.notEqual(error.code, 'ETIMEDOUT', 'it is known at once and not by waiting');
				assertSentence(error);
			} catch (error) {
				throw new Error(`${name}: ${what}`, {cause: error});
			} finally {
				engine.close();
				await server.close();
			}
		}
	});
}

test('a redirect is not followed, so nobody can send nstop to where it was not told to go', async () => {
	const elsewhere = createHttpServer();
	elsewhere.listen(0, '127.0.0.1');
	await once(elsewhere, 'listening');
	let visits = 0;
	elsewhere.on('request', (_request, response) => {
		visits++;
		response.end('{}');
	});
	const {port} = elsewhere.address() as AddressInfo;
	const server = await serve(/./, redirect(`http://127.0.0.1:${port}/version`));
	const engine = await connect(socketTarget(server.socketPath));
	const error = await failureOf(engine.identify(signal));
	assert.equal(
		sentence(error, 'it'),
		'Could not reach it: it redirects to another address, which nstop does not follow. Check the address in --host, DOCKER_HOST or the Docker context.',
	);
	assert.equal(visits, 0);
	assert.equal(server.asked.length, 1);
	engine.close();
	await server.close();
	elsewhere.close();
});

test('a terminal that is cut off at once is a session that has ended, and its exit code is asked for in vain', async () => {
	const server = await serve(
		/^POST \S*\/exec\/e1\/start/,
		'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n',
	);
	const engine = await connect(socketTarget(server.socketPath));
	const session = await engine.exec(id, ['sh'], size);
	assert.equal(await readOutput(session).whole(), '');
	await session.sized;
	assertSentence(await failureOf(session.exitCode()));
	engine.close();
	await server.close();
});

test('what was printed together with the head of the answer is not lost', async () => {
	const server = await serve(
		/^POST \S*\/exec\/e1\/start/,
		'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n$ ',
	);
	const engine = await connect(socketTarget(server.socketPath));
	const session = await engine.exec(id, ['sh'], size);
	assert.equal(await readOutput(session).whole(), '$ ');
	engine.close();
	await server.close();
});

test('a second answer to one question is not taken for the answer to the next', async () => {
	const server = await serve(/^GET \/version /, socket => {
		socket.write(ok('{"Version": "1", "ApiVersion": "1.41"}') + ok('[{"Id": "evil", "Names": ["/evil"]}]'));
	});
	const engine = await connect(socketTarget(server.socketPath));
	for (let attempt = 0; attempt < 3; attempt++) {
		const outcome = await engine.containers(signal).then(containers => containers.map(container => container.id), (error: unknown) => error);
		assert.ok(outcome instanceof EngineError || (Array.isArray(outcome) && outcome.join(' ') === id), String(outcome));
	}

	engine.close();
	await server.close();
});

test('names in names in names are told as a failure too', async () => {
	const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
	const server = await serve(
		/^GET \S*\/containers\/json/,
		ok(`[{"Id": "${id}", "Names": ${deep}, "Labels": {"__proto__": "x", "constructor": "y"}}]`),
	);
	const engine = await connect(socketTarget(server.socketPath));
	const failure = await failureOf(engine.containers(signal));
	assert.ok(failure instanceof EngineError);
	assertSentence(failure);
	engine.close();
	await server.close();
});

test('an inspection that is too deep to be written out again is none, and the container is as it was listed', async () => {
	const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
	const server = await serve(/^GET \S*\/containers\/\w+\/json/, ok(`{"Id": "${id}", "Name": "/evil", "Config": {"Env": ${deep}}}`));
	const engine = await connect(socketTarget(server.socketPath));
	assertSentence(await failureOf(engine.inspect(id, signal)));
	const containers = await engine.containers(signal);
	assert.deepEqual(containers.map(({name}) => name), ['web']);
	engine.close();
	await server.close();
});

test('the watch of such an engine says what is wrong and tries again', async () => {
	const events = /^GET \S*\/events/;
	const requests = [/^GET \/version /, /^GET \S*\/containers\/json/, events];
	for (const answer of [redirect('nonsense:'), 'SSH-2.0-OpenSSH_9.2\r\n']) {
		for (const request of requests) {
			const server = await serve(request, answer);
			const target = socketTarget(server.socketPath);
			const watch = new EngineWatch(target, async () => connect(target), {
				firstRetryMilliseconds: 5, lastRetryMilliseconds: 5, listMilliseconds: 5,
			});
			watch.start();
			try {
				// An engine of which only the events are wrong is there.
				const state = request === events ? 'up' : 'unreachable';
				await eventually('it says what is wrong', () => watch.reading.status.state === state && watch.reading.status.detail);
				assert.match(watch.reading.status.detail!, request === events ? / keeps breaking off: it is polled / : /^Could not [^\p{Control}<>]{8,400}\.$/u);
				await eventually(
					`it has tried again: ${request} ${JSON.stringify(answer)}`,
					() => server.asked.filter(line => request.test(line)).length > 1,
				);
			} finally {
				await watch.dispose();
				await server.close();
			}
		}
	}
});
