/**
Runs the whole suite: makes the bundle, starts one throw-away engine for all test files, runs them, and stops it again. Where no engine
can be had, the tests that need one are skipped, each with the reason.
Words after the script name choose files: `node --import=tsx test/run.ts model ui/table`.
*/
import {spawn} from 'node:child_process';
import {globSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import process from 'node:process';
import {startEngine} from './helpers/engine.ts';

// Some tests run the program as people do: from its bundle.
await import('../source/tools/bundle.ts');

const root = fileURLToPath(new URL('..', import.meta.url));
const chosen = process.argv.slice(2);
const files = globSync('test/**/*.{ts,tsx}', {cwd: root})
	.filter(file => !/^test\/(?:run\.ts|helpers|fixtures|bench)/.test(file))
	.filter(file => chosen.length === 0 || chosen.some(word => file.includes(word)))
	.toSorted();

// A test that waits for what never comes must not hold all others up.
const longestTestMilliseconds = 240_000;

const engine = await startEngine();
if ('unavailable' in engine) {
	console.log(`No engine for the tests: ${engine.unavailable}. What needs one is skipped and counted.`);
}

let code = 1;
try {
	const environment = {
		...process.env,
		...('unavailable' in engine ? {NSTOP_TEST_NO_ENGINE: engine.unavailable} : {NSTOP_TEST_ENGINE: engine.socketPath}),
	};
	// What is looked at on a screen must hold still: the containers of other tests would come and go there.
	const isOnScreen = (file: string): boolean => file.startsWith('test/pty/');
	const others = await runTests(files.filter(file => !isOnScreen(file)), 2, environment);
	const onScreen = await runTests(files.filter(file => isOnScreen(file)), 1, environment);
	code = Math.max(others, onScreen);
} finally {
	if (!('unavailable' in engine)) {
		await engine.stop();
	}
}

process.exitCode = code;

async function runTests(paths: readonly string[], concurrency: number, environment: NodeJS.ProcessEnv): Promise<number> {
	if (paths.length === 0) {
		return 0;
	}

	// The program behaves otherwise in CI (no interaction) and where colours are forced: the tests decide these themselves.
	const {CI: _ci, FORCE_COLOR: _force, NO_COLOR: _none, ...clean} = environment;
	const runner = spawn(
		process.execPath,
		[
			'--import=tsx',
			'--test',
			`--test-concurrency=${concurrency}`,
			`--test-timeout=${longestTestMilliseconds}`,
			'--test-force-exit',
			'--test-reporter=spec',
			...paths,
		],
		{cwd: root, env: clean, stdio: 'inherit'},
	);
	return new Promise((resolve, reject) => {
		runner.once('error', reject);
		runner.once('exit', exitCode => {
			resolve(exitCode ?? 1);
		});
	});
}
