/**
/proc/PID/cmdline: the arguments of a process, or the title it has written over them.
*/
import type {Bytes} from '../fields.ts';

const nul = 0;

/**
Arguments, without those that are mere padding after a title; none for kernel threads, zombies and processes started without any. Bytes
that are no UTF-8 become U+FFFD, all others
stay as they are. The last one is incomplete if the reader had to stop there.
*/
export function parseCmdline(bytes: Bytes): readonly string[] {
	let end = bytes.length;
	if (bytes[end - 1] === nul) {
		end--;
	}

	const list = bytes.toString('utf8', 0, end).split('\0');
	// A rewritten title is followed by the NULs that it no longer needs. One empty argument may be meant; two and nothing else are padding.
	const isTitle = list.length > 2 && list.every((text, index) => index === 0 || text === '');
	const args = isTitle ? list.slice(0, 1) : list;
	return args.every(text => text === '') ? [] : args;
}
