/**
A `systemctl` of its own, first in the PATH, that notes how it was called and then does what a test wants.
*/
import {
	chmodSync,
	existsSync,
	readFileSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {makeFolder} from './live-process.ts';

export type FakeSystemctl = {
	readonly folder: string;
	/**
	With the PATH that leads to it.
	*/
	readonly environment: NodeJS.ProcessEnv;
	/**
	The words of each call so far, without the two options that are always there.
	*/
	calls(): ReadonlyArray<readonly string[]>;
	/**
	The variables of the last call, by name.
	*/
	variables(): ReadonlyMap<string, string>;
	/**
	Pid of the last call.
	*/
	pid(): number;
	/**
	What its script has written into the file `left`.
	*/
	left(): string;
};

/**
Makes one. `script` is what the shell does after the call is noted; its folder is `$here`.
*/
export function fakeSystemctl(script: string): FakeSystemctl {
	const folder = makeFolder();
	const program = path.join(folder, 'systemctl');
	writeFileSync(program, [
		'#!/bin/sh',
		`here='${folder}'`,
		'echo $$ >"$here/pid"',
		'env -0 >"$here/variables"',
		String.raw`{ for word; do printf '%s\0' "$word"; done; printf '\n\0'; } >>"$here/calls"`,
		script,
	].join('\n'));
	chmodSync(program, 0o755);
	const read = (name: string): string => {
		const file = path.join(folder, name);
		return existsSync(file) ? readFileSync(file, 'utf8') : '';
	};

	return {
		folder,
		environment: {...process.env, PATH: `${folder}:${process.env.PATH}`},
		calls: () => read('calls').split('\n\0').slice(0, -1).map(call =>
			call.split('\0').slice(0, -1).filter(word => word !== '--no-pager' && word !== '--no-ask-password')),
		variables: () => new Map(read('variables').split('\0').slice(0, -1).map(line => {
			const equals = line.indexOf('=');
			return [line.slice(0, equals), line.slice(equals + 1)];
		})),
		pid: () => Number(read('pid')),
		left: () => read('left'),
	};
}
