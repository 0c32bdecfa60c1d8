/**
The tabs of the details pane, in their order.
*/
import {hasEnded} from '../../model/build/ended-processes.ts';
import {clean} from '../../text/clean.ts';
import {wrap} from '../../text/wrap.ts';
import type {UiState} from '../state.ts';
import {composeTab} from './compose.ts';
import {changesTab} from './changes.ts';
import {environmentTab} from './environment.ts';
import {eventsTab} from './events.ts';
import {graphTab} from './graph.ts';
import {inspectTab} from './inspect.ts';
import {isolationTab} from './isolation.ts';
import {limitsTab} from './limits.ts';
import {logsTab} from './logs.ts';
import {mountsTab} from './mounts.ts';
import {namespacesTab} from './namespaces.ts';
import {networkTab} from './network.ts';
import {openFilesTab} from './open-files.ts';
import {shownFileTab} from './shown-file.ts';
import {resourceInspectTab} from './resources/inspect.ts';
import {layersTab} from './resources/layers.ts';
import {networkContainersTab} from './resources/network-containers.ts';
import {usersTab} from './resources/users.ts';
import {volumeTab} from './resources/volume.ts';
import {socketsTab} from './sockets.ts';
import {statsTab} from './stats.ts';
import type {Subject, SubjectKind, Tab} from './tab.ts';

export const tabs: readonly Tab[] = [
	statsTab,
	logsTab,
	limitsTab,
	mountsTab,
	networkTab,
	socketsTab,
	namespacesTab,
	openFilesTab,
	environmentTab,
	shownFileTab,
	isolationTab,
	eventsTab,
	inspectTab,
	graphTab,
	composeTab,
	changesTab,
	layersTab,
	volumeTab,
	usersTab,
	networkContainersTab,
	resourceInspectTab,
];

/**
Letters that move in a list or close it.
*/
const movingLetters = 'jkq';

const alphabet = 'abcdefghijklmnopqrstuvwxyz';

const letters: ReadonlyMap<Tab, string> = (() => {
	const found = new Map<Tab, string>();
	for (const tab of tabs) {
		// A tab keeps its letter from the container to its processes.
		const beside = [...found.keys()].filter(other => isOfContainers(other) === isOfContainers(tab));
		const taken = new Set([...movingLetters, ...beside.map(other => found.get(other)!)]);
		const letter = [...tab.title.toLowerCase().match(/[a-z]/g) ?? [], ...alphabet].find(each => !taken.has(each));
		if (letter !== undefined) {
			found.set(tab, letter);
		}
	}

	return found;
})();

function isOfContainers({subjects}: Tab): boolean {
	return subjects.includes('container') || subjects.includes('process');
}

/**
The letter of a tab in the list of tabs: the first one of its title that no tab before it in a list has, else the first of all.
*/
export function letterOf(tab: Tab): string {
	return letters.get(tab) ?? '';
}

/**
What a tab shows of a project that has nothing to say of several containers.
*/
const ofOneContainer: Pick<Tab, 'lines' | 'heading' | 'fill'> = {
	lines: (_subject, width) => wrap('This is shown of one container: select one of the project.', width),
};

/**
What it shows of a process that has ended.
*/
const ofEndedProcess: typeof ofOneContainer = {
	lines: ({process}, width, {isUnicode}) => process
		? wrap(`${clean(process.comm, isUnicode)} (pid ${process.pid}) has ended. Its row stays for a minute.`, width)
		: [],
};

/**
What draws the tab for this subject.
*/
export function contentOf(
	tab: Tab,
	{kind, container, process, snapshot}: Pick<Subject, 'kind' | 'container' | 'process' | 'snapshot'>,
): Pick<Tab, 'lines' | 'heading' | 'fill'> {
	if (kind === 'process' && process && !tab.isOfPast && hasEnded(snapshot, process.key)) {
		return ofEndedProcess;
	}

	return kind === 'container' && container?.sumOf && !tab.isForProjects ? ofOneContainer : tab;
}

/**
The tabs for a container or a process.
*/
export function tabsFor(subject: SubjectKind): readonly Tab[] {
	return tabs.filter(({subjects}) => subjects.includes(subject));
}

/**
The chosen tab; the first one where the chosen one does not fit the subject.
*/
export function currentTab({tab, subject}: Pick<UiState, 'tab' | 'subject'>): Tab {
	const fitting = tabsFor(subject);
	return fitting.find(({id}) => id === tab) ?? fitting[0]!;
}
