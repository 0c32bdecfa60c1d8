/**
Below the panes: the message, if there is one, and in the last line what is being typed, else the keys.
*/
import type {Action} from '../actions/action.ts';
import {keyedActions} from '../actions/index.ts';
import {containerTarget} from '../actions/targets.ts';
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
import type {View} from '../view.ts';
import type {World} from '../world.ts';
import {dialogOf} from '../dialogs/index.ts';
import {searchOf} from '../dialogs/search.ts';
import {logsTab} from '../tabs/logs.ts';

/**
The footer in exactly `height` rows of `width` cells, painted. The last one is for the keys, the others are for the message.
*/
export function drawFooter(world: World, width: number, height = 1): readonly string[] {
	const lines = height < 1 ? [] : [...world.view.message.slice(0, height - 1), keysOrField(world, width)];
	return lines.map(line => fitLine(line, width, world.theme));
}

function keysOrField(world: World, width: number): Line {
	const {view: {state, tab, settings: {keymap}}, theme} = world;
	const then = `, then ${keyWord(keymap, 'next-hit')} and ${keyWord(keymap, 'previous-hit')}`;
	const search = searchOf(state.dialog);
	if (state.dialog && search?.isTyping) {
		return dialogOf(state.dialog).searching === 'search'
			? fieldLine({title: 'Search', text: search.words, after: then}, theme)
			: fieldLine({title: 'Filter', text: search.words}, theme);
	}

	if (state.filtering) {
		return fieldLine({title: `Filter ${state.filtering}`, text: state.filters[state.filtering], isFresh: state.isFieldFresh}, theme);
	}

	if (state.log.isFiltering) {
		return fieldLine({title: 'Filter log', text: state.log.filter, isFresh: state.isFieldFresh}, theme);
	}

	return state.isSearching
		? fieldLine({
			title: tab === logsTab ? 'Search log' : 'Search details', text: state.search, after: then, isFresh: state.isFieldFresh,
		}, theme)
		: keysLine(world, width);
}

type Field = {readonly title: string; readonly text: string; readonly after?: string; readonly isFresh?: boolean};

/**
What is typed. A text that the next letter replaces is marked as a whole, like the cursor.
*/
function fieldLine({title, text, after = '', isFresh = false}: Field, {glyphs, isUnicode}: Theme): Line {
	return [
		{text: ` ${title}: `, tone: 'key'},
		{text: clean(text, isUnicode), ...(isFresh && {tone: 'selected' as const})},
		{text: ' ', tone: 'selected'},
		{text: `  ${glyphs.enter} keep${after}  Esc clear`, tone: 'dim'},
	];
}

/**
As many keys as there is room for; help and quit always.
*/
function keysLine({view, isReadOnly, theme}: World, width: number): Line {
	const {settings: {keymap}} = view;
	const offered = keyedActions(view, isReadOnly)
		.filter(({footer, isAvailable}) => footer !== undefined && canBeDone(isAvailable, view))
		.toSorted((a, b) => a.footer! - b.footer!)
		.map(({id, title, footerRange}) => {
			const [first, last] = [id, footerRange?.last].map(each => each && keyWord(keymap, each, theme.isUnicode));
			return {id, spans: last === undefined ? entry(first!, title) : entry(`${first}-${last}`, footerRange!.title)};
		});
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
A row that is no container leaves out what is for containers alone. Whatever state a container is in, its keys stay where they are.
*/
function canBeDone(isAvailable: Action['isAvailable'], view: View): boolean {
	const {state, container} = view;
	return state.focus !== 'containers' || container?.unit === undefined || isAvailable?.(view, containerTarget(container)) !== false;
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
