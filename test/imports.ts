import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {
	importsOf,
	loadedBy,
	readImportGraph,
	type Import,
	type ImportGraph,
} from './helpers/import-graph.ts';

const graph = readImportGraph();
const modelFiles = [...graph.keys()].filter(file => file.startsWith('model/'));

/**
Each import of the files that `isWrong` objects to, as `file -> import`.
*/
function wrongImports(files: RegExp, isWrong: (found: Import) => boolean, where: ImportGraph = graph): readonly string[] {
	return [...where]
		.filter(([file]) => files.test(file))
		.flatMap(([file, imports]) => imports.filter(found => isWrong(found)).map(({to}) => `${file} -> ${to}`));
}

const oursOutside = (allowed: RegExp) => ({isOurs, to}: Import): boolean => isOurs && !allowed.test(to);
const packagesNamed = (names: RegExp) => ({isOurs, to}: Import): boolean => !isOurs && names.test(to);

/**
The files that importing leads to from this one, over any number of others; itself only by a circle.
*/
function reachedFrom(start: string, isFollowed: (found: Import, file: string) => boolean): ReadonlySet<string> {
	const reached = new Set<string>();
	const waiting = [start];
	for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
		for (const found of graph.get(file) ?? []) {
			if (found.isOurs && isFollowed(found, file) && !reached.has(found.to)) {
				reached.add(found.to);
				waiting.push(found.to);
			}
		}
	}

	return reached;
}

const pureFiles = /^(?:model\/|known\.ts$|terms\.ts$|kernel\/(?:pid|host)\/|kernel\/(?:fields|path|cgroup\/devices)\.ts$|systemd\/unit-(?:name|path|action)\.ts$)/;

const impure = /\b(?:Date\.now|new Date\(\)|performance\.|process\.(?:env|hrtime)|setTimeout|setInterval|Math\.random)/;

test('the kernel knows nothing of ours but itself and known.ts', () => {
	assert.deepEqual(wrongImports(/^kernel\//, oursOutside(/^(?:kernel\/|known\.ts$|logs\/(?:line|held)\.ts$)/)), []);
});

test('the engines know nothing of ours but themselves and what is below all', () => {
	assert.deepEqual(wrongImports(/^engine\//, oursOutside(/^(?:engine\/|known\.ts$|builtins\.ts$|faults\.ts$|logs\/(?:line|held)\.ts$)/)), []);
});

test('systemd\'s folder knows nothing of ours but itself and what is below all', () => {
	assert.deepEqual(wrongImports(/^systemd\//, oursOutside(/^(?:systemd\/|known\.ts$|builtins\.ts$|faults\.ts$|logs\/(?:line|held)\.ts$)/)), []);
});

test('Compose\'s folder knows nothing of ours but itself and what is below all', () => {
	assert.deepEqual(
		wrongImports(/^compose\//, oursOutside(/^(?:compose\/|known\.ts$|builtins\.ts$|faults\.ts$|text\/one-line\.ts$|engine\/untrusted\.ts$)/)), [],
	);
});

test('the screen knows nothing of ours but itself, and neither Ink nor React', () => {
	assert.deepEqual(wrongImports(/^screen\//, oursOutside(/^screen\//)), []);
	assert.deepEqual(wrongImports(/^screen\//, packagesNamed(/^(?:ink|react)$/)), []);
});

test('logs know nothing of ours but themselves, text and what is below all, and text does not know logs', () => {
	assert.deepEqual(wrongImports(/^logs\//, oursOutside(/^(?:logs\/|text\/|known\.ts$|terms\.ts$)/)), []);
	assert.deepEqual(wrongImports(/^text\//, ({isOurs, to}) => isOurs && to.startsWith('logs/')), []);
});

test('the model takes types from kernel, engine and systemd, and of values only what pure parsers export', () => {
	assert.deepEqual(wrongImports(/^model\//, oursOutside(/^(?:model\/|kernel\/|engine\/|systemd\/|known\.ts$|terms\.ts$)/)), []);
	for (const file of modelFiles) {
		const {files, packages} = loadedBy(graph, file);
		assert.deepEqual(
			[...files].filter(loaded => !pureFiles.test(loaded)),
			[],
			`${file} loads what is not pure`,
		);
		assert.deepEqual([...packages], [], `${file} loads packages`);
	}
});

test('the model has no module of Node\'s, no clock and no chance', () => {
	assert.deepEqual(wrongImports(/^model\//, packagesNamed(/^node:/)), []);
	for (const file of modelFiles) {
		const text = readFileSync(new URL(`../source/${file}`, import.meta.url), 'utf8');
		assert.doesNotMatch(text, impure, file);
	}
});

test('nothing below the screen knows the screen: only the entry, what is printed of the list and the tools import ui/', () => {
	const isUi = ({isOurs, to}: Import): boolean => isOurs && to.startsWith('ui/');
	assert.deepEqual(wrongImports(/^(?!ui\/|main\.ts$|explore\.ts$|print\.ts$|output\/(?:table|narrow)\.ts$|tools\/readme\.ts$)/, isUi), []);
});

test('the screen of nstop reads no kernel file and asks no daemon by itself: of kernel/ and engine/ it loads parsers and words alone', () => {
	const readers =
		/^(?:sampler\/|kernel\/(?:files\/\w+|scan|discover|process\/[\w-]+|cgroup\/reader\/[\w-]+)\.ts|engine\/(?:docker|watch|reach)\/[\w-]+\.ts)/;
	const isReader = ({isOurs, to, kind}: Import): boolean => isOurs && kind !== 'type' && readers.test(to);
	assert.deepEqual(wrongImports(/^ui\//, isReader), []);
});

test('a process is signalled by the host alone, so the screen acts on nothing but through it', () => {
	const signalling = [...graph.keys()].filter(file =>
		!file.startsWith('tools/') && /\bprocess\.kill\(/.test(readFileSync(new URL(`../source/${file}`, import.meta.url), 'utf8')));
	// A job of a shell stops itself; what Compose has been started for is ended with all that it has started.
	assert.deepEqual(signalling.toSorted(), ['compose/run.ts', 'host/signal.ts', 'terminal/job.ts']);
	assert.deepEqual(wrongImports(/^ui\//, ({isOurs, to, kind}) => isOurs && kind !== 'type' && to.startsWith('host/')), []);
});

test('Ink and React are in ui/ and the entry alone', () => {
	assert.deepEqual(wrongImports(/^(?!ui\/)/, packagesNamed(/^(?:ink|react)$/)), []);
});

test('one folder reads the file system for the kernel and one file for the engines; besides, only the terminal is opened and the log written', () => {
	assert.deepEqual(
		wrongImports(
			/^(?!(?:kernel\/files\/\w+\.ts|engine\/reach\/connect\.ts|terminal\/(?:open|output)\.ts|output\/(?:log|saved)\.ts|tools\/\w+\.ts)$)/,
			packagesNamed(/^(?:node:)?fs$/),
		),
		[],
	);
});

test('the engine\'s client library is behind the files that are named after it', () => {
	assert.deepEqual(wrongImports(/^(?!engine\/docker\/[\w-]+\.ts$)/, packagesNamed(/^(?:dockerode|docker-modem)$/)), []);
});

test('the first screen loads neither Ink, React, the engine\'s client nor systeminformation', () => {
	const {files, packages} = loadedBy(graph, 'main.ts');
	assert.ok(files.has('ui/ink/first-screen.ts'), 'the first screen is not reached from the entry, so this test looks at the wrong files');
	assert.deepEqual([...packages].filter(name => !name.startsWith('node:')).toSorted(), ['human-signals', 'string-width']);
});

test('what is expensive to load of Node.js is not imported but had when it is needed', () => {
	const isDear = ({to, kind}: Import): boolean =>
		kind !== 'type' && /^node:(?:http|https|http2|crypto|child_process|tls|dgram|zlib)$/.test(to);
	assert.deepEqual(wrongImports(/^(?!tools\/)/, isDear), []);
});

test('what the program imports is what package.json says it depends on', () => {
	const {dependencies} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
		dependencies: Record<string, string>;
	};
	const packages = [...graph]
		.filter(([file]) => !file.startsWith('tools/'))
		.flatMap(([, imports]) => imports)
		.filter(({isOurs, to}) => !isOurs && !to.startsWith('node:'));
	assert.deepEqual([...new Set(packages.map(({to}) => to))].toSorted(), Object.keys(dependencies).toSorted());
});

test('no file needs itself: there are no circles of imports, and below the screen none of types either', () => {
	const circles = (isFollowed: (found: Import, file: string) => boolean): readonly string[] =>
		[...graph.keys()].filter(file => reachedFrom(file, isFollowed).has(file));
	assert.deepEqual(circles(({kind}) => kind !== 'type'), []);
	assert.deepEqual(circles((_found, file) => !file.startsWith('ui/')), []);
});

test('each import of ours leads to a file that is there', () => {
	assert.deepEqual(wrongImports(/^/, ({isOurs, to}) => isOurs && !graph.has(to) && to !== '../package.json'), []);
});

test('an import counts however it is written', () => {
	assert.deepEqual(importsOf('model/example.ts', `
		import type {A} from '../kernel/scan.ts';
		import {type B} from './b.ts';
		export type {C} from './c.ts';
		export * from './d.ts';
		type E = import('../engine/engine.ts').Engine;
		const f = async () => import('@scope/name/path');
		import 'node:fs/promises';
	`), [
		{to: 'kernel/scan.ts', isOurs: true, kind: 'type'},
		{to: 'model/b.ts', isOurs: true, kind: 'static'},
		{to: 'model/c.ts', isOurs: true, kind: 'type'},
		{to: 'model/d.ts', isOurs: true, kind: 'static'},
		{to: 'engine/engine.ts', isOurs: true, kind: 'type'},
		{to: '@scope/name', isOurs: false, kind: 'dynamic'},
		{to: 'node:fs', isOurs: false, kind: 'static'},
	]);
});
