/**
The counters of a cgroup in parts, so that of many cgroups only what is on screen is read.
*/

/**
Parts beside the CPU time, which is always read: memory in use and its limit, swap in use, tasks, what the CPU quota does, block devices.
*/
export type CgroupPart = 'memory' | 'swap' | 'tasks' | 'throttling' | 'io';
