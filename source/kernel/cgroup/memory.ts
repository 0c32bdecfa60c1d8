/**
Memory of a cgroup: memory.current, memory.stat, memory.max, memory.peak and memory.events, on v1 memory.usage_in_bytes and its like.
*/
import {
	type Known,
	mapKnown,
	valueOf,
} from '../../known.ts';
import {type Bytes, numberAfter} from '../fields.ts';

/**
Memory of a cgroup with everything below it.
*/
export type MemoryCounters = {
	/**
	What `docker stats` shows: current without the page cache that is not in active use.
	*/
	readonly usedBytes: Known<number>;
	readonly currentBytes: Known<number>;
	/**
	The smallest limit of the cgroup and those it lies in; undefined without any.
	*/
	readonly limitBytes: Known<number | undefined>;
	/**
	What was moved to swap, and how much of that there may be: the smallest limit of the cgroup and those it lies in, undefined without any.
	*/
	readonly swapBytes: Known<number>;
	readonly swapLimitBytes: Known<number | undefined>;
	/**
	Memory in which zswap keeps what was moved to swap, compressed, and how much it was before: a part of swapBytes. Only v2 tells.
	*/
	readonly zswapBytes: Known<number>;
	readonly zswappedBytes: Known<number>;
	readonly peakBytes: Known<number>;
	readonly anonBytes: Known<number>;
	readonly fileBytes: Known<number>;
	/**
	Part of fileBytes that is shared memory and tmpfs.
	*/
	readonly shmemBytes: Known<number>;
	readonly kernelBytes: Known<number>;
	readonly inactiveFileBytes: Known<number>;
	/**
	Processes that were killed because the memory did not suffice.
	*/
	readonly oomKills: Known<number>;
};

/**
What the files that move all the time tell; the rest is read seldom.
*/
export type MemoryParts = Pick<
	MemoryCounters,
	'currentBytes' | 'usedBytes' | 'limitBytes' | 'anonBytes' | 'fileBytes' | 'shmemBytes' | 'inactiveFileBytes'
>;

type MemoryStat = Pick<MemoryCounters, 'anonBytes' | 'fileBytes' | 'shmemBytes' | 'kernelBytes' | 'inactiveFileBytes'>;

/**
Parts from memory.stat of v2.
*/
export function parseMemoryStat(bytes: Bytes): MemoryStat {
	const text = bytes.toString('latin1');
	return {
		anonBytes: numberAfter(text, 'anon '),
		fileBytes: numberAfter(text, 'file '),
		shmemBytes: numberAfter(text, 'shmem '),
		kernelBytes: kernelBytesOf(text),
		inactiveFileBytes: numberAfter(text, 'inactive_file '),
	};
}

/**
What zswap holds, from memory.stat of v2; unsupported where the kernel has no zswap.
*/
export function parseZswap(bytes: Bytes): Pick<MemoryCounters, 'zswapBytes' | 'zswappedBytes'> {
	const text = bytes.toString('latin1');
	return {zswapBytes: numberAfter(text, 'zswap '), zswappedBytes: numberAfter(text, 'zswapped ')};
}

const partsOfKernel = ['slab ', 'kernel_stack ', 'pagetables ', 'percpu ', 'sock '];

/**
Kernels before 5.18 tell the parts but not their sum.
*/
function kernelBytesOf(text: string): Known<number> {
	const sum = numberAfter(text, 'kernel ');
	return typeof sum === 'number'
		? sum
		: mapKnown(numberAfter(text, 'slab '), () => partsOfKernel.reduce((total, key) => total + (valueOf(numberAfter(text, key)) ?? 0), 0));
}

/**
Parts and the effective limit from memory.stat of v1. Its `total_` lines cover the cgroups below, as v2 does; kernel memory is in
memory.kmem.usage_in_bytes instead.
*/
export function parseMemoryStatV1(bytes: Bytes): Omit<MemoryStat, 'kernelBytes'> & Pick<MemoryCounters, 'limitBytes'> {
	const text = bytes.toString('latin1');
	return {
		anonBytes: numberAfter(text, 'total_rss '),
		fileBytes: numberAfter(text, 'total_cache '),
		shmemBytes: numberAfter(text, 'total_shmem '),
		inactiveFileBytes: numberAfter(text, 'total_inactive_file '),
		limitBytes: mapKnown(numberAfter(text, 'hierarchical_memory_limit '), limitOf),
	};
}

/**
Swap from memory.stat of v1: what is in it, and the limits of memory, and of memory and swap together.
*/
export function parseSwapV1(
	bytes: Bytes,
): {readonly swapBytes: Known<number>; readonly limitBytes: Known<number | undefined>; readonly bothLimitBytes: Known<number | undefined>} {
	const text = bytes.toString('latin1');
	return {
		swapBytes: numberAfter(text, 'total_swap '),
		limitBytes: mapKnown(numberAfter(text, 'hierarchical_memory_limit '), limitOf),
		bothLimitBytes: mapKnown(numberAfter(text, 'hierarchical_memsw_limit '), limitOf),
	};
}

// The largest number of pages of 64 KiB that fits in a signed 64 bit word, in bytes; smaller pages give a larger number.
const noLimitBytes = (2 ** 63) - 65_536;

/**
A limit of v1, which writes the largest number of whole pages where there is none: undefined then.
*/
export function limitOf(bytes: number): number | undefined {
	return bytes >= noLimitBytes ? undefined : bytes;
}

/**
Kills from memory.events of v2 or memory.oom_control of v1.
*/
export function parseOomKills(bytes: Bytes): Known<number> {
	return numberAfter(bytes.toString('latin1'), 'oom_kill ');
}

/**
Memory in use as Docker counts it: without inactive page cache, unless that is more than all. Unknown only where the total is.
*/
export function usedBytesOf(currentBytes: Known<number>, inactiveFileBytes: Known<number>): Known<number> {
	return mapKnown(currentBytes, current => {
		const inactive = valueOf(inactiveFileBytes) ?? 0;
		return inactive < current ? current - inactive : current;
	});
}
