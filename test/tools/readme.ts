import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {
	existsSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test, {after as afterAll} from 'node:test';
import {fileURLToPath} from 'node:url';
import {parseOptions} from '../../source/options.ts';
import {engineForTests} from '../helpers/engine.ts';
import {busyboxImage, ensureImage} from '../helpers/images.ts';
import {runCommand} from '../helpers/program.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const {skip: noEngine, engine} = await engineForTests();
const name = `nstop-readme-${process.pid}`;
const names = [`${name}-first`, `${name}-second`] as const;
if (noEngine === false) {
	await ensureImage(engine, busyboxImage);
	await engine.docker('run', '--detach', '--name', names[0], busyboxImage, 'sleep', '1000');
	await engine.docker('run', '--detach', '--name', names[1], '--network', `container:${names[0]}`, busyboxImage, 'sleep', '1000');
}

afterAll(async () => {
	if (noEngine !== false) {
		return;
	}

	await engine.docker('rm', '--force', ...names);
	await engine.stop();
});

const hasJq = spawnSync('jq', ['--version']).status === 0;
const skip = noEngine || (hasJq ? false : 'jq is not installed');

/**
The pipelines with jq that the README shows: the words for nstop, and the shell's line for jq.
*/
const examples = [...readme.matchAll(/^nstop (?<words>--json[^|]*) \| (?<jq>jq .*)$/gm)].map(({groups}) => ({
	words: groups!.words!.split(' '),
	jq: groups!.jq!,
}));

function jq(example: string, input: string): string {
	const {stdout, stderr, status} = spawnSync('sh', ['-c', example], {input, encoding: 'utf8'});
	assert.deepEqual({stderr, status}, {stderr: '', status: 0});
	return stdout;
}

async function document(): Promise<string> {
	const {output} = await runCommand(['--json', '--interval', '0.2'], {DOCKER_HOST: engine.address});
	return output;
}

function check(file: string): {readonly status: number | null; readonly stderr: string} {
	const {status, stderr} = spawnSync(process.execPath, ['--import=tsx', 'source/tools/readme.ts', '--check', file], {
		cwd: root,
		encoding: 'utf8',
	});
	return {status, stderr};
}

test('the tables say what the records of flags, keys, columns, tabs and namespaces say', () => {
	assert.deepEqual(check('README.md'), {status: 0, stderr: ''});
});

test('a word changed in a table, or a lost section, is noticed', () => {
	const folder = mkdtempSync('/tmp/nstop-readme-');
	const copy = path.join(folder, 'README.md');
	try {
		writeFileSync(copy, readme.replace('Quit nstop.', 'Stay in nstop.'));
		assert.equal(check(copy).status, 1);
		assert.match(check(copy).stderr, /Stale: keys\./);
		writeFileSync(copy, readme.replace('<!-- /flags -->', ''));
		assert.equal(check(copy).status, 1);
	} finally {
		rmSync(folder, {recursive: true});
	}
});

test('every file and folder that the README names is there', () => {
	const places = [...readme.matchAll(/`((?:source|test|media)\/[^\s`]*)`|\]\((?!https?:)([^#)]+)\)/g)].map(
		([, code, link]) => code ?? link!,
	);
	assert.ok(places.length > 15, 'the README names files in another way than this test looks for');
	assert.deepEqual(places.filter(place => !existsSync(path.join(root, place))), []);
});

test('every npm script that the README names is there', () => {
	const {scripts} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {scripts: Record<string, string>};
	const used = [...readme.matchAll(/npm (?:run )?(?<script>start|test|(?<=run )[a-z]+)/g)].map(({groups}) => groups!.script!);
	assert.deepEqual(['start', 'test'].filter(script => !used.includes(script)), []);
	assert.deepEqual([...new Set(used)].filter(script => !Object.hasOwn(scripts, script)), []);
});

test('the fields that the README names are those of the document', {skip: noEngine}, async () => {
	const whole = JSON.parse(await document()) as Record<string, unknown> & {
		containers: Array<{name: string; usage: object; namespaces: {net: object}}>;
	};
	const container = whole.containers.find(each => each.name === names[0])!;
	const parts: Readonly<Record<string, unknown>> = {
		'`schema`, `takenAt`, `seconds`': whole,
		'`host`': whole.host,
		'`engines[]`': (whole.engines as unknown[])[0],
		'`containers[]`': container,
		'`containers[].usage`': container.usage,
		'`containers[].namespaces`': container.namespaces.net,
		'`processes[]`': (whole.processes as unknown[])[0],
		'`namespaces[]`': (whole.namespaces as unknown[])[0],
	};
	for (const [part, object] of Object.entries(parts)) {
		const row = readme.split('\n').find(line => line.startsWith(`| ${part} |`));
		assert.ok(row, `the README has no row for ${part}`);
		// Words in parentheses are values or explanations.
		const fields = [
			...(part.includes(',') ? part : row.replace(`| ${part} |`, '').replaceAll(/\([^()]*\)/g, '')).matchAll(/`(\w+)`/g),
		].map(([, field]) => field!);
		assert.ok(fields.length > 2, `no fields are named for ${part}`);
		assert.deepEqual(fields.filter(field => !Object.hasOwn(object as object, field)), [], part);
	}
});

test('the README shows two pipelines, with flags that there are', () => {
	assert.equal(examples.length, 2);
	for (const {words} of examples) {
		assert.equal(parseOptions(words).json, true);
	}
});

test('the first jq example tells who shares a network', {skip}, async () => {
	assert.match(jq(examples[0]!.jq, await document()), new RegExp(`^${names[0]} and ${names[1]}$`, 'm'));
});

test('the second jq example tells whoever is above half a core, and nobody else', {skip}, async () => {
	const whole = JSON.parse(await document()) as {takenAt: string; containers: Array<{name: string; usage: {cpuPercent: number | null}}>};
	for (const container of whole.containers) {
		container.usage.cpuPercent = container.name === names[1] ? 75.5 : (container.name === names[0] ? null : 50);
	}

	assert.equal(jq(examples[1]!.jq, `${JSON.stringify(whole)}\n`), `${whole.takenAt} ${names[1]} 75.5\n`);
});
