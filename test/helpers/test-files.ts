/**
Runs test files in processes of their own, and holds each to reporting all its tests.
*/
import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {lostReports, type FileReport} from './completeness.ts';

type TestRun = {
	/**
	0 if all tests passed and were reported.
	*/
	readonly code: number;
	readonly tests: number;
	readonly skipped: number;
	/**
	A line for each file that did not report all its tests.
	*/
	readonly lost: readonly string[];
};

type TestRunOptions = {
	/**
	Files at a time.
	*/
	readonly concurrency: number;
	readonly environment: NodeJS.ProcessEnv;
	/**
	Where the reports of passed and failed tests go; `ignore` where a test runs others.
	*/
	readonly output?: 'inherit' | 'ignore';
};

// A test that waits for what never comes must not hold all others up; neither must a file that leaves something open.
const longestTestMilliseconds = 240_000;

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
Runs files, given by their paths from the root of the project. A file's process ends by itself: to force its end would lose what it
has reported and the runner has not yet read.
*/
export async function runTestFiles(files: readonly string[], {concurrency, environment, output = 'inherit'}: TestRunOptions): Promise<TestRun> {
	if (files.length === 0) {
		return {
			code: 0, tests: 0, skipped: 0, lost: [],
		};
	}

	// The program behaves otherwise in CI (no interaction) and where colours are forced: the tests decide these themselves. A runner that
	// is started by a test would take itself for one of its files.
	const {CI: _ci, FORCE_COLOR: _force, NO_COLOR: _none, NODE_TEST_CONTEXT: _context, ...clean} = environment;
	const folder = mkdtempSync(path.join(tmpdir(), 'nstop-run-'));
	const reportFile = path.join(folder, 'reports');
	try {
		const runner = spawn(
			process.execPath,
			[
				'--import=tsx',
				'--test',
				`--test-concurrency=${concurrency}`,
				`--test-timeout=${longestTestMilliseconds}`,
				'--test-reporter=spec',
				'--test-reporter-destination=stdout',
				'--test-reporter=./test/helpers/completeness.ts',
				`--test-reporter-destination=${reportFile}`,
				...files,
			],
			{cwd: root, env: clean, stdio: ['ignore', output, output]},
		);
		const code = await new Promise<number>((resolve, reject) => {
			runner.once('error', reject);
			runner.once('exit', exitCode => {
				resolve(exitCode ?? 1);
			});
		});
		const reports = readFileSync(reportFile, 'utf8').split('\n').filter(line => line !== '').map(line => JSON.parse(line) as FileReport);
		const lost = lostReports(files.map(file => path.join(root, file)), reports);
		return {
			code: lost.length > 0 ? 1 : code,
			tests: sum(reports.map(({arrived}) => arrived)),
			skipped: sum(reports.map(({skipped}) => skipped)),
			lost,
		};
	} finally {
		rmSync(folder, {recursive: true});
	}
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
