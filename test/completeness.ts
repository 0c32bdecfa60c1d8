import assert from 'node:assert/strict';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {lostReports} from './helpers/completeness.ts';
import {runTestFiles} from './helpers/test-files.ts';

const runFixtures = async (...names: readonly string[]) =>
	runTestFiles(names.map(name => `test/fixtures/runs/${name}.ts`), {concurrency: 1, environment: process.env, output: 'ignore'});

test('a run in which each file has reported its tests is green, and counts those in suites and in tests', async () => {
	assert.deepEqual(await runFixtures('whole'), {
		code: 0, tests: 3, skipped: 0, lost: [],
	});
});

test('a file that ends before its tests are reported makes the run red, though its process says that all is well', async () => {
	const {code, lost} = await runFixtures('whole', 'ends-early');
	assert.deepEqual([code, lost], [1, [`${path.resolve('test/fixtures/runs/ends-early.ts')} has no test, or ended before its tests were reported`]]);
});

test('a file without a test makes the run red', async () => {
	const {code, lost} = await runFixtures('no-test');
	assert.deepEqual([code, lost], [1, [`${path.resolve('test/fixtures/runs/no-test.ts')} has no test, or ended before its tests were reported`]]);
});

test('a report that lacks tests which its file has counted is a loss', () => {
	const report = {
		file: '/a', counted: 32, arrived: 31, skipped: 0,
	};
	assert.deepEqual(lostReports(['/a'], [report]), ['/a counted 32 tests, of which 31 were reported']);
	assert.deepEqual(lostReports(['/a'], [{...report, arrived: 32}]), []);
});
