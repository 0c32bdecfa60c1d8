/**
Runs the whole suite: makes the bundle, starts one throw-away engine for all test files, runs them, and stops it again. Where no engine
can be had, the tests that need one are skipped, each with the reason. A file that does not report all its tests fails the run.
Words after the script name choose files: `node --import=tsx test/run.ts model ui/table`.
*/
import {globSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import process from 'node:process';
import {startEngine} from './helpers/engine.ts';
import {runTestFiles} from './helpers/test-files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const chosen = process.argv.slice(2);
const files = globSync('test/**/*.{ts,tsx}', {cwd: root})
	.filter(file => !/^test\/(?:run\.ts|helpers|fixtures|bench)/.test(file))
	.filter(file => chosen.length === 0 || chosen.some(word => file.includes(word)))
	.toSorted();

process.exitCode = files.length === 0 ? nothingChosen() : await runAll();

function nothingChosen(): number {
	console.error(`No test file has ${chosen.join(' or ')} in its path.`);
	return 1;
}

async function runAll(): Promise<number> {
	// Some tests run the program as people do: from its bundle.
	await import('../source/tools/bundle.ts');
	const engine = await startEngine();
	if ('unavailable' in engine) {
		console.log(`No engine for the tests: ${engine.unavailable}. What needs one is skipped and counted.`);
	}

	try {
		const environment = {
			...process.env,
			...('unavailable' in engine ? {NSTOP_TEST_NO_ENGINE: engine.unavailable} : {NSTOP_TEST_ENGINE: engine.socketPath}),
		};
		// What is looked at on a screen must hold still: the containers of other tests would come and go there.
		const isOnScreen = (file: string): boolean => file.startsWith('test/pty/');
		const others = await runTestFiles(files.filter(file => !isOnScreen(file)), {concurrency: 2, environment});
		const onScreen = await runTestFiles(files.filter(file => isOnScreen(file)), {concurrency: 1, environment});
		console.log(`${others.tests + onScreen.tests} tests in ${files.length} files, ${others.skipped + onScreen.skipped} skipped`);
		for (const line of [...others.lost, ...onScreen.lost]) {
			console.error(`Lost: ${line}.`);
		}

		return Math.max(others.code, onScreen.code);
	} finally {
		if (!('unavailable' in engine)) {
			await engine.stop();
		}
	}
}
