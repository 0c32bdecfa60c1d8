/**
Below the panes: the message, if there is one, and in the last line what is being typed, else the keys.
*/
import {allActions} from '../actions/index.ts';
import {
	keysOf,
	keyTitle,
	keyWord,
	type Keymap,
} from '../../settings/keymap.ts';
import type {Theme} from '../../text/theme.ts';
import {
	fitLine,
	lineWidth,
	type Line,
	type Span,
} from '../../text/spans.ts';
import {clean} from '../../text/clean.ts';
import type {World} from '../world.ts';
import {messageLines} from './message.ts';

/**
The footer in exactly `height` rows of `width` cells, painted. The last one is for the keys, the others are for the message.
*/
export function drawFooter(world: World, width: number, height = 1): readonly string[] {
	if (height < 1) {
		return [];
	}

	const message = height > 1 ? messageLines(world.view.state, world.theme, height - 1) : [];
	return [...message, keysOrField(world, width)].map(line => fitLine(line, width, world.theme));
}

function keysOrField(world: World, width: number): Line {
	const {view: {state, settings: {keymap}}, theme} = world;
	if (state.filtering) {
		return [
			{text: ` Filter ${state.filtering}: `, tone: 'key'},
			{text: clean(state.filters[state.filtering], theme.isUnicode)},
			{text: ' ', tone: 'selected'},
			{text: `  ${theme.glyphs.enter} keep  Esc clear`, tone: 'dim'},
		];
	}

	if (state.isSearching) {
		return [
			{text: ' Search details: ', tone: 'key'},
			{text: clean(state.search, theme.isUnicode)},
			{text: ' ', tone: 'selected'},
			{
				text: `  ${theme.glyphs.enter} keep, then ${keyWord(keymap, 'next-hit')} and ${keyWord(keymap, 'previous-hit')}`
					+ '  Esc clear',
				tone: 'dim',
			},
		];
	}

	return keysLine(world, width);
}

/**
As many keys as there is room for; help and quit always.
*/
function keysLine({view: {state: {focus}, settings: {keymap}}, isReadOnly, theme}: World, width: number): Line {
	const offered = allActions(isReadOnly)
		.filter(({id, footer, panes}) => footer !== undefined && keysOf(keymap, id).length > 0 && (!panes || panes.includes(focus)))
		.toSorted((a, b) => a.footer! - b.footer!)
		.map(({id, title}) => ({id, spans: entry(keyWord(keymap, id, theme.isUnicode), title)}));
	const isLast = ({id}: {readonly id: string}): boolean => id === 'help' || id === 'quit';
	const last = offered.filter(item => isLast(item)).flatMap(({spans}) => spans);
	const spans: Span[] = [...entry(movementKeys(keymap, theme), 'move')];
	let room = width - lineWidth(spans) - lineWidth(last);
	for (const item of offered.filter(other => !isLast(other))) {
		room -= lineWidth(item.spans);
		if (room < 0) {
			break;
		}

		spans.push(...item.spans);
	}

	return [...spans, ...last];
}

/**
The keys that go up and down: the arrows close together, others with a blank between them.
*/
function movementKeys(keymap: Keymap, {isUnicode}: Theme): string {
	const [up, down] = ['up', 'down'].map(id => {
		const keys = keysOf(keymap, id);
		// Without arrows to draw, a letter says it in less room.
		return isUnicode ? keys[0] : keys.find(key => key.length === 1) ?? keys[0];
	});
	const titles = [down, up].map(key => key === undefined ? '' : keyTitle(key, isUnicode));
	return isUnicode ? titles.toReversed().join('') : titles.join(' ');
}

function entry(key: string, title: string): readonly Span[] {
	return [{text: ` ${key}`, tone: 'key'}, {text: ` ${title} `, tone: 'dim'}];
}
