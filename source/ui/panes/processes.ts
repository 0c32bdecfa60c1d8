/**
The processes pane: those of the selected container.
*/
import {isAlive} from '../../model/build/container.ts';
import type {Container} from '../../model/container.ts';
import {processColumns} from '../lists/processes/columns.ts';
import {clean} from '../../text/clean.ts';
import type {World} from '../world.ts';
import {listContent} from './list.ts';
import {drawPane} from './pane.ts';

export function drawProcesses(world: World, width: number, height: number): readonly string[] {
	const {container, lists: {processes}} = world.view;
	return drawPane('processes', world, listContent(world, {
		pane: 'processes',
		title: container ? [{text: '2 Processes of '}, {text: clean(container.name, world.theme.isUnicode), tone: 'strong'}] : '2 Processes',
		columns: processColumns,
		list: processes,
		thingOf: ({process, isLastAt}) => ({thing: process, isLastAt}),
		emptyText: emptyText(container, world),
	}), width, height);
}

function emptyText(container: Container | undefined, {view: {snapshot}}: World): string {
	if (!container) {
		return '';
	}

	if (!isAlive(container.state)) {
		return 'It does not run.';
	}

	const engine = snapshot.engines.find(({id}) => id === container.engine);
	return engine?.isLocal === false ? 'It runs on another host: its processes cannot be read from here.' : 'No process of it is to be seen.';
}
