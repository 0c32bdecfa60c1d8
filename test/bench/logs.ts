/**
Nstop with the log of containers that write as fast as they can, beside `docker logs --follow`: how long after their end the last line is on
screen, what it takes in memory, and how long keys take meanwhile.
*/
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import type {TestEngine} from '../helpers/engine.ts';
import {busyboxImage} from '../helpers/images.ts';
import {borrowImage, openEngine} from './bench-engine.ts';
import {atEnd} from './cleanup.ts';
import {residentBytesOf} from './process-facts.ts';
import {nstopCommand} from './programs.ts';
import {median, quantile} from './statistics.ts';
import {plainTable} from './table.ts';
import {runInTerminal, type TerminalRun} from './terminal-run.ts';

/**
What writes: a number of containers, each with a number of lines, all at once or at a pace.
*/
type Flood = {
	readonly name: string;
	readonly containers: number;
	readonly lines: number;
	/**
	What a container runs once it may.
	*/
	readonly script: string;
};

type Outcome = {
	readonly linesPerSecond: number;
	readonly lateMilliseconds: number;
	readonly moreBytes: number;
	readonly keys: readonly number[];
	readonly missedKeys: number;
	/**
	Lines that are shown and lines that are said to be left out; undefined where the screen does not tell.
	*/
	readonly countedLines: number | undefined;
};

type Viewer = {
	readonly name: string;
	readonly command: (names: readonly string[], tag: string) => readonly [string, ...string[]];
	readonly open: (run: TerminalRun) => Promise<void>;
	readonly hasKeys: boolean;
};

const tickMilliseconds = 20;
const patienceMilliseconds = 300_000;
const keyPatienceMilliseconds = 1500;
/**
No divisor of a second, so that keys do not fall on the program's own rhythm again and again.
*/
const keyPauseMilliseconds = 137;

const floods: readonly Flood[] = [
	{
		name: 'seq 5000000', containers: 1, lines: 5_000_000, script: 'seq 5000000',
	},
	{
		name: 'ten with 10,000 lines a second each, for 10 s',
		containers: 10,
		lines: 1_000_000,
		// A hundred lines each hundredth of a second, as near as a shell comes to it.
		script: 'i=0; while [ $i -lt 100 ]; do seq $((i * 1000 + 1)) $((i * 1000 + 1000)); i=$((i + 1)); usleep 90000; done',
	},
];

const viewers: readonly Viewer[] = [
	{
		name: 'nstop',
		command: (_names, tag) => [...nstopCommand(), '--filter', tag, '--sort', 'name'],
		async open(run) {
			await until(run, 'the containers', () => run.text().includes('-1 '));
			// With several all of them are tagged.
			run.pty.write('g');
			await sleep(500);
		},
		hasKeys: true,
	},
	{
		name: 'docker logs -f', command: ([first]) => ['docker', 'logs', '--follow', first!], open: async () => undefined, hasKeys: false,
	},
];

/**
Measures each flood with each viewer and prints a table.
*/
export async function logs({columns, rows, only}: {
	readonly columns: number;
	readonly rows: number;
	readonly only: readonly string[];
}): Promise<void> {
	const engine = await openEngine();
	await borrowImage(engine, busyboxImage);
	const told: string[][] = [];
	for (const flood of floods) {
		const shown = viewers.filter(({name, hasKeys}) => (only.length === 0 || only.includes(name)) && (hasKeys || flood.containers === 1));
		for (const viewer of shown) {
			const outcome = await measure(engine, flood, viewer, {columns, rows});
			told.push([`${viewer.name}: ${flood.name}`, ...cellsOf(outcome, flood)]);
			process.stderr.write(`${told.at(-1)!.join('  ')}\n`);
		}
	}

	process.stdout.write(`${plainTable({
		title: 'Logs that are followed',
		columns: ['what', 'lines/s', 'last line after', 'more memory', 'key median', 'key 95th', 'keys missed', 'lines told'],
		rows: told,
	})}\n`);
}

function cellsOf(
	{linesPerSecond, lateMilliseconds, moreBytes, keys, missedKeys, countedLines}: Outcome,
	{containers, lines}: Flood,
): string[] {
	const milliseconds = (value: number | undefined): string => value === undefined ? '–' : `${value.toFixed(1)} ms`;
	return [
		Math.round(linesPerSecond).toLocaleString('en'),
		`${(lateMilliseconds / 1000).toFixed(2)} s`,
		`${(moreBytes / 1e6).toFixed(1)} MB`,
		milliseconds(median(keys)),
		milliseconds(quantile(keys, 0.95)),
		String(missedKeys),
		countedLines === undefined ? '–' : `${countedLines} of ${lines + containers}`,
	];
}

async function measure(
	engine: TestEngine,
	flood: Flood,
	viewer: Viewer,
	size: {readonly columns: number; readonly rows: number},
): Promise<Outcome> {
	const tag = `nl${process.pid.toString(36)}`;
	const names = Array.from({length: flood.containers}, (_, index) => `${tag}-${index + 1}`);
	const remove = atEnd(async () => {
		await engine.docker('rm', '--force', ...names);
	});
	for (const name of names) {
		const script = `until [ -e /go ]; do usleep 20000; done; ${flood.script}; echo the-end`;
		await engine.docker('run', '--detach', '--network', 'none', '--name', name, busyboxImage, 'sh', '-c', script);
	}

	const run = runInTerminal(viewer.command(names, tag), {...size, dockerHost: engine.address});
	await viewer.open(run);
	if (viewer.hasKeys) {
		run.pty.write(flood.containers > 1 ? ' '.repeat(flood.containers) : '');
		await sleep(500);
		run.pty.write('l');
		await until(run, 'the log', () => run.text().includes('[Logs]'));
	}

	await sleep(3000);
	const before = residentBytesOf(run.pty.pid) ?? 0;
	const startedAt = Date.now();
	await Promise.all(names.map(async name => engine.docker('exec', name, 'touch', '/go')));
	// Of several logs the last lines are those of one or another.
	const isDone = (): boolean => run.text().includes(names.length === 1 ? 'the-end' : ' lines, ended');
	let isOver = false;
	const keys = viewer.hasKeys ? pressKeys(run, () => isOver) : Promise.resolve({milliseconds: [], missed: 0});
	let most = before;
	await until(run, 'the last line', () => {
		most = Math.max(most, residentBytesOf(run.pty.pid) ?? 0);
		return isDone();
	});
	const shownAt = Date.now();
	isOver = true;
	const {milliseconds, missed} = await keys;
	await sleep(1000);
	most = Math.max(most, residentBytesOf(run.pty.pid) ?? 0);
	const ends = await Promise.all(names.map(async name => Date.parse(await engine.docker('inspect', '--format', '{{.State.FinishedAt}}', name))));
	const countedLines = viewer.hasKeys ? countIn(run.text()) : undefined;
	run.pty.write(viewer.hasKeys ? 'q' : '\u{3}');
	await run.endsWithin(3000);
	await run.close();
	await remove();
	return {
		linesPerSecond: flood.lines / (shownAt - startedAt) * 1000,
		lateMilliseconds: shownAt - Math.max(...ends),
		moreBytes: most - before,
		keys: milliseconds,
		missedKeys: missed,
		countedLines,
	};
}

/**
Goes up, which ends following, and to the end, which begins it again, until it is over. Each key is timed until the title says so.
*/
async function pressKeys(run: TerminalRun, isOver: () => boolean): Promise<{milliseconds: number[]; missed: number}> {
	const milliseconds: number[] = [];
	let missed = 0;
	let isFollowing = true;
	while (!isOver()) {
		isFollowing = !isFollowing;
		const {promise, resolve} = Promise.withResolvers<number>();
		const writtenAt = performance.now();
		const wanted = isFollowing;
		const end = run.onShown(arrivedAt => {
			if (arrivedAt >= writtenAt && run.text().includes('following ') === wanted) {
				resolve(arrivedAt - writtenAt);
			}
		});
		run.pty.write(isFollowing ? '\u{1B}[F' : '\u{1B}[A');
		const latency = await Promise.race([promise, sleep(keyPatienceMilliseconds, undefined, {ref: false})]);
		end();
		if (latency === undefined) {
			missed++;
		} else {
			milliseconds.push(latency);
		}

		await sleep(keyPauseMilliseconds);
	}

	if (!isFollowing) {
		run.pty.write('\u{1B}[F');
	}

	return {milliseconds, missed};
}

/**
The lines that the title counts: those that can be looked at and those that are not kept.
*/
function countIn(screen: string): number | undefined {
	const kept = /following (\d{1,9}) lines| (\d{1,9}) lines, ended/.exec(screen);
	const gone = / (\d{1,9}) not kept/.exec(screen)?.[1] ?? '0';
	return kept ? Number(kept[1] ?? kept[2]) + Number(gone) : undefined;
}

async function until(run: TerminalRun, what: string, isSo: () => boolean): Promise<void> {
	const deadline = performance.now() + patienceMilliseconds;
	while (!isSo()) {
		if (performance.now() > deadline) {
			throw new Error(`${what}: not within ${patienceMilliseconds / 1000} s\n${run.text()}`);
		}

		await sleep(tickMilliseconds);
	}
}
