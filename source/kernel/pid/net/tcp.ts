/**
/proc/PID/net/tcp, tcp6, udp and udp6: the internet sockets of the network namespace that a process is in.
*/
import {type Bytes, wordsOf} from '../../fields.ts';

export type InternetProtocol = 'tcp' | 'tcp6' | 'udp' | 'udp6';

/**
One internet socket.
*/
export type InternetSocket = {
	readonly protocol: InternetProtocol;
	/**
	`127.0.0.1`, `::1`, `::ffff:10.0.0.1`; `0.0.0.0` and `::` mean every address.
	*/
	readonly localAddress: string;
	readonly localPort: number;
	/**
	Port 0 where it is not connected.
	*/
	readonly remoteAddress: string;
	readonly remotePort: number;
	/**
	As the kernel names it: `LISTEN`, `ESTABLISHED`. UDP knows only `ESTABLISHED`, which means connected, and `CLOSE`, which means open to
	all.
	*/
	readonly state: string;
	/**
	Whether anybody may begin to talk to it: TCP that listens, or UDP that is not connected.
	*/
	readonly isListening: boolean;
	/**
	Its owner, as the reader's user namespace numbers users; 0 in TIME_WAIT, where it has none.
	*/
	readonly uid: number;
	/**
	What the links of /proc/PID/fd call it: `socket:[12345]`; 0 where no process has it any more, or not yet.
	*/
	readonly inode: number;
};

// By number, from 1 on (include/net/tcp_states.h).
const states = [
	'ESTABLISHED',
	'SYN_SENT',
	'SYN_RECV',
	'FIN_WAIT1',
	'FIN_WAIT2',
	'TIME_WAIT',
	'CLOSE',
	'CLOSE_WAIT',
	'LAST_ACK',
	'LISTEN',
	'CLOSING',
	'NEW_SYN_RECV',
	'BOUND_INACTIVE',
] as const;

const endpointPattern = /^([\dA-F]{8}|[\dA-F]{32}):([\dA-F]{4})$/u;

// The kernel prints an address, which lies in memory with its first byte first, as numbers of its own machine.
const one = Uint16Array.of(1);
const isLittleEndian = new Uint8Array(one.buffer, one.byteOffset, one.byteLength)[0] === 1;

/**
All sockets of one of the four files. A last line without its end was cut off by the reader and is left out.
*/
export function parseInternetSockets(bytes: Bytes, protocol: InternetProtocol): readonly InternetSocket[] {
	const lines = bytes.toString('latin1').split('\n').slice(1, -1);
	return lines.map(line => parseLine(line, protocol)).filter(socket => socket !== undefined);
}

function parseLine(line: string, protocol: InternetProtocol): InternetSocket | undefined {
	const words = wordsOf(line);
	const [_row, local, remote, stateDigits = ''] = words;
	const [uid, _timeout, inode] = words.slice(7);
	const [localAddress, localPort] = parseEndpoint(local);
	const [remoteAddress, remotePort] = parseEndpoint(remote);
	if (
		localAddress === undefined
		|| localPort === undefined
		|| remoteAddress === undefined
		|| remotePort === undefined
		|| inode === undefined
	) {
		return undefined;
	}

	const state = states[Number.parseInt(stateDigits, 16) - 1] ?? stateDigits;
	return {
		protocol,
		localAddress,
		localPort,
		remoteAddress,
		remotePort,
		state,
		isListening: state === (protocol.startsWith('tcp') ? 'LISTEN' : 'CLOSE'),
		uid: Number(uid),
		inode: Number(inode),
	};
}

function parseEndpoint(text = ''): readonly [string, number] | readonly [] {
	const [, address, port] = endpointPattern.exec(text) ?? [];
	if (address === undefined || port === undefined) {
		return [];
	}

	const bytes = addressBytes(address);
	return [bytes.length === 4 ? bytes.join('.') : formatVersion6(bytes), Number.parseInt(port, 16)];
}

function addressBytes(digits: string): number[] {
	return (digits.match(/.{8}/gu) ?? []).flatMap(word => {
		const bytes = (word.match(/../gu) ?? []).map(pair => Number.parseInt(pair, 16));
		return isLittleEndian ? bytes.toReversed() : bytes;
	});
}

/**
As RFC 5952 wants it: the longest run of zeros, the first of several, is left out, and an address of version 4 in version 6 is written
as such.
*/
function formatVersion6(bytes: readonly number[]): string {
	if (bytes.slice(0, 10).every(byte => byte === 0) && bytes[10] === 0xFF && bytes[11] === 0xFF) {
		return `::ffff:${bytes.slice(12).join('.')}`;
	}

	const groups = Array.from({length: 8}, (_, index) => ((bytes[index * 2] ?? 0) * 256) + (bytes[(index * 2) + 1] ?? 0));
	let start = 0;
	let length = 0;
	for (const first of groups.keys()) {
		const end = groups.findIndex((group, index) => index >= first && group !== 0);
		const run = (end === -1 ? groups.length : end) - first;
		if (run > length) {
			start = first;
			length = run;
		}
	}

	const write = (part: readonly number[]): string => part.map(group => group.toString(16)).join(':');
	// A single zero is not shorter for being left out.
	return length < 2 ? write(groups) : `${write(groups.slice(0, start))}::${write(groups.slice(start + length))}`;
}
