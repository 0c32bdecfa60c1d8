/**
Connections to a socket whose path is too long for the kernel's address of one.
*/
import {connect, type Socket} from 'node:net';
import {http} from '../../builtins.ts';
import type {Transport} from './address.ts';

/**
A file that is held until `close`; `path` is a short path for it, good only in this process.
*/
export type HeldFile = {readonly path: string; close(): void};

/**
Finds the file at a path, wherever links lead, and holds it.

@throws {Error} with the system's code where there is none.
*/
export type HoldFile = (path: string) => HeldFile;

const longestAddressBytes = 107;

/**
Whether a transport is a socket whose path has no room in an address.
*/
export function isLongSocket(transport: Transport): transport is Extract<Transport, {kind: 'unix'}> {
	return transport.kind === 'unix' && new TextEncoder().encode(transport.path).length > longestAddressBytes;
}

/**
Gives HTTP connections to the socket at a path of any length. The path is looked up for each, as an engine that starts anew makes a new
socket.
*/
export class SocketAgent extends http().Agent {
	readonly #path: string;
	readonly #hold: HoldFile;

	constructor(path: string, hold: HoldFile) {
		super({keepAlive: true});
		this.#path = path;
		this.#hold = hold;
	}

	override createConnection(): Socket {
		const file = this.#hold(this.#path);
		const socket = connect({path: file.path});
		let isHeld = true;
		const letGo = () => {
			if (!isHeld) {
				return;
			}

			isHeld = false;
			file.close();
		};

		return socket.once('connect', letGo).once('close', letGo);
	}
}
