/**
A container as the snapshot has it: what the kernel shows of it, joined with what its engine says.
*/
import type {Known} from '../known.ts';
import type {ContainerState, PublishedPort} from '../engine/engine.ts';
import type {NamespaceKind} from '../kernel/pid/ns.ts';
import type {Isolation} from './isolation/isolation.ts';
import type {ContainerKey, ProcessKey} from './keys.ts';
import type {ProjectMembers} from './project-members.ts';
import type {Unit} from './units/unit.ts';
import type {Usage} from './usage.ts';

/**
Which namespace of one kind a container uses, and who shares it.
*/
export type NamespaceUse = {
	readonly inode: Known<number>;
	/**
	Whether it is the initial one, which the host's own processes use.
	*/
	readonly isHost: Known<boolean>;
	/**
	Other containers in the same namespace, not told where it is the host's.
	*/
	readonly sharedWith: readonly ContainerKey[];
};

/**
One container, running or not; or, where `unit` or `sumOf` says so, something else that has a row like one. Texts are as engine and kernel
gave them, not yet safe to draw.
*/
export type Container = {
	readonly key: ContainerKey;
	readonly id: string;
	readonly name: string;
	readonly image: string;
	readonly state: ContainerState;
	/**
	Of the last run; undefined while it runs.
	*/
	readonly exitCode: number | undefined;
	/**
	Whether the kernel killed one of its processes for lack of memory in this run or, where it does not run, in the last one. Undefined where
	no engine says.
	*/
	readonly isOomKilled: boolean | undefined;
	/**
	How often its engine started it again by its restart policy; undefined where no engine says.
	*/
	readonly restartCount: number | undefined;
	/**
	Undefined where nothing checks it: without a health check, and while it is paused or does not run.
	*/
	readonly health: string | undefined;
	/**
	Milliseconds since the epoch.
	*/
	readonly createdAt: number | undefined;
	readonly startedAt: number | undefined;
	readonly finishedAt: number | undefined;
	readonly command: string;
	readonly labels: Readonly<Record<string, string>>;
	/**
	Name of the pod of Podman that it is in. Pods of Kubernetes are recognised by labels.
	*/
	readonly pod?: string | undefined;
	readonly ports: readonly PublishedPort[];
	/**
	IP addresses that its engine gave it.
	*/
	readonly addresses: readonly string[];
	/**
	Id of the engine that knows it.
	*/
	readonly engine: string | undefined;
	/**
	Where it runs, if not among the processes that nstop sees: on another host, on another kernel behind a local socket, or out of sight. Then
	only what its engine says is known.
	*/
	readonly elsewhere?: 'host' | 'kernel' | 'outside' | undefined;
	readonly runtime: string;
	readonly parent: ContainerKey | undefined;
	readonly init: Known<ProcessKey>;
	readonly initPid: Known<number>;
	/**
	Host pids, ascending.
	*/
	readonly pids: readonly number[];
	/**
	Path below the root of its hierarchy.
	*/
	readonly cgroup: Known<string>;
	readonly usage: Usage;
	readonly namespaces: Readonly<Record<NamespaceKind, NamespaceUse>>;
	/**
	When it was seen to die or vanish while nstop ran, by the snapshot's steady clock.
	*/
	readonly diedAt: number | undefined;
	/**
	Neither engine nor kernel knows it any more; it is remembered while it is still shown.
	*/
	readonly isRemoved: boolean;
	/**
	Since when it has no process although it had some, by the snapshot's steady clock.
	*/
	readonly emptySince?: number | undefined;
	/**
	What it is where it is no container.
	*/
	readonly unit?: Unit | undefined;
	/**
	What it is where it stands for several containers.
	*/
	readonly sumOf?: ProjectMembers | undefined;
	/**
	What isolates it from the host; undefined where it does not run here or has not been looked at yet.
	*/
	readonly isolation?: Isolation | undefined;
};
