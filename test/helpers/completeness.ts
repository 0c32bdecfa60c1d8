/**
A reporter of node:test that tells which test files have not reported all their tests. A file's process can end before its report is
read, and the runner takes what it did not hear of for nothing.
*/
import type {TestEvent} from 'node:test/reporters';

/**
What a file has reported: how many tests it counted at its end, and how many of them arrived one by one.
*/
export type FileReport = {
	readonly file: string;
	readonly counted: number;
	readonly arrived: number;
	readonly skipped: number;
};

/**
Tells how the run of each file ended.

@yields {string} a line of JSON with a `FileReport` for each file that came to its end.
*/
export default async function * completeness(events: AsyncIterable<TestEvent>): AsyncGenerator<string, void> {
	const arrived = new Map<string, number>();
	for await (const event of events) {
		if (event.type === 'test:pass' || event.type === 'test:fail') {
			const {file, details} = event.data;
			if (file !== undefined && details.type !== 'suite') {
				arrived.set(file, (arrived.get(file) ?? 0) + 1);
			}
		} else if (event.type === 'test:summary' && event.data.file !== undefined) {
			const {file, counts} = event.data;
			yield `${JSON.stringify({
				file, counted: counts.tests, arrived: arrived.get(file) ?? 0, skipped: counts.skipped,
			})}\n`;
		}
	}
}

/**
What is wrong with the reports of the files that were run, a line for each file; nothing if each has reported all its tests.
*/
export function lostReports(files: readonly string[], reports: readonly FileReport[]): readonly string[] {
	return files.flatMap(file => {
		const report = reports.find(each => each.file === file);
		if (!report) {
			return [`${file} has no test, or ended before its tests were reported`];
		}

		return report.arrived === report.counted ? [] : [`${file} counted ${report.counted} tests, of which ${report.arrived} were reported`];
	});
}
