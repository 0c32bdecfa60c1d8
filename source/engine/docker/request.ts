/**
How the client library's requests are sent. Its own way follows redirects to wherever an answer points and falls over answers that are
cut short or are no HTTP;
this one takes an answer as it is or fails, and never waits for what cannot come any more.
*/
import type {Agent, ClientRequest, IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
import {setTimeout as sleep} from 'node:timers/promises';
import {http, https} from '../../builtins.ts';
import {parseJson} from '../untrusted.ts';

/**
Where requests go.
*/
export type RequestPlace = {
	readonly isSecure: boolean;
	/**
	Path of a socket, or host and port. With neither, the agent knows the way.
	*/
	readonly socketPath?: string | undefined;
	readonly host?: string | undefined;
	readonly port?: number | undefined;
	/**
	Before each path: what a proxy wants there, and the version of the API. Empty or with a slash at its beginning.
	*/
	readonly pathPrefix: string;
	readonly agents: RequestAgents;
};

/**
Who makes the connections: for what is answered at once, and for what lasts, as streams do and actions that wait for a container to stop.
*/
export type RequestAgents = {readonly questions: Agent; readonly lasting: Agent};

/**
A request as the library puts it.
*/
type LibraryRequest = {
	/**
	With a question mark at its end where the options follow it.
	*/
	readonly path: string;
	readonly method: string;
	readonly options?: Readonly<Record<string, unknown>>;
	readonly abortSignal?: AbortSignal;
	/**
	Whether the answer's body is wanted as it comes, or the connection itself.
	*/
	readonly isStream?: boolean;
	readonly hijack?: boolean;
};

type Reply = {readonly response: IncomingMessage; readonly connection: Duplex | undefined};

const mostBodyCharacters = 64 * 1024 * 1024;

/**
What the library calls its modem, for requests to one place. Gives the callback a parsed body, the text of one that is no JSON, a
stream, or an error; where the engine answered
with a failure, the error has its `statusCode` and, as `json`, its body.
*/
export function requesterTo(place: RequestPlace) {
	return {
		dial(asked: LibraryRequest, callback: (error: unknown, answer?: unknown) => void): void {
			void (async () => {
				try {
					// The library may still fail over an answer that it does not expect.
					callback(undefined, await answerTo(place, asked));
				} catch (error) {
					callback(error);
				}
			})();
		},
	};
}

/**
The answer to a question that the client library does not know: a parsed body, or the text of one that is no JSON. Fails as the library's
requests do.
*/
export async function questionTo(place: RequestPlace, path: string, abortSignal: AbortSignal): Promise<unknown> {
	return answerTo(place, {path, method: 'GET', abortSignal});
}

async function answerTo(place: RequestPlace, asked: LibraryRequest): Promise<unknown> {
	const {response, connection} = await send(place, asked);
	if (connection !== undefined) {
		return connection;
	}

	const {statusCode = 0} = response;
	const isGood = statusCode >= 200 && statusCode < 300 && !asked.hijack;
	if (isGood && asked.isStream) {
		return response;
	}

	const body = await readBody(response);
	if (isGood) {
		return body;
	}

	const reason =
		statusCode < 300
			? 'the engine did not upgrade the connection'
			: (http().STATUS_CODES[statusCode] ?? `it answered with status ${statusCode}`);
	throw Object.assign(new Error(reason), {statusCode, json: body});
}

/**
Waits before a request that never left this machine is sent again.
*/
const turnedAwayMilliseconds = [500, 1500, 4000];

async function send(place: RequestPlace, asked: LibraryRequest, [wait, ...waits] = turnedAwayMilliseconds): Promise<Reply> {
	return new Promise((resolve, reject) => {
		const request = requestFor(place, asked);
		let body: IncomingMessage | undefined;
		request.on('response', response => {
			body = response;
			resolve({response, connection: undefined});
		});
		// Without a listener Node would only close the connection, and the answer would be waited for.
		request.on('upgrade', (response, socket, head) => {
			// Whoever takes it hears of its end; until then a failure must not go unheard.
			socket.on('error', ignore);
			if (!asked.hijack) {
				socket.destroy();
				reject(new Error('it answered in a different protocol from the one requested'));
				return;
			}

			socket.unshift(head);
			resolve({response, connection: socket});
		});
		request.on('error', (error: NodeJS.ErrnoException) => {
			// A connection that was kept may be closed by the other side in the moment in which it is used again. A question does nothing, so it
			// is asked again.
			if (request.reusedSocket && body === undefined && asked.method === 'GET' && (error.code === 'ECONNRESET' || error.code === 'EPIPE')) {
				resolve(send(place, asked));
				return;
			}

			if (wait !== undefined && 'isTurnedAway' in error && error.isTurnedAway === true) {
				resolve(sleep(wait, undefined, {signal: asked.abortSignal}).then(async () => send(place, asked, waits)));
				return;
			}

			reject(error);
			body?.destroy(error);
		});
		request.on('close', () => {
			reject(Object.assign(new Error('the connection was closed'), {code: 'ECONNRESET'}));
		});
		request.end(bodyOf(asked));
	});
}

function requestFor({isSecure, socketPath, host, port, pathPrefix, agents}: RequestPlace, asked: LibraryRequest): ClientRequest {
	const {
		path, method, hijack, isStream, abortSignal,
	} = asked;
	const body = bodyOf(asked);
	return (isSecure ? https() : http()).request({
		agent: isStream === true || hijack === true || method !== 'GET' ? agents.lasting : agents.questions,
		socketPath,
		host,
		port,
		method,
		path: pathPrefix + (path.endsWith('?') ? withQuery(path.slice(0, -1), optionsOf(asked)) : path),
		headers: {
			...(body !== undefined && {'Content-Type': 'application/json', 'Content-Length': String(new TextEncoder().encode(body).length)}),
			...(hijack && {Connection: 'Upgrade', Upgrade: 'tcp'}),
		},
		signal: abortSignal,
	});
}

/**
The library puts the signal among the options too.
*/
function optionsOf({options = {}}: LibraryRequest): ReadonlyArray<readonly [string, unknown]> {
	return Object.entries(options).filter(([name, value]) => name !== 'abortSignal' && value !== undefined);
}

function withQuery(path: string, options: ReadonlyArray<readonly [string, unknown]>): string {
	const query = new URLSearchParams(
		options.map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
	);
	return query.size === 0 ? path : `${path}?${query.toString()}`;
}

function bodyOf(asked: LibraryRequest): string | undefined {
	const options = optionsOf(asked);
	return asked.method !== 'POST' || asked.path.endsWith('?') || options.length === 0
		? undefined
		: JSON.stringify(Object.fromEntries(options));
}

/**
A body as JSON, else as text.
*/
async function readBody(response: IncomingMessage): Promise<unknown> {
	response.setEncoding('utf8');
	let text = '';
	for await (const chunk of response as AsyncIterable<string>) {
		text += chunk;
		if (text.length > mostBodyCharacters) {
			throw new Error('its answer does not end');
		}
	}

	return parseJson(text) ?? text;
}

function ignore(): void {
	// Whoever has the stream sees that it has ended.
}
