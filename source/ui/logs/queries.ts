/**
What is looked for in a log, as scans over its ring. The last right words hold while wrong ones are typed.
*/
import {levelOf} from '../../logs/level.ts';
import {closedPart, queryOf, type LogQuery} from '../../logs/query.ts';
import {structuredLine} from '../../logs/record.ts';
import type {LogRing} from '../../logs/ring.ts';
import {LogScan} from '../../logs/scan.ts';
import {structuredOf} from '../../logs/structured.ts';
import {logText} from '../../logs/text.ts';
import {plainText} from '../../text/search.ts';

/**
What is typed, or was.
*/
type Words = {readonly words: string; readonly isTyping: boolean};

type Wanted = {
	readonly filter: Words;
	readonly search: Words;
	/**
	Whether records are shown as words, which then are looked through too.
	*/
	readonly isStructured: boolean;
};

/**
The words that are asked for, undefined while a pattern in them is open; and what is looked for, with the words that said so.
*/
type Held = {words: string | undefined; query: LogQuery | undefined; right: string; problem: string | undefined};

const givenUp = 'The pattern takes too long in some long lines: what is near their ends was not looked at.';

export class LogQueries {
	readonly #ring: LogRing;
	readonly #filter: Held;
	readonly #search: Held;
	#isStructured = false;
	filtered: LogScan | undefined;
	found: LogScan | undefined;

	/**
	What was right last in the queries before these holds here too, until other words come.
	*/
	constructor(ring: LogRing, before?: LogQueries) {
		this.#ring = ring;
		this.#filter = heldSince(before && before.#filter);
		this.#search = heldSince(before && before.#search);
	}

	/**
	What is wrong with the words, as a sentence.
	*/
	get problem(): string | undefined {
		const {problem, query} = this.#filter.problem === undefined ? this.#search : this.#filter;
		if (problem !== undefined) {
			return `${problem} ${query ? 'The last one that was right is used.' : 'Until it is right, it asks for nothing.'}`;
		}

		return [this.#filter, this.#search].some(held => held.query?.hasGivenUp) ? givenUp : undefined;
	}

	/**
	Whether each line was looked at.
	*/
	get isDone(): boolean {
		return this.filtered?.isDone !== false && this.found?.isDone !== false;
	}

	/**
	What is searched for.
	*/
	get searched(): LogQuery | undefined {
		return this.#search.query;
	}

	/**
	Looks for this from now on; gives whether it is something else than before.
	*/
	set({filter, search, isStructured}: Wanted): boolean {
		const isOther = isStructured !== this.#isStructured;
		this.#isStructured = isStructured;
		const isOtherFilter = take(this.#filter, filter) || isOther;
		const isOtherSearch = take(this.#search, search) || isOther;
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
		const isStructured = this.#isStructured;
		return query.matches(text, {
			stream: stream === 'stderr' ? 'stderr' : 'stdout',
			get level() {
				return levelOf(text);
			},
			get shown() {
				const structured = isStructured ? structuredOf(text) : undefined;
				return structured && plainText(structuredLine(structured));
			},
		});
	}
}

function heldSince(before: Held | undefined): Held {
	const held: Held = {
		words: '', query: undefined, right: '', problem: undefined,
	};
	if (before?.query) {
		look(held, before.right);
		held.words = undefined;
	}

	return held;
}

/**
While a pattern is open, what is looked for stays. Where that is nothing, what stands before the pattern is looked for.
*/
function take(held: Held, {words, isTyping}: Words): boolean {
	const asked = isTyping ? closedPart(words) : words;
	if (held.query && asked !== words) {
		const hadProblem = held.problem !== undefined;
		held.words = undefined;
		held.problem = undefined;
		return hadProblem;
	}

	if (held.words === asked) {
		return false;
	}

	look(held, asked);
	return true;
}

function look(held: Held, words: string): void {
	held.words = words;
	const query = queryOf(words);
	if ('problem' in query) {
		held.problem = query.problem;
	} else {
		held.problem = undefined;
		held.query = query.isEmpty ? undefined : query;
		held.right = words;
	}
}
