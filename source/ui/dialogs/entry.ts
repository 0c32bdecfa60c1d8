/**
The dialogs before a shell of the host is opened in namespaces of a container: which of them, and the command that it comes to.
*/
import {isMissing} from '../../known.ts';
import {namespaceKinds, type NamespaceKind} from '../../kernel/pid/ns.ts';
import type {Entry} from '../../model/entry.ts';
import {enterableKinds, entryCommand, type EntryChoice} from '../effects/entry-plan.ts';
import type {Line} from '../../text/spans.ts';
import type {Dialog} from '../state.ts';
import {clean, pad} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import {wrap} from '../../text/wrap.ts';
import {commandLines} from './command-lines.ts';
import {nameOf} from './words.ts';

/**
One line of the choice. A kind can be ticked; the others stand for themselves.
*/
export type EntryOption = {
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
			kind: undefined, choice: {name: 'all'}, title: 'all namespaces, with the container\'s own root', help: entry.shell ?? '',
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
What Enter chooses on a line: its own choice, or the ticked kinds, or the kind of the line if none is ticked.
*/
export function chosenEntry({kind, choice}: EntryOption, ticked: readonly NamespaceKind[]): EntryChoice {
	return choice ?? {name: 'single', kinds: ticked.length > 0 || kind === undefined ? ticked : [kind]};
}

/**
The lines of the choice, and which of them is under the cursor.
*/
export function entryLines(
	{entry, cursor, ticked}: Dialog & {readonly kind: 'entry'},
	theme: Theme,
): {readonly lines: readonly Line[]; readonly cursor: number} {
	const options = entryOptions(entry);
	return {
		cursor,
		lines: options.map(({kind, title, help}): Line =>
			kind === undefined
				? [
					{text: title, tone: 'strong'},
					{text: help === '' ? '' : `  ${clean(help, theme.isUnicode)}`, tone: 'dim'},
				]
				: [
					{text: `[${ticked.includes(kind) ? 'x' : ' '}] ${pad(title, 7)}`},
					{text: `${pad(inodeText(entry, kind), 11)} ${help}`, tone: 'dim'},
				],
		),
	};
}

function inodeText({namespaces}: Entry, kind: NamespaceKind): string {
	const inode = namespaces[kind];
	return isMissing(inode) ? '' : String(inode);
}

/**
The very command, and what it means to run it. Where there is little room the command stays.
*/
export function confirmEntryLines(
	{target, entry, choice}: Dialog & {readonly kind: 'confirm-entry'},
	{width, height}: {readonly width: number; readonly height: number},
	theme: Theme,
): readonly Line[] {
	const command = entryCommand(entry, choice);
	if (!command) {
		return ['There is nothing to enter by this.'];
	}

	const whose = command.hasOwnRoot ? 'It runs the programs of the container on its files' : 'It runs the programs of the host on its files';
	const name: Line = [{text: clean(nameOf(target), theme.isUnicode), tone: 'strong'}, {text: `  ${command.kinds.join(' ')}`, tone: 'dim'}];
	const words = commandLines(clean(command.words.join(' '), theme.isUnicode), width);
	const meaning = wrap(
		`${whose} with the rights of nstop: neither the cgroup of the container nor its system call filter nor its lack of capabilities holds it back. exit comes back.`,
		width,
	);
	const inShort = wrap('It has the rights of nstop, and no limit of the container holds it back. exit comes back.', width);
	const forms: ReadonlyArray<readonly Line[]> = [[name, '', ...words, '', ...meaning], [...words, ...meaning], [...words, ...inShort]];
	return forms.find(lines => lines.length <= height) ?? forms.at(-1)!.slice(0, height);
}
