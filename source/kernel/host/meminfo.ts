/**
/proc/meminfo: the memory of the host.
*/
import {type Known, unsupported, valueOf} from '../../known.ts';
import {type Bytes, bytesAfter} from '../fields.ts';

/**
In bytes.
*/
export type HostMemory = {
	readonly totalBytes: number;
	readonly freeBytes: number;
	/**
	What programs could get without swapping: an estimate of the kernel.
	*/
	readonly availableBytes: number;
	readonly buffersBytes: number;
	/**
	Page cache, shared memory included.
	*/
	readonly cachedBytes: number;
	readonly shmemBytes: number;
	readonly slabReclaimableBytes: number;
	readonly swapTotalBytes: number;
	readonly swapFreeBytes: number;
	/**
	Memory in which zswap keeps what was moved to swap, compressed, and how much it was before; unsupported without zswap.
	*/
	readonly zswapBytes: Known<number>;
	readonly zswappedBytes: Known<number>;
};

/**
Parses the whole file; unsupported where it lacks the total or the free memory. Kernels before 3.14 do not tell what is available: free
memory and caches stand for it.
*/
export function parseMeminfo(bytes: Bytes): Known<HostMemory> {
	const text = bytes.toString('latin1');
	const totalBytes = bytesAfter(text, 'MemTotal:');
	const freeBytes = bytesAfter(text, 'MemFree:');
	if (typeof totalBytes !== 'number' || typeof freeBytes !== 'number') {
		return unsupported;
	}

	// What a kernel was built without does not exist: none of it is in use.
	const sizeOf = (key: string): number => valueOf(bytesAfter(text, key)) ?? 0;
	const buffersBytes = sizeOf('Buffers:');
	const cachedBytes = sizeOf('Cached:');
	return {
		totalBytes,
		freeBytes,
		availableBytes: valueOf(bytesAfter(text, 'MemAvailable:')) ?? (freeBytes + buffersBytes + cachedBytes),
		buffersBytes,
		cachedBytes,
		shmemBytes: sizeOf('Shmem:'),
		slabReclaimableBytes: sizeOf('SReclaimable:'),
		swapTotalBytes: sizeOf('SwapTotal:'),
		swapFreeBytes: sizeOf('SwapFree:'),
		zswapBytes: bytesAfter(text, 'Zswap:'),
		zswappedBytes: bytesAfter(text, 'Zswapped:'),
	};
}
