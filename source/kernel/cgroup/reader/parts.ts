/**
The counters of a cgroup in parts, for reading of many cgroups only what somebody looks at.
*/

/**
Parts beside the CPU time, which is always read: memory in use and its limit, tasks, what the CPU quota does, block devices.
*/
export type CgroupPart = 'memory' | 'tasks' | 'throttling' | 'io';
