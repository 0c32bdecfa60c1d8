/**
The details pane's part of a view: what it is about, and what stands in it.
*/
import {valueOf} from '../known.ts';
import type {Line} from '../text/spans.ts';
import {latestCommand, shownCommand} from './commands.ts';
import {paneSize} from './lists/list-view.ts';
import type {LogWindow} from './logs/log-window.ts';
import {shownLines} from './logs/reading.ts';
import {logWanted} from './logs/wanted.ts';
import type {Layout} from './layout/layout.ts';
import {composeTab, projectRowOf} from './tabs/compose.ts';
import {eventsWanted} from './events/wanted.ts';
import {eventsTab} from './tabs/events.ts';
import {logsTab} from './tabs/logs.ts';
import type {Subject} from './tabs/tab.ts';
import type {View} from './view.ts';
import type {LinesInput, Parts, ViewInput} from './view-parts.ts';

/**
Blank at the left and right of the details.
*/
const detailsMargins = 2;

type Content = {readonly heading: readonly Line[]; readonly lines: readonly Line[]};

/**
What the details are about, with what is known of it now.
*/
export function subjectOf(
	input: ViewInput,
	{kind, container, process, resource, tab}: Pick<Subject, 'kind' | 'container' | 'process' | 'resource'> & Pick<View, 'tab'>,
): Subject {
	const {
		snapshot, state, inspection, reading, resources, events, settings,
	} = input;
	const {details} = snapshot;
	const key = kind === 'process' ? process?.key : container && valueOf(container.init);
	return {
		kind,
		container,
		process,
		details: details && details.key === key ? details : undefined,
		inspection: inspection?.container === container?.key ? inspection : undefined,
		log: tab === logsTab && reading?.id === logWanted({state, snapshot, container})?.id ? reading : undefined,
		...ofCompose(input, tab, container),
		events: tab === eventsTab && events?.id === eventsWanted(container, snapshot)?.id ? events : undefined,
		snapshot,
		file: state.file,
		slotsBack: state.slotsBack,
		keymap: settings.keymap,
		resource,
		resources,
		areSecretsShown: areSecretsOf(state, resource ?? (kind === 'process' ? process : container)),
	};
}

function areSecretsOf({secretsOf}: ViewInput['state'], shown: {readonly key: string} | undefined): boolean {
	return secretsOf !== undefined && secretsOf === shown?.key;
}

/**
What the two tabs that have to do with Compose's command line show of it.
*/
function ofCompose({snapshot, state, compose}: ViewInput, tab: View['tab'], container: View['container']): Partial<Subject> {
	if (tab === logsTab) {
		return {output: shownCommand(state)};
	}

	return tab === composeTab ? {command: latestCommand(state, projectRowOf(container, snapshot)?.key ?? ''), compose} : {};
}

/**
What stands in the details; nothing while they are not on screen. Their width does not depend on how long they are.
*/
export function contentOf({state, settings}: ViewInput, {tab, subject}: Pick<LinesInput, 'tab' | 'subject'>, parts: Parts): Content {
	const {width} = paneSize(parts.layout(state, {}, 0), 'details');
	if (width === 0) {
		return {heading: [], lines: []};
	}

	const {theme} = settings;
	const room = width - detailsMargins;
	const heading = tab.heading?.(subject, room, theme) ?? [];
	return {
		heading, lines: parts.lines({
			tab, subject, theme, width: room,
		}),
	};
}

/**
How many lines there are to show. The log is not made into lines before it is known which of them are in sight.
*/
export function linesOfContent({heading, lines}: Content, {log}: Subject): number {
	return heading.length + (log ? shownLines(log).count : lines.length);
}

/**
What is in sight of the content, in the place that the layout gives it.
*/
export function detailsIn(
	input: ViewInput,
	{content, tab, subject, layout}: Pick<LinesInput, 'tab' | 'subject'> & {readonly content: Content; readonly layout: Layout},
	parts: Parts,
): Pick<View, 'details' | 'log'> {
	const {width: paneWidth, height} = paneSize(layout, 'details');
	const width = paneWidth - detailsMargins;
	const details = filled(fitted(content, height), {
		tab, subject, theme: input.settings.theme, width,
	}, parts);
	return {details, log: logOf(input, subject, {width, height: details.height}, parts)};
}

/**
The heading gives way, so that a line of content is left at least.
*/
function fitted({heading, lines}: Content, height: number): View['details'] {
	const kept = heading.slice(0, Math.max(0, height - 1));
	return {height: height - kept.length, heading: kept, lines};
}

/**
The content in the size of the pane, where it has more room than it needs.
*/
function filled(details: View['details'], input: LinesInput, parts: Parts): View['details'] {
	const {height, lines} = details;
	return input.tab.fill && lines.length > 0 && lines.length < height ? {...details, lines: parts.fill({...input, height})} : details;
}

function logOf(
	{state, snapshot, settings: {theme}}: ViewInput,
	{log}: Subject,
	room: {readonly width: number; readonly height: number},
	parts: Parts,
): LogWindow | undefined {
	return log && room.width > 0 && shownLines(log).count > 0
		? parts.log({
			...room, reading: log, choice: state.log, theme, now: snapshot.takenAt,
		})
		: undefined;
}
