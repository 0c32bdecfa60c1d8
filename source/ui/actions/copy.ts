/**
What can be copied of what is in front, and the action that asks which of it.
*/
import {isMissing} from '../../known.ts';
import type {Container} from '../../model/container.ts';
import type {Process} from '../../model/process.ts';
import type {Thread} from '../../model/thread.ts';
import {oneLine} from '../../text/one-line.ts';
import {hitsIn, plainText} from '../../text/search.ts';
import type {Line} from '../../text/spans.ts';
import {inspectCommand} from '../explain/inspect.ts';
import {linesOfLog} from '../logs/copy.ts';
import {explainNamespace} from '../explain/namespaces.ts';
import {notify} from '../messages.ts';
import {copyablesOf} from '../resources/copyables.ts';
import {openDialog, type UiState} from '../state.ts';
import type {Subject} from '../tabs/tab.ts';
import type {View} from '../view.ts';
import type {Action, Outcome} from './action.ts';
import {copyCommands, portAddresses} from './copy-commands.ts';

/**
A text without control characters, and what it is. The text is as it came, not yet safe to draw.
*/
export type Copyable = {readonly label: string; readonly text: string};

export const copyActions: readonly Action[] = [
	{
		id: 'copy',
		keys: ['y'],
		topic: 'Program',
		title: 'copy',
		help: 'Copy something of the row, a line of the details or of an open box, or a command of an explanation, through the terminal.',
		footer: 10.6,
		run: askWhat,
	},
];

function askWhat(state: UiState, view: View): Outcome {
	const {items, cursor} = inFront(view);
	return {
		state: items.length === 0
			? notify(state, {text: 'There is nothing to copy here.', tone: 'normal'})
			: openDialog(state, {kind: 'copy', items, cursor}),
	};
}

/**
What is offered, and which of it is chosen first.
*/
export type Choice = {readonly items: readonly Copyable[]; readonly cursor: number};

function inFront(view: View): Choice {
	const {state: {focus}, container, process} = view;
	switch (focus) {
		case 'containers': {
			return {items: copyables(container ? ofContainer(container, view) : []), cursor: 0};
		}

		case 'processes': {
			const {rows, cursor} = view.lists.processes;
			return {items: copyables(process ? [...ofThread(rows[cursor]?.thread), ...ofProcess(process, view)] : []), cursor: 0};
		}

		case 'namespaces': {
			return {items: copyables(ofNamespace(view)), cursor: 0};
		}

		case 'images':
		case 'volumes':
		case 'networks': {
			return {items: copyables(view.resource ? copyablesOf(view.resource, view) : []), cursor: 0};
		}

		case 'details': {
			return ofDetails(view);
		}
	}
}

/**
What is known and not empty, each thing once.
*/
function copyables(candidates: ReadonlyArray<readonly [label: string, text: string | number | undefined]>): readonly Copyable[] {
	const items = candidates.map(([label, text]) => ({label, text: oneLine(String(text ?? ''))})).filter(({text}) => text !== '');
	return items.filter(({label, text}, index) => items.findIndex(item => item.label === label && item.text === text) === index);
}

type Candidates = Parameters<typeof copyables>[0];

function ofContainer(container: Container, {snapshot}: View): Candidates {
	const {name, id, image, addresses, initPid, command, cgroup, labels, engine: engineId, isRemoved, unit} = container;
	const engine = snapshot.engines.find(each => each.id === engineId);
	return [
		['Name', name],
		['ID', unit ? undefined : id],
		['Image', image],
		...addresses.map(address => ['Address', address] as const),
		['Host PID', isMissing(initPid) ? undefined : initPid],
		['Command line', command],
		['Cgroup', isMissing(cgroup) ? undefined : cgroup],
		...(engine ? portAddresses(container, engine, snapshot) : []).map(address => ['Port', address] as const),
		['Inspect', engine && !isRemoved ? inspectCommand(engine, name) : undefined],
		...(engine && !isRemoved ? copyCommands(engine, name) : []).map(line => ['Copy file', line] as const),
		...Object.entries(labels).map(([key, value]) => ['Label', `${key}=${value}`] as const),
	];
}

function ofProcess({pid, pidInside, comm, args, user, container: key}: Process, {snapshot}: View): Candidates {
	const container = key === undefined ? undefined : snapshot.containers.get(key);
	return [
		['Host PID', pid],
		['Container PID', isMissing(pidInside) || pidInside === pid ? undefined : pidInside],
		['Command line', isMissing(args) || args.length === 0 ? comm : args.join(' ')],
		['Program', comm],
		['User', user],
		['Container', container?.name],
		['Container ID', container?.id],
	];
}

function ofThread(thread: Thread | undefined): Candidates {
	if (!thread) {
		return [];
	}

	const {pid, pidInside, comm, waitChannel} = thread;
	return [
		['Thread ID', pid],
		['Container thread ID', isMissing(pidInside) || pidInside === pid ? undefined : pidInside],
		['Thread', comm],
		['Wait channel', isMissing(waitChannel) ? undefined : waitChannel],
	];
}

function ofNamespace(view: View): Candidates {
	const {rows, cursor} = view.lists.namespaces;
	const row = rows[cursor];
	if (!row) {
		return [];
	}

	const {kind, inode, containers} = row;
	return [
		['Inode', isMissing(inode) ? undefined : inode],
		['Link', isMissing(inode) ? undefined : `${kind}:[${inode}]`],
		...containers.map(name => ['Container', name] as const),
		...explainNamespace(kind).commands(view).map(command => ['Command', command] as const),
	];
}

/**
What of a text is in sight, and what was searched for in it.
*/
type Sight = {readonly top: number; readonly height: number; readonly words: string; readonly hit: number | undefined};

/**
The lines in sight, and the one that was searched for; then all of them.
*/
export function linesToCopy(lines: readonly Line[], {top: wanted, height, words, hit}: Sight): Choice {
	const top = Math.max(0, Math.min(wanted, lines.length - height));
	const found = nearestHit(lines, words, hit);
	const shown = lines
		.map((line, index) => ({index, text: plainText(line).trim()}))
		.filter(({index, text}) => text !== '' && (index === found || (index >= top && index < top + height)));
	const all = lines.map(line => plainText(line).trimEnd()).join('\n').trimEnd();
	return {
		items: [
			...shown.map(({index, text}) => ({label: `Line ${index + 1}`, text})),
			...(all === '' ? [] : [{label: 'All lines', text: all}]),
		],
		cursor: Math.max(0, shown.findIndex(({index}) => index === found)),
	};
}

/**
The line that was found has moved, perhaps out of sight, when those above it have become more or fewer since.
*/
function nearestHit(lines: readonly Line[], words: string, hit: number | undefined): number | undefined {
	return hit === undefined ? undefined : hitsIn(lines, words).toSorted((a, b) => Math.abs(a - hit) - Math.abs(b - hit))[0];
}

/**
The lines of the tab, and what it is about.
*/
function ofDetails(view: View): Choice {
	if (view.log) {
		const {items, cursor} = linesOfLog(view.log, view.state.log);
		return {items: [...items, ...copyables(view.container ? ofContainer(view.container, view) : [])], cursor};
	}

	const {details: {lines, height}, state, subject} = view;
	const {items, cursor} = linesToCopy(lines, {
		top: state.detailsScroll, height, words: state.search, hit: state.hit,
	});
	return {items: [...items, ...copyables(aboutOf(subject, view))], cursor};
}

function aboutOf({kind, process, resource, container}: Subject, view: View): Candidates {
	switch (kind) {
		case 'process': {
			return process ? ofProcess(process, view) : [];
		}

		case 'container': {
			return container ? ofContainer(container, view) : [];
		}

		case 'image':
		case 'volume':
		case 'network': {
			return resource ? copyablesOf(resource, view) : [];
		}
	}
}
