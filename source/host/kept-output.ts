/**
What a command has written, kept so that it can be read again: the log of something that has ended or goes on.
*/
import {CutLines} from '../engine/logs/cut-lines.ts';
import {untilWanted} from '../logs/held.ts';
import type {LogSource, LogStream} from '../logs/line.ts';
import {LogRing} from '../logs/ring.ts';

/**
How many lines are given between two looks at whether more is wanted.
*/
const linesPerPiece = 1000;
/**
A piece without a line feed counts as a line after this long: a question, or how far something has come.
*/
const patienceMilliseconds = 1000;

export class KeptOutput {
	readonly #ring = new LogRing({bytes: 2 * 1024 * 1024, lines: 16_384});
	readonly #cutters = {stdout: this.#cutterOf('stdout'), stderr: this.#cutterOf('stderr')};
	#isEnded = false;
	#waiting: NodeJS.Timeout | undefined;
	#news = Promise.withResolvers<void>();

	/**
	Takes a piece of what was written to one of the two streams.
	*/
	push(stream: LogStream, chunk: Uint8Array): void {
		this.#cutters[stream].push(chunk);
		clearTimeout(this.#waiting);
		if (this.#cutters.stdout.isBegun || this.#cutters.stderr.isBegun) {
			this.#waiting = setTimeout(() => {
				this.#cutAll();
			}, patienceMilliseconds).unref();
		}

		this.#tell();
	}

	/**
	Nothing more comes.
	*/
	end(): void {
		clearTimeout(this.#waiting);
		this.#isEnded = true;
		this.#cutAll();
	}

	/**
	Gives all that is kept, then what is written, each time that it is read.
	*/
	get source(): LogSource {
		return {
			read: async (_request, sink, signal) => {
				const stopped = Promise.withResolvers<void>();
				signal.addEventListener('abort', () => {
					stopped.resolve();
				});
				let next = 0;
				/* eslint-disable no-await-in-loop -- what comes is given when it comes */
				while (!signal.aborted) {
					const {promise: news} = this.#news;
					if (next < this.#ring.first) {
						sink.leaveOut(this.#ring.first - next);
						next = this.#ring.first;
					}

					for (let given = 0; next < this.#ring.end && given < linesPerPiece; next++, given++) {
						const {time, stream, bytesCut} = this.#ring.entry(next);
						sink.line({
							bytes: this.#ring.bytes(next), time, stream: stream === 'stderr' ? 'stderr' : 'stdout', bytesCut,
						});
					}

					if (next < this.#ring.end) {
						await untilWanted(sink, signal);
					} else if (this.#isEnded) {
						return;
					} else {
						await Promise.race([news, stopped.promise]);
					}
				}
				/* eslint-enable no-await-in-loop */
			},
		};
	}

	#cutAll(): void {
		this.#cutters.stdout.end();
		this.#cutters.stderr.end();
		this.#tell();
	}

	#cutterOf(stream: LogStream): CutLines {
		return new CutLines(bytes => {
			this.#ring.add(bytes, {
				time: Date.now(), stream, origin: 0, bytesCut: 0,
			});
		});
	}

	#tell(): void {
		this.#news.resolve();
		this.#news = Promise.withResolvers();
	}
}
