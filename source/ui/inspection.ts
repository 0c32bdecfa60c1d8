/**
What the engine answered when it was asked to inspect a container: asked only while the Inspect tab shows it.
*/
import type {EngineInspection} from '../engine/operations.ts';
import type {ContainerKey} from '../model/keys.ts';

export type Inspection =
	| {readonly container: ContainerKey; readonly state: 'asking'}
	| {readonly container: ContainerKey; readonly state: 'failed'; readonly reason: string}
	| {readonly container: ContainerKey; readonly state: 'answered'; readonly answer: EngineInspection};
