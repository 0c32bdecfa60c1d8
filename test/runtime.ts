import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import process from 'node:process';
import test from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {transform} from 'esbuild';
import {isNewEnough, oldestNode} from '../source/runtime.ts';
import {version} from '../source/version.ts';
import {programFile, runCommand} from './helpers/program.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
// eslint-disable-next-line @typescript-eslint/strict-void-return -- Node.js promisifies execFile in its own way
const run = promisify(execFile);
const preloaded = (code: string): string => `--import=data:text/javascript,${encodeURIComponent(code)}`;

/**
Run before nstop in its process: at the end, fills the new space with what survives for a while, and tells how far V8 let it grow.
*/
const tellNewSpace = preloaded(`
	import {writeFileSync} from 'node:fs';
	import {getHeapSpaceStatistics} from 'node:v8';
	process.on('exit', () => {
		const survivors = [];
		for (let round = 0; round < 300; round++) {
			survivors[round % 4] = Array.from({length: 3000}, (_, index) => ({round, index}));
		}
		const {space_size: bytes} = getHeapSpaceStatistics().find(({space_name: name}) => name === 'new_space');
		writeFileSync(process.env.NSTOP_TEST_REPORT, String(bytes));
	});
`);

const folder = mkdtempSync('/tmp/nstop-runtime-');
test.after(() => {
	rmSync(folder, {recursive: true});
});
const link = `${folder}/nstop`;
symlinkSync(programFile, link);

async function newSpaceBytes(command: string, ...words: readonly string[]): Promise<number> {
	const report = `${folder}/report`;
	const {stdout} = await run(command, [...words, '--version'], {
		cwd: root, env: {...process.env, NODE_OPTIONS: tellNewSpace, NSTOP_TEST_REPORT: report},
	});
	assert.equal(stdout, `${version}\n`);
	const bytes = Number(readFileSync(report, 'utf8'));
	rmSync(report);
	return bytes;
}

for (const [way, words] of [
	['by its own first line', [programFile]],
	['as a script of Node.js', [process.execPath, programFile]],
	['through a link, as npm installs a command', [link]],
] as const) {
	test(`nstop sets the runtime up, started ${way}`, async () => {
		assert.equal(await newSpaceBytes(...words as [string]), 2 * 1024 * 1024);
	});
}

test('without nstop\'s flags the new space grows', async () => {
	const report = `${folder}/report`;
	await run(process.execPath, ['--eval', '0'], {env: {...process.env, NODE_OPTIONS: tellNewSpace, NSTOP_TEST_REPORT: report}});
	assert.ok(Number(readFileSync(report, 'utf8')) > 2 * 1024 * 1024);
	rmSync(report);
});

test('a Node.js is new enough from the version that package.json asks for', () => {
	const {engines} = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {engines: {node: string}};
	assert.equal(engines.node, `>=${oldestNode}`);
	assert.deepEqual(
		['14.0.0', '20.20.2', '22.3.0', '22.14.9', '22.15.0', '22.15.1', '23.0.0', '24.21.0', '100.0.0'].map(each => isNewEnough(each)),
		[false, false, false, false, true, true, true, true, true],
	);
});

test('an older Node.js, which knows neither built-in modules on demand nor today\'s syntax, is refused in one sentence', async () => {
	const old = preloaded(`
		Object.defineProperty(process, 'versions', {value: {...process.versions, node: '20.1.0'}});
		delete process.getBuiltinModule;
	`);
	assert.deepEqual(await runCommand([], {NODE_OPTIONS: old}), {
		output: '', errors: `nstop: Node.js ${oldestNode} or later is needed, and this is 20.1.0.\n`, code: 1,
	});
	const entry = readFileSync(programFile, 'utf8');
	const staticImports = [...entry.matchAll(/\bimport\s*"\.\/(?<file>[^"]+)"/g)].map(({groups}) => groups!.file!);
	for (const file of ['cli.js', ...staticImports]) {
		const text = readFileSync(`${root}/dist/${file}`, 'utf8');
		const [asWritten, forOldNode] = await Promise.all(
			['esnext', 'node14'].map(async target => transform(text, {target, format: 'esm', minify: true})),
		);
		assert.equal(forOldNode?.code, asWritten?.code, `${file} has syntax that Node.js 14 does not know`);
	}

	assert.doesNotMatch(entry, /from\s*"node:/);
});
