/**
What the screen asks the sampler for: what is not on screen is not read.
*/
import type {CgroupPart} from '../kernel/cgroup/reader/parts.ts';
import type {ShownFileName} from '../kernel/pid/shown-files.ts';
import type {ContainerKey} from '../model/keys.ts';

/**
Kernel files of one process that are read only on demand.
*/
export type DetailFile =
	'io' | 'limits' | 'mounts' | 'network' | 'networkSetup' | 'descriptors' | 'oom' | 'links' | 'memoryShare' | 'sockets' | 'ownSockets'
	| 'openFiles' | 'environment' | 'cgroupLevels';

/**
Counters of a container that are read only while they are on screen.
*/
export type CounterPart = CgroupPart | 'network';

/**
What is read of processes only while it is on screen.
*/
export type ProcessPart = 'waitChannel';

export type Wants = {
	/**
	Whether processes and namespaces of the whole host are shown, and not of the containers alone.
	*/
	readonly isWholeHost: boolean;
	/**
	Whose processes are sampled each time: of nobody, of these containers and units, of all that are shown. Where `inSight` is given, only
	these of them.
	*/
	readonly sampled: 'nobody' | 'shown' | {readonly containers: readonly ContainerKey[]; readonly inSight?: readonly number[]};
	/**
	Whether units of systemd have rows of their own, or every cgroup has; neither if absent.
	*/
	readonly units?: 'services' | 'cgroups' | undefined;
	/**
	Whether namespaces are looked for that only a mount or an open file keeps alive. Expensive.
	*/
	readonly arePinnedWanted?: true;
	/**
	Whether what isolates the containers is read of all of them in one pass: nobody waits for a screen.
	*/
	readonly isAllAtOnce?: true;
	/**
	Which counters are read of which container besides the CPU time; all of all if absent. `whole` is the container of which the
	details show everything, `alsoWhole` are those that they sum, `ofShown` are the parts for those in sight, `ofAll` those that the list is
	sorted by.
	*/
	readonly counters?: {
		readonly whole: ContainerKey | undefined;
		readonly alsoWhole?: readonly ContainerKey[];
		readonly shown: readonly ContainerKey[];
		readonly ofShown: readonly CounterPart[];
		readonly ofAll: readonly CounterPart[];
	};
	/**
	Whether the threads of the processes that are sampled are sampled too.
	*/
	readonly areThreadsWanted?: true;
	/**
	Whose wait channels are read, by the ids of processes and threads: of those in sight, or of all that are sampled.
	*/
	readonly waitChannelsOf?: 'sampled' | readonly number[];
	/**
	Whose threads are looked through for namespaces of their own: those of these containers, or of all that are shown.
	*/
	readonly strayedThreadsOf?: 'shown' | {readonly containers: readonly ContainerKey[]};
	/**
	The process looked at closely, and which of its files are needed; `text` is one that is shown as it is.
	*/
	readonly details: {
		readonly pid: number;
		readonly files: readonly DetailFile[];
		readonly text?: ShownFileName;
		/**
		It was selected as a process: its past is kept.
		*/
		readonly isFollowed?: true;
	} | undefined;
};

export const wantsNothing: Wants = {isWholeHost: false, sampled: 'nobody', details: undefined};

/**
For the first screen, before it is known what is in sight: of all containers what every width shows.
*/
export const wantsAtFirst: Wants = {
	...wantsNothing,
	counters: {
		whole: undefined, shown: [], ofShown: [], ofAll: ['memory', 'tasks'],
	},
};
