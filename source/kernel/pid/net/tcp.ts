/**
/proc/PID/net/tcp, tcp6, udp and udp6: the internet sockets of the network namespace that a process is in.
*/
import {type Bytes, wordsOf} from '../../fields.ts';
import {formatAddress} from './address.ts';

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

	const formatted = formatAddress(address);
	return formatted === undefined ? [] : [formatted, Number.parseInt(port, 16)];
}
