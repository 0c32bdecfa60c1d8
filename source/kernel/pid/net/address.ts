/**
Internet addresses as the files of /proc/PID/net write them, and as people do.
*/

// Most of the files print an address, which lies in memory with its first byte first, as numbers of their own machine.
const one = Uint16Array.of(1);
const isLittleEndian = new Uint8Array(one.buffer, one.byteOffset, one.byteLength)[0] === 1;

/**
An address that is written as one or four numbers of the machine, `0100007F`, as people write it: `127.0.0.1`, `::1`. Undefined for other
text.
*/
export function formatAddress(digits: string): string | undefined {
	return /^(?:[\da-f]{8}|[\da-f]{32})$/iu.test(digits) ? formatBytes(machineBytes(digits)) : undefined;
}

/**
The same for a file that writes an address of version 6 byte by byte, as if_inet6 and ipv6_route do.
*/
export function formatPlainAddress(digits: string): string | undefined {
	return /^[\da-f]{32}$/iu.test(digits) ? formatBytes(bytesOf(digits)) : undefined;
}

/**
How many bits a mask such as `0000FFFF` leaves to the network, 16; undefined where they are not the leading ones.
*/
export function prefixLengthOf(mask: string): number | undefined {
	if (!/^[\da-f]{8}$/iu.test(mask)) {
		return undefined;
	}

	const bits = machineBytes(mask).map(byte => byte.toString(2).padStart(8, '0')).join('');
	return /^1*0*$/u.test(bits) ? bits.replaceAll('0', '').length : undefined;
}

/**
An address of version 4 as a number, for comparing networks; undefined for anything else.
*/
export function addressNumber(address: string): number | undefined {
	const parts = address.split('.').map(Number);
	return parts.length === 4 && parts.every(part => Number.isSafeInteger(part) && part >= 0 && part < 256)
		? parts.reduce((number, part) => (number * 256) + part, 0)
		: undefined;
}

function bytesOf(digits: string): number[] {
	return (digits.match(/../gu) ?? []).map(pair => Number.parseInt(pair, 16));
}

function machineBytes(digits: string): number[] {
	return (digits.match(/.{8}/gu) ?? []).flatMap(word => isLittleEndian ? bytesOf(word).toReversed() : bytesOf(word));
}

function formatBytes(bytes: readonly number[]): string {
	return bytes.length === 4 ? bytes.join('.') : formatVersion6(bytes);
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
