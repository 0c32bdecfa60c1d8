/**
/proc/uptime: time since boot.
*/
import type {Bytes} from '../fields.ts';
import {type Known, unsupported} from '../../known.ts';

const pattern = /^(\d+\.\d+) /u;

/**
Seconds since boot, with the time asleep: the clock that startTicks of a process count by.
*/
export function parseUptime(bytes: Bytes): Known<number> {
	const match = pattern.exec(bytes.toString('latin1'));
	return match ? Number(match[1]) : unsupported;
}
