/**
Usage as the JSON document has it.
*/
import type {Container} from '../../model/container.ts';
import {explained, rounded, type Json} from './values.ts';

/**
What a container or a unit takes and may take.
*/
export function usageDocument({usage}: Pick<Container, 'usage'>): Json {
	return explained({
		summed: [...usage.summed ?? []],
		cpuPercent: rounded(usage.cpuPercent),
		memoryBytes: usage.memoryBytes,
		memoryLimitBytes: usage.memoryLimitBytes,
		memoryLimitCgroup: usage.memoryLimitCgroup,
		swapBytes: usage.swapBytes,
		swapLimitBytes: usage.swapLimitBytes,
		swapLimitCgroup: usage.swapLimitCgroup,
		zswapBytes: usage.zswapBytes,
		zswappedBytes: usage.zswappedBytes,
		memory: explained({
			anonBytes: usage.anonBytes,
			fileBytes: usage.fileBytes,
			shmemBytes: usage.shmemBytes,
			kernelBytes: usage.kernelBytes,
		}),
		pids: usage.tasks,
		pidsLimit: usage.tasksLimit,
		pidsLimitCgroup: usage.tasksLimitCgroup,
		cpuLimit: usage.cpuLimit,
		cpuLimitCgroup: usage.cpuLimitCgroup,
		cpuset: usage.cpuset,
		cpuCores: usage.cpuCores,
		throttledPercent: rounded(usage.throttledPercent),
		throttledCgroup: usage.throttledCgroup,
		oomKills: usage.oomKills,
		networkRxBytes: usage.networkRxBytes,
		networkTxBytes: usage.networkTxBytes,
		networkRxPerSecond: rounded(usage.networkRxPerSecond),
		networkTxPerSecond: rounded(usage.networkTxPerSecond),
		blockReadBytes: usage.blockReadBytes,
		blockWriteBytes: usage.blockWriteBytes,
		blockReadPerSecond: rounded(usage.blockReadPerSecond),
		blockWritePerSecond: rounded(usage.blockWritePerSecond),
		pressure: explained({cpu: usage.pressureCpu, memory: usage.pressureMemory, io: usage.pressureIo}),
	});
}
