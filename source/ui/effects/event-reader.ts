/**
Asks the engines for what happened lately to what is on screen, while it is on screen, and goes on with what happens.
*/
import {EngineError} from '../../engine/engine.ts';
import type {ContainerEvent} from '../../engine/event.ts';
import {sentence} from '../../engine/sentence.ts';
import type {Host} from '../../host/host.ts';
import type {Store} from '../../store.ts';
import {
	listedMilliseconds,
	type EventOrigin,
	type EventReading,
	type ToldEvent,
} from '../events/reading.ts';
import {eventsWanted, type EventScope, type EventsWanted} from '../events/wanted.ts';
import {eventsTab} from '../tabs/events.ts';
import type {View} from '../view.ts';

/**
Whoever moves through a list does not mean to ask about each row.
*/
const settleMilliseconds = 120;
const answerMilliseconds = 10_000;
/**
More happen in an hour only where something is broken, and of that the latest tell enough.
*/
const mostEvents = 2000;

type EventHost = Pick<Host, 'engine' | 'followEngines'>;

export class EventReader {
	readonly #store: Store<EventReading | undefined>;
	readonly #host: EventHost;
	#id: string | undefined;
	readonly #scopes = new Map<string, {readonly scope: EventScope; readonly run: string}>();
	#next: {readonly id: string; readonly timer: NodeJS.Timeout} | undefined;
	#end: (() => void) | undefined;

	constructor(store: Store<EventReading | undefined>, host: EventHost) {
		this.#store = store;
		this.#host = host;
	}

	/**
	To be called with every new view.
	*/
	follow({tab, layout, container, snapshot}: View): void {
		const isShown = tab === eventsTab && layout.panes.some(({id}) => id === 'details');
		const wanted = isShown ? eventsWanted(container, snapshot) : undefined;
		if (!wanted) {
			this.close();
		} else if (this.#id === wanted.id) {
			this.#cancelNext();
			this.#join(wanted);
		} else {
			this.#openSoon(wanted);
		}
	}

	/**
	Asks nothing and hears nothing more.
	*/
	close(): void {
		this.#cancelNext();
		this.#end?.();
		this.#end = undefined;
		this.#id = undefined;
		this.#scopes.clear();
		this.#store.set(undefined);
	}

	#cancelNext(): void {
		clearTimeout(this.#next?.timer);
		this.#next = undefined;
	}

	#openSoon(wanted: EventsWanted): void {
		if (this.#id === undefined) {
			this.#open(wanted);
		} else if (this.#next?.id !== wanted.id) {
			this.#cancelNext();
			this.#next = {
				id: wanted.id,
				timer: setTimeout(() => {
					this.#open(wanted);
				}, settleMilliseconds),
			};
		}
	}

	#open(wanted: EventsWanted): void {
		this.#cancelNext();
		this.#end?.();
		this.#scopes.clear();
		this.#id = wanted.id;
		this.#end = this.#host.followEngines((engine, event) => {
			if (!('resource' in event)) {
				this.#add(engine, [event]);
			}
		});
		this.#store.set({id: wanted.id, origins: [], events: []});
		this.#join(wanted);
	}

	/**
	Asks the engines that were not asked yet, or were away since.
	*/
	#join({scopes}: EventsWanted): void {
		for (const scope of scopes) {
			const known = this.#scopes.get(scope.engine);
			const hasOthers = known !== undefined && !isSameSet(known.scope.containers, scope.containers);
			if (known?.run !== scope.run || hasOthers) {
				this.#scopes.set(scope.engine, {scope, run: scope.run});
				void this.#ask(scope);
			}
		}
	}

	async #ask({engine: id, run}: EventScope): Promise<void> {
		const opened = this.#end;
		const isStill = (): boolean => this.#end === opened && this.#scopes.get(id)?.run === run;
		this.#note({engine: id, state: 'asking'});
		try {
			const engine = this.#host.engine(id);
			const history = await engine?.history?.(Date.now() - listedMilliseconds, AbortSignal.timeout(answerMilliseconds));
			if (isStill()) {
				const {completeSince} = history ?? {};
				this.#note({engine: id, state: 'answered', ...(completeSince !== undefined && {completeSince})}, history?.events);
			}
		} catch (error) {
			if (isStill()) {
				this.#note({engine: id, state: 'failed', problem: error instanceof EngineError ? sentence(error) : String(error)});
			}
		}
	}

	#note(origin: EventOrigin, events: readonly ContainerEvent[] = []): void {
		const reading = this.#store.get();
		if (!reading) {
			return;
		}

		const others = reading.origins.filter(({engine}) => engine !== origin.engine);
		this.#store.set({...reading, origins: [...others, origin]});
		this.#add(origin.engine, events);
	}

	/**
	What is heard while the engine is asked may be in its answer too.
	*/
	#add(engine: string, events: readonly ContainerEvent[]): void {
		const reading = this.#store.get();
		const {scope} = this.#scopes.get(engine) ?? {};
		const meant = scope ? events.filter(({id}) => scope.containers?.has(id) !== false) : [];
		if (!reading || meant.length === 0) {
			return;
		}

		const known = new Set(reading.events.map(event => identityOf(event)));
		const added = meant.map((event): ToldEvent => ({...event, engine})).filter(event => !known.has(identityOf(event)));
		const all = [...reading.events, ...added].toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
		this.#store.set({...reading, events: all.slice(-mostEvents)});
	}
}

function identityOf({engine, id, action, at}: ToldEvent): string {
	return [engine, id, action, at].join(' ');
}

function isSameSet(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean {
	return a === b || (a?.size === b?.size && b !== undefined && a?.isSubsetOf(b) === true);
}
