/**
A socket for which systemd's own tool listens: the first connection starts an engine there, in the place of the tool.
*/
import {spawn} from 'node:child_process';
import {
	existsSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {connect} from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {eventually} from './engine.ts';

const tool = '/usr/bin/systemd-socket-activate';

/**
Why there cannot be one here, false where there can.
*/
export const lacksActivation: string | false =
	process.getuid?.() === 0 ? !existsSync(tool) && 'there is no systemd-socket-activate' : 'only root sees who holds a socket';

// The engine itself, on the descriptor that it was started with.
const daemon = String.raw`
import {createServer} from 'node:http';
const answers = {'/version': {Version: '26.1.5', ApiVersion: '1.45'}, '/info': {SecurityOptions: []}, '/containers/json': []};
createServer((request, response) => {
	const place = request.url.replace(/^\/v[\d.]+/, '').replace(/\?.*/, '');
	response.writeHead(200, {'Content-Type': 'application/json'});
	if (place === '/events') {
		response.flushHeaders();
	} else {
		response.end(JSON.stringify(answers[place] ?? {}));
	}
}).listen({fd: 3});
`;

export type ActivatedEngine = {
	readonly address: string;
	/**
	Whether a client has connected.
	*/
	isStarted(): boolean;
	/**
	Connects, as a client of the engine does.
	*/
	start(): void;
	end(): void;
};

/**
Settles once the tool listens.
*/
export async function startActivatedEngine(): Promise<ActivatedEngine> {
	const folder = mkdtempSync('/tmp/nsa-');
	const socketPath = path.join(folder, 'docker.sock');
	const file = path.join(folder, 'daemon.mjs');
	writeFileSync(file, daemon);
	const starter = spawn(tool, [`--listen=${socketPath}`, process.execPath, file], {stdio: 'ignore'});
	await eventually('it listens', () => existsSync(socketPath));
	return {
		address: `unix://${socketPath}`,
		isStarted: () => !readFileSync(`/proc/${starter.pid}/comm`, 'utf8').startsWith('systemd-socket'),
		start() {
			connect(socketPath).on('error', () => undefined).unref();
		},
		end() {
			starter.kill('SIGKILL');
			rmSync(folder, {recursive: true, force: true});
		},
	};
}
