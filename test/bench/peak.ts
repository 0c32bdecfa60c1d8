/**
Nstop after it has met a container with thousands of processes, each the child of the one before: is the memory for them given back?
*/
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {busyboxImage} from '../helpers/images.ts';
import {borrowImage, openEngine} from './bench-engine.ts';
import {atEnd} from './cleanup.ts';
import {residentBytesOf} from './process-facts.ts';
import {nstopCommand} from './programs.ts';
import {plainTable} from './table.ts';
import {runInTerminal} from './terminal-run.ts';

const levels = 3000;
const settleMilliseconds = 20_000;

/**
From the end of the container, which nstop remembers for a minute.
*/
const restMilliseconds = 90_000;
const toleranceBytes = 10e6;

/**
A shell that runs itself with one level less, and waits for it.
*/
const script = '[ "$0" -gt 0 ] || exec sleep 9999; sh -c "$S" "$(($0 - 1))"; :';

/**
Meets such a container, shows the last of its processes, sees it go, and compares memory with what it was before.
*/
export async function peak({columns, rows}: {readonly columns: number; readonly rows: number}): Promise<void> {
	const engine = await openEngine();
	await borrowImage(engine, busyboxImage);
	const run = runInTerminal(nstopCommand(), {columns, rows, dockerHost: engine.address});
	const name = `nstop-bench-peak-${process.pid}`;
	const resident = (): number => residentBytesOf(run.pty.pid) ?? 0;
	await sleep(settleMilliseconds);
	const before = resident();
	atEnd(async () => {
		await engine.docker('rm', '--force', name).catch(() => undefined);
	});
	await engine.docker('run', '--detach', '--name', name, '--env', `S=${script}`, busyboxImage, 'sh', '-c', 'sh -c "$S" ' + levels);
	run.pty.write(`/${name}\r`);
	await sleep(settleMilliseconds);
	run.pty.write('2');
	await sleep(500);
	run.pty.write('G');
	await sleep(settleMilliseconds);
	const during = resident();
	const isShown = run.text().includes('sleep 9999');
	run.pty.write('1');
	await engine.docker('rm', '--force', name);
	await sleep(restMilliseconds);
	const after = resident();
	process.stdout.write(`${plainTable({
		title: `nstop and a container with ${levels} processes, each the child of the one before${isShown ? '' : ' (the last was not reached)'}`,
		columns: ['when', 'RSS'],
		rows: ([['before', before], ['while it is there', during], ['90 s after its end', after]] as const)
			.map(([when, bytes]) => [when, `${(bytes / 1e6).toFixed(1)} MB`]),
	})}\n\n${after - before <= toleranceBytes ? 'given back' : 'KEPT'}: ${((after - before) / 1e6).toFixed(1)} MB more than before; up to ${(toleranceBytes / 1e6).toFixed(0)} MB counts as given back\n`);
	run.pty.write('q');
	await run.endsWithin(3000);
	await run.close();
}
