/**
Dialogs that are text to read and scroll: help, explanations, who is in a namespace, what has failed.
*/
import {keysOf, keyWord} from '../../settings/keymap.ts';
import type {Line} from '../../text/spans.ts';
import {markHits} from '../../text/search.ts';
import {linesToCopy, type Choice} from '../actions/copy.ts';
import {firstPlace, foundNote, placeBeside} from '../fields/hits.ts';
import {notify} from '../messages.ts';
import {
	closeDialog,
	openDialog,
	type Dialog,
	type UiState,
} from '../state.ts';
import type {World} from '../world.ts';
import type {DialogRecord} from './dialog.ts';
import {dialogRoom} from './room.ts';
import type {Searched} from './search.ts';

/**
What a sheet is made of: its kind, what stands above it, and all its lines.
*/
type Sheet<Shown> = {
	readonly kind: Dialog['kind'];
	/**
	Words narrow it to what matches, as in lists, instead of being searched for. Its lines are then those that are left.
	*/
	readonly isNarrowed?: true;
	title(dialog: Shown): string;
	lines(dialog: Shown, world: World, width: number): readonly Line[];
};

/**
From this width on there is room to say how lines are copied.
*/
const leastForCopyHint = 60;

/**
The record of a sheet.
*/
export function sheet<Shown extends Dialog & Searched & {readonly scroll: number}>(
	{kind, isNarrowed, title, lines}: Sheet<Shown> & {readonly kind: Shown['kind']},
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
		searching: isNarrowed ? 'filter' : 'search',
		seek(dialog, search, world) {
			if (isNarrowed) {
				return {...dialog, search, scroll: (search?.words ?? '') === (dialog.search?.words ?? '') ? dialog.scroll : 0};
			}

			const isSame = search === undefined || search.words === dialog.search?.words;
			const place = isSame ? undefined : firstPlace(soughtIn({...dialog, search: {...search, hit: dialog.search?.hit}}, world));
			return place ? {...dialog, search: {...search!, hit: place.hit}, scroll: place.scroll} : {...dialog, search};
		},
		draw(dialog, world, {width, height}) {
			const all = lines(dialog, world, width);
			// Processes of a namespace end while one reads.
			const top = Math.max(0, Math.min(dialog.scroll, all.length - height));
			const {theme: {glyphs, isUnicode}, view: {settings: {keymap}}} = world;
			const {words = '', hit} = isNarrowed ? {} : dialog.search ?? {};
			const copying = width >= leastForCopyHint ? `  ${keyWord(keymap, 'copy', isUnicode)} copy` : '';
			return {
				title: title(dialog),
				lines: all
					.slice(top, top + height)
					.map((line, index) => markHits(line, words, top + index === hit ? 'selected' : 'tagged')),
				hint: `${glyphs.up}${glyphs.down} scroll${copying}`,
				note: words === '' ? undefined : foundNote(all, words, hit),
			};
		},
		press({name}, dialog, world) {
			const {state, settings: {keymap}} = world.view;
			const {width, height} = dialogRoom(state);
			if (keysOf(keymap, 'copy').includes(name)) {
				const {lines: all, scroll: top, words, hit} = soughtIn(dialog, world);
				return {
					state: askWhichLine(state, dialog, linesToCopy(all, {
						top, height, words, hit,
					})),
				};
			}

			const page = Math.max(1, height - 1);
			const moves: Readonly<Record<string, number>> = {
				up: -1, k: -1, down: 1, j: 1, pageUp: -page, pageDown: page, space: page, home: -Infinity, g: -Infinity, end: Infinity, G: Infinity,
			};
			const isNext = keysOf(keymap, 'next-hit').includes(name);
			if (!isNarrowed && (isNext || keysOf(keymap, 'previous-hit').includes(name))) {
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

function askWhichLine(state: UiState, from: Dialog, {items, cursor}: Choice): UiState {
	return items.length === 0
		? notify(state, {text: 'There is nothing to copy here.', tone: 'normal'})
		: openDialog(state, {
			kind: 'copy', items, cursor, from,
		});
}
