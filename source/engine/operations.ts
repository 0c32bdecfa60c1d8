/**
What an engine can be asked to do with one container.
*/
import type {Duplex, Readable} from 'node:stream';
import type {LogSink, LogSource} from '../logs/line.ts';
import {resourceOperations, type ResourceOperation, type ResourceOperations} from './resources.ts';
import type {EventHistory} from './event.ts';
import type {ContainerLimits} from './limits.ts';

/**
The engine's own answer to inspect, untouched, for the Inspect tab and for what it says of isolation.
*/
export type EngineInspection = Readonly<Record<string, unknown>>;

/**
A command that runs in a container with a terminal of its own.
*/
export type ExecSession = {
	/**
	Bytes in both directions; ends when the command does.
	*/
	readonly stream: Duplex;
	/**
	Resolved once the terminal has the size that was asked for, or never will: what runs before that sees a terminal of no size.
	*/
	readonly sized: Promise<void>;
	resize(columns: number, rows: number): Promise<void>;
	/**
	Exit code, asked after the stream has ended; undefined if the engine does not know.
	*/
	exitCode(): Promise<number | undefined>;
	/**
	What ends the stream when it is typed, though the command has not ended: the keys that the person has set for it. Whether it runs on is
	the engine's choice.
	*/
	readonly detachKeys: Uint8Array | undefined;
	/**
	Pid of the command, in the pid namespace of the engine; undefined where it has not begun or the engine does not tell.
	*/
	pid(): Promise<number | undefined>;
};

/**
What attaching to a container will be like.
*/
export type Attachment = {
	/**
	Whether its first process has a terminal, and not three streams.
	*/
	readonly isTerminal: boolean;
	/**
	Whether what is typed gets there: its stdin is `open`, or `closed`, or would be closed `once` the first client detaches.
	*/
	readonly input: 'open' | 'closed' | 'once';
	/**
	What is typed to detach: those that the person has set, else those of Docker's client. `words` name the keys.
	*/
	readonly detachKeys: {readonly bytes: Uint8Array; readonly words: string};
};

/**
The connection to the first process of a container.
*/
export type AttachSession = {
	/**
	What it writes; ends when it does.
	*/
	readonly output: Readable;
	/**
	Gives it bytes to read, where its stdin is open.
	*/
	write(bytes: Uint8Array): void;
	/**
	Gives its terminal a size.
	*/
	resize(columns: number, rows: number): Promise<void>;
	/**
	Settles when it has ended; undefined where the engine does not tell its exit code, and after `close`.
	*/
	readonly exit: Promise<number | undefined>;
	/**
	Detaches. The container is left as it is.
	*/
	close(): void;
};

/**
With which lines a log begins, and whether what is written from then on follows.
*/
export type LogRequest = Parameters<LogSource['read']>[0];

/**
What a person may have an engine do.
*/
export type EngineOperations = {
	inspect(id: string, signal: AbortSignal): Promise<EngineInspection>;
	start(id: string): Promise<void>;
	/**
	Waits until it has stopped: up to the container's own grace period.
	*/
	stop(id: string): Promise<void>;
	restart(id: string): Promise<void>;
	pause(id: string): Promise<void>;
	unpause(id: string): Promise<void>;
	kill(id: string, signalName: string): Promise<void>;
	remove(id: string, options: {readonly force: boolean}): Promise<void>;
	/**
	Gives it another name; the engine refuses one that is taken.
	*/
	rename(id: string, name: string): Promise<void>;
	/**
	The limits that it was given.
	*/
	limits(id: string, signal: AbortSignal): Promise<ContainerLimits>;
	/**
	Changes those limits that are given, also while it runs. Gives what the engine has to say about that.
	*/
	update(id: string, limits: ContainerLimits): Promise<readonly string[]>;
	exec(id: string, command: readonly string[], size: {readonly columns: number; readonly rows: number}): Promise<ExecSession>;
	attachment(id: string, signal: AbortSignal): Promise<Attachment>;
	attach(id: string, attachment: Attachment): Promise<AttachSession>;
	/**
	Gives the lines of a container's log, until nothing more can come or the signal comes; both end it without an error. More lines from before
	the start than were asked for may come with them.
	*/
	logs(id: string, request: LogRequest, sink: LogSink, signal: AbortSignal): Promise<void>;
	/**
	What happened to all containers from a moment on until now, as far as the engine has kept it. In milliseconds since the epoch.
	*/
	history(sinceMilliseconds: number, signal: AbortSignal): Promise<EventHistory>;
};

export type EngineOperation = keyof EngineOperations;

type AnyOperation = EngineOperation | ResourceOperation;

/**
Whether an engine has an operation, as far as is known before it was reached.
*/
export function can(
	{operations}: {readonly operations?: ReadonlySet<AnyOperation> | undefined},
	operation: AnyOperation,
): boolean {
	return operations === undefined || operations.has(operation);
}

/**
The operations that an engine has, but for those that are known to be missing.
*/
export function operationsOf(
	engine: Partial<EngineOperations & ResourceOperations>,
	missing: readonly EngineOperation[] = [],
): ReadonlySet<AnyOperation> {
	const lacking: ReadonlySet<AnyOperation> = new Set(missing);
	const all = [...engineOperations, ...resourceOperations];
	return new Set(all.filter(operation => engine[operation] !== undefined && !lacking.has(operation)));
}

const engineOperations = [
	'inspect',
	'start',
	'stop',
	'restart',
	'pause',
	'unpause',
	'kill',
	'remove',
	'exec',
	'logs',
	'history',
	'rename',
	'limits',
	'update',
	'attachment',
	'attach',
] as const satisfies readonly EngineOperation[];
