/**
An engine as the kernel shows it: a process that listens on a socket.
*/
import type {ContainerKey} from './keys.ts';

export type EngineProcess = {
	readonly pid: number;
	/**
	Name of its program: `dockerd`, `podman`, `containerd`, `crio`.
	*/
	readonly program: string;
	/**
	The socket as the engine itself sees it.
	*/
	readonly path: string;
	/**
	`device:inode` of the socket's file: the same wherever it is mounted.
	*/
	readonly socket: string;
	/**
	Where the socket's file lies on its file system, by which other mounts of that lead to it; undefined where the engine's mounts could
	not be read.
	*/
	readonly file?: {readonly device: string; readonly root: string} | undefined;
	/**
	The container it runs in, undefined on the host.
	*/
	readonly container: ContainerKey | undefined;
	/**
	Whether it has an API that nstop knows.
	*/
	readonly isAskable: boolean;
};
