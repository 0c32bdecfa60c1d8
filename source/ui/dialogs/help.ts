/**
The help sheet, made from the records of actions, columns and tabs.
*/
import {allActions} from '../actions/index.ts';
import type {Action} from '../actions/action.ts';
import {columnWords} from '../lists/index.ts';
import {
	keysOf,
	keyTitle,
	withKeys,
	type Keymap,
} from '../../settings/keymap.ts';
import {lineWidth, spansOf, type Line} from '../../text/spans.ts';
import {isLogInFront} from '../logs/front.ts';
import {listPanes} from '../state.ts';
import {tabs} from '../tabs/index.ts';
import {pad} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import {wrap} from '../../text/wrap.ts';
import type {View} from '../view.ts';
import type {DialogRecord} from './dialog.ts';
import type {Searched} from './search.ts';
import {sheet} from './sheet.ts';

/**
In the order in which they are looked for.
*/
const topics = ['Act', 'Move', 'Sort', 'Show', 'Log', 'Resources', 'Arrange', 'Program'] as const;

/**
Where there are two columns, the first page has what one acts with and what one moves with.
*/
const leftTopics = ['Act', 'Log', 'Sort', 'Program'] as const;
const rightTopics = ['Move', 'Show', 'Resources', 'Arrange'] as const;

/**
From this width on the keys stand in two columns.
*/
const leastForTwo = 94;
const gap = 2;

type Topic = typeof topics[number];

type Help = Searched & {readonly kind: 'help'; readonly scroll: number};

export const helpDialog: DialogRecord<Help> = sheet({
	kind: 'help',
	title: () => 'Help',
	lines: (_dialog, {view, isReadOnly}, width) => helpLines(width, isReadOnly, view),
});

function helpLines(width: number, isReadOnly: boolean, view: View): readonly Line[] {
	const {keymap, theme} = view.settings;
	const actions = allActions(isReadOnly);
	// Who asks in front of a log wants to know its keys.
	const inOrder = (all: readonly Topic[]): readonly Topic[] =>
		isLogInFront(view) ? all.toSorted((a, b) => Number(b === 'Log') - Number(a === 'Log')) : all;
	const keysOfTopic = (columnWidth: number) => (topic: Topic) => section(
		topic,
		actions
			.filter(action => action.topic === topic)
			.map(action => [keysText(action, keymap, theme), withKeys(action.help, keymap, theme.isUnicode)] as const),
		columnWidth,
	);
	const columnWidth = Math.floor((width - gap) / 2);
	return [
		...(width < leastForTwo
			? inOrder(topics).flatMap(keysOfTopic(width))
			: beside(inOrder(leftTopics).flatMap(keysOfTopic(columnWidth)), rightTopics.flatMap(keysOfTopic(columnWidth)), columnWidth + gap)),
		...intro(width),
		...listPanes.flatMap(pane =>
			section(
				`Columns of the ${pane}`,
				columnWords(pane).map(({title, help}) => [title.replaceAll(/ {2,}/g, ' '), help] as const),
				width,
			),
		),
		...section(
			'Tabs of the details',
			tabs.map(({title, help}) => [title, withKeys(help, keymap, theme.isUnicode)] as const),
			width,
		),
	];
}

/**
Two columns, the right one from this cell on.
*/
function beside(left: readonly Line[], right: readonly Line[], start: number): readonly Line[] {
	return Array.from({length: Math.max(left.length, right.length)}, (_each, index): Line => {
		const line = left[index] ?? '';
		return [...spansOf(line), {text: ' '.repeat(start - lineWidth(line))}, ...spansOf(right[index] ?? '')];
	});
}

function intro(width: number): readonly Line[] {
	return [
		...wrap(
			'The kernel knows no containers, only processes that share namespaces, a cgroup and a root file system. nstop shows these, '
			+ 'with the names from the engine. 100 % CPU is one core. A dash means that there is none, a dot that a second sample is needed, '
			+ 'and denied that you may not read it.',
			width,
		),
		'',
	];
}

function keysText({id, aim}: Action, keymap: Keymap, {isUnicode}: Theme): string {
	const keys = keysOf(keymap, id);
	return keys.length === 0 && aim ? '(menu)' : keys.map(key => keyTitle(key, isUnicode)).join(' ');
}

function section(title: string, entries: ReadonlyArray<readonly [string, string]>, width: number): readonly Line[] {
	if (entries.length === 0) {
		return [];
	}

	const left = Math.min(width < 60 ? 12 : 16, Math.floor(width / 3));
	return [
		[{text: title, tone: 'titleFocused'}],
		...entries.flatMap(([name, help]) =>
			wrap(help, width - left - 1).map((line, index): Line => [
				{text: pad(index === 0 ? name : '', left), tone: 'key'},
				{text: ` ${line}`},
			]),
		),
		'',
	];
}
