/**
/proc/PID/status: who a process runs as and what it may do.
*/
import {type Known, mapKnown, unsupported} from '../../known.ts';
import {
	type Bytes,
	bytesAfter,
	numberAfter,
	numberOf,
	textAfter,
	wordsOf,
} from '../fields.ts';

/**
The four user or group ids of a process, as seen from the reader's user namespace.
*/
type Credentials = {
	readonly real: number;
	readonly effective: number;
	readonly saved: number;
	readonly filesystem: number;
};

/**
Masks of capabilities; `capabilityNames` tells their bits.
*/
export type CapabilitySets = {
	readonly inheritable: bigint;
	readonly permitted: bigint;
	readonly effective: bigint;
	readonly bounding: bigint;
	readonly ambient: bigint;
};

/**
One process. Sizes are in bytes and unsupported for kernel threads and zombies, which have no memory.
*/
export type ProcessStatus = {
	readonly name: string;
	readonly tgid: number;
	/**
	Its pid in each pid namespace from the reader's own to its innermost.
	*/
	readonly nspid: readonly number[];
	readonly uids: Credentials;
	readonly gids: Credentials;
	readonly groups: readonly number[];
	readonly threads: number;
	readonly capabilities: CapabilitySets;
	/**
	Whether no program it executes can gain privileges; unsupported before Linux 4.10.
	*/
	readonly noNewPrivileges: Known<boolean>;
	/**
	Mode of the system call filter; unsupported where the kernel has none.
	*/
	readonly seccomp: Known<'disabled' | 'strict' | 'filter'>;
	/**
	Context switches of its main thread.
	*/
	readonly voluntarySwitches: Known<number>;
	readonly involuntarySwitches: Known<number>;
	readonly residentBytes: Known<number>;
	readonly peakResidentBytes: Known<number>;
	readonly anonBytes: Known<number>;
	readonly fileBytes: Known<number>;
	readonly shmemBytes: Known<number>;
	readonly swapBytes: Known<number>;
};

const escapePattern = /\\([\\n])/gu;
const seccompModes = ['disabled', 'strict', 'filter'] as const;
const hexadecimalPattern = /^[\da-f]{1,16}$/u;

function numbersAfter(text: string, key: string): number[] {
	return wordsOf(textAfter(text, key) ?? '').map(Number);
}

function credentialsAfter(text: string, key: string): Credentials | undefined {
	const [real, effective, saved, filesystem] = numbersAfter(text, key);
	return real === undefined || effective === undefined || saved === undefined || filesystem === undefined
		? undefined
		: {
			real, effective, saved, filesystem,
		};
}

/**
A mask that an old kernel does not have is empty: what it would hold does not exist there.
*/
function maskAfter(text: string, key: string): bigint {
	const digits = textAfter(text, key) ?? '';
	return hexadecimalPattern.test(digits) ? BigInt(`0x${digits}`) : 0n;
}

function seccompOf(text: string): ProcessStatus['seccomp'] {
	const mode = numberOf(textAfter(text, 'Seccomp:'));
	return typeof mode === 'number' ? seccompModes[mode] ?? unsupported : mode;
}

/**
Parses the whole file; unsupported where the lines are missing that every kernel has. The name is escaped by the kernel and given back
as it is: it may hold any character.
*/
export function parseStatus(bytes: Bytes): Known<ProcessStatus> {
	const text = bytes.toString('utf8');
	const tgid = numberAfter(text, 'Tgid:');
	const pid = numberAfter(text, 'Pid:');
	const threads = numberAfter(text, 'Threads:');
	const uids = credentialsAfter(text, 'Uid:');
	const gids = credentialsAfter(text, 'Gid:');
	if (typeof tgid !== 'number' || typeof pid !== 'number' || typeof threads !== 'number' || !uids || !gids) {
		return unsupported;
	}

	const nspid = numbersAfter(text, 'NSpid:');
	// The name is the first line, and a tab parts it from its key; blanks around it are its own.
	const name = text
		.slice('Name:\t'.length, text.indexOf('\n'))
		.replaceAll(escapePattern, (_, letter: string) => (letter === 'n' ? '\n' : letter));
	return {
		name,
		tgid,
		nspid: nspid.length > 0 ? nspid : [pid],
		uids,
		gids,
		groups: numbersAfter(text, 'Groups:'),
		threads,
		capabilities: {
			inheritable: maskAfter(text, 'CapInh:'),
			permitted: maskAfter(text, 'CapPrm:'),
			effective: maskAfter(text, 'CapEff:'),
			bounding: maskAfter(text, 'CapBnd:'),
			ambient: maskAfter(text, 'CapAmb:'),
		},
		noNewPrivileges: mapKnown(numberAfter(text, 'NoNewPrivs:'), value => value === 1),
		seccomp: seccompOf(text),
		voluntarySwitches: numberAfter(text, 'voluntary_ctxt_switches:'),
		involuntarySwitches: numberAfter(text, 'nonvoluntary_ctxt_switches:'),
		residentBytes: bytesAfter(text, 'VmRSS:'),
		peakResidentBytes: bytesAfter(text, 'VmHWM:'),
		anonBytes: bytesAfter(text, 'RssAnon:'),
		fileBytes: bytesAfter(text, 'RssFile:'),
		shmemBytes: bytesAfter(text, 'RssShmem:'),
		swapBytes: bytesAfter(text, 'VmSwap:'),
	};
}
