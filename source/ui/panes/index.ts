/**
All panes, in the order of their numbers.
*/
import type {Explanation} from '../explain/explanation.ts';
import type {PaneId} from '../layout/layout.ts';
import type {View} from '../view.ts';
import type {World} from '../world.ts';
import {containersPane} from './containers.ts';
import {detailsPane} from './details.ts';
import {namespacesPane} from './namespaces.ts';
import {drawPane, type Pane} from './pane.ts';
import {processesPane} from './processes.ts';
import {imagesPane, networksPane, volumesPane} from './resources.ts';

const panes: readonly Pane[] = [
	containersPane, processesPane, namespacesPane, detailsPane, imagesPane, volumesPane, networksPane,
];

type Draw = (world: World, width: number, height: number) => readonly string[];

/**
How each pane is drawn, with its borders.
*/
export const drawOf = Object.fromEntries(
	panes.map(pane => [pane.id, (world: World, width: number, height: number) => drawPane(pane, world, width, height)]),
) as Readonly<Record<PaneId, Draw>>;

/**
The explanations for what is focused.
*/
export function explanationsOf(view: View): readonly Explanation[] {
	return panes.find(({id}) => id === view.state.focus)?.explanations(view) ?? [];
}
