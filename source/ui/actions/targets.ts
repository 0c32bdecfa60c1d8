/**
What an action is aimed at: the tagged rows of the pane, else the selected one.
*/
import {valueOf} from '../../known.ts';
import type {Container} from '../../model/container.ts';
import {membersOf} from '../../model/project.ts';
import type {ProcessRow} from '../lists/processes/row.ts';
import type {UiState} from '../state.ts';
import type {Target} from '../target.ts';
import type {View} from '../view.ts';

/**
The containers meant by a key: all tagged ones while the containers pane has the focus, else the selected one. The row of a project means
all its containers.
*/
export function containerTargets(state: UiState, view: View, selected: Container): readonly Target[] {
	const tagged =
		state.focus === 'containers'
			? view.lists.containers.rows
				.filter(({key, container, isContext}) => state.tagged.has(key) && !container.isRemoved && !isContext)
				.map(({container}) => container)
			: [];
	const meant = (tagged.length > 0 ? tagged : [selected])
		.flatMap(container => container.sumOf ? membersOf(container, view.snapshot) : [container]);
	return [...new Set(meant)].map(container => containerTarget(container));
}

/**
The project whose containers these targets are, and no others; undefined where there is none.
*/
export function projectMeant(targets: readonly Target[], {snapshot: {projects}}: Pick<View, 'snapshot'>): string | undefined {
	const keys = new Set(targets.map(({key}) => key));
	return projects.values().find(({sumOf}) =>
		sumOf && sumOf.members.length > 1 && sumOf.members.length === keys.size && sumOf.members.every(key => keys.has(key)))?.name;
}

/**
A container or a unit as a target of its own, whatever is tagged.
*/
export function containerTarget({key, id, name, engine, unit}: Container): Target {
	return unit
		? {
			kind: 'unit', key, unit: unit.name, path: unit.path, name,
		}
		: {
			kind: 'container', key, id, name, engine,
		};
}

/**
The processes meant by a key in the processes pane.
*/
export function processTargets(state: UiState, view: View): readonly Target[] {
	const {rows, cursor} = view.lists.processes;
	const tagged = rows.filter(({key, isContext}) => state.tagged.has(key) && !isContext);
	const selected = rows[cursor];
	return (tagged.length > 0 ? tagged : (selected ? [selected] : [])).map(row => processTarget(row, view));
}

/**
The process of a row as a target of its own, whatever is tagged.
*/
export function processTarget({process, thread}: Pick<ProcessRow, 'process' | 'thread'>, view: View): Target {
	const container = process.container === undefined ? undefined : view.snapshot.containers.get(process.container)?.name;
	return {
		kind: 'process',
		key: process.key,
		pid: process.pid,
		name: process.comm,
		pidInside: valueOf(process.pidInside),
		container,
		...(thread && {thread: {id: thread.pid, name: thread.comm}}),
	};
}

/**
The container or unit that a target names, as it is now; undefined when it is gone or the target is something else.
*/
export function containerOf({snapshot}: Pick<View, 'snapshot'>, target: Target | undefined): Container | undefined {
	switch (target?.kind) {
		case 'container': {
			return snapshot.containers.get(target.key);
		}

		case 'unit': {
			return snapshot.units.get(target.key);
		}

		case 'process':
		case 'image':
		case 'volume':
		case 'network':
		case undefined: {
			return undefined;
		}
	}
}
