/**
What the engines have said of images, volumes and networks, and what was counted of volumes: asked for only while it is shown.
*/
import type {EngineInspection} from '../../engine/operations.ts';
import type {ImageLayer, ResourceKind} from '../../engine/resources.ts';
import type {LayerChanges} from '../../kernel/files/layer.ts';
import type {TreeCount} from '../../kernel/files/tree.ts';
import type {InterfaceSetup} from '../../kernel/process/network-setup.ts';
import type {ContainerKey} from '../../model/keys.ts';
import type {Resource, ResourceKey} from '../../model/resources/resource.ts';
import type {FirstPaneId} from '../layout/layout.ts';

/**
What one engine has of one kind. What it said last stays while it is asked again, and when it fails then.
*/
export type ResourceList = {
	readonly engine: string;
	readonly state: 'asking' | 'answered' | 'failed';
	readonly resources: readonly Resource[];
	/**
	Why it failed, as a sentence.
	*/
	readonly reason?: string;
};

/**
What a tab asks about the one that is selected; `changes` are those of a container.
*/
export type ResourceQuestion = 'layers' | 'resource' | 'ends' | 'changes';

/**
An answer to that.
*/
export type ResourceLook =
	| {readonly key: ResourceKey; readonly state: 'asking'}
	| {readonly key: ResourceKey; readonly state: 'failed'; readonly reason: string}
	| {readonly key: ResourceKey; readonly state: 'answered'; readonly layers: readonly ImageLayer[]}
	| {readonly key: ResourceKey; readonly state: 'answered'; readonly inspection: EngineInspection}
	| {readonly key: ResourceKey; readonly state: 'answered'; readonly ends: ReadonlyMap<string, NetworkEnd>}
	| {readonly key: ContainerKey; readonly state: 'answered'; readonly changes: LayerChanges};

/**
What a container has in a network, as the kernel shows it: its interface, and the one on the host that belongs to it.
*/
export type NetworkEnd = Pick<InterfaceSetup, 'name' | 'hostEnd'>;

/**
The same object means that nothing has changed, and so does each list in it.
*/
export type ResourceReading = {
	readonly lists: Readonly<Record<ResourceKind, readonly ResourceList[]>>;
	/**
	The newest answer about the selected one.
	*/
	readonly look: ResourceLook | undefined;
	/**
	What was counted of volumes, or is being counted.
	*/
	readonly counts: ReadonlyMap<ResourceKey, VolumeCount>;
};

/**
`stopped` where a person has ended it, so that there is more.
*/
export type VolumeCount = {
	readonly state: 'counting' | 'counted' | 'stopped' | 'failed';
	readonly count: TreeCount;
	/**
	When that ended, in milliseconds since the epoch; the volume may have grown or shrunk since. Undefined while it goes on.
	*/
	readonly endedAt?: number;
	readonly reason?: string;
};

export const nothingRead: ResourceReading = {lists: {image: [], volume: [], network: []}, look: undefined, counts: new Map()};

/**
The kind that a first pane shows; undefined for the containers.
*/
export function kindOfPane(pane: FirstPaneId): ResourceKind | undefined {
	return kinds[pane];
}

const kinds: Readonly<Partial<Record<FirstPaneId, ResourceKind>>> = {images: 'image', volumes: 'volume', networks: 'network'};

/**
The one with this key, as its engine told it last.
*/
export function resourceOf({lists}: ResourceReading, kind: ResourceKind, key: ResourceKey): Resource | undefined {
	for (const {resources} of lists[kind]) {
		const found = resources.find(each => each.key === key);
		if (found) {
			return found;
		}
	}

	return undefined;
}
