/**
The action that groups containers by what they belong to.
*/
import {keyWord} from '../../settings/keymap.ts';
import {isTakenDown} from '../commands.ts';
import {notify} from '../messages.ts';
import {setCursor, type UiState} from '../state.ts';
import type {View} from '../view.ts';
import type {Action} from './action.ts';

export const projectActions: readonly Action[] = [
	{
		id: 'projects',
		keys: ['p'],
		topic: 'Show',
		panes: ['containers'],
		title: 'projects',
		help: 'Group containers by Compose project or pod; actions on such a row are on all of them.',
		footer: 10.7,
		run(state, view) {
			const {snapshot: {projects}, settings: {keymap}} = view;
			const isShown = state.isGrouped && state.isTree.containers;
			if (!isShown && projects.values().every(project => project.isRemoved && !isTakenDown(state, project))) {
				const text = `No container belongs to a Compose project or a pod. ${keyWord(keymap, 'projects')} groups those that do.`;
				return {state: notify(state, {text, tone: 'normal'})};
			}

			return {state: isShown ? ungrouped(state, view) : grouped(state, view)};
		},
	},
];

/**
The cursor stays on its container, or goes to its project where that is folded.
*/
function grouped(state: UiState, {container, lists, snapshot: {projects}}: View): UiState {
	const around = container && projects.values().find(({sumOf}) => sumOf?.members.includes(container.key));
	const next: UiState = {...state, isGrouped: true, isTree: {...state.isTree, containers: true}};
	return container && around && state.folded.containers.has(around.key)
		? setCursor(next, 'containers', {key: around.key, index: lists.containers.cursor}, container.key)
		: next;
}

/**
From the row of a project the cursor goes to its first container.
*/
function ungrouped(state: UiState, {container, lists: {containers: {rows, cursor}}}: View): UiState {
	const next: UiState = {...state, isGrouped: false};
	const members = new Set(container?.sumOf?.members);
	const first = rows.find(({key}) => members.has(key))?.key ?? container?.sumOf?.members[0];
	return container?.sumOf ? setCursor(next, 'containers', {key: first, index: cursor}, container.key) : next;
}
