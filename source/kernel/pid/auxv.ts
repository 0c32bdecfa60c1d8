/**
/proc/PID/auxv: what the kernel told a process when it was started.
*/
import type {Bytes} from '../fields.ts';
import {type Known, unsupported} from '../../known.ts';

const wordBytes = 8;
const pageSizeKey = 6n;

/**
Size of a page of memory in bytes, 4096 or on some ARM and POWER machines 65536. Unsupported in a file of a 32 bit process.
*/
export function parsePageBytes(bytes: Bytes): Known<number> {
	for (let at = 0; at + (2 * wordBytes) <= bytes.length; at += 2 * wordBytes) {
		// All machines with 64 bits that Node.js runs on Linux for are little-endian, but s390x.
		const isKey = bytes.readBigUInt64LE(at) === pageSizeKey || bytes.readBigUInt64BE(at) === pageSizeKey;
		if (isKey) {
			const isLittle = bytes[at] !== 0;
			return Number(isLittle ? bytes.readBigUInt64LE(at + wordBytes) : bytes.readBigUInt64BE(at + wordBytes));
		}
	}

	return unsupported;
}
