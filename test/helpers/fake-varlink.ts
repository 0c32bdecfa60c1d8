/**
A server on a unix socket that speaks Varlink, or what a test wants instead.
*/
import {once} from 'node:events';
import {createServer, type Socket} from 'node:net';
import path from 'node:path';
import {makeFolder} from './live-process.ts';

export type FakeVarlink = {
	/**
	Folder of the socket, which is called `io.systemd.Manager`.
	*/
	readonly folder: string;
	readonly socketPath: string;
	/**
	What was asked so far, as JSON without the NUL.
	*/
	readonly asked: readonly string[];
	/**
	Connections that are open.
	*/
	readonly open: ReadonlySet<Socket>;
	close(): void;
};

/**
Starts one that does something with each question that is whole.
*/
export async function fakeVarlink(answer: (socket: Socket, question: string) => void): Promise<FakeVarlink> {
	const folder = makeFolder();
	const socketPath = path.join(folder, 'io.systemd.Manager');
	const asked: string[] = [];
	const open = new Set<Socket>();
	const server = createServer(socket => {
		open.add(socket);
		let text = '';
		socket.setEncoding('utf8').on('data', (piece: string) => {
			text += piece;
			const questions = text.split('\0');
			text = questions.pop()!;
			for (const question of questions) {
				asked.push(question);
				answer(socket, question);
			}
		});
		socket.on('error', () => {
			// The other side has had enough.
		});
		socket.on('close', () => {
			open.delete(socket);
		});
	}).listen(socketPath);
	await once(server, 'listening');
	return {
		folder,
		socketPath,
		asked,
		open,
		close() {
			server.close();
			for (const socket of open) {
				socket.destroy();
			}
		},
	};
}

/**
Replies as a manager sends them: all but the last say that there is more.
*/
export function repliesOf(parameters: readonly unknown[]): string {
	return parameters.map((value, index) =>
		`${JSON.stringify({parameters: value, ...(index < parameters.length - 1 && {continues: true})})}\0`).join('');
}
