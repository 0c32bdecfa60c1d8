/**
The Events tab: what the engine tells of the last hour of the selected container or, where none is selected, of all.
*/
import {quoted} from '../explain/quoted.ts';
import {clientOf} from '../explain/inspect.ts';
import {listedMilliseconds, type EventOrigin, type ToldEvent} from '../events/reading.ts';
import {
	cellWidth,
	clean,
	clipMiddle,
	pad,
} from '../../text/clean.ts';
import {formatClock} from '../../text/format.ts';
import type {Line} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import {wrap} from '../../text/wrap.ts';
import {wordsOf} from './events/words.ts';
import type {Subject, Tab} from './tab.ts';

const mostNameWidth = 32;

export const eventsTab: Tab = {
	id: 'events',
	title: 'Events',
	help: 'What the engine tells of the last hour, the newest last: what started, ended with which exit code, ran out of memory, was sent a '
		+ 'signal. On the row of the host or a unit, of all containers. Docker remembers its last 256 events until it is restarted.',
	subjects: ['container'],
	isForProjects: true,
	files: [],
	isReadFromEnd: true,
	heading: ({events}, width, {isUnicode}) => (events?.origins ?? [])
		.flatMap(origin => noteOf(origin) ?? [])
		.flatMap(text => wrap(clean(text, isUnicode), width))
		.map(text => [{text, tone: 'warn' as const}]),
	lines: (subject, width, theme) => linesOf(subject, theme) ?? wrap(emptyText(subject), width),
	commands({container, snapshot: {engines}}) {
		const asked = engines.filter(({id}) => !container || container.unit !== undefined || id === container.engine);
		const isOne = container && (container.unit ?? container.sumOf) === undefined;
		const filter = isOne ? ` --filter container=${quoted(container.name)}` : '';
		return container?.sumOf ? [] : asked.map(engine => `${clientOf(engine)} events --since 1h --until 0s${filter}`);
	},
};

function noteOf({problem, completeSince}: EventOrigin): string | undefined {
	return problem
		?? (completeSince === undefined
			? undefined
			: `Complete since ${formatClock(completeSince)}: the engine keeps only its latest events, and none from before it was started.`);
}

function linesOf({container, events, snapshot}: Subject, theme: Theme): readonly Line[] | undefined {
	const since = snapshot.takenAt - listedMilliseconds;
	const told = (events?.events ?? []).flatMap(event => {
		const words = wordsOf(event);
		return words && event.at !== undefined && event.at >= since ? [{event, words, name: nameOf(event)}] : [];
	});
	if (told.length === 0) {
		return undefined;
	}

	const areNamed = container === undefined || told.some(({name}) => name !== container.name);
	const width = Math.min(mostNameWidth, Math.max(...told.map(({name}) => cellWidth(clean(name, theme.isUnicode)))));
	return told.map(({event: {at = 0}, words: {text, tone}, name}): Line => [
		{text: `${formatClock(at)}  `, tone: 'dim'},
		...(areNamed ? [{text: `${pad(clipMiddle(clean(name, theme.isUnicode), width, theme.glyphs.ellipsis), width)}  `}] : []),
		{text: clean(text, theme.isUnicode), tone},
	]);
}

function nameOf({name, id}: ToldEvent): string {
	return name ?? id.slice(0, 12);
}

function emptyText({container, events, snapshot: {engines}}: Subject): string {
	if (!events) {
		return container && !container.unit && !container.sumOf && container.engine === undefined
			? 'No engine that nstop can reach knows this container.'
			: (engines.some(({state}) => state === 'connecting') ? 'The engine has not answered yet.' : 'No engine tells events here.');
	}

	if (events.origins.some(({state}) => state === 'asking')) {
		return 'Asking the engine.';
	}

	// What was before that is not known.
	const completeSince = Math.max(...events.origins.map(origin => origin.completeSince ?? -Infinity));
	const time = completeSince === -Infinity ? 'in the last hour' : `since ${formatClock(completeSince)}`;
	return events.origins.every(({state}) => state === 'failed') ? '' : `Nothing has happened ${time}. What happens now appears here.`;
}
