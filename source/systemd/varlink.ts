/**
Calls of Varlink on a unix socket: JSON, and a NUL after each message. See varlink.org and `man varlinkctl`.
*/
import {Buffer} from 'node:buffer';
import type {Socket} from 'node:net';
import process from 'node:process';
import {SystemdError} from './error.ts';

type VarlinkCall = {
	readonly socketPath: string;
	readonly method: string;
	readonly milliseconds: number;
	/**
	Gets the parameters of each reply as it comes; they are from outside. What it throws ends the call.
	*/
	readonly onReply: (parameters: unknown) => void;
	readonly signal?: AbortSignal | undefined;
};

// Longer ones systemd does not send, nor takes.
const mostMessageBytes = 16 * 1024 * 1024;

/**
Calls a method that gives more than one reply, and waits for the last.

@throws {SystemdError} `absent` where nobody listens, `impossible` where the method is not known, and as any other question to systemd.
*/
export async function callForMore({
	socketPath,
	method,
	milliseconds,
	onReply,
	signal,
}: VarlinkCall): Promise<void> {
	const {promise, resolve, reject} = Promise.withResolvers<void>();
	const {connect} = process.getBuiltinModule('node:net');
	const socket: Socket = connect(socketPath);
	const giveUp = (): void => {
		reject(new SystemdError('failed', 'given up'));
	};

	signal?.addEventListener('abort', giveUp);
	const timer = setTimeout(() => {
		reject(new SystemdError('timeout', `no answer within ${Math.round(milliseconds / 1000)} seconds`));
	}, milliseconds);
	const split = messageSplitter(message => {
		const reply = fieldsOf(parse(message));
		if (reply?.error !== undefined) {
			reject(errorOfReply(typeof reply.error === 'string' ? reply.error : 'an error without a name'));
			return;
		}

		if (!reply) {
			throw new SystemdError('garbage', 'the answer is no message of Varlink');
		}

		onReply(reply.parameters);
		if (reply.continues !== true) {
			resolve();
		}
	});
	socket
		.on('error', error => {
			reject(connectionError(error));
		})
		.on('close', () => {
			reject(new SystemdError('garbage', 'the answer ended before its end'));
		})
		.on('data', bytes => {
			try {
				split(bytes);
			} catch (error) {
				reject(error instanceof Error ? error : new Error(String(error)));
			}
		});
	socket.write(`${JSON.stringify({method, parameters: {}, more: true})}\0`);

	try {
		await promise;
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', giveUp);
		socket.destroy();
	}
}

/**
The value as an object with fields; undefined if it is none.
*/
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined;
}

/**
Gives each message once its NUL has come.
*/
function messageSplitter(onMessage: (message: string) => void): (bytes: Uint8Array) => void {
	let parts: Uint8Array[] = [];
	let size = 0;
	return bytes => {
		let start = 0;
		for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, start)) {
			const message = Buffer.concat([...parts, bytes.subarray(start, end)]).toString('utf8');
			parts = [];
			size = 0;
			start = end + 1;
			onMessage(message);
		}

		const rest = bytes.subarray(start);
		parts.push(rest);
		size += rest.length;
		if (size > mostMessageBytes) {
			throw new SystemdError('garbage', 'the answer has a message without an end');
		}
	};
}

function parse(message: string): unknown {
	try {
		return JSON.parse(message) as unknown;
	} catch (error) {
		throw new SystemdError('garbage', 'the answer is no message of Varlink', {cause: error});
	}
}

function errorOfReply(name: string): SystemdError {
	return /^org\.varlink\.service\.(?:Method|Interface)Not(?:Found|Implemented)$/.test(name)
		? new SystemdError('impossible', `systemd does not know the method (${name})`)
		: new SystemdError(name.includes('PermissionDenied') ? 'denied' : 'failed', `systemd refused: ${name}`);
}

function connectionError(error: Error): SystemdError {
	const code = 'code' in error ? error.code : undefined;
	const isAbsent = code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTSOCK' || code === 'ENOTDIR';
	const isDenied = code === 'EACCES' || code === 'EPERM';
	return new SystemdError(isAbsent ? 'absent' : (isDenied ? 'denied' : 'failed'), error.message, {cause: error});
}
