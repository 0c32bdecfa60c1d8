/**
How each pane is drawn.
*/
import type {PaneId} from '../layout/layout.ts';
import type {World} from '../world.ts';
import {drawContainers} from './containers.ts';
import {drawDetails} from './details.ts';
import {drawNamespaces} from './namespaces.ts';
import {drawProcesses} from './processes.ts';

export type Draw = (world: World, width: number, height: number) => readonly string[];

export const drawOf: Readonly<Record<PaneId, Draw>> = {
	containers: drawContainers,
	processes: drawProcesses,
	namespaces: drawNamespaces,
	details: drawDetails,
};
