/**
The Namespaces tab of a process: each of its namespaces beside those of its container's first process and of the host.
*/
import {isMissing, mapKnown, type Known} from '../../known.ts';
import {namespaceKinds} from '../../kernel/pid/ns.ts';
import {formatKnown, formatMissing} from '../../text/format.ts';
import type {Line, Span} from '../../text/spans.ts';
import {clean, pad} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import type {Subject, Tab} from './tab.ts';

const widths = {
	kind: 8, inode: 12, container: 13, host: 9,
} as const;

export const namespacesTab: Tab = {
	id: 'namespaces',
	title: 'Namespaces',
	help: 'The eight namespaces of a process, and whether each is the same as that of its container\'s first process and as the host\'s.',
	subjects: ['process'],
	files: [],
	heading({process}) {
		return process
			? [
				[
					{
						text: pad('KIND', widths.kind) + pad('INODE', widths.inode)
							+ pad('CONTAINER\'S', widths.container) + pad('HOST\'S', widths.host),
						tone: 'header',
					},
					{text: 'what is separate in it', tone: 'dim'},
				],
			]
			: [];
	},
	lines(subject, _width, theme) {
		const {process, snapshot} = subject;
		if (!process) {
			return ['No process is selected.'];
		}

		const container = containerOf(subject);
		return [
			...namespaceKinds.map(({kind, help}): Line => {
				const inode = process.namespaces[kind];
				const first = container?.namespaces[kind].inode;
				return [
					{text: pad(kind, widths.kind), tone: 'strong'},
					{text: pad(formatKnown(inode, String, widths.inode - 1, theme.glyphs), widths.inode)},
					verdict(first === undefined ? undefined : isSameInode(inode, first), 'another', widths.container, theme),
					verdict(isSameInode(inode, snapshot.host.namespaces[kind]), 'own', widths.host, theme),
					{text: help, tone: 'dim'},
				];
			}),
			...(container && !isMissing(container.initPid)
				? [
					'',
						[
							{
								text:
									container.initPid === process.pid
										? 'It is the first process of '
										: `The first process of its container is ${container.initPid} of `,
								tone: 'dim',
							},
							{text: clean(container.name, theme.isUnicode)},
						] satisfies Line,
				]
				: []),
		];
	},
};

/**
A process of a container inside the selected one is compared with the one that it is in.
*/
function containerOf({process, snapshot}: Subject): Subject['container'] {
	return process?.container === undefined ? undefined : snapshot.containers.get(process.container);
}

function isSameInode(a: Known<number>, b: Known<number>): Known<boolean> {
	return mapKnown(a, mine => mapKnown(b, theirs => mine === theirs));
}

function verdict(answer: Known<boolean> | undefined, other: 'another' | 'own', width: number, theme: Theme): Span {
	if (answer === undefined) {
		return {text: pad(theme.glyphs.dash, width), tone: 'dim'};
	}

	if (isMissing(answer)) {
		return {text: pad(formatMissing(answer, width - 1, theme.glyphs), width), tone: 'warn'};
	}

	// What is unusual stands out: a process that has left its container's namespace, or a namespace shared with the host.
	const isUsual = other === 'another' ? answer : !answer;
	return {text: pad(answer ? 'same' : other, width), tone: isUsual ? 'good' : 'host'};
}
