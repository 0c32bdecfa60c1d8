/**
What of a program's heap is still in use, asked through Node's own inspector: memory that it merely has not given back is no leak.
*/
import {once} from 'node:events';
import type {TerminalRun} from './terminal-run.ts';

/**
Makes Node.js open its inspector on a free port and say where.
*/
export const inspectorFlag = '--inspect=127.0.0.1:0';

const patienceMilliseconds = 10_000;
const addressPattern = /ws:\/\/\S+/;

export type LiveHeap = {
	/**
	Collects all garbage and gives the size of what remains.
	*/
	collectedBytes(): Promise<number>;
	close(): void;
};

/**
Connects to the inspector of a program as soon as that has told its address on the terminal.

@throws {Error} when it does not.
*/
export async function openLiveHeap(run: TerminalRun): Promise<LiveHeap> {
	const address = await addressOf(run);
	const socket = new WebSocket(address);
	await once(socket, 'open', {signal: AbortSignal.timeout(patienceMilliseconds)});
	let lastId = 0;
	const ask = async (method: string): Promise<Readonly<Record<string, unknown>>> => {
		lastId++;
		const id = lastId;
		socket.send(JSON.stringify({id, method}));
		for (;;) {
			const [{data}] = await once(socket, 'message', {signal: AbortSignal.timeout(patienceMilliseconds)}) as [{readonly data: string}];
			const answer = JSON.parse(data) as {readonly id?: number; readonly result?: Readonly<Record<string, unknown>>};
			if (answer.id === id) {
				return answer.result ?? {};
			}
		}
	};

	return {
		async collectedBytes() {
			await ask('HeapProfiler.collectGarbage');
			const {usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0} = await ask('Runtime.getHeapUsage');
			return Number(usedSize) + Number(embedderHeapUsedSize) + Number(backingStorageSize);
		},
		close() {
			socket.close();
		},
	};
}

async function addressOf(run: TerminalRun): Promise<string> {
	const {promise, resolve} = Promise.withResolvers<string>();
	const end = run.onShown(() => {
		const [address] = addressPattern.exec(run.text()) ?? [];
		if (address !== undefined) {
			resolve(address);
		}
	});
	const address = await Promise.race([promise, run.endsWithin(patienceMilliseconds).then(() => undefined)]);
	end();
	if (address === undefined) {
		throw new Error('the inspector has not told its address');
	}

	return address;
}
