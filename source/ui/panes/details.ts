/**
The details pane: one tab about the selected container or process.
*/
import {fitLine, type Line, type Span} from '../spans.ts';
import {tabsFor} from '../tabs/index.ts';
import {clean} from '../text.ts';
import type {World} from '../world.ts';
import {drawPane} from './pane.ts';

export function drawDetails(world: World, width: number, height: number): readonly string[] {
	const {view, theme} = world;
	const {details: {lines}, state} = view;
	return drawPane('details', world, {
		title: titleOf(world),
		note: noteOf(world),
		rows(innerWidth, innerHeight) {
			const top = Math.max(0, Math.min(state.detailsScroll, lines.length - innerHeight));
			return lines.slice(top, top + innerHeight).map(line => fitLine(indented(line), innerWidth, theme));
		},
	}, width, height);
}

function indented(line: Line): Line {
	return typeof line === 'string' ? ` ${line}` : [{text: ' '}, ...line];
}

function titleOf({view: {subject, tab}, theme}: World): Line {
	const name = subject.kind === 'process'
		? (subject.process ? `${clean(subject.process.comm, theme.isUnicode)} ${subject.process.pid}` : '')
		: clean(subject.container?.name ?? '', theme.isUnicode);
	return [
		{text: '4 '},
		{text: name, tone: 'strong'},
		...tabsFor(subject.kind).map(({id, title}): Span => id === tab.id ? {text: ` [${title}]`, tone: 'accent'} : {text: ` ${title}`, tone: 'dim'}),
	];
}

function noteOf({view: {details: {lines, height}, state}}: World): string {
	const lineCount = lines.length;
	if (lineCount <= height) {
		return '';
	}

	const top = Math.max(0, Math.min(state.detailsScroll, lineCount - height));
	return `${top + 1}-${Math.min(lineCount, top + height)} of ${lineCount}`;
}
