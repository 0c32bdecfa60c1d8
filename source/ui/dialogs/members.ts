/**
Everyone in a namespace, for the dialog.
*/
import {isMissing} from '../../known.ts';
import {namespaceKinds} from '../../kernel/pid/ns.ts';
import {isKernelThread} from '../../model/build/kernel-thread.ts';
import type {NamespaceKey} from '../../model/keys.ts';
import type {Namespace, NamespaceThread} from '../../model/namespace.ts';
import type {Process} from '../../model/process.ts';
import {searchableProcess} from '../../model/search/process.ts';
import type {Searchable} from '../../model/search/query.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import {holderText} from '../lists/namespaces/holders.ts';
import type {Line} from '../../text/spans.ts';
import {
	cellWidth,
	clean,
	clip,
	pad,
} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import {wrap} from '../../text/wrap.ts';
import type {DialogRecord} from './dialog.ts';
import {isNarrowed, narrowed} from './narrowed.ts';
import {nothingMatches} from './room.ts';
import type {Searched} from './search.ts';
import {sheet} from './sheet.ts';

type Members = Searched & {readonly kind: 'members'; readonly namespace: NamespaceKey; readonly scroll: number};

export const membersDialog: DialogRecord<Members> = sheet({
	kind: 'members',
	isNarrowed: true,
	title: ({namespace}) => membersTitle(namespace),
	lines: (dialog, {view, theme}, width) => membersLines(dialog, view.snapshot, width, theme),
});

/**
`net namespace 4026532184`
*/
function membersTitle(namespace: string): string {
	const [kind = '', inode = ''] = namespace.split(':', 2);
	return `${kind} namespace ${inode}`;
}

/**
What the namespace is, its processes by pid, those of containers first, then threads that are in it alone, and what else holds it. With a
filter, what matches and how much that is; kernel threads that match are wanted, and no longer one line.
*/
function membersLines(dialog: Members, snapshot: Snapshot, width: number, theme: Theme): readonly Line[] {
	const key = dialog.namespace;
	const [kind = ''] = key.split(':', 1);
	const help = namespaceKinds.find(each => each.kind === kind)?.help ?? '';
	const namespace = snapshot.namespaces.get(key);
	const isFiltered = isNarrowed(dialog);
	const all = namespace ? membersOf(namespace, snapshot) : [];
	const processes = narrowed(all, dialog, process => searchableMember(process, snapshot));
	const threads = isFiltered ? [] : processes.filter(process => isKernelThread(process, snapshot.processes));
	const listed = threads.length > 1 ? processes.filter(process => !threads.includes(process)) : processes;
	const holders = (snapshot.pinnedNamespaces ?? []).filter(held => `${held.kind}:${held.inode}` === key);
	const alone = namespace?.threads ?? [];
	const listedAlone = narrowed(alone, dialog, thread => searchableThreadMember(thread, snapshot));
	const heldBy = narrowed(holders.map(held => holderText(held, snapshot)), dialog, text => ({texts: [text], numbers: []}));
	const count = countText(all.length, alone.length, namespace?.isHost === true);
	const members = [...listed.map(process => memberOf(process)), ...listedAlone.map(thread => threadMember(thread, snapshot))];
	return [
		...(isFiltered ? [] : wrap(help, width)),
		[{text: isFiltered ? `${processes.length + listedAlone.length} of ${count}` : count, tone: 'strong'}],
		'',
		...tableLines(members, snapshot, width, theme),
		...(listed.length < processes.length ? [[{text: `and ${threads.length} kernel threads of the host`, tone: 'dim'}] satisfies Line] : []),
		...(heldBy.length > 0
			? ['', [{text: 'Held by', tone: 'header'}] satisfies Line, ...heldBy.map(text => clean(text, theme.isUnicode))]
			: []),
		...(isFiltered && members.length + heldBy.length === 0 ? [nothingMatches] : []),
	];
}

function countText(processes: number, threads: number, isHost: boolean): string {
	return [
		`${processes} ${processes === 1 ? 'process' : 'processes'}`,
		...(threads > 0 ? [threads === 1 ? '1 thread without its process' : `${threads} threads without their processes`] : []),
		...(isHost ? ['the host\'s own'] : []),
	].join(', ');
}

/**
By pid: those of containers, then the others, kernel threads last.
*/
function membersOf({pids}: Namespace, {processes}: Snapshot): readonly Process[] {
	const wanted = new Set(pids);
	const rank = (process: Process): number => process.container === undefined ? (isKernelThread(process, processes) ? 2 : 1) : 0;
	return [...processes.values()]
		.filter(({pid}) => wanted.has(pid))
		.map(process => ({process, rank: rank(process)}))
		.toSorted((a, b) => a.rank - b.rank || a.process.pid - b.process.pid)
		.map(({process}) => process);
}

/**
A member is found by its container too.
*/
function searchableMember(process: Process, {containers}: Snapshot): Searchable {
	const {texts, numbers} = searchableProcess(process);
	const {container: key} = process;
	const container = key === undefined ? undefined : containers.get(key);
	return {texts: [...texts, container?.name ?? ''], numbers, ids: container ? [container.id] : []};
}

function searchableThreadMember({id, nspid, comm, pid, container: key}: NamespaceThread, {containers}: Snapshot): Searchable {
	const container = key === undefined ? undefined : containers.get(key);
	return {texts: [comm, container?.name ?? ''], numbers: [id, pid, ...nspid], ids: container ? [container.id] : []};
}

/**
A line of the table. The command is as the kernel tells it: not clean.
*/
type Member = Pick<Process, 'pid' | 'nspid' | 'container'> & {readonly command: string};

function memberOf({pid, nspid, container, args, comm}: Process): Member {
	return {
		pid, nspid, container, command: isMissing(args) || args.length === 0 ? `[${comm}]` : args.join(' '),
	};
}

function threadMember({id, nspid, container, comm, pid}: NamespaceThread, {processes}: Snapshot): Member {
	const process = processes.values().find(each => each.pid === pid);
	return {
		pid: id, nspid, container, command: `{${comm}} thread of ${pid}${process ? ` ${process.comm}` : ''}`,
	};
}

const pidWidth = 9;

function tableLines(members: readonly Member[], snapshot: Snapshot, width: number, theme: Theme): readonly Line[] {
	if (members.length === 0) {
		return [];
	}

	const nameOf = ({container}: Member): string =>
		container === undefined
			? theme.glyphs.dash
			: clean(snapshot.containers.get(container)?.name ?? container.slice(0, 12), theme.isUnicode);
	const nameWidth = Math.min(Math.max(9, ...members.map(member => cellWidth(nameOf(member)))), Math.floor(width / 3));
	return [
		[
			{
				text: `${pad('HOST PID', pidWidth, 'right')} ${pad('INSIDE', pidWidth - 1, 'right')}  ${pad('CONTAINER', nameWidth)}  COMMAND`,
				tone: 'header',
			},
		],
		...members.map((member): Line => [
			{text: pad(String(member.pid), pidWidth, 'right'), tone: 'strong'},
			{text: ` ${pad(insideOf(member, theme), pidWidth - 1, 'right')}  `},
			{
				text: `${pad(clip(nameOf(member), nameWidth, theme.glyphs.ellipsis), nameWidth)}  `,
				tone: member.container === undefined ? 'dim' : 'normal',
			},
			{text: clean(member.command, theme.isUnicode)},
		]),
	];
}

function insideOf({nspid}: Member, {glyphs}: Theme): string {
	return nspid.length < 2 ? glyphs.dash : String(nspid.at(-1));
}
