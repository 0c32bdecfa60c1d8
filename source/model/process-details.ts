/**
What is known of the one process shown in the details.
*/
import type {Known} from '../known.ts';
import type {CgroupMembership} from '../kernel/pid/cgroup.ts';
import type {EnvironmentVariable} from '../kernel/pid/environ.ts';
import type {ResourceLimit} from '../kernel/pid/limits.ts';
import type {Mount} from '../kernel/pid/mountinfo.ts';
import type {ProcessIo} from '../kernel/pid/io.ts';
import type {ShownFileName} from '../kernel/pid/shown-files.ts';
import type {MemoryShare} from '../kernel/pid/smaps-rollup.ts';
import type {ProcessStat} from '../kernel/pid/stat.ts';
import type {ProcessStatus} from '../kernel/pid/status.ts';
import type {NetworkReading, OpenFile, ProcessLinks} from '../kernel/reading.ts';
import type {NetworkSetup} from '../kernel/process/network-setup.ts';
import type {FileText} from '../kernel/process/shown-files.ts';
import type {CgroupLevel} from './cgroup-level.ts';
import type {OwnedSocket} from './build/sockets.ts';
import type {ProcessKey} from './keys.ts';

/**
What is read of one process only while the details show it.
*/
export type ProcessDetails = {
	readonly key: ProcessKey;
	readonly status: Known<ProcessStatus>;
	readonly stat: Known<ProcessStat>;
	readonly io: Known<ProcessIo>;
	readonly readBytesPerSecond: Known<number>;
	readonly writeBytesPerSecond: Known<number>;
	readonly voluntarySwitchesPerSecond: Known<number>;
	readonly involuntarySwitchesPerSecond: Known<number>;
	readonly faultsPerSecond: Known<number>;
	readonly limits: Known<readonly ResourceLimit[]>;
	readonly mounts: Known<readonly Mount[]>;
	readonly network: Known<NetworkReading>;
	readonly networkSetup: Known<NetworkSetup>;
	readonly descriptors: Known<number>;
	/**
	How likely the kernel kills it when memory runs out, and what was added to that.
	*/
	readonly oomScore: Known<number>;
	readonly oomAdjustment: Known<number>;
	/**
	Memory with what is shared counted by share; some seconds old.
	*/
	readonly memoryShare: Known<MemoryShare>;
	readonly links: Known<ProcessLinks>;
	readonly cgroups: Known<readonly CgroupMembership[]>;
	/**
	The cgroups on the way to that of its container, from the outside in; unsupported where that has none of its own.
	*/
	readonly cgroupLevels: Known<readonly CgroupLevel[]>;
	readonly openFiles: Known<readonly OpenFile[]>;
	/**
	Sockets of its network namespace, with those who have them among the processes of its container; it alone is looked at where only its own
	are wanted.
	*/
	readonly sockets: Known<readonly OwnedSocket[]>;
	readonly environment: Known<readonly EnvironmentVariable[]>;
	/**
	Facts of which there is more than was read.
	*/
	readonly cutShort: ReadonlyArray<'openFiles' | 'sockets'>;
	/**
	The one file that is shown as it is; undefined where none is. The same object as long as it reads the same.
	*/
	readonly text: ShownText | undefined;
};

/**
A file of a process as it is.
*/
export type ShownText = {readonly name: ShownFileName; readonly content: Known<FileText>};
