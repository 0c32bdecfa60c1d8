/**
Reads of images, volumes and networks what is on screen, while it is.
*/
import type {ResourceKind} from '../../engine/resources.ts';
import type {Host} from '../../host/host.ts';
import type {Store} from '../../store.ts';
import {kindOfPane, type ResourceReading} from '../resources/reading.ts';
import type {View} from '../view.ts';
import {ResourceLists} from './resource-lists.ts';
import {ResourceLooker} from './resource-look.ts';

type ResourceHost = Pick<Host, 'engine' | 'followEngines' | 'networkSetup' | 'changes'>;

export class ResourceReader {
	readonly #store: Store<ResourceReading>;
	readonly #host: ResourceHost;
	readonly #looker: ResourceLooker;
	#shown: {readonly kind: ResourceKind; readonly lists: ResourceLists} | undefined;
	#removals = 0;

	constructor(store: Store<ResourceReading>, host: ResourceHost) {
		this.#store = store;
		this.#host = host;
		this.#looker = new ResourceLooker(store, host);
	}

	/**
	Takes what is on screen now.
	*/
	follow(view: View): void {
		this.#show(kindOfPane(view.state.first));
		this.#shown?.lists.follow(view.snapshot.engines.map(({id}) => id), answering(view));
		// Where an engine does not tell what happens, what was done from here is known all the same.
		const removals = view.state.progress.filter(({operation}) => operation === 'remove').length;
		if (removals < this.#removals) {
			for (const id of answering(view)) {
				this.#shown?.lists.again(id);
			}
		}

		this.#removals = removals;
		this.#looker.follow(view);
	}

	/**
	Ends all asking.
	*/
	close(): void {
		this.#show(undefined);
		this.#looker.close();
	}

	#show(kind: ResourceKind | undefined): void {
		if (kind === this.#shown?.kind) {
			return;
		}

		this.#shown?.lists.close();
		this.#shown = kind && {kind, lists: new ResourceLists(kind, this.#store, this.#host)};
	}
}

function answering({snapshot}: View): readonly string[] {
	return snapshot.engines.filter(({state}) => state === 'up').map(({id}) => id);
}
