import assert from 'node:assert/strict';
import {
	appendFileSync,
	copyFileSync,
	linkSync,
	mkdirSync,
	renameSync,
	rmSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {gzipSync} from 'node:zlib';
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

function begin(content: string, isNewestWanted?: () => boolean) {
	const file = path.join(makeFolder(), '0.log');
	writeFileSync(file, content);
	let isOver = false;
	const source = fileLogSource({
		format: criLog,
		open: () => openForReading(file),
		older: () => [1, 2, 3, 4].map(number => () => openForReading(`${file}.${number}`)),
		isOver: () => isOver,
		name: 'web',
	});
	const {sink, texts, leftOut} = keepLines(isNewestWanted);
	const given = new AbortController();
	return {
		file,
		texts,
		leftOut,
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

test('what was rotated away is read first, as far as it is wanted, packed or not', async () => {
	for (const [start, first] of [
		[{kind: 'all'}, 1],
		[{kind: 'tail', lines: 3}, 28],
		[{kind: 'tail', lines: 10}, 21],
		[{kind: 'tail', lines: 12}, 19],
		// What is packed is not counted, so all of it comes.
		[{kind: 'tail', lines: 21}, 1],
		[{kind: 'since', milliseconds: at + 25_000}, 25],
		[{kind: 'since', milliseconds: at + 15_000}, 15],
		[{kind: 'since', milliseconds: at + 5000}, 5],
	] as const) {
		const {file, read, texts} = begin(lines(21, 30));
		writeFileSync(`${file}.1`, lines(11, 20));
		writeFileSync(`${file}.2`, gzipSync(lines(1, 10)));
		await read(start);
		assert.deepEqual(texts(), numbers(first, 30), JSON.stringify(start));
	}
});

test('a line that begins in one file and ends in the next is one line', async () => {
	const {file, read, texts} = begin(`${stamp(3)} stdout F day\n${lines(4, 4)}`);
	writeFileSync(`${file}.1`, `${lines(1, 2)}${stamp(3)} stdout P Fri\n`);
	await read({kind: 'all'});
	assert.deepEqual(texts(), ['1', '2', 'Friday', '4']);
});

test('a file that was renamed just now is not read twice', async () => {
	const {file, read, texts} = begin(lines(1, 3));
	linkSync(file, `${file}.1`);
	await read({kind: 'all'});
	assert.deepEqual(texts(), numbers(1, 3));
});

test('an older file that is damaged is told, after what could be read of it', async () => {
	const {file, read, texts} = begin(lines(10_001, 10_002));
	const packed = gzipSync(lines(1, 10_000));
	writeFileSync(`${file}.1`, packed.subarray(0, packed.length / 2));
	await assert.rejects(read({kind: 'all'}), {message: 'Could not read all of the log of web: an older file of it, packed with gzip, is damaged.'});
	assert.ok(texts().length > 10);
	assert.ok(texts().length < 10_000);
	assert.deepEqual(texts(), numbers(1, texts().length));
});

test('of a file that is longer than what can be kept the first lines are counted, and the rest is read', async () => {
	const long = (number: number): string => `${stamp(number)} stderr P ${'-'.repeat(90)}\n${stamp(number)} stderr F ${number}\n`;
	const count = 250_000;
	for (const isBegun of [false, true]) {
		const {file, read, texts, leftOut, finish} = begin(isBegun ? `${stamp(0)} stdout F be` : '');
		const reading = read({kind: 'all'}, true);
		appendFileSync(file, isBegun ? 'gun\n' : '');
		appendFileSync(file, Array.from({length: count}, (_, index) => long(index + 1)).join(''));
		finish();
		await reading;
		assert.ok(leftOut() > 0);
		assert.ok(texts().length > 10_000);
		assert.equal(leftOut() + texts().length, count + (isBegun ? 1 : 0));
		assert.deepEqual(
			texts().slice(-10_000),
			Array.from({length: 10_000}, (_, index) => `${'-'.repeat(90)}${count - 9999 + index}`),
		);
	}
});

test('what was written before anybody looked is read as far as it can be kept, and all of it while its start is looked at', async () => {
	const count = 1_000_000;
	const content = lines(1, count);
	assert.ok(content.length > 32 * 1024 * 1024);
	const followed = begin(content);
	await followed.read({kind: 'all'});
	assert.equal(followed.leftOut() + followed.texts().length, count);
	assert.ok(followed.texts().length > 260_000, `${followed.texts().length}`);
	assert.ok(followed.texts().length <= 262_145);
	assert.deepEqual(followed.texts(), ['1', ...numbers(count - followed.texts().length + 2, count)]);

	const held = begin(content, () => false);
	await held.read({kind: 'all'});
	assert.equal(held.leftOut(), 0);
	assert.equal(held.texts().length, count);
});

test('what was not read while the start was looked at is left out once the newest lines are wanted, as far as it cannot be kept', async () => {
	const count = 1_000_000;
	let isStart = true;
	const {read, texts, leftOut} = begin(lines(1, count), () => {
		isStart &&= texts().length < 1000;
		return !isStart;
	});
	await read({kind: 'all'});
	const kept = texts().findIndex((text, index) => text !== String(index + 1));
	assert.ok(kept >= 1000, String(kept));
	assert.ok(kept < 10_000, String(kept));
	assert.equal(texts().length + leftOut(), count);
	assert.ok(texts().length > 260_000);
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
