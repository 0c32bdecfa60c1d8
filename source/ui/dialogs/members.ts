/**
Everyone in a namespace, for the dialog.
*/
import {isMissing} from '../../known.ts';
import {namespaceKinds} from '../../kernel/pid/ns.ts';
import {isKernelThread} from '../../model/build/kernel-thread.ts';
import type {NamespaceKey} from '../../model/keys.ts';
import type {Namespace} from '../../model/namespace.ts';
import type {Process} from '../../model/process.ts';
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
import type {Searched} from './search.ts';
import {sheet} from './sheet.ts';

type Members = Searched & {readonly kind: 'members'; readonly namespace: NamespaceKey; readonly scroll: number};

export const membersDialog: DialogRecord<Members> = sheet({
	kind: 'members',
	title: ({namespace}) => membersTitle(namespace),
	lines: ({namespace}, {view, theme}, width) => membersLines(namespace, view.snapshot, width, theme),
});

/**
`net namespace 4026532184`
*/
function membersTitle(namespace: string): string {
	const [kind = '', inode = ''] = namespace.split(':', 2);
	return `${kind} namespace ${inode}`;
}

/**
What the namespace is, its processes by pid, those of containers first, and what else holds it.
*/
function membersLines(key: string, snapshot: Snapshot, width: number, theme: Theme): readonly Line[] {
	const [kind = ''] = key.split(':', 1);
	const help = namespaceKinds.find(each => each.kind === kind)?.help ?? '';
	const namespace = snapshot.namespaces.get(key);
	const processes = namespace ? membersOf(namespace, snapshot) : [];
	const threads = processes.filter(process => isKernelThread(process, snapshot.processes));
	const listed = threads.length > 1 ? processes.filter(process => !threads.includes(process)) : processes;
	const holders = (snapshot.pinnedNamespaces ?? []).filter(held => `${held.kind}:${held.inode}` === key);
	const count = `${processes.length} ${processes.length === 1 ? 'process' : 'processes'}${namespace?.isHost ? ', the host\'s own' : ''}`;
	return [
		...wrap(help, width),
		[{text: count, tone: 'strong'}],
		'',
		...(listed.length > 0 ? tableLines(listed, snapshot, width, theme) : []),
		...(listed.length < processes.length ? [[{text: `and ${threads.length} kernel threads of the host`, tone: 'dim'}] satisfies Line] : []),
		...(holders.length > 0
			? ['', [{text: 'Held by', tone: 'header'}] satisfies Line, ...holders.map(held => clean(holderText(held, snapshot), theme.isUnicode))]
			: []),
	];
}

function membersOf({pids}: Namespace, {processes}: Snapshot): readonly Process[] {
	const wanted = new Set(pids);
	return [...processes.values()].filter(({pid}) => wanted.has(pid)).toSorted((a, b) =>
		Number(a.container === undefined) - Number(b.container === undefined) || a.pid - b.pid);
}

const pidWidth = 9;

function tableLines(processes: readonly Process[], snapshot: Snapshot, width: number, theme: Theme): readonly Line[] {
	const nameOf = ({container}: Process): string =>
		container === undefined
			? theme.glyphs.dash
			: clean(snapshot.containers.get(container)?.name ?? container.slice(0, 12), theme.isUnicode);
	const nameWidth = Math.min(Math.max(9, ...processes.map(process => cellWidth(nameOf(process)))), Math.floor(width / 3));
	return [
		[
			{
				text: `${pad('HOST PID', pidWidth, 'right')} ${pad('INSIDE', pidWidth - 1, 'right')}  ${pad('CONTAINER', nameWidth)}  COMMAND`,
				tone: 'header',
			},
		],
		...processes.map((process): Line => [
			{text: pad(String(process.pid), pidWidth, 'right'), tone: 'strong'},
			{text: ` ${pad(insideOf(process, theme), pidWidth - 1, 'right')}  `},
			{
				text: `${pad(clip(nameOf(process), nameWidth, theme.glyphs.ellipsis), nameWidth)}  `,
				tone: process.container === undefined ? 'dim' : 'normal',
			},
			{text: commandOf(process, theme)},
		]),
	];
}

function insideOf({nspid}: Process, {glyphs}: Theme): string {
	return nspid.length < 2 ? glyphs.dash : String(nspid.at(-1));
}

function commandOf({args, comm}: Process, {isUnicode}: Theme): string {
	return clean(isMissing(args) || args.length === 0 ? `[${comm}]` : args.join(' '), isUnicode);
}
