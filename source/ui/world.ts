/**
Everything the panes are drawn from, as one value in one store.
*/
import {heldHistory} from '../model/build/history.ts';
import {heldProcessHistory} from '../model/build/process-history.ts';
import type {Snapshot} from '../model/snapshot.ts';
import type {Settings} from '../settings/settings.ts';
import type {Store} from '../store.ts';
import type {Theme} from '../text/theme.ts';
import type {ComposeAnswer} from './compose-answer.ts';
import type {EventReading} from './events/reading.ts';
import type {Inspection} from './inspection.ts';
import type {LogReading} from './logs/reading.ts';
import type {ResourceReading} from './resources/reading.ts';
import type {UiState} from './state.ts';
import {createViewer, type View} from './view.ts';

/**
A moment of the screen.
*/
export type World = {
	readonly view: View;
	readonly theme: Theme;
	readonly isReadOnly: boolean;
};

type WorldInput = {
	readonly snapshots: Store<Snapshot>;
	readonly state: Store<UiState>;
	readonly inspection: Store<Inspection | undefined>;
	readonly compose: Store<ComposeAnswer | undefined>;
	readonly log: Store<LogReading | undefined>;
	readonly resources: Store<ResourceReading>;
	readonly events: Store<EventReading | undefined>;
	readonly settings: Settings;
	readonly isReadOnly: boolean;
};

export type WorldSource = {
	get(): World;
	subscribe(listener: () => void): () => void;
};

/**
Joins the stores to one source that gives the same value until one of them changes. While the screen is frozen it keeps the snapshot of
that moment.
*/
export function createWorld({
	snapshots, state, inspection, compose, log, resources, events, settings, isReadOnly,
}: WorldInput): WorldSource {
	const {theme} = settings;
	const viewer = createViewer();
	let frozen: Snapshot | undefined;
	let last: World | undefined;
	return {
		get() {
			const now = state.get();
			frozen = now.isFrozen ? frozen ?? held(snapshots.get()) : undefined;
			const view = viewer({
				snapshot: frozen ?? snapshots.get(),
				state: now,
				inspection: inspection.get(),
				compose: compose.get(),
				reading: log.get(),
				resources: resources.get(),
				events: events.get(),
				settings,
			});
			if (last?.view !== view) {
				last = {view, theme, isReadOnly};
			}

			return last;
		},
		subscribe(listener) {
			const ends = [snapshots, state, inspection, compose, log, resources, events].map(store => store.subscribe(listener));
			return () => {
				for (const end of ends) {
					end();
				}
			};
		},
	};
}

function held(snapshot: Snapshot): Snapshot {
	return {...snapshot, history: heldHistory(snapshot.history), processHistory: heldProcessHistory(snapshot.processHistory)};
}
