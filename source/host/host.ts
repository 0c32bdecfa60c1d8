/**
A host is what the screen looks at and acts on. Everything that reaches the world from the screen goes through this interface; the first
that fulfils it is the machine that nstop runs on.
*/
import type {Engine} from '../engine/engine.ts';
import type {LayerChanges} from '../kernel/files/layer.ts';
import type {TreeCount} from '../kernel/files/tree.ts';
import type {NetworkSetup} from '../kernel/process/network-setup.ts';
import type {ContainerEvent, ResourceEvent} from '../engine/event.ts';
import type {PortListeners} from '../kernel/process/port-listeners.ts';
import type {Known} from '../known.ts';
import type {LogSource} from '../logs/line.ts';
import type {Entry, EntryRefusal} from '../model/entry.ts';
import type {ContainerKey, ProcessKey} from '../model/keys.ts';
import type {Snapshot} from '../model/snapshot.ts';
import type {Wants} from '../sampler/wants.ts';
import type {UnitAction} from '../systemd/unit-action.ts';
import type {Store} from '../store.ts';
import type {ComposeHost} from './compose.ts';
import type {CountOptions} from './volume.ts';

/**
One very process: its pid, and the key that also holds its start, since a pid may belong to another process by now.
*/
export type ProcessIdentity = {readonly pid: number; readonly key: ProcessKey};

/**
Why a signal was not sent. A zombie would take it without a word, and only its parent can reap it.
*/
export type SignalRefusal =
	| {readonly reason: 'denied'}
	| {readonly reason: 'gone'}
	| {readonly reason: 'zombie'; readonly parentPid: number};

export type Host = {
	/**
	The newest snapshot, undefined until the first sample. The same object means that nothing has changed.
	*/
	readonly snapshots: Store<Snapshot | undefined>;
	/**
	Begins to take samples: the first at once.
	*/
	start(): void;
	/**
	Begins to ask the engines.
	*/
	begin(): void;
	/**
	Ends everything that would keep the program alive.
	*/
	end(): Promise<void>;
	/**
	Says what is being looked at. From then on just that is read.
	*/
	want(wants: Wants): void;
	/**
	The engine with this id, if it was reached.
	*/
	engine(id: string | undefined): Engine | undefined;
	/**
	Calls the listener with the id of an engine and each thing that it tells to have happened, to whatever it keeps; gives the function that
	ends it.
	*/
	followEngines(listener: (id: string, event: ContainerEvent | ResourceEvent) => void): () => void;
	/**
	How the network of a container is set up, by the id that its engine has for it; gone where it does not run here.
	*/
	networkSetup(engine: string, id: string): Known<NetworkSetup>;
	/**
	What a container has changed of its image, read in the background; a sentence for people where that cannot be seen.
	*/
	changes(key: ContainerKey, signal: AbortSignal): Promise<LayerChanges | string>;
	/**
	Counts the files of a volume that lies at this path, as its engine sees it: by the kernel, in the background. A sentence for people where
	that cannot be done.
	*/
	countVolume(engine: string, path: string, options: CountOptions): Promise<TreeCount | string>;
	/**
	Sends a signal to the very process; gives why not where it was not sent.
	*/
	signal(process: ProcessIdentity, number: number): SignalRefusal | undefined;
	/**
	Has systemd act on a unit, and waits until it has. Throws a SystemdError.
	*/
	performOnUnit(action: UnitAction, unit: string, signalName?: string): Promise<void>;
	/**
	Looks whether the namespaces of a process can be entered.
	*/
	entry(process: ProcessIdentity): Entry | EntryRefusal;
	/**
	Compose's command line.
	*/
	readonly compose: ComposeHost;
	/**
	The log of what has a row, or the output of a command of Compose; a sentence for people where there is one that cannot be read, undefined
	for what has none.
	*/
	logs(key: ContainerKey): LogSource | string | undefined;
	/**
	The key of the process with this pid, if it is one of this container and on this host.
	*/
	member(pid: number, container: ContainerKey): ProcessKey | undefined;
	/**
	Who listens on a port, in whatever network namespace. Looks at all processes each time.
	*/
	portListeners(port: number): Known<PortListeners>;
};
