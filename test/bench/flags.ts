/**
The words after `npm run bench --`.
*/
import {parseArgs} from 'node:util';
import type {LoadSize} from './load.ts';

export type Flags = {
	readonly command: string;
	readonly sizes: readonly LoadSize[] | undefined;
	readonly rounds: number;
	readonly seconds: number;
	readonly minutes: number;
	readonly keys: number;
	readonly columns: number;
	readonly rows: number;
	readonly only: readonly string[];
	readonly isMarkdown: boolean;
	readonly isHeapWatched: boolean;
};

export const usage = `Usage: npm run bench -- [COMMAND] [flags]

Commands
  compare   nstop beside the peers that are installed (the default)
  stages    one refresh by stage, against the number of containers and processes
  logs      the log of containers that write as fast as they can
  services  200 services beside 100 containers, and 500 cgroups with a row each
  soak      memory and open files while containers come and go; soak 60 takes an hour
  peak      memory after a container with thousands of processes has gone
  slow      a terminal that reads slowly, or not at all for a while

Flags
  --containers N --processes M   this size alone, instead of the usual ones; for stages M is the sum over all containers
  --rounds R                     rounds of compare (3), warm refreshes of stages (20)
  --seconds S                    window of compare (10), stall of slow (5)
  --minutes M                    duration of soak (3)
  --keys K                       keys for each program and round of compare (40)
  --size COLUMNSxROWS            of the terminal (120x40)
  --only NAME                    programs of compare and logs; may be repeated
  --heap                         soak collects garbage for each line, to tell a leak from garbage
  --markdown                     the table of compare as for README.md

NSTOP_BENCH_ENGINE or DOCKER_HOST names the engine for the load; without one that answers, a throw-away engine is started, which needs root.`;

/**
Reads them.

@throws {Error} for a wrong one.
*/
export function parseFlags(words: readonly string[]): Flags {
	const {values, positionals} = parseArgs({
		args: [...words],
		allowPositionals: true,
		options: {
			containers: {type: 'string'},
			processes: {type: 'string'},
			rounds: {type: 'string'},
			seconds: {type: 'string'},
			minutes: {type: 'string', default: '3'},
			keys: {type: 'string', default: '40'},
			size: {type: 'string', default: '120x40'},
			only: {type: 'string', multiple: true, default: []},
			heap: {type: 'boolean', default: false},
			markdown: {type: 'boolean', default: false},
		},
	});
	const [command = 'compare', minutes] = positionals;
	const [columns, rows] = values.size.split('x', 2);
	return {
		command,
		sizes: values.containers === undefined && values.processes === undefined
			? undefined
			: [{containers: positive(values.containers ?? '10', 'containers'), processes: positive(values.processes ?? '5', 'processes')}],
		rounds: positive(values.rounds ?? (command.startsWith('stages') ? '20' : '3'), 'rounds'),
		seconds: positive(values.seconds ?? (command === 'slow' ? '5' : '10'), 'seconds'),
		minutes: positive(minutes ?? values.minutes, 'minutes'),
		keys: positive(values.keys, 'keys'),
		columns: positive(columns ?? '', 'size'),
		rows: positive(rows ?? '', 'size'),
		only: values.only,
		isMarkdown: values.markdown,
		isHeapWatched: values.heap,
	};
}

function positive(text: string, name: string): number {
	const value = Number(text);
	if (!(value > 0 && Number.isFinite(value))) {
		throw new Error(`--${name} takes a number, not "${text}"`);
	}

	return value;
}
