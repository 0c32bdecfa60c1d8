import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LogBook} from '../../source/logs/book.ts';
import type {LogOrigin} from '../../source/logs/follower.ts';
import {LogRing} from '../../source/logs/ring.ts';
import type {LogSink, LogSource, LogStart} from '../../source/logs/line.ts';
import {until as untilTrue} from '../helpers/live-process.ts';

type Written = {readonly time: number | undefined; readonly text: string};

/**
A source that gives what was written to it, as an engine does: what is asked for first, then each line; it ends or fails when told to.
*/
class Stub implements LogSource {
	readonly asked: LogStart[] = [];
	readonly written: Written[] = [];
	#sink: LogSink | undefined;
	#settle: PromiseWithResolvers<void> | undefined;

	async read({start}: {readonly start: LogStart}, sink: LogSink, signal: AbortSignal): Promise<void> {
		this.asked.push(start);
		this.#sink = sink;
		this.#settle = Promise.withResolvers();
		signal.addEventListener('abort', () => {
			this.end();
		});
		const since = start.kind === 'since' ? start.milliseconds : 0;
		for (const line of start.kind === 'tail' ? this.written.slice(-start.lines) : this.written) {
			if ((line.time ?? Infinity) >= since) {
				give(sink, line);
			}
		}

		await this.#settle.promise;
	}

	write(time: number | undefined, text: string): void {
		this.written.push({time, text});
		if (this.#sink) {
			give(this.#sink, {time, text});
		}
	}

	end(): void {
		this.#sink = undefined;
		this.#settle?.resolve();
	}

	fail(sentence: string): void {
		this.#sink = undefined;
		this.#settle?.reject(new Error(sentence));
	}
}

function give(sink: LogSink, {time, text}: Written): void {
	sink.line({
		bytes: new TextEncoder().encode(text), time, stream: 'stdout', bytesCut: 0,
	});
}

const linesOf = ({ring}: LogBook): readonly string[] =>
	Array.from({length: ring.end - ring.first}, (_line, index) => new TextDecoder().decode(ring.bytes(ring.first + index)));

const originOf = (key: string, source: LogSource, run = '1'): LogOrigin => ({
	key, name: key, run, source,
});

const start: LogStart = {kind: 'tail', lines: 100};
const ignore = (): void => undefined;

const until = async (_what: string, isSo: () => boolean): Promise<void> => untilTrue(isSo);

test('a log that is read again after its end or a failure has each line once, whatever its times', async context => {
	const source = new Stub();
	const book = new LogBook({start, onChange: ignore});
	context.after(() => {
		book.close();
	});
	for (const [time, text] of [[10.1, 'a'], [10.1, 'b'], [10.9, 'c'], [11.2, 'd'], [11.2, 'e']] as const) {
		source.write(time, text);
	}

	book.set([originOf('web', source)]);
	await until('the first lines', () => linesOf(book).length === 5);
	source.end();
	await until('the end', () => book.origins[0]?.state === 'ended');
	source.write(11.2, 'f');
	source.write(11.2, 'g');
	source.write(12, 'h');
	book.set([originOf('web', source, '2')]);
	await until('what was written meanwhile', () => linesOf(book).length === 8);
	source.fail('The engine does not answer.');
	await until('the failure', () => book.origins[0]?.state === 'failed');
	assert.equal(book.origins[0]?.problem, 'The engine does not answer.');
	source.write(12, 'i');
	await until('the rest', () => linesOf(book).length === 9);
	assert.deepEqual(linesOf(book), [...'abcdefghi']);
	assert.deepEqual(source.asked, [start, {kind: 'since', milliseconds: 11}, {kind: 'since', milliseconds: 12}]);
	assert.equal(book.origins[0]?.state, 'reading');
	assert.equal(book.origins[0]?.problem, undefined);
});

test('a failed log counts as read again once it has not failed for a while, though no line comes', async context => {
	const source = new Stub();
	const book = new LogBook({start, onChange: ignore});
	context.after(() => {
		book.close();
	});
	book.set([originOf('web', source)]);
	await until('it is read', () => source.asked.length === 1);
	source.fail('Gone.');
	await until('the failure', () => book.origins[0]?.state === 'failed');
	await until('it works again', () => book.origins[0]?.state === 'reading');
	assert.deepEqual(linesOf(book), []);
});

test('what is gone and was read has ended, and what was not read has failed, without another attempt', async context => {
	for (const text of ['a', undefined]) {
		const source = new Stub();
		const book: LogBook = new LogBook({start, onChange: ignore});
		context.after(() => {
			book.close();
		});
		if (text !== undefined) {
			source.write(1, text);
		}

		book.set([originOf('web', source)]);
		await until('it is read', () => source.asked.length === 1);
		book.set([{...originOf('web', source, '2'), isGone: true}]);
		source.fail('It is gone.');
		await until('it is read again', () => source.asked.length === 2);
		source.fail('It is gone.');
		await until('its state', () => book.origins[0]?.state === (text === undefined ? 'failed' : 'ended'));
		assert.equal(book.origins[0]?.problem, text === undefined ? 'It is gone.' : undefined);
		assert.deepEqual(linesOf(book), text === undefined ? [] : [text]);
	}
});

test('lines that a source leaves out are counted, and told where lines were before them', async context => {
	const book = new LogBook({start, onChange: ignore});
	context.after(() => {
		book.close();
	});
	const source: LogSource = {
		async read(_request, sink) {
			sink.leaveOut(3);
			give(sink, {time: 1, text: 'a'});
			sink.leaveOut(4);
			give(sink, {time: 2, text: 'b'});
		},
	};
	book.set([originOf('web', source)]);
	await until('the end', () => book.origins[0]?.state === 'ended');
	assert.deepEqual(linesOf(book), ['a', '4 lines left out to get to the newest', 'b']);
	assert.equal(book.ring.linesGone, 7);
});

test('the first line is kept while it is looked at, of one log and of several', async context => {
	for (const count of [1, 3]) {
		const book: LogBook = new LogBook({start, onChange: ignore, ring: new LogRing({bytes: 4096, lines: 64})});
		context.after(() => {
			book.close();
		});
		const sinks: LogSink[] = [];
		const source: LogSource = {
			async read(_request, sink, signal) {
				sinks.push(sink);
				await new Promise(resolve => {
					signal.addEventListener('abort', resolve);
				});
			},
		};
		book.pin(0);
		book.set(Array.from({length: count}, (_origin, index) => originOf(`${index}`, source)));
		await until('all are read', () => sinks.length === count);
		assert.ok(sinks.every(sink => !sink.isNewestWanted()));
		// Several wait in the merge before the book can know that they are too many.
		for (let time = 0; time < 1000 && sinks[0]!.held() === undefined; time++) {
			for (const sink of sinks) {
				give(sink, {time, text: `${time}`});
			}
		}

		await until('it is held', () => book.isHeld || sinks[0]!.held() !== undefined);
		assert.equal(book.ring.first, 0);
		assert.equal(linesOf(book)[0], '0');
		book.pin(undefined);
		assert.ok(sinks.every(sink => sink.isNewestWanted()));
		if (count > 1) {
			await until('all have come', () => linesOf(book).at(-1) === '999');
		}
	}
});

test('several logs are one in the order of time, and who joins and leaves is said', async context => {
	const [web, database, late] = [new Stub(), new Stub(), new Stub()];
	const book = new LogBook({start, onChange: ignore});
	context.after(() => {
		book.close();
	});
	for (let second = 0; second < 10; second++) {
		(second % 2 === 0 ? web : database).write(second * 1000, `${second}`);
	}

	book.set([originOf('web', web), originOf('database', database)]);
	await until('all of both', () => linesOf(book).length === 10);
	assert.deepEqual(linesOf(book), Array.from({length: 10}, (_line, second) => `${second}`));
	assert.deepEqual([0, 1].map(number => book.nameOf(book.ring.entry(number).origin)), ['web', 'database']);
	assert.ok(book.isMerged);

	late.write(20_000, 'late');
	book.set([originOf('web', web), originOf('late', late)]);
	await until('the new one', () => linesOf(book).includes('late'));
	assert.deepEqual(linesOf(book).slice(10), ['- database', '+ late', 'late']);
	assert.deepEqual(book.origins.map(({key}) => key), ['web', 'late']);
});

test('a silent log does not keep back the lines of another', async context => {
	const [busy, silent] = [new Stub(), new Stub()];
	const book = new LogBook({start, onChange: ignore});
	context.after(() => {
		book.close();
	});
	book.set([originOf('busy', busy), originOf('silent', silent)]);
	await until('both are read', () => silent.asked.length === 1);
	busy.write(1, 'x');
	await until('its line', () => linesOf(book).length > 0);
	assert.deepEqual(linesOf(book), ['x']);
});

test('sources wait while the line that is looked at would be given up, and go on when it is not looked at any more', async context => {
	let changes = 0;
	let sink: LogSink | undefined;
	const source: LogSource = {
		async read(_request, given, signal) {
			sink = given;
			await new Promise(resolve => {
				signal.addEventListener('abort', resolve);
			});
		},
	};
	const book = new LogBook({
		start,
		onChange() {
			changes++;
		},
		ring: new LogRing({bytes: 4096, lines: 64}),
	});
	context.after(() => {
		book.close();
	});
	book.set([originOf('web', source)]);
	const add = (): void => {
		sink!.line({
			bytes: new Uint8Array(10), time: undefined, stream: 'stdout', bytesCut: 0,
		});
	};

	book.pin(10);
	let count = 0;
	while (sink!.held() === undefined) {
		add();
		count++;
		assert.ok(count < 1000);
	}

	assert.ok(book.ring.first <= 10, 'the line is still there');
	assert.ok(book.ring.first > 0, 'and there is not more room than that');
	assert.ok(book.isHeld);
	const waiting = sink!.held();
	book.pin(undefined);
	await waiting;
	assert.ok(!book.isHeld);
	await until('it was said', () => changes > 0);
});
