/**
/proc/PID/io: what a process has read and written. The kernel shows it to those only who may trace the process.
*/
import {type Known, unsupported} from '../../known.ts';
import {type Bytes, numberAfter} from '../fields.ts';

/**
Counters of one process since its start, children that it waited for included.
*/
export type ProcessIo = {
	/**
	Bytes through read() and write() calls of any kind: files, pipes, terminals.
	*/
	readonly readCharacters: number;
	readonly writtenCharacters: number;
	readonly readCalls: number;
	readonly writeCalls: number;
	/**
	Bytes fetched from and meant for block devices.
	*/
	readonly readBytes: number;
	readonly writeBytes: number;
	/**
	Part of writeBytes that never got there since the file was cut or removed first.
	*/
	readonly cancelledWriteBytes: number;
};

/**
Parses the whole file; unsupported where a line is missing.
*/
export function parseIo(bytes: Bytes): Known<ProcessIo> {
	const text = bytes.toString('latin1');
	const io = {
		readCharacters: numberAfter(text, 'rchar:'),
		writtenCharacters: numberAfter(text, 'wchar:'),
		readCalls: numberAfter(text, 'syscr:'),
		writeCalls: numberAfter(text, 'syscw:'),
		readBytes: numberAfter(text, 'read_bytes:'),
		writeBytes: numberAfter(text, 'write_bytes:'),
		cancelledWriteBytes: numberAfter(text, 'cancelled_write_bytes:'),
	};
	return Object.values(io).every(value => typeof value === 'number') ? io as ProcessIo : unsupported;
}
