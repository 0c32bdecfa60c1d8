/**
Looks whether the namespaces of a process can be entered, and which shells there are.
*/
import process from 'node:process';
import {isMissing} from '../known.ts';
import {capabilityNames} from '../kernel/pid/capabilities.ts';
import {namespaceKinds} from '../kernel/pid/ns.ts';
import type {KernelScanner} from '../kernel/scan.ts';
import type {Entry, EntryRefusal} from '../model/entry.ts';
import {isRunning, processKey} from '../model/build/process.ts';
import type {ProcessIdentity} from './host.ts';
import {unknownTo} from './nsenter.ts';

const shells = ['/bin/bash', '/bin/ash', '/bin/sh', '/usr/bin/bash', '/usr/bin/sh'] as const;

/**
Looks at the very process; says why not where its namespaces cannot be entered. `searchPath` is where programs of the host are
looked for, as in PATH.
*/
export function readEntry(scanner: KernelScanner, {pid, key}: ProcessIdentity, searchPath: string): Entry | EntryRefusal {
	const {stat} = scanner.sample(pid);
	if (isMissing(stat) || !isRunning(stat.state) || processKey({pid, startTicks: stat.startTicks}) !== key) {
		return 'gone';
	}

	const {namespaces} = scanner.processes.facts(pid);
	// Whoever is on its way out leaves its namespaces before it is dead.
	if (isMissing(namespaces.net) && namespaces.net.missing === 'gone') {
		return 'gone';
	}

	const mine = scanner.processes.facts(process.pid);
	const kinds = namespaceKinds.map(({kind}) => kind);
	if (kinds.some(kind => isMissing(namespaces[kind]) && namespaces[kind].missing === 'denied')) {
		return 'denied';
	}

	const own = mine.namespaces;
	const others = kinds.filter(kind => !isMissing(namespaces[kind]) && namespaces[kind] !== own[kind]);
	if (others.length === 0) {
		return 'same';
	}

	// Whoever made a user namespace may enter it, and then the others that belong to it.
	const isAdministrator = isMissing(mine.status) || capabilityNames(mine.status.capabilities.effective).includes('SYS_ADMIN');
	if (!isAdministrator && !others.includes('user')) {
		return 'denied';
	}

	const directories = [...searchPath.split(':').filter(directory => directory.startsWith('/')), '/usr/bin', '/usr/sbin', '/bin', '/sbin'];
	const tool = directories.map(directory => `${directory}/nsenter`).find(path => isThere(scanner, process.pid, path));
	if (tool === undefined) {
		return 'no-nsenter';
	}

	return {
		pid,
		key,
		namespaces,
		own,
		shell: shells.find(shell => isThere(scanner, pid, shell)),
		hostShell: shells.find(shell => isThere(scanner, process.pid, shell)) ?? '/bin/sh',
		tool,
		unknownToTool: unknownTo(tool, others),
	};
}

function isThere(scanner: KernelScanner, pid: number, path: string): boolean {
	return !isMissing(scanner.closely.identifyInRoot(pid, path));
}
