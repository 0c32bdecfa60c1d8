/**
What is explained of a row that is no container: what it stands for, in place of what a container is.
*/
import {isMissing} from '../../known.ts';
import type {HostPlace} from '../../model/host.ts';
import type {Unit, UnitKind} from '../../model/units/unit.ts';
import {insideSentences} from '../inside-words.ts';
import type {View} from '../view.ts';
import type {Explanation} from './explanation.ts';
import {containerFacts} from './facts.ts';
import {quoted} from './quoted.ts';

const kinds: Readonly<Record<UnitKind, {readonly title: string; readonly text: string}>> = {
	host: {
		title: 'The host',
		text:
			'All processes that are in no container, with the kernel\'s own threads. With the rows of the containers it adds up to the whole '
			+ 'machine.',
	},
	service: {
		title: 'Service',
		text: 'Processes that systemd started together. They share a cgroup, by which systemd counts, limits and ends them.',
	},
	scope: {
		title: 'Scope',
		text: 'Processes that something else than systemd started, such as a login session. They share a cgroup that systemd looks after.',
	},
	slice: {
		title: 'Slice',
		text: 'A cgroup around other units. Its limits apply to all of them together.',
	},
	cgroup: {
		title: 'Cgroup',
		text: 'A group of processes that the kernel counts and limits together. It is no unit of systemd.',
	},
	kernel: {
		title: 'Kernel threads',
		text: 'Threads of the kernel itself, all children of kthreadd. They run no program and ignore signals.',
	},
	none: {
		title: 'In no unit',
		text: 'Processes in a cgroup that belongs to no unit of systemd, often the root of the tree.',
	},
};

/**
What the columns of the first pane are explained by, for the row under the cursor.
*/
export function factsOfRow({container, snapshot: {host: {inside}}}: View): readonly Explanation[] {
	return container?.unit ? unitFacts(container.unit.kind, inside) : containerFacts;
}

/**
Those of a container without what only containers have.
*/
function unitFacts(kind: UnitKind, inside: HostPlace | undefined): readonly Explanation[] {
	const facts = containerFacts.filter(({columns}) => columns !== undefined && !columns.includes('name') && !columns.includes('state'));
	const named = kind === 'host' && inside ? {title: 'The host', text: hostInside(inside)} : kinds[kind];
	return [{...named, columns: ['name'], commands}, ...facts];
}

function hostInside(inside: HostPlace): string {
	const row = inside.isOwnWorld ? 'All processes that can be seen and are in no container inside this one.' : kinds.host.text;
	return `${row} ${insideSentences(inside)}`;
}

function commands({container, snapshot: {systemd}}: View): readonly string[] {
	const {unit, initPid} = container ?? {};
	return [
		...(unit ? statusCommands(unit, systemd?.actor.userId) : []),
		...(initPid === undefined || isMissing(initPid) ? [] : [`cat /proc/${initPid}/cgroup`]),
	];
}

/**
Each manager knows its own units alone, and two may have units of the same name. A manager in a container is out of the client's reach.
*/
function statusCommands({kind, name, manager}: Unit, ownUserId: number | undefined): readonly string[] {
	if ((kind !== 'service' && kind !== 'scope' && kind !== 'slice') || manager?.kind === 'inner') {
		return [];
	}

	const ofUser = manager?.kind === 'user' ? ` --user${manager.userId === ownUserId ? '' : ` -M ${manager.userId}@`}` : '';
	return [`systemctl${ofUser} status ${quoted(name)}`];
}
