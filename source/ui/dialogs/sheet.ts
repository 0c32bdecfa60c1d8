/**
Dialogs that are text to read and scroll: help, explanations, who is in a namespace, what has failed.
*/
import {keysOf, keyWord} from '../../settings/keymap.ts';
import type {Line} from '../../text/spans.ts';
import {markHits} from '../../text/search.ts';
import {firstPlace, foundNote, placeBeside} from '../fields/hits.ts';
import {notify} from '../messages.ts';
import {closeDialog, openDialog, type Dialog} from '../state.ts';
import type {World} from '../world.ts';
import type {DialogRecord} from './dialog.ts';
import {dialogRoom} from './room.ts';
import type {Searched} from './search.ts';

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
export function sheet<Shown extends Dialog & Searched & {readonly scroll: number}>(
	{kind, title, lines}: Sheet<Shown> & {readonly kind: Shown['kind']},
): DialogRecord<Shown> {
	const soughtIn = (dialog: Shown, world: World): Parameters<typeof firstPlace>[0] => {
		const {width, height} = dialogRoom(world.view.state);
		const {search, scroll} = dialog;
		return {
			lines: lines(dialog, world, width), words: search?.words ?? '', height, scroll, hit: search?.hit,
		};
	};

	return {
		kind,
		searching: 'search',
		seek(dialog, search, world) {
			const isSame = search === undefined || search.words === dialog.search?.words;
			const place = isSame ? undefined : firstPlace(soughtIn({...dialog, search: {...search, hit: dialog.search?.hit}}, world));
			return place ? {...dialog, search: {...search!, hit: place.hit}, scroll: place.scroll} : {...dialog, search};
		},
		draw(dialog, world, {width, height}) {
			const all = lines(dialog, world, width);
			// Processes of a namespace end while one reads.
			const top = Math.max(0, Math.min(dialog.scroll, all.length - height));
			const {glyphs} = world.theme;
			const {words = '', hit} = dialog.search ?? {};
			return {
				title: title(dialog),
				lines: all
					.slice(top, top + height)
					.map((line, index) => markHits(line, words, top + index === hit ? 'selected' : 'tagged')),
				hint: `${glyphs.up}${glyphs.down} scroll`,
				note: words === '' ? undefined : foundNote(all, words, hit),
			};
		},
		press({name}, dialog, world) {
			const {state, settings: {keymap}} = world.view;
			const {width, height} = dialogRoom(state);
			const page = Math.max(1, height - 1);
			const moves: Readonly<Record<string, number>> = {
				up: -1, k: -1, down: 1, j: 1, pageUp: -page, pageDown: page, space: page, home: -Infinity, g: -Infinity, end: Infinity, G: Infinity,
			};
			const isNext = keysOf(keymap, 'next-hit').includes(name);
			if (isNext || keysOf(keymap, 'previous-hit').includes(name)) {
				const text = soughtIn(dialog, world);
				const place = placeBeside(text, isNext ? 1 : -1);
				if (place) {
					const found: Shown = {...dialog, scroll: place.scroll, search: {words: text.words, isTyping: false, hit: place.hit}};
					return {state: openDialog(state, found)};
				}

				const missed = text.words === '' ? `No search yet: press ${keyWord(keymap, 'find')} to start one.` : `${text.words} was not found.`;
				return {state: notify(state, {text: missed, tone: text.words === '' ? 'normal' : 'warn'})};
			}

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
