import assert from 'node:assert/strict';
import {globSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {test} from 'node:test';

const root = new URL('../', import.meta.url);
const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'];
const sources = globSync('{source,test}/**/*.{ts,tsx}', {cwd: fileURLToPath(root)})
	.filter(file => file !== 'test/english.ts' && !file.startsWith('test/fixtures/'));

/**
Words that are not idiomatic English where they were used here, or that leave open who or when is meant.
*/
const odd = new RegExp(String.raw`\b(?:${[
	'anew',
	'dear',
	'somebody',
	'so many',
	'told (?:by|from|of)',
	'whom',
	'turn(?:s|ed)? round',
	'(?:hold|holds|held|holding) back',
	'holds? (?:it|them|nothing) back',
	'of one\'s own',
	'whoever is looked at',
].join('|')})\b`, 'i');

test('documents, comments, texts and the names of tests avoid words that are odd here', () => {
	assert.ok(sources.length > 400, 'the sources were not found, so this test proves nothing');
	const found = [...documents, ...sources].flatMap(file =>
		linesOf(file).flatMap((line, index) => odd.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : []));
	assert.deepEqual(found, []);
});

test('prose of the documents stays under 140 columns', () => {
	const prose = documents.flatMap(file => proseOf(file));
	assert.ok(prose.length > 50, 'there is no prose, so this test proves nothing');
	assert.deepEqual(prose.filter(line => line.length > 140), []);
});

function linesOf(file: string): readonly string[] {
	return readFileSync(new URL(file, root), 'utf8').split('\n');
}

/**
The lines outside code blocks, tables and pictures.
*/
function proseOf(file: string): readonly string[] {
	const outsideCode = readFileSync(new URL(file, root), 'utf8').split('```').filter((_part, index) => index % 2 === 0).join('');
	return outsideCode.split('\n').filter(line => !/^[!<|]/.test(line));
}
