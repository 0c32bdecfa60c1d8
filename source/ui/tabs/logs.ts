/**
The Logs tab: what the selected container has written, or the journal of a unit. Its lines are drawn by the window on them, which knows only
those in sight; what stands here is what there is to say besides.
*/
import {engineTitles} from '../../engine/sentence.ts';
import {keyWord, type Keymap} from '../../settings/keymap.ts';
import {wrap} from '../../text/wrap.ts';
import {clean, clipMiddle} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import {writtenCommand} from '../commands.ts';
import {wholeCommandLines} from '../dialogs/command-lines.ts';
import {rangeOf} from '../logs/ranges.ts';
import {shownLines, type LogReading} from '../logs/reading.ts';
import {linesRead} from '../logs/unread.ts';
import type {Subject, Tab} from './tab.ts';

export const logsTab: Tab = {
	id: 'logs',
	title: 'Logs',
	help: 'What the container has written, followed as it grows: {log} fills the screen with it and shows the logs of all tagged containers, '
		+ 'or of a project, as one. The journal of a unit. {log-filter} shows only lines that match, {find} searches.',
	subjects: ['container'],
	isForProjects: true,
	files: [],
	heading: (subject, width, theme) =>
		[...commandOf(subject, width, theme), ...problemsOf(subject, width, theme), ...silenceOf(subject, width, theme)],
	lines: (subject, width) => emptyText(subject, width),
};

const mostCommandLines = 3;

/**
The very command whose output is shown; on a narrow screen its beginning and its end.
*/
function commandOf({output}: Subject, width: number, {isUnicode, glyphs}: Theme): readonly Line[] {
	if (!output) {
		return [];
	}

	const text = clean(writtenCommand(output.command), isUnicode);
	const lines = wholeCommandLines(text, width);
	return lines.length <= mostCommandLines ? lines : [[{text: clipMiddle(text, width, glyphs.ellipsis), tone: 'accent'}]];
}

/**
Why logs cannot be read, one after the other, and what is wrong with the words that were typed.
*/
function problemsOf({log}: Subject, width: number, {isUnicode}: Theme): readonly Line[] {
	if (!log) {
		return [];
	}

	const failed = log.origins.filter(({problem}) => problem !== undefined);
	return [
		...failed.flatMap(({name, problem = ''}) => wrap(clean(log.isMerged ? `${name}: ${problem}` : problem, isUnicode), width)),
		...(log.problem === undefined ? [] : wrap(clean(log.problem, isUnicode), width)),
	].map(text => [{text, tone: 'warn' as const}]);
}

/**
That an engine whose containers are shown does not answer: who looks at a log that stands still wants to know.
*/
function silenceOf({log, snapshot: {containers, engines}}: Subject, width: number, {isUnicode}: Theme): readonly Line[] {
	const shown = new Set(log?.origins.map(({key}) => containers.get(key)?.engine));
	return engines
		.filter(({id, state}) => shown.has(id) && (state === 'slow' || state === 'unreachable'))
		.map(({kind, address}) => `${engineTitles[kind]} does not answer (${address}). Logs that are in files go on.`)
		.flatMap(text => wrap(clean(text, isUnicode), width))
		.map(text => [{text, tone: 'warn' as const}]);
}

/**
What is said in place of lines.
*/
function emptyText({container, log, output, keymap}: Subject, width: number): readonly Line[] {
	if (output && log && shownLines(log).count === 0 && !log.filtered) {
		return [output.ending === undefined ? 'It has written nothing yet.' : 'It has written nothing.'];
	}

	if (!container && !output) {
		return ['No container is selected.'];
	}

	if (!output && container?.isRemoved && hasNobody(log)) {
		return wrap('Its containers have been removed, and their logs with them.', width);
	}

	if (!log || log.origins.some(({state}) => state === 'opening')) {
		return ['The log is being opened.'];
	}

	if (shownLines(log).count > 0 || log.origins.every(({state}) => state === 'failed')) {
		return [];
	}

	const {filtered} = log;
	const text = filtered ? (filtered.isDone ? noMatch(log, keymap) : 'The log is being searched.') : emptyLog(log, keymap);
	return wrap(text, width);
}

/**
That the filter lets no line through, and how to go on where not all lines were read.
*/
function noMatch(log: LogReading, keymap: Keymap): string {
	const read = linesRead(log);
	const rest = `The rest is not read yet: ${keyWord(keymap, 'page-down')} reads on, ${keyWord(keymap, 'last')} goes to the newest lines.`;
	const change = `${keyWord(keymap, 'log-filter')} changes the filter.`;
	return read === undefined
		? `No line matches the filter. ${keyWord(keymap, 'log-filter')} changes it.`
		: `No line matches the filter in ${read}. ${rest} ${change}`;
}

/**
Whether there is no line, and none can come: of a project that is down no container is left.
*/
function hasNobody(log: LogReading | undefined): boolean {
	return log?.origins.length === 0 && shownLines(log).count === 0;
}

/**
That there is no line, whether one may come, and where older ones would be.
*/
function emptyLog({range, origins}: LogReading, keymap: Keymap): string {
	const {title, isRecent} = rangeOf(range);
	const which = isRecent ? `Nothing was written in the ${title}.` : 'There is no line to show.';
	const next = origins.every(({state}) => state === 'ended') ? '' : ' New lines appear here.';
	const older = isRecent ? ` ${keyWord(keymap, 'log-all')} shows the log from its start.` : '';
	return `${which}${next}${older}`;
}
