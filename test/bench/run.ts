/**
What nstop costs, measured from outside and by stage. `npm run bench -- help` tells what there is.
*/
import process from 'node:process';
import {endAll, endAllOnSignals} from './cleanup.ts';
import {compare} from './compare.ts';
import {parseFlags, usage, type Flags} from './flags.ts';
import {logs} from './logs.ts';
import {compareServices} from './services.ts';
import {slow} from './slow.ts';
import {soak} from './soak.ts';
import {peak} from './peak.ts';
import {measureStages} from './stages-at.ts';
import {stages} from './stages.ts';

const commands: Readonly<Record<string, (flags: Flags) => Promise<void>>> = {
	async help() {
		process.stdout.write(`${usage}\n`);
	},
	compare: async flags =>
		compare({
			...flags,
			sizes: flags.sizes ?? [
				{containers: 10, processes: 5},
				{containers: 100, processes: 10},
			],
		}),
	stages: async flags =>
		stages({
			...flags,
			sizes: flags.sizes ?? [
				{containers: 10, processes: 200},
				{containers: 100, processes: 2000},
				{containers: 300, processes: 10_000},
			],
		}),
	logs,
	services: compareServices,
	soak,
	peak,
	slow,
	// What `stages` starts for each size.
	async 'stages-at'(flags) {
		process.stdout.write(JSON.stringify(await measureStages(flags.sizes![0]!, flags)));
	},
};

endAllOnSignals();
try {
	const flags = parseFlags(process.argv.slice(2));
	await (commands[flags.command] ?? commands.help!)(flags);
} catch (error) {
	// What was interrupted fails in one way or another.
	if (process.exitCode === undefined) {
		process.exitCode = 1;
		process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
	}
} finally {
	await endAll();
}

// A terminal that was closed may keep the process alive.
// eslint-disable-next-line unicorn/no-process-exit -- this is a program, not a part of one
process.exit();
