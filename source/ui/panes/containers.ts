/**
The containers pane.
*/
import {isAlive} from '../../model/build/container.ts';
import {containerColumns} from '../lists/containers/columns.ts';
import {keyWord} from '../../settings/keymap.ts';
import type {World} from '../world.ts';
import {listContent} from './list.ts';
import {drawPane} from './pane.ts';

export function drawContainers(world: World, width: number, height: number): readonly string[] {
	const {snapshot, state, lists: {containers}} = world.view;
	const total = [...snapshot.containers.values()].filter(({isRemoved}) => !isRemoved).length;
	return drawPane('containers', world, listContent(world, {
		pane: 'containers',
		title: '1 Containers',
		columns: containerColumns,
		list: containers,
		total,
		emptyText: emptyText(world, total, state.showStopped),
		thingOf: ({container, isLastAt}) => ({thing: container, isLastAt}),
		rowTone: ({container}) => isAlive(container.state) ? undefined : 'dim',
	}), width, height);
}

function emptyText({view: {snapshot, settings}}: World, total: number, showStopped: boolean): string {
	if (total > 0 && !showStopped) {
		return `No container runs. ${keyWord(settings.keymap, 'stopped')} shows the stopped ones.`;
	}

	return snapshot.engines.some(({state}) => state === 'up')
		? 'There are no containers here.'
		: 'No container is to be seen, and no engine answers.';
}
