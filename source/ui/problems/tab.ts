/**
What the open tab of the details lacks: facts that this user may not read, and those that were cut short.
*/
import {isMissing, type Known} from '../../known.ts';
import type {ProcessDetails} from '../../model/process-details.ts';
import type {DetailFile} from '../../sampler/wants.ts';
import {filesOf} from '../tabs/tab.ts';
import type {View} from '../view.ts';
import {readAsRoot, type ToldProblem} from './problem.ts';
import {isDenied} from './unread.ts';

type DetailFact = {readonly name: string; of(details: ProcessDetails): Known<unknown>};

const detailFacts: Readonly<Record<DetailFile, DetailFact>> = {
	io: {name: 'I/O', of: ({io}) => io},
	limits: {name: 'resource limits', of: ({limits}) => limits},
	mounts: {name: 'mounts', of: ({mounts}) => mounts},
	network: {name: 'interfaces', of: ({network}) => network},
	networkSetup: {name: 'addresses and routes', of: ({networkSetup}) => networkSetup},
	descriptors: {name: 'open files', of: ({descriptors}) => descriptors},
	oom: {name: 'OOM score', of: ({oomScore}) => oomScore},
	links: {name: 'program', of: ({links}) => isMissing(links) ? links : links.executable},
	memoryShare: {name: 'proportional memory', of: ({memoryShare}) => memoryShare},
	sockets: {name: 'sockets', of: ({sockets}) => sockets},
	ownSockets: {name: 'sockets', of: ({sockets}) => sockets},
	openFiles: {name: 'open files', of: ({openFiles}) => openFiles},
	environment: {name: 'environment', of: ({environment}) => environment},
	cgroupLevels: {name: 'cgroups', of: ({cgroupLevels}) => cgroupLevels},
};

const cutShort: Readonly<Record<ProcessDetails['cutShort'][number], (pid: number | string) => string>> = {
	openFiles: pid => `It has more open files than are listed: ls -l /proc/${pid}/fd shows all.`,
	sockets: () => 'Only the first 256 processes were searched for the owners of sockets: ss -p shows all.',
};

/**
The problems of the tab that is on screen; none while the details are not.
*/
export function tabProblems(view: View): readonly ToldProblem[] {
	const {subject: {kind, process, container, details}, tab, layout} = view;
	const name = kind === 'process' ? process && `${process.comm} ${process.pid}` : container?.name;
	if (name === undefined || layout.panes.every(({id}) => id !== 'details')) {
		return [];
	}

	const denied = [...new Set(deniedFacts(view))];
	const lacks: readonly string[] = [
		...(denied.length === 0 ? [] : [`Permission denied: ${denied.join(', ')}. ${readAsRoot}`]),
		...(details?.cutShort ?? []).map(file => cutShort[file](process?.pid ?? 'PID')),
		...(tab.isFileShown && details?.text && !isMissing(details.text.content) && details.text.content.isCut
			? [`Only the first part of the file is shown: cat /proc/${process?.pid}/${details.text.name} shows all of it.`]
			: []),
	];
	return lacks.map(detail => ({what: `${tab.title} tab of ${name}: not complete`, detail, tone: 'warn'}));
}

function deniedFacts({subject: {kind, process, container, details}, tab}: View): readonly string[] {
	const files = details ? filesOf(tab, kind).filter(file => isDenied(detailFacts[file].of(details))) : [];
	const facts = files.map(file => detailFacts[file].name);
	const isAnyDenied = (values: object | undefined): boolean => Object.values(values ?? {}).some(value => isDenied(value));
	return [
		...facts,
		...(tab.isFileShown && details?.text && isDenied(details.text.content) ? [`/proc/${process?.pid}/${details.text.name}`] : []),
		...(tab.id === 'namespaces' && isAnyDenied(process?.namespaces) ? ['namespaces'] : []),
		...(tab.id === 'isolation' && isAnyDenied(container?.isolation) ? ['some of what isolates it'] : []),
	];
}
