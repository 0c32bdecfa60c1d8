/**
The choice before a shell of the host is opened in namespaces of a container: which of them.
*/
import {isMissing} from '../../known.ts';
import {namespaceKinds, type NamespaceKind} from '../../kernel/pid/ns.ts';
import type {Entry} from '../../model/entry.ts';
import {enterableKinds, entryCommand, type EntryChoice} from '../effects/entry-plan.ts';
import type {Line} from '../../text/spans.ts';
import {openDialog} from '../state.ts';
import type {Target} from '../target.ts';
import {clean, pad} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import {pressInChoice} from './choice.ts';
import {choiceList} from './choice-list.ts';
import type {DialogRecord} from './dialog.ts';
import {choices} from './room.ts';
import type {Searched} from './search.ts';
import {nameOf} from './words.ts';

type EntryDialog = Searched & {
	readonly kind: 'entry';
	readonly target: Target;
	readonly entry: Entry;
	readonly cursor: number;
	readonly ticked: readonly NamespaceKind[];
};

const list = choiceList<EntryDialog, EntryOption>({
	all: ({entry}) => entryOptions(entry),
	text: ({title, help}) => `${title} ${help}`,
});

export const entryDialog: DialogRecord<EntryDialog> = {
	...list.record,
	kind: 'entry',
	draw(dialog, world, {height}) {
		const {theme} = world;
		return {
			title: `Host shell in ${clean(nameOf(dialog.target), theme.isUnicode)}`,
			lines: choices(entryLines(list.left(dialog, world), dialog, theme), dialog.cursor, height, theme),
			hint: `${theme.glyphs.enter} choose  Space tick`,
		};
	},
	press(key, dialog, world) {
		const {view: {state}} = world;
		const {target, entry, ticked} = dialog;
		const options = list.left(dialog, world);
		const option = options[dialog.cursor];
		if (key.name === 'enter' && option) {
			const choice = chosenEntry(option, ticked);
			return {
				state: openDialog(state, {
					kind: 'confirm-entry', target, entry, choice, cameByEnter: true,
				}),
			};
		}

		return key.name === 'space' && option?.kind !== undefined
			? {state: openDialog(state, {...dialog, ticked: toggled(ticked, option.kind)})}
			: pressInChoice(key, dialog, options.length, world);
	},
};

function toggled<Item>(items: readonly Item[], item: Item): readonly Item[] {
	return items.includes(item) ? items.filter(other => other !== item) : [...items, item];
}

/**
One line of the choice. A kind can be ticked; the others stand for themselves.
*/
type EntryOption = {
	readonly kind: NamespaceKind | undefined;
	readonly choice: EntryChoice | undefined;
	readonly title: string;
	readonly help: string;
};

/**
What is offered for a process: the host's tools, all namespaces where there is a shell to run, and each kind that can be entered by
itself. Never empty.
*/
export function entryOptions(entry: Entry): readonly EntryOption[] {
	const presets: readonly EntryOption[] = [
		{
			kind: undefined, choice: {name: 'tools'}, title: 'network, pid, ipc and uts with the host\'s tools', help: '',
		},
		{
			kind: undefined, choice: {name: 'all'}, title: allTitle(entry), help: entry.shell ?? '',
		},
	];
	const enterable = enterableKinds(entry);
	return [
		...presets.filter(({choice}) => choice && entryCommand(entry, choice)),
		...namespaceKinds
			.filter(({kind}) => enterable.includes(kind) && (kind !== 'mnt' || entry.shell !== undefined))
			.map(({kind, help}): EntryOption => ({
				kind,
				choice: undefined,
				title: kind,
				help: kind === 'mnt' ? `${help} With its own programs.` : help,
			})),
	];
}

/**
An older nsenter, or BusyBox', leaves some out, which is said here.
*/
function allTitle({unknownToTool}: Entry): string {
	return `all namespaces${unknownToTool.length === 0 ? '' : ` but ${unknownToTool.join(' and ')}`}, with the container's own root`;
}

/**
What Enter chooses on a line: its own choice, or the ticked kinds, or the kind of the line if none is ticked.
*/
function chosenEntry({kind, choice}: EntryOption, ticked: readonly NamespaceKind[]): EntryChoice {
	return choice ?? {name: 'single', kinds: ticked.length > 0 || kind === undefined ? ticked : [kind]};
}

/**
The lines of the choice.
*/
function entryLines(options: readonly EntryOption[], {entry, ticked}: EntryDialog, theme: Theme): readonly Line[] {
	return options.map(({kind, title, help}): Line =>
		kind === undefined
			? [
				{text: title, tone: 'strong'},
				{text: help === '' ? '' : `  ${clean(help, theme.isUnicode)}`, tone: 'dim'},
			]
			: [
				{text: `[${ticked.includes(kind) ? 'x' : ' '}] ${pad(title, 7)}`},
				{text: `${pad(inodeText(entry, kind), 11)} ${help}`, tone: 'dim'},
			],
	);
}

function inodeText({namespaces}: Entry, kind: NamespaceKind): string {
	const inode = namespaces[kind];
	return isMissing(inode) ? '' : String(inode);
}
