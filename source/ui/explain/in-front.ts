/**
What is explained of what is in front: the open tab, and the columns in view.
*/
import {withKeys} from '../../settings/keymap.ts';
import type {DetailFile} from '../../sampler/wants.ts';
import {columnWords} from '../lists/index.ts';
import {paneSize} from '../lists/list-view.ts';
import type {ListPaneId} from '../state.ts';
import {filesOf} from '../tabs/tab.ts';
import type {View} from '../view.ts';
import type {Explanation} from './explanation.ts';
import {initPidOf} from './namespaces.ts';

const fileCommands: Readonly<Record<DetailFile, (pid: number) => string>> = {
	io: pid => `cat /proc/${pid}/io`,
	limits: pid => `cat /proc/${pid}/limits`,
	mounts: pid => `cat /proc/${pid}/mountinfo`,
	network: pid => `cat /proc/${pid}/net/dev`,
	networkSetup: pid => `nsenter -t ${pid} -n ip addr`,
	descriptors: pid => `ls /proc/${pid}/fd`,
	oom: pid => `cat /proc/${pid}/oom_score`,
	links: pid => `ls -l /proc/${pid}/cwd /proc/${pid}/exe /proc/${pid}/root`,
	memoryShare: pid => `cat /proc/${pid}/smaps_rollup`,
	sockets: pid => `cat /proc/${pid}/net/tcp /proc/${pid}/net/udp`,
	ownSockets: pid => `cat /proc/${pid}/net/tcp /proc/${pid}/net/udp`,
	openFiles: pid => `ls -l /proc/${pid}/fd`,
	cgroupLevels: pid => `cat /proc/${pid}/cgroup`,
	environment: pid => String.raw`tr '\0' '\n' </proc/${pid}/environ`,
};

/**
The tab that the details show; nothing while they are not on screen.
*/
export function tabFacts({tab, layout, settings: {keymap}}: View): readonly Explanation[] {
	return layout.panes.some(({id}) => id === 'details')
		? [{
			title: `${tab.title} tab`,
			text: withKeys(tab.help, keymap),
			commands(view) {
				const {subject} = view;
				const pid = subject.kind === 'process' ? subject.process?.pid : initPidOf(view);
				const files = filesOf(tab, subject.kind);
				const shown = tab.isFileShown ? [`cat /proc/${pid}/${subject.file}`] : [];
				const byFile = pid === undefined ? [] : [...shown, ...files.map(file => fileCommands[file](pid))];
				return [...new Set([...byFile, ...tab.commands?.(subject) ?? []])];
			},
		}]
		: [];
}

/**
The columns of a list in view, from left to right: by the explanation that names the column, else by what help says of it. Then those
that name no column.
*/
export function columnFacts(pane: ListPaneId, facts: readonly Explanation[], {lists, layout, state}: View): readonly Explanation[] {
	const width = paneSize(layout, pane).width || state.columns;
	const words = columnWords(pane);
	const shown = lists[pane].choose(width).columns.map(({column: {id}}) =>
		facts.find(({columns}) => columns?.includes(id)) ?? plainFact(words.find(each => each.id === id)!));
	return [...new Set([...shown, ...facts.filter(({columns}) => columns === undefined)])];
}

function plainFact({title, help}: {readonly title: string; readonly help: string}): Explanation {
	return {title: title.replaceAll(/ {2,}/g, ' '), text: help, commands: () => []};
}
