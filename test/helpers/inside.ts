/**
The built program in a container of its own, with this machine's Node.js and the libraries that it needs.
*/
import {spawnSync} from 'node:child_process';
import {realpathSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {programFolder} from './documents.ts';

/**
Options of `docker run` that give a container the program.
*/
export function programVolumes(): readonly string[] {
	const node = realpathSync(process.execPath);
	const libraries = [...spawnSync('ldd', [node], {encoding: 'utf8'}).stdout.matchAll(/(\/\S+)/g)].map(match => match[1]!);
	const folders = new Set(libraries.map(library => path.dirname(library)));
	return [
		...[...folders].map(folder => `${realpathSync(folder)}:${folder}:ro`),
		`${node}:/given/node:ro`,
		`${programFolder()}:/given/program:ro`,
	].flatMap(volume => ['--volume', volume]);
}

/**
The program as words of a shell in there.
*/
export const programInside = '/given/node /given/program/cli.js';
