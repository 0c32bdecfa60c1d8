/**
/proc/PID/fdinfo/N: how a file was opened, and how far it was read or written.
*/
import {isMissing, type Known, unsupported} from '../../known.ts';
import {type Bytes, numberAfter, textAfter} from '../fields.ts';

/**
How a descriptor may be used. `path` is one that only stands for a file, opened with O_PATH.
*/
export type OpenMode = 'read' | 'write' | 'read-write' | 'path';

export type DescriptorInfo = {
	readonly mode: OpenMode;
	/**
	Whether all that is written goes to the end.
	*/
	readonly isAppending: boolean;
	/**
	Where the next byte is read or written.
	*/
	readonly positionBytes: number;
	/**
	The mount that it was opened through, as mountinfo numbers it. Sockets, pipes and memory have one that nobody sees.
	*/
	readonly mountId: Known<number>;
};

const modes: readonly OpenMode[] = ['read', 'write', 'read-write', 'path'];

// Of include/uapi/asm-generic/fcntl.h; every architecture that Node.js runs on has these values.
const accessMask = 0o3;
const appendFlag = 0o2000;
const pathFlag = 0o1000_0000;

/**
Takes the first lines apart, which every kind of file has; unsupported where they are not there.
*/
export function parseFdinfo(bytes: Bytes): Known<DescriptorInfo> {
	const text = bytes.toString('latin1');
	const positionBytes = numberAfter(text, 'pos:');
	const flags = Number.parseInt(textAfter(text, 'flags:') ?? '', 8);
	if (isMissing(positionBytes) || Number.isNaN(flags)) {
		return unsupported;
	}

	return {
		// eslint-disable-next-line no-bitwise -- flags are bits
		mode: (flags & pathFlag) === 0 ? modes[flags & accessMask] ?? 'path' : 'path',
		// eslint-disable-next-line no-bitwise -- flags are bits
		isAppending: (flags & appendFlag) !== 0,
		positionBytes,
		mountId: numberAfter(text, 'mnt_id:'),
	};
}
