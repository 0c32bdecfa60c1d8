/**
The details pane: one tab about the selected container or process.
*/
import {reach} from '../layout/reach.ts';
import {markHits} from '../../text/search.ts';
import {foundNote} from '../fields/hits.ts';
import {
	fitLine,
	lineWidth,
	spansOf,
	type Line,
	type Span,
} from '../../text/spans.ts';
import {shownCommand, standingOf, titleOfCommand} from '../commands.ts';
import {titleOf as resourceTitle} from '../../model/resources/resource.ts';
import {gutterOf} from '../logs/gutter.ts';
import type {LogWindow} from '../logs/log-window.ts';
import {noteOfLog} from '../logs/title.ts';
import {nameOfTagged} from '../logs/wanted.ts';
import {tabsFor} from '../tabs/index.ts';
import {logsTab} from '../tabs/logs.ts';
import {spokenName} from '../lists/containers/spoken-name.ts';
import {keyWord} from '../../settings/keymap.ts';
import {clean} from '../../text/clean.ts';
import type {World} from '../world.ts';
import {processFacts} from '../explain/facts.ts';
import {flagFacts} from '../explain/flags.ts';
import {columnFacts, tabFacts} from '../explain/in-front.ts';
import {factsOfRow} from '../explain/units.ts';
import type {Pane} from './pane.ts';

export const detailsPane: Pane = {
	id: 'details',
	explanations(view) {
		const {state: {first}, subject} = view;
		if (first !== 'containers') {
			return [...tabFacts(view), ...columnFacts(first, [], view)];
		}

		return subject.kind === 'process'
			? [...tabFacts(view), ...columnFacts('processes', processFacts, view)]
			: [...flagFacts(view), ...tabFacts(view), ...columnFacts('containers', factsOfRow(view), view)];
	},
	content(world, titleRoom) {
		const {theme, view: {details: {heading, lines, height: room}, state, log}} = world;
		const note = noteOf(world, titleRoom);
		return {
			title: titleOf(world, titleRoom - (note === '' ? 0 : lineWidth(note) + 3)),
			note,
			rows(innerWidth) {
				const top = topOf(world);
				const above = heading.map(line => fitLine(indented(line), innerWidth, theme));
				if (log) {
					return [...above, ...logRows(log, world, innerWidth)];
				}

				return [
					...above,
					...lines
						.slice(top, top + room)
						.map((line, index) =>
							fitLine(indented(markHits(line, state.search, top + index === state.hit ? 'selected' : 'tagged')), innerWidth, theme),
						),
				];
			},
		};
	},
};

/**
The rows of the log; that of the cursor stands out.
*/
function logRows(log: LogWindow, {theme, view: {state}}: World, width: number): readonly string[] {
	return log.rows.map(row => {
		const text = spansOf(row.line);
		const painted = fitLine([...gutterOf(row, log, state.log, theme), ...text], width, theme);
		return row.number === log.cursor?.number && state.focus === 'details' ? theme.paintRow('selected', painted) : painted;
	});
}

function topOf({
	view: {
		details: {lines, height},
		state,
	},
}: World): number {
	return Math.max(0, Math.min(state.detailsScroll, lines.length - height));
}

function indented(line: Line): Line {
	return typeof line === 'string' ? ` ${line}` : [{text: ' '}, ...line];
}

function nameOf({view, theme}: World): string {
	const {subject: {kind, process, container, resource}, tab, state, log} = view;
	const {merged} = state.log;
	const run = tab === logsTab ? shownCommand(state) : undefined;
	if (run) {
		return `${clean(titleOfCommand(run), theme.isUnicode)}: ${standingOf(run)}`;
	}

	if (tab === logsTab && merged.length > 0 && (merged.length > 1 || merged[0] !== container?.key)) {
		return clean(nameOfTagged(view, log?.reading) ?? `${merged.length} tagged`, theme.isUnicode);
	}

	if (kind !== 'container' && kind !== 'process') {
		return resource ? clean(resourceTitle(resource), theme.isUnicode) : '';
	}

	if (kind === 'process') {
		return process ? `${clean(process.comm, theme.isUnicode)} ${process.pid}` : '';
	}

	return container ? spokenName(container, theme.isUnicode) : '';
}

/**
Who it is about, the tabs around the chosen one that have room, and what is searched for.
*/
function titleOf(world: World, room: number): Line {
	const {view: {subject, tab, state, settings}, theme} = world;
	const start: readonly Span[] = [{text: nameOf(world), tone: 'strong'}];
	const search: readonly Span[] =
		state.search === ''
			? []
			: [
				{text: ' /', tone: 'dim'},
				{text: clean(state.search, theme.isUnicode), tone: 'warn'},
			];
	const filter: readonly Span[] =
		tab === logsTab && state.log.filter !== ''
			? [
				{text: ` ${keyWord(settings.keymap, 'log-filter', theme.isUnicode)}`, tone: 'dim'},
				{text: clean(state.log.filter, theme.isUnicode), tone: 'warn'},
			]
			: [];
	const tabs = tabsFor(subject.kind);
	const chosen = tabs.findIndex(({id}) => id === tab.id);
	const {from, to} = reach(
		tabs.map(({title}, index) => title.length + (index === chosen ? 2 : 0)),
		chosen,
		room - lineWidth(start) - lineWidth(search) - lineWidth(filter),
	);
	const more: Span = {text: ` ${theme.glyphs.ellipsis}`, tone: 'dim'};
	return [
		...start,
		...(from > 0 ? [more] : []),
		...tabs
			.slice(from, to)
			.map(({id, title}): Span => (id === tab.id ? {text: ` [${title}]`, tone: 'accent'} : {text: ` ${title}`, tone: 'dim'})),
		...(to < tabs.length ? [more] : []),
		...search,
		...filter,
	];
}

function noteOf(world: World, titleRoom: number): string {
	const {view: {details: {lines, height}, state, log, subject, tab}} = world;
	if (tab === logsTab) {
		const room = titleRoom - lineWidth(titleOf(world, 0)) - 3;
		return noteOfLog(log, state.log, {search: state.search, room, reading: subject.log});
	}

	const found = state.search === '' ? '' : foundNote(lines, state.search, state.hit);
	if (lines.length <= height) {
		return found;
	}

	const top = topOf(world);
	const place = `${top + 1}-${Math.min(lines.length, top + height)} of ${lines.length}`;
	return found === '' ? place : `${found} · ${place}`;
}
