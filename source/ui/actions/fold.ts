/**
Actions that fold and unfold rows of a tree.
*/
import {keyWord} from '../../settings/keymap.ts';
import {notify} from '../messages.ts';
import {setCursor, setFolded, type TreePaneId} from '../state.ts';
import {isOpen, parentIndex, rootIndex} from '../table/fold.ts';
import type {Row} from '../table/row.ts';
import type {Action, Outcome} from './action.ts';

/**
The rows of a tree, which of them the cursor is on, and the keys of the folded ones.
*/
type Tree = {
	readonly rows: readonly Row[];
	readonly cursor: number;
	readonly folded: ReadonlySet<string>;
};

/**
The keys that are folded then, and the row that the cursor is on; a sentence where there is nothing to do.
*/
type Folding = string | {readonly folded: ReadonlySet<string>; readonly cursor: number};

const treePanes = ['containers', 'processes'] as const satisfies readonly TreePaneId[];

export const foldActions: readonly Action[] = [
	foldAction({
		id: 'fold',
		keys: ['-'],
		title: 'fold',
		help: 'Fold the row, or the one that it is below: what is below is hidden and counted.',
	}, ({rows, cursor, folded}) => {
		const index = isOpen(rows, cursor) ? cursor : parentIndex(rows, cursor);
		return index === undefined ? 'Nothing is below this row.' : {folded: new Set([...folded, rows[index]!.key]), cursor: index};
	}),
	foldAction({
		id: 'unfold', keys: ['+'], title: 'unfold', help: 'Show what is below a folded row.',
	}, ({rows, cursor, folded}) => {
		const {key, foldedRows} = rows[cursor]!;
		return foldedRows === undefined ? 'This row is not folded.' : {folded: folded.difference(new Set([key])), cursor};
	}),
	foldAction({
		id: 'fold-all', keys: ['*'], title: 'fold all', help: 'Fold the whole tree, or unfold all of it.',
	}, ({rows, cursor}) => {
		if (rows.some(({foldedRows}) => foldedRows !== undefined)) {
			return {folded: new Set(), cursor};
		}

		const open = rows.filter((_row, index) => isOpen(rows, index));
		return open.length === 0
			? 'No row has others below it.'
			: {folded: new Set(open.map(({key}) => key)), cursor: rootIndex(rows, cursor)};
	}),
];

function foldAction(words: Pick<Action, 'id' | 'keys' | 'title' | 'help'>, change: (tree: Tree) => Folding): Action {
	return {
		...words,
		topic: 'Show',
		panes: treePanes,
		run(state, {lists, settings: {keymap}}): Outcome {
			const pane = treePanes.find(id => id === state.focus);
			if (!pane) {
				return {state};
			}

			const say = (text: string): Outcome => ({state: notify(state, {text, tone: 'normal'})});
			const {rows, cursor} = lists[pane];
			if (!state.isTree[pane]) {
				return say(`Only a tree can be folded: ${keyWord(keymap, 'tree')} shows one.`);
			}

			if (state.filters[pane] !== '') {
				return say(`A filter finds folded rows too, so nothing is folded now. ${keyWord(keymap, 'clear')} clears it.`);
			}

			const seen = rows[cursor];
			if (seen === undefined) {
				return {state};
			}

			const folding = change({rows, cursor, folded: state.folded[pane]});
			if (typeof folding === 'string') {
				return say(folding);
			}

			const {key} = rows[folding.cursor]!;
			return {state: setCursor(setFolded(state, pane, folding.folded), pane, {key, index: folding.cursor}, seen.key)};
		},
	};
}
