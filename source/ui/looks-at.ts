/**
What the screen looks at, for the sampler: the processes of the selected container while their pane is on screen, and the files of the tab.
*/
import {valueOf} from '../known.ts';
import type {Wants} from '../sampler/wants.ts';
import {containersWithin} from './rows/processes.ts';
import type {View} from './view.ts';

/**
The wants of a view.
*/
export function wantsOf({snapshot, state, layout, container, process, tab, subject}: View): Wants {
	const isShown = (id: string): boolean => layout.panes.some(pane => pane.id === id);
	const isFollowsProcess = subject.kind === 'process' && isShown('details');
	const pid = subject.kind === 'process' ? process?.pid : container && valueOf(container.initPid);
	const files = subject.kind === 'process' ? [...tab.files, ...tab.processFiles ?? []] : tab.files;
	const isWholeHost = state.namespacesOf === 'host' && isShown('namespaces');
	return {
		// Everybody in a namespace may be anybody on the host.
		isWholeHost: isWholeHost || state.dialog?.kind === 'members',
		...(isWholeHost && {isHeldWanted: true as const}),
		sampled: container && (isShown('processes') || isFollowsProcess) ? {containers: [...containersWithin(snapshot, container.key)]} : 'nobody',
		details: pid !== undefined && isShown('details') && (files.length > 0 || subject.kind === 'process') ? {pid, files, ...(tab.isFileShown && {text: state.file})} : undefined,
	};
}
