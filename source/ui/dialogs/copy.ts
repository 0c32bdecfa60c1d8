/**
The choice of what is copied.
*/
import {copyBytes, longestCopyBytes} from '../../terminal/clipboard.ts';
import {
	cellWidth,
	clean,
	clip,
	clipMiddle,
	pad,
} from '../../text/clean.ts';
import {oneLine} from '../../text/one-line.ts';
import type {Line} from '../../text/spans.ts';
import {keysOf} from '../../settings/keymap.ts';
import type {Copyable} from '../actions/copy.ts';
import {notify} from '../messages.ts';
import {
	closeDialog,
	openDialog,
	type Dialog,
	type UiState,
} from '../state.ts';
import {pressInChoice} from './choice.ts';
import {choiceList} from './choice-list.ts';
import type {DialogRecord} from './dialog.ts';
import {choiceMark, choices} from './room.ts';
import type {Searched} from './search.ts';

type Copy = Searched & {
	readonly kind: 'copy';
	readonly items: readonly Copyable[];
	readonly cursor: number;
	/**
	The box that is shown again afterwards.
	*/
	readonly from?: Dialog;
};

const list = choiceList<Copy, Copyable>({
	all: ({items}) => items,
	text: ({label, text}) => `${label} ${text}`,
});

export const copyDialog: DialogRecord<Copy> = {
	...list.record,
	kind: 'copy',
	draw(dialog, world, {width, height}) {
		const {cursor} = dialog;
		const {theme, view: {settings: {keymap}}} = world;
		const items = list.left(dialog, world);
		const left = Math.min(Math.max(0, ...items.map(({label}) => cellWidth(label))), Math.floor(width / 3));
		const room = width - choiceMark - left - 2;
		const shown = (text: string): string => clipMiddle(clean(oneLine(text), theme.isUnicode), room, theme.glyphs.ellipsis);
		const lines = items.map(({label, text}): Line => [
			{text: `${pad(clip(label, left, theme.glyphs.ellipsis), left)}  `, tone: 'dim'},
			{text: label === 'All lines' ? `${text.split('\n').length} lines` : shown(text)},
		]);
		const [key] = keysOf(keymap, 'copy');
		return {
			title: 'Copy',
			lines: choices(lines, cursor, height, theme),
			hint: `${theme.glyphs.enter}${key === undefined ? '' : ` or ${key}`} copy`,
		};
	},
	press(key, dialog, world) {
		const {state, settings: {keymap}} = world.view;
		const items = list.left(dialog, world);
		const item = items[dialog.cursor];
		if (!item || !['enter', ...keysOf(keymap, 'copy')].includes(key.name)) {
			return pressInChoice(key, dialog, items.length, world);
		}

		const bytes = copyBytes(item.text);
		if (bytes > longestCopyBytes) {
			return {
				state: notify(state, {
					text: `Too long to copy: ${item.label} has ${bytes} bytes, and terminals take at most ${longestCopyBytes}.`, tone: 'warn',
				}),
			};
		}

		// Nobody says whether it has arrived.
		return {
			state: notify(leave(state, dialog), {text: `Sent to the terminal: ${shortened(item.text)}`, tone: 'good'}),
			effect: {kind: 'copy', text: item.text},
		};
	},
	back: ({from}, state) => from && openDialog(state, from),
};

function leave(state: UiState, {from}: Copy): UiState {
	return from ? openDialog(state, from) : closeDialog(state);
}

function shortened(text: string): string {
	const line = oneLine(text);
	return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
