/**
Asks ss(8) what the Unix sockets of a network namespace are connected to: Node.js cannot talk to the kernel by netlink itself.
*/
import process from 'node:process';
import {childProcess} from '../../builtins.ts';
import {firstSample, unsupported, type Known} from '../../known.ts';
import {parseUnixPeers} from '../../kernel/pid/net/unix-peers.ts';

const secondsBetween = 3;
const patienceMilliseconds = 2000;
const mostBytes = 16_777_216;

/**
Inode of the other end by inode.
*/
export type Peers = ReadonlyMap<number, number>;

/**
Keeps the last answer for one namespace at a time. A read never waits: a later one has the answer.
*/
export class UnixPeers {
	#network: number | undefined;
	#peers: Known<Peers> = firstSample;
	#isAsking = false;
	#askedAtSeconds = -Infinity;

	/**
	What was told last of the network namespace with this inode, which a process is in; unsupported where there is no such tool or it may not
	enter the namespace.
	*/
	read(pid: number, network: number, atSeconds: number): Known<Peers> {
		if (network !== this.#network) {
			this.#network = network;
			this.#peers = firstSample;
			this.#askedAtSeconds = -Infinity;
		}

		if (!this.#isAsking && atSeconds - this.#askedAtSeconds >= secondsBetween) {
			this.#askedAtSeconds = atSeconds;
			this.#ask(pid, network);
		}

		return this.#peers;
	}

	#ask(pid: number, network: number): void {
		this.#isAsking = true;
		const words = [`--net=/proc/${pid}/ns/net`, 'ss', '-xHn'];
		// Whoever is in the same one need not be allowed to enter it.
		const script = `[ "$(readlink /proc/self/ns/net)" = "net:[${network}]" ] && exec ss -xHn; exec nsenter "$@"`;
		childProcess().execFile('/bin/sh', ['-c', script, 'sh', ...words], {
			timeout: patienceMilliseconds,
			maxBuffer: mostBytes,
			env: {...process.env, LC_ALL: 'C', PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin:/usr/bin:/bin`},
		}, (error, output) => {
			this.#isAsking = false;
			if (network === this.#network) {
				this.#peers = error ? unsupported : parseUnixPeers(output);
			}
		});
	}
}
