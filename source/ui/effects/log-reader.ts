/**
Reads the logs that are on screen, while they are on screen, and looks through them for what the person has typed.
*/
import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Host} from '../../host/host.ts';
import {LogBook} from '../../logs/book.ts';
import type {LogOrigin} from '../../logs/follower.ts';
import type {LogSource} from '../../logs/line.ts';
import type {ContainerKey} from '../../model/keys.ts';
import type {Store} from '../../store.ts';
import type {LogPlace} from '../logs/choice.ts';
import {LogQueries} from '../logs/queries.ts';
import {rangeOf} from '../logs/ranges.ts';
import type {LogReading} from '../logs/reading.ts';
import {logWanted, type LogWanted, type WantedOrigin} from '../logs/wanted.ts';
import {logsTab} from '../tabs/logs.ts';
import type {View} from '../view.ts';

/**
How long lines are looked through at a stretch, so that no key waits.
*/
const sliceMilliseconds = 6;
/**
Whoever moves through a list does not mean to open the log of each row.
*/
const settleMilliseconds = 120;
const publishMilliseconds = 50;

export class LogReader {
	readonly #store: Store<LogReading | undefined>;
	readonly #host: Pick<Host, 'logs'>;
	#open: {readonly id: string; readonly range: string; readonly book: LogBook; readonly queries: LogQueries} | undefined;
	#next: {readonly id: string; readonly timer: NodeJS.Timeout} | undefined;
	#isLooking = false;
	#version = 0;

	constructor(store: Store<LogReading | undefined>, host: Pick<Host, 'logs'>) {
		this.#store = store;
		this.#host = host;
	}

	/**
	To be called with every new view.
	*/
	follow(view: View): void {
		const isShown = view.tab === logsTab && view.layout.panes.some(({id}) => id === 'details');
		const wanted = isShown ? logWanted(view) : undefined;
		if (!wanted) {
			this.close();
			return;
		}

		if (this.#open?.id !== wanted.id) {
			this.#openSoon(wanted, view);
			return;
		}

		this.#cancelNext();
		const {book, queries} = this.#open;
		book.set(wanted.origins.map(origin => this.#originOf(origin)));
		const {search, isSearching, log: {cursor, filter, isFiltering, isStructured}} = view.state;
		// Before there is a line, it is the first one that will be looked at; where none is shown, it is looked at again without the filter.
		book.pin(cursor && (view.log?.rows[0]?.number ?? cursor.number));
		const words = {filter: {words: filter, isTyping: isFiltering}, search: {words: search, isTyping: isSearching}};
		if (queries.set({...words, isStructured})) {
			void this.#look();
		}
	}

	/**
	Ends all reading.
	*/
	close(): void {
		this.#cancelNext();
		this.#open?.book.close();
		this.#open = undefined;
		this.#store.set(undefined);
	}

	#cancelNext(): void {
		clearTimeout(this.#next?.timer);
		this.#next = undefined;
	}

	#openSoon(wanted: LogWanted, {state: {log: {cursor}}}: View): void {
		if (!this.#open) {
			this.#openNow(wanted, cursor);
			return;
		}

		if (this.#next?.id === wanted.id) {
			return;
		}

		this.#cancelNext();
		this.#next = {
			id: wanted.id,
			timer: setTimeout(() => {
				this.#openNow(wanted, cursor);
			}, settleMilliseconds),
		};
	}

	#openNow({id, range, origins}: LogWanted, cursor: LogPlace | undefined): void {
		this.#cancelNext();
		const before = this.#open?.queries;
		this.#open?.book.close();
		const book = new LogBook({
			start: rangeOf(range).start(Date.now()),
			onChange: () => {
				if (this.#open?.book !== book) {
					return;
				}

				this.#publish();
				void this.#look();
			},
		});
		this.#open = {
			id, range, book, queries: new LogQueries(book.ring, before),
		};
		book.pin(cursor?.number);
		book.set(origins.map(origin => this.#originOf(origin)));
		this.#publish();
	}

	#originOf(origin: WantedOrigin): LogOrigin {
		return {...origin, source: this.#sourceOf(origin.key)};
	}

	/**
	Asked for again with each reading: the engine may have come or gone since.
	*/
	#sourceOf(key: ContainerKey): LogSource {
		return {
			read: async (request, sink, signal) => {
				const source = this.#host.logs(key) ?? 'This row has no log of its own. Containers, projects and systemd\'s units have one.';
				if (typeof source === 'string') {
					throw new TypeError(source);
				}

				await source.read(request, sink, signal);
			},
		};
	}

	/**
	Looks through the lines in slices, until all were looked at.
	*/
	async #look(): Promise<void> {
		if (this.#isLooking) {
			return;
		}

		this.#isLooking = true;
		/* eslint-disable no-await-in-loop -- between the slices keys have their turn */
		let published = performance.now();
		while (this.#open && !this.#open.queries.isDone) {
			const start = performance.now();
			this.#open.queries.run(() => performance.now() - start > sliceMilliseconds);
			if (start - published > publishMilliseconds) {
				published = start;
				this.#publish();
			}

			await nextTurn();
		}
		/* eslint-enable no-await-in-loop */

		this.#isLooking = false;
		this.#publish();
	}

	#publish(): void {
		if (!this.#open) {
			return;
		}

		const {
			id, range, book, queries,
		} = this.#open;
		const {ring, origins, isMerged, isHeld} = book;
		this.#version++;
		this.#store.set({
			id,
			version: this.#version,
			range,
			ring,
			origins,
			nameOf: origin => book.nameOf(origin),
			isMerged,
			isHeld,
			filtered: queries.filtered,
			found: queries.found,
			searched: queries.searched,
			problem: queries.problem,
		});
	}
}
