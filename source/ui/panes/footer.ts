/**
The last line: what is being typed, what is going on, what happened, else the keys.
*/
import {allActions} from '../actions/index.ts';
import {keyTitle} from '../dialogs/help.ts';
import {
	fitLine,
	lineWidth,
	type Line,
	type Span,
} from '../../text/spans.ts';
import {clean} from '../../text/clean.ts';
import type {World} from '../world.ts';

/**
The footer in exactly `width` cells, painted.
*/
export function drawFooter(world: World, width: number): string {
	return fitLine(footerLine(world, width), width, world.theme);
}

function footerLine(world: World, width: number): Line {
	const {view: {state}, theme} = world;
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
			{text: `  ${theme.glyphs.enter} keep, then n and N  Esc clear`, tone: 'dim'},
		];
	}

	const {progress, notice} = state;
	if (progress.length > 0) {
		return [{text: ` ${clean(progress.map(({text}) => text).join(', '), theme.isUnicode)} ${theme.isUnicode ? '…' : '...'}`, tone: 'warn'}];
	}

	return notice ? [{text: ` ${clean(notice.text, theme.isUnicode)}`, tone: notice.tone}] : keysLine(world, width);
}

/**
As many keys as there is room for; help and quit always.
*/
function keysLine({view: {state: {focus}}, isReadOnly, theme}: World, width: number): Line {
	const offered = allActions(isReadOnly)
		.filter(({footer, panes}) => footer !== undefined && (!panes || panes.includes(focus)))
		.toSorted((a, b) => a.footer! - b.footer!)
		.map(({id, keys, title}) => ({id, spans: entry(keyTitle(keys[0]!, theme.isUnicode), title)}));
	const isLast = ({id}: {readonly id: string}): boolean => id === 'help' || id === 'quit';
	const last = offered.filter(item => isLast(item)).flatMap(({spans}) => spans);
	const spans: Span[] = [...entry(theme.isUnicode ? '↑↓' : 'j k', 'move')];
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

function entry(key: string, title: string): readonly Span[] {
	return [{text: ` ${key}`, tone: 'key'}, {text: ` ${title} `, tone: 'dim'}];
}
