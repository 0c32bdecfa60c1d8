/**
What nstop asks of a container engine: who is there, and to do something. Never for statistics, which the kernel gives for less.
This folder knows container daemons and nothing else.
*/
import type {ContainerEvent, ResourceEvent} from './event.ts';
import type {EngineOperation, EngineOperations} from './operations.ts';
import type {ResourceOperation, ResourceOperations} from './resources.ts';

export type EngineKind = 'docker' | 'podman';

export type ContainerState = 'running' | 'paused' | 'exited' | 'created' | 'restarting' | 'removing' | 'dead';

/**
The machine that an engine runs on, as it tells itself: the release of its kernel, the host's name, the distribution.
*/
export type EngineSystem = {readonly kernel: string | undefined; readonly hostname: string | undefined; readonly os: string | undefined};

/**
Where an engine is that only its socket is here of: on another kernel, as in a virtual machine, or on this one but out of sight, as from
inside a container. `reason` is a sentence for people.
*/
export type Elsewhere = {readonly place: 'kernel' | 'outside'; readonly reason: string};

/**
What an engine says of itself, and what follows for its place where that was found out.
*/
type EngineIdentity =
	Pick<EngineStatus, 'kind' | 'version' | 'apiVersion' | 'isRootless' | 'system'>
	& Partial<Pick<EngineStatus, 'isLocal' | 'elsewhere' | 'operations'>>;

/**
Who an engine is and whether it answers. `detail` is a sentence for people when it does not.
*/
export type EngineStatus = {
	/**
	Stable for one socket on one host.
	*/
	readonly id: string;
	readonly kind: EngineKind;
	readonly version: string | undefined;
	readonly apiVersion: string | undefined;
	/**
	As one would write it into DOCKER_HOST: `unix:///var/run/docker.sock`.
	*/
	readonly address: string;
	readonly isRootless: boolean | undefined;
	/**
	False where the pids that it tells are not those of this kernel as nstop sees them: it is reached over a network, or `elsewhere` says why.
	*/
	readonly isLocal: boolean;
	/**
	Why an engine behind a local socket is not local; undefined for all others.
	*/
	readonly elsewhere?: Elsewhere | undefined;
	/**
	What it says of the machine that it runs on; undefined where it does not tell or was not asked yet.
	*/
	readonly system?: EngineSystem | undefined;
	/**
	`device:inode` of the file of its socket, the same wherever it is mounted; undefined for an engine that is reached otherwise.
	*/
	readonly socket: string | undefined;
	/**
	Key of the container it runs in, undefined on the host.
	*/
	readonly container: string | undefined;
	/**
	Whether a person asked for it by name, and so wants to hear of it. Of others a dot tells enough.
	*/
	readonly isNamed: boolean;
	/**
	`slow` where it is there and an answer of it is waited for; `stopped` where it would be started by whoever connects, so that nstop does
	not.
	*/
	readonly state: 'connecting' | 'up' | 'slow' | 'stopped' | 'unreachable' | 'denied';
	readonly detail: string | undefined;
	/**
	What it can be asked to do; undefined until that is known.
	*/
	readonly operations?: ReadonlySet<EngineOperation | ResourceOperation> | undefined;
	/**
	Since when the state holds, in milliseconds since the epoch.
	*/
	readonly since: number;
};

export type PublishedPort = {
	readonly hostAddress: string | undefined;
	readonly hostPort: number | undefined;
	readonly containerPort: number;
	readonly protocol: string;
};

/**
A container as its engine tells it. Texts are as the engine gave them, not yet safe to draw.
*/
export type EngineContainer = {
	readonly id: string;
	readonly name: string;
	readonly image: string;
	readonly command: string;
	readonly state: ContainerState;
	/**
	Undefined while it runs or before it has ever run.
	*/
	readonly exitCode: number | undefined;
	/**
	Whether the kernel killed one of its processes for lack of memory in its last run; undefined where only the list is known.
	*/
	readonly isOomKilled: boolean | undefined;
	/**
	How often the engine started it again by its restart policy; undefined where only the list is known.
	*/
	readonly restartCount: number | undefined;
	readonly health: 'starting' | 'healthy' | 'unhealthy' | undefined;
	/**
	Milliseconds since the epoch.
	*/
	readonly createdAt: number | undefined;
	readonly startedAt: number | undefined;
	readonly finishedAt: number | undefined;
	readonly labels: Readonly<Record<string, string>>;
	/**
	Name of the pod of Podman that it is in.
	*/
	readonly pod?: string | undefined;
	readonly ports: readonly PublishedPort[];
	/**
	IP addresses on the networks of the engine, IPv4 and IPv6.
	*/
	readonly addresses: readonly string[];
	/**
	Pid of the first process, in the pid namespace of the engine. Undefined when it does not run.
	*/
	readonly initPid: number | undefined;
};

export type ContainerOperation = EngineOperation | 'list' | 'events' | 'connect' | 'images' | 'volumes' | 'networks' | 'layers';

/**
An engine's refusal or silence, with what was tried on what. `cause` keeps the library's error.
*/
export class EngineError extends Error {
	readonly operation: ContainerOperation;
	readonly target: string;
	/**
	HTTP status of the engine's answer, if it did answer.
	*/
	readonly statusCode: number | undefined;
	/**
	System error code (`ENOENT`, `EACCES`, `ECONNREFUSED`), if it did not.
	*/
	readonly code: string | undefined;

	constructor(
		operation: ContainerOperation,
		target: string,
		options: {reason: string; statusCode?: number; code?: string; cause?: unknown},
	) {
		super(options.reason, {cause: options.cause});
		this.name = 'EngineError';
		this.operation = operation;
		this.target = target;
		this.statusCode = options.statusCode;
		this.code = options.code;
	}
}

/**
One engine. An operation that is absent is one that this engine cannot do. Every promise that fails, fails with an EngineError.
*/
export type Engine = {
	readonly address: string;
	/**
	Version, kind, rootless or not, its machine; rejects when the engine does not answer in time.
	*/
	identify(signal: AbortSignal): Promise<EngineIdentity>;
	/**
	All containers, stopped ones too. Costs one list and an inspect for each container that is new or has changed.
	`onListed` is called before the inspections with what the list alone tells: no pids, no start times.
	*/
	containers(signal: AbortSignal, onListed?: (containers: readonly EngineContainer[]) => void): Promise<readonly EngineContainer[]>;
	/**
	Asks about one container again; undefined when it is gone.
	*/
	container(id: string, signal: AbortSignal): Promise<EngineContainer | undefined>;
	/**
	What happened to containers, and that something happened to what else the engine keeps, until the connection ends. `onOpen` is called
	once the engine has taken the request: a list asked for from then on and the events together miss nothing.
	*/
	events(signal: AbortSignal, onOpen?: () => void): AsyncIterable<ContainerEvent | ResourceEvent>;
} & Partial<EngineOperations> & Partial<ResourceOperations>;

/**
An engine over connections of its own, which have to be closed.
*/
export type ConnectedEngine = Engine & {
	/**
	Rejects when the engine does not answer in three seconds. The cheapest question there is.
	*/
	ping(signal: AbortSignal): Promise<void>;
	/**
	Ends all connections and children; calls under way fail.
	*/
	close(): void;
};

/**
What is known of one engine at this moment. Immutable; a new one is made on every change.
*/
export type EngineReading = {
	readonly status: EngineStatus;
	readonly containers: readonly EngineContainer[];
	/**
	Exit codes by id of containers that ended while nstop looked on, also of those that were removed at once.
	*/
	readonly exitCodes: ReadonlyMap<string, number>;
};
