/**
Dialogs that are text to read and scroll: help, explanations, who is in a namespace, what has failed.
*/
import {keysOf} from '../../settings/keymap.ts';
import type {Line} from '../../text/spans.ts';
import {closeDialog, openDialog, type Dialog} from '../state.ts';
import type {World} from '../world.ts';
import type {DialogRecord} from './dialog.ts';
import {dialogRoom} from './room.ts';

/**
What a sheet is made of: its kind, what stands above it, and all its lines.
*/
type Sheet<Shown> = {
	readonly kind: Dialog['kind'];
	title(dialog: Shown): string;
	lines(dialog: Shown, world: World, width: number): readonly Line[];
};

/**
The record of a sheet.
*/
export function sheet<Shown extends Dialog & {readonly scroll: number}>(
	{kind, title, lines}: Sheet<Shown> & {readonly kind: Shown['kind']},
): DialogRecord<Shown> {
	return {
		kind,
		draw(dialog, world, {width, height}) {
			const all = lines(dialog, world, width);
			// Processes of a namespace end while one reads.
			const top = Math.max(0, Math.min(dialog.scroll, all.length - height));
			const {glyphs} = world.theme;
			return {title: title(dialog), lines: all.slice(top, top + height), hint: `${glyphs.up}${glyphs.down} scroll  Esc close`};
		},
		press({name}, dialog, world) {
			const {state, settings: {keymap}} = world.view;
			const {width, height} = dialogRoom(state);
			const page = Math.max(1, height - 1);
			const moves: Readonly<Record<string, number>> = {
				up: -1, k: -1, down: 1, j: 1, pageUp: -page, pageDown: page, space: page, home: -Infinity, g: -Infinity, end: Infinity, G: Infinity,
			};
			const move = moves[name];
			if (move === undefined) {
				const closing = ['q', 'enter', ...keysOf(keymap, 'help'), ...keysOf(keymap, 'explain')];
				return {state: closing.includes(name) ? closeDialog(state) : state};
			}

			const last = Math.max(0, lines(dialog, world, width).length - height);
			const scrolled: Shown = {...dialog, scroll: Math.max(0, Math.min(dialog.scroll + move, last))};
			return {state: openDialog(state, scrolled)};
		},
	};
}
