/**
Programs that end with the test that has started them.
*/
import {afterEach} from 'node:test';
import {startProgram, startShell, type LiveProcess} from './live-process.ts';

/**
The same as in `live-process.ts`, for a test file: whatever is still running after one of its tests is ended.
*/
export function programsOfTests(): {readonly startProgram: typeof startProgram; readonly startShell: typeof startShell} {
	const started: LiveProcess[] = [];
	const kept =
		<Words extends readonly unknown[]>(start: (...words: Words) => Promise<LiveProcess>) =>
			async (...words: Words): Promise<LiveProcess> => {
				const child = await start(...words);
				started.push(child);
				return child;
			};

	afterEach(async () => {
		for (const child of started.splice(0)) {
			await child.stop();
		}
	});
	return {startProgram: kept(startProgram), startShell: kept(startShell)};
}
