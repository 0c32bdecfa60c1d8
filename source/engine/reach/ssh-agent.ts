/**
An engine on another machine, through the ssh client of this one: its keys, its agent and its configuration are the user's own. Docker's
client on the other
side joins the socket to its input and output.
*/
import type {ChildProcessWithoutNullStreams} from 'node:child_process';
import process from 'node:process';
import {Duplex} from 'node:stream';
import {childProcess, http} from '../../builtins.ts';
import type {Transport} from './address.ts';

/**
The arguments for ssh. It may not ask for anything: the terminal belongs to the screen.
*/
function sshArguments(transport: Extract<Transport, {kind: 'ssh'}>): readonly string[] {
	const {user, host, port, socketPath} = transport;
	// The other side's shell reads this line.
	const engine = socketPath === undefined ? '' : `--host 'unix://${socketPath.replaceAll('\'', String.raw`'\''`)}' `;
	return [
		'-o',
		'BatchMode=yes',
		'-o',
		'ConnectTimeout=30',
		'-T',
		...(user === undefined ? [] : ['-l', user]),
		...(port === undefined ? [] : ['-p', String(port)]),
		'--',
		host,
		`docker ${engine}system dial-stdio`,
	];
}

/**
Gives HTTP a connection per child, with a limit on their number; idle ones are used again.
*/
export class SshAgent extends http().Agent {
	readonly #arguments: readonly string[];

	constructor(transport: Extract<Transport, {kind: 'ssh'}>, mostConnections: number) {
		super({keepAlive: true, maxSockets: mostConnections});
		this.#arguments = sshArguments(transport);
	}

	override createConnection(): Duplex {
		return new ChildConnection(this.#arguments);
	}
}

/**
What ssh says where a server did not even begin with the login, as servers do while many log in. Nothing was sent then.
*/
const turnedAwayPattern = /kex_exchange_identification|banner exchange|^Connection (?:reset|closed) by \S+ port \d+/mu;

/**
What leads this machine's client of Docker to the other machine must not lead the other one's client anywhere: ssh may pass it on.
*/
function remoteEnvironment(): NodeJS.ProcessEnv {
	const {DOCKER_HOST: _host, DOCKER_CONTEXT: _context, DOCKER_CONFIG: _config, ...environment} = process.env;
	return environment;
}

/**
Input and output of an ssh child as one stream, with the few methods of a socket that HTTP calls.
*/
class ChildConnection extends Duplex {
	readonly #child: ChildProcessWithoutNullStreams;
	#complaint = '';
	#hasAnswered = false;

	constructor(sshArgumentList: readonly string[]) {
		super({allowHalfOpen: false});
		// In a session of its own: no terminal to ask on, and a Ctrl-C at the terminal does not cut the connection.
		this.#child = childProcess().spawn('ssh', sshArgumentList, {stdio: 'pipe', detached: true, env: remoteEnvironment()});
		const {stdout, stderr} = this.#child;
		this.#child.on('error', error => {
			this.destroy(error);
		});
		this.#child.on('close', code => {
			if (code === 0 || this.#hasAnswered) {
				this.push(null);
				return;
			}

			const reason = lastLine(this.#complaint) ?? `ssh ended with exit code ${code}`;
			this.destroy(Object.assign(new Error(reason), {code: 'ESSH', isTurnedAway: turnedAwayPattern.test(this.#complaint)}));
		});
		stdout.on('data', (chunk: Uint8Array) => {
			this.#hasAnswered = true;
			if (!this.push(chunk)) {
				stdout.pause();
			}
		});
		stderr.setEncoding('utf8').on('data', (text: string) => {
			this.#complaint = `${this.#complaint}${text}`.slice(-4096);
		});
		for (const pipe of this.#child.stdio) {
			pipe?.on('error', ignore);
		}
	}

	override _read(): void {
		this.#child.stdout.resume();
	}

	override _write(...[chunk, encoding, done]: Parameters<Duplex['_write']>): void {
		this.#child.stdin.write(chunk, encoding, () => {
			done();
		});
	}

	override _final(done: () => void): void {
		// A child that has ended never answers to this.
		this.#child.stdin.end();
		done();
	}

	override _destroy(...[error, done]: Parameters<Duplex['_destroy']>): void {
		this.#child.kill();
		this.#child.stdin.destroy();
		this.#child.stdout.destroy();
		this.#child.stderr.destroy();
		done(error);
	}

	/**
	An idle connection must not keep the process alive.
	*/
	unref(): this {
		this.#child.unref();
		this.#eachPipe(pipe => {
			pipe.unref?.();
		});
		return this;
	}

	ref(): this {
		this.#child.ref();
		this.#eachPipe(pipe => {
			pipe.ref?.();
		});
		return this;
	}

	setKeepAlive(): this {
		return this;
	}

	setNoDelay(): this {
		return this;
	}

	setTimeout(): this {
		return this;
	}

	#eachPipe(change: (pipe: {ref?(): void; unref?(): void}) => void): void {
		for (const pipe of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) {
			change(pipe as {ref?(): void; unref?(): void});
		}
	}
}

/**
What goes wrong on a pipe shows when the child ends.
*/
function ignore(): void {
	// Nothing is left to do.
}

function lastLine(text: string): string | undefined {
	return text.split('\n').map(line => line.trim()).findLast(line => line !== '');
}
