/**
A plugin `docker compose` that notes how it was called and then does what a test wants: in a home of its own, for Docker's own client.
*/
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {makeFolder} from './live-process.ts';

export type StubCompose = {
	/**
	To be the home of whoever is to find it.
	*/
	readonly home: string;
	/**
	A folder with a Compose file, for the labels of a project.
	*/
	readonly directory: string;
	readonly file: string;
	/**
	The words of each call so far, from after `compose` on; those that ask for its version left out.
	*/
	calls(): ReadonlyArray<readonly string[]>;
	/**
	The variables of the last call, by name.
	*/
	variables(): ReadonlyMap<string, string>;
	/**
	Pids of calls that have not ended.
	*/
	running(): readonly number[];
	/**
	Has it do this from now on: a line of shell for each verb. `*` is for all others.
	*/
	answer(scripts: Readonly<Record<string, string>>): void;
};

/**
Makes one.
*/
export function stubCompose(scripts: Readonly<Record<string, string>> = {}): StubCompose {
	const home = makeFolder();
	const plugins = path.join(home, '.docker/cli-plugins');
	const directory = path.join(home, 'shop');
	const file = path.join(directory, 'compose.yaml');
	mkdirSync(plugins, {recursive: true});
	mkdirSync(path.join(home, 'calls'));
	mkdirSync(directory);
	writeFileSync(file, 'services: {}\n');
	const answer = (chosen: Readonly<Record<string, string>>): void => {
		const cases = Object.entries({version: 'echo Docker Compose version v2.24.1', ...chosen, '*': chosen['*'] ?? ':'});
		writeFileSync(path.join(home, 'answers'), [
			'case "$verb" in',
			...cases.map(([verb, script]) => `${verb}) ${script} ;;`),
			'esac',
		].join('\n'));
	};

	answer(scripts);
	// What Docker's client asks a plugin first is no call of anybody's.
	writeFileSync(path.join(plugins, 'docker-compose'), String.raw`#!/bin/sh
if [ "$1" = docker-cli-plugin-metadata ]; then
	echo '{"SchemaVersion":"0.1.0","Vendor":"nstop","Version":"v2.24.1","ShortDescription":"a stub"}'
	exit
fi
here='${home}'
shift
for word; do
	case "$word" in version|up|down|pull|build|config) verb=$word ;; esac
done
if [ "$verb" != version ]; then
	env -0 >"$here/variables"
	number=$(ls "$here/calls" | wc -l)
	printf '%s\0' "$@" >"$here/calls/$$.part"
	mv "$here/calls/$$.part" "$here/calls/$(printf %03d "$number")-$$"
fi
. "$here/answers"
`, {mode: 0o755});
	const calls = (): readonly string[] => readdirSync(path.join(home, 'calls')).filter(name => !name.endsWith('.part')).toSorted();
	const read = (name: string): string => {
		const at = path.join(home, name);
		return existsSync(at) ? readFileSync(at, 'utf8') : '';
	};

	return {
		home,
		directory,
		file,
		answer,
		calls: () => calls().map(name => read(`calls/${name}`).split('\0').slice(0, -1)),
		variables: () => new Map(read('variables').split('\0').slice(0, -1).map(line => {
			const equals = line.indexOf('=');
			return [line.slice(0, equals), line.slice(equals + 1)];
		})),
		running: () => calls().map(name => Number(name.split('-', 2)[1])).filter(pid => isRunning(pid)),
	};
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch {
		// It has ended.
		return false;
	}
}
