/**
A program with many threads, compiled on this machine: no other program that is everywhere has one that leaves its process's namespaces.
*/
import {spawnSync} from 'node:child_process';
import {chmodSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {isRoot, makeFolder} from './live-process.ts';

type Compiled = {
	/**
	Why there is no such program, for `skip`.
	*/
	readonly skip: string | false;
	/**
	The folder with the program `threads`, which needs no libraries; every user may read it.
	*/
	readonly folder: string;
};

/**
Compiles it, with a compiler that is installed first where there is none.
*/
export function compileThreads(): Compiled {
	const folder = makeFolder();
	chmodSync(folder, 0o755);
	const source = fileURLToPath(new URL('threads.c', import.meta.url));
	const compile = () => spawnSync('gcc', ['-static', '-pthread', '-O1', '-o', path.join(folder, 'threads'), source]).status === 0;
	if (compile()) {
		return {skip: false, folder};
	}

	if (isRoot) {
		spawnSync('apt-get', ['update'], {stdio: 'ignore'});
		spawnSync('apt-get', ['install', '--yes', '--no-install-recommends', 'gcc', 'libc6-dev'], {
			env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'}, stdio: 'ignore',
		});
	}

	return {skip: !compile() && 'there is no C compiler, and none could be installed', folder};
}
