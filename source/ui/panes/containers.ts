/**
The containers pane.
*/
import {isAlive} from '../../model/build/container.ts';
import {isTakenDown} from '../commands.ts';
import {containerColumns} from '../lists/containers/columns.ts';
import {emptyContainers} from '../lists/containers/empty.ts';
import {shownUnits, unitsToShow, type ShownUnits} from '../lists/containers/shown-units.ts';
import {projectFacts} from '../explain/project.ts';
import {flagFacts} from '../explain/flags.ts';
import {columnFacts, tabFacts} from '../explain/in-front.ts';
import {factsOfRow} from '../explain/units.ts';
import type {View} from '../view.ts';
import {listPane} from './list.ts';

const titles: Readonly<Record<ShownUnits, string>> = {
	host: 'Containers', services: 'Containers and services', cgroups: 'Containers and cgroups',
};

export const containersPane = listPane({
	id: 'containers',
	title: ({view}) => titles[shownUnits(view.state, view.snapshot)] + emptyCgroups(view),
	columns: containerColumns,
	list: ({lists}) => lists.containers,
	total: totalOf,
	heading: ({heading}) => heading,
	emptyText: emptyContainers,
	thingOf: ({container, isLastAt, hiddenLevels, foldedRows}) => ({
		thing: container, isLastAt, hiddenLevels, foldedRows,
	}),
	rowTone: ({container}) => isAlive(container.state) ? undefined : 'dim',
	explanations: view => [...projectFacts(view), ...flagFacts(view), ...tabFacts(view), ...columnFacts('containers', factsOfRow(view), view)],
});

/**
Cgroups without processes have no rows.
*/
function emptyCgroups({state, snapshot}: View): string {
	const {count, isWhole} = snapshot.emptyCgroups ?? {count: 0, isWhole: true};
	return count === 0 || shownUnits(state, snapshot) !== 'cgroups' ? '' : `, ${count}${isWhole ? '' : '+'} empty`;
}

function totalOf({snapshot, state}: View): number {
	const units = unitsToShow(snapshot, shownUnits(state, snapshot));
	const projects = state.isGrouped && state.isTree.containers ? snapshot.projects.values() : [];
	return [...snapshot.containers.values(), ...units, ...projects].filter(row => !row.isRemoved || isTakenDown(state, row)).length;
}
