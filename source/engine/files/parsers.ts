/**
How the files are understood that runtimes keep of their containers. Who reads them is given this, and knows no runtime itself.
*/
import {parseBundle} from './bundle.ts';
import {parseContainerFile} from './docker.ts';
import {parseInstanceBackup, parseLxcConfig} from './lxc.ts';
import {parseContainerLog, parsePodFolder} from './pod.ts';
import {parseStorageFile} from './podman.ts';

/**
A parser for each kind of file, and for names that tell as much.
*/
export type FileParsers = typeof fileParsers;

export const fileParsers = {
	parseBundle,
	parseContainerFile,
	parseContainerLog,
	parseInstanceBackup,
	parseLxcConfig,
	parsePodFolder,
	parseStorageFile,
} as const;
