/**
The built program as a user who may do nothing.
*/
import {spawnSync} from 'node:child_process';
import {copyFileSync, existsSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {programFolder, type Launch} from './documents.ts';

const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] as const;

/**
As nobody, who may not read a checkout in root's home.
*/
export function asNobody(): Launch {
	if (spawnSync(nobody[0], [...nobody.slice(1), process.execPath, '--version']).status === 0) {
		return {before: nobody};
	}

	const node = path.join(programFolder(), 'node');
	if (!existsSync(node)) {
		copyFileSync(process.execPath, node);
	}

	return {before: nobody, node};
}
