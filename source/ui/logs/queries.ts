/**
What is looked for in a log, as scans over its ring. The last right words hold while wrong ones are typed.
*/
import {levelOf} from '../../logs/level.ts';
import {queryOf, type LogQuery} from '../../logs/query.ts';
import type {LogRing} from '../../logs/ring.ts';
import {LogScan} from '../../logs/scan.ts';
import {logText} from '../../logs/text.ts';

type Held = {words: string; query: LogQuery | undefined; problem: string | undefined};

const givenUp = 'The pattern takes too long in some long lines: what is near their ends was not looked at.';

const nothing = (): Held => ({words: '', query: undefined, problem: undefined});

export class LogQueries {
	readonly #ring: LogRing;
	readonly #filter = nothing();
	readonly #search = nothing();
	filtered: LogScan | undefined;
	found: LogScan | undefined;

	constructor(ring: LogRing) {
		this.#ring = ring;
	}

	/**
	What is wrong with the words, as a sentence.
	*/
	get problem(): string | undefined {
		const {problem} = this.#filter.problem === undefined ? this.#search : this.#filter;
		return problem ?? ([this.#filter, this.#search].some(({query}) => query?.hasGivenUp) ? givenUp : undefined);
	}

	/**
	Whether each line was looked at.
	*/
	get isDone(): boolean {
		return this.filtered?.isDone !== false && this.found?.isDone !== false;
	}

	/**
	Looks for these words from now on; gives whether they are others than before.
	*/
	set(filter: string, search: string): boolean {
		const isOtherFilter = take(this.#filter, filter);
		const isOtherSearch = take(this.#search, search);
		if (isOtherFilter) {
			const {query} = this.#filter;
			this.filtered = query && new LogScan(this.#ring, number => this.#isNote(number) || this.#has(query, number));
		}

		if (isOtherFilter || isOtherSearch) {
			const {query} = this.#search;
			const {query: also} = this.#filter;
			this.found = query && new LogScan(
				this.#ring, number => !this.#isNote(number) && this.#has(query, number) && (!also || this.#has(also, number)),
			);
		}

		return isOtherFilter || isOtherSearch;
	}

	/**
	Looks at further lines until the time is up.
	*/
	run(isTimeUp: () => boolean): void {
		this.filtered?.run(isTimeUp);
		this.found?.run(isTimeUp);
	}

	#isNote(number: number): boolean {
		return this.#ring.entry(number).stream === 'note';
	}

	#has(query: LogQuery, number: number): boolean {
		const text = logText(this.#ring.bytes(number));
		const {stream} = this.#ring.entry(number);
		return query.matches(text, {
			stream: stream === 'stderr' ? 'stderr' : 'stdout',
			get level() {
				return levelOf(text);
			},
		});
	}
}

function take(held: Held, words: string): boolean {
	if (held.words === words) {
		return false;
	}

	held.words = words;
	const query = words === '' ? undefined : queryOf(words);
	if (query && 'problem' in query) {
		held.problem = query.problem;
	} else {
		held.problem = undefined;
		held.query = query;
	}

	return true;
}
