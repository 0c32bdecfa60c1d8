import assert from 'node:assert/strict';
import {
	appendFileSync,
	copyFileSync,
	mkdirSync,
	renameSync,
	rmSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {criLog} from '../../source/engine/files/cri-log.ts';
import {fileLogSource} from '../../source/host/file-log.ts';
import {openForReading} from '../../source/kernel/files/followed.ts';
import {denied} from '../../source/known.ts';
import type {LogStart} from '../../source/logs/line.ts';
import {keepLines} from '../helpers/kept-lines.ts';
import {makeFolder, until} from '../helpers/live-process.ts';

const at = Date.UTC(2026, 10, 27, 8);
const stamp = (number: number): string => new Date(at + (number * 1000)).toISOString();
const lines = (first: number, last: number): string =>
	Array.from({length: last - first + 1}, (_, index) => `${stamp(first + index)} stdout F ${first + index}\n`).join('');

const numbers = (first: number, last: number) => Array.from({length: last - first + 1}, (_, index) => String(first + index));

function begin(content: string) {
	const file = path.join(makeFolder(), '0.log');
	writeFileSync(file, content);
	let isOver = false;
	const source = fileLogSource({
		format: criLog, open: () => openForReading(file), isOver: () => isOver, name: 'web',
	});
	const {sink, texts} = keepLines();
	const given = new AbortController();
	return {
		file,
		texts,
		given,
		finish() {
			isOver = true;
		},
		read: async (start: LogStart, isFollowed = false) => source.read({start, isFollowed}, sink, given.signal),
	};
}

test('a log begins with all lines, the newest, or since a moment, however long the file', async () => {
	const content = lines(1, 20_000);
	for (const [start, first] of [
		[{kind: 'all'}, 1],
		[{kind: 'tail', lines: 7}, 19_994],
		[{kind: 'tail', lines: 10_000}, 10_001],
		[{kind: 'tail', lines: 30_000}, 1],
		[{kind: 'since', milliseconds: at + 15_000_000}, 15_000],
		[{kind: 'since', milliseconds: at}, 1],
	] as const) {
		const {read, texts} = begin(content);
		await read(start);
		assert.deepEqual([texts().length, texts()[0], texts().at(-1)], [20_001 - first, String(first), '20000']);
	}

	for (const start of [{kind: 'tail', lines: 0}, {kind: 'since', milliseconds: at + 1e9}] as const) {
		const {read, texts} = begin(content);
		await read(start);
		assert.deepEqual(texts(), []);
	}
});

test('a last line without a line feed counts as one', async () => {
	const {read, texts} = begin(lines(1, 5).slice(0, -1));
	await read({kind: 'tail', lines: 2});
	assert.deepEqual(texts(), ['4', '5']);
});

test('a file that is renamed is read to its end, and then the new one from its start', async () => {
	const {file, read, texts, finish} = begin(lines(1, 3));
	const reading = read({kind: 'all'}, true);
	await until(() => texts().length === 3);
	appendFileSync(file, lines(4, 5));
	renameSync(file, `${file}.1`);
	appendFileSync(`${file}.1`, lines(6, 6));
	writeFileSync(file, lines(7, 8));
	await until(() => texts().length === 8);
	appendFileSync(file, `${lines(9, 9)}${stamp(10)} stdout P 1`);
	await until(() => texts().length === 9);
	appendFileSync(file, `\n${stamp(10)} stdout F 0`);
	finish();
	await reading;
	assert.deepEqual(texts(), numbers(1, 10));
});

test('a file that is copied and cut to nothing is read from its start', async () => {
	const {file, read, texts, given} = begin(lines(1, 300));
	const reading = read({kind: 'tail', lines: 2}, true);
	await until(() => texts().length === 2);
	copyFileSync(file, `${file}.1`);
	truncateSync(file);
	appendFileSync(file, lines(301, 303));
	await until(() => texts().length === 5);
	given.abort();
	await reading;
	assert.deepEqual(texts(), ['299', '300', '301', '302', '303']);
});

test('a file that is gone for good ends it, one that comes again does not', async () => {
	const {file, read, texts} = begin(lines(1, 2));
	const reading = read({kind: 'all'}, true);
	await until(() => texts().length === 2);
	rmSync(file);
	setTimeout(() => {
		writeFileSync(file, lines(3, 4));
	}, 600);
	await until(() => texts().length === 4);
	rmSync(file);
	await reading;
	assert.deepEqual(texts(), numbers(1, 4));
});

test('what cannot be read has its sentence', async () => {
	const {file, read} = begin('');
	rmSync(file);
	await assert.rejects(read({kind: 'all'}), {message: 'Could not read the log of web: its file is gone.'});
	mkdirSync(file);
	await assert.rejects(read({kind: 'all'}), {message: 'Could not read the log of web: what should be its file cannot be read.'});
	const {sink} = keepLines();
	const source = fileLogSource({
		format: criLog, open: () => denied, isOver: () => false, name: 'web',
	});
	await assert.rejects(
		source.read({start: {kind: 'all'}, isFollowed: true}, sink, new AbortController().signal),
		{message: 'Could not read the log of web: permission denied on its file. Run nstop as root.'},
	);
});
