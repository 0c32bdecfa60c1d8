/**
Connections to a socket: also where its path is too long for the kernel's address of one, and not while they would start the engine.
*/
import {connect, type Socket} from 'node:net';
import {http} from '../../builtins.ts';
import {stoppedCode} from '../sentence.ts';

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

function isLongPath(path: string): boolean {
	return new TextEncoder().encode(path).length > longestAddressBytes;
}

/**
Whether the engine is stopped, although something listens at its socket that would start it for whoever connects.
*/
export type IsStopped = () => Promise<boolean>;

/**
Gives HTTP connections to the socket at a path of any length, and none while the engine is stopped. The path is looked up for each, as an
engine that is started again makes a new socket.
*/
export class SocketAgent extends http().Agent {
	readonly #path: string;
	readonly #isStopped: IsStopped;
	readonly #hold: HoldFile | undefined;

	/**
	Long paths need `hold`.
	*/
	constructor(path: string, isStopped: IsStopped, hold?: HoldFile) {
		super({keepAlive: true});
		this.#path = path;
		this.#isStopped = isStopped;
		this.#hold = isLongPath(path) ? hold : undefined;
	}

	override createConnection(_options: unknown, callback?: (error: Error | null, socket: Socket) => void): undefined {
		void (async () => {
			try {
				if (await this.#isStopped()) {
					throw Object.assign(new Error('it is stopped'), {code: stoppedCode});
				}

				callback?.(null, this.#connect());
			} catch (error) {
				callback?.(error as Error, undefined!);
			}
		})();
	}

	#connect(): Socket {
		const file = this.#hold?.(this.#path);
		const socket = connect({path: file?.path ?? this.#path});
		let isHeld = true;
		const letGo = () => {
			if (!isHeld) {
				return;
			}

			isHeld = false;
			file?.close();
		};

		return socket.once('connect', letGo).once('close', letGo);
	}
}
