/**
The Network tab: the interfaces of the network namespace and who else is in it.
*/
import {
	isMissing,
	mapKnown,
	type Missing,
	valueOf,
} from '../../known.ts';
import type {NetworkReading} from '../../kernel/reading.ts';
import type {Container} from '../../model/container.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import {flow, type Fact} from '../../text/flow.ts';
import {formatBytes, formatCount, formatPorts} from '../../text/format.ts';
import type {Line} from '../../text/spans.ts';
import {clean, pad} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import {
	interfaceLines,
	nameSpan,
	nameWidthOf,
	namespaceFacts,
} from './network-setup.ts';
import type {Tab} from './tab.ts';
import {text} from './values.ts';

export const networkTab: Tab = {
	id: 'network',
	title: 'Network',
	help:
		'The network namespace, who shares it, published ports, gateways and DNS servers; each interface with its addresses, MAC, its end on '
		+ 'the host, and its counters.',
	subjects: ['container', 'process'],
	files: ['network', 'networkSetup'],
	lines({details, container, kind, snapshot}, width, theme) {
		const facts: readonly Fact[] = kind === 'container' && container ? containerFacts(container, snapshot, theme) : [];
		if (!details) {
			return [...flow(facts, width), 'Interfaces can be read while it runs on this host.'];
		}

		const {network, networkSetup} = details;
		const isRead = !isMissing(networkSetup);
		return [
			...flow([...facts, ...(isRead ? namespaceFacts(networkSetup, theme) : [])], width),
			...(isRead ? ['', ...interfaceLines(networkSetup, width, theme)] : unreadLines('addresses', networkSetup)),
			...(isMissing(network) ? unreadLines('counters', network) : ['', ...counterLines(network, width, theme)]),
		];
	},
};

function unreadLines(what: string, {missing}: Missing): readonly Line[] {
	return missing === 'first-sample' ? [] : [`The ${what} cannot be read: ${missing}.`];
}

const counterTitles = ['RECEIVED', 'PACKETS', 'ERRORS', 'DROPS', 'SENT', 'PACKETS', 'ERRORS', 'DROPS'];
const counterWidth = 9;

/**
Columns of one width; where that is too much, each as wide as its title and its cells.
*/
function counterLines(network: NetworkReading, width: number, theme: Theme): readonly Line[] {
	const nameWidth = nameWidthOf(network.map(({name}) => name), theme);
	const cells = network.map(counters => cellsOf(counters));
	const isWide = nameWidth + counterTitles.length * counterWidth <= width;
	const widths = counterTitles.map((title, index) =>
		isWide ? counterWidth : 1 + Math.max(title.length, ...cells.map(row => row[index]!.length)));
	return [
		[
			{
				text: pad('INTERFACE', nameWidth) + counterTitles.map((title, index) => pad(title, widths[index]!, 'right')).join(''),
				tone: 'header',
			},
		],
		...network.map(({name}, row): Line => [
			nameSpan(name, nameWidth, theme),
			...cells[row]!.map((cell, index) => ({text: pad(cell, widths[index]!, 'right'), ...(name === 'lo' && {tone: 'dim' as const})})),
		]),
	];
}

function cellsOf(counters: NetworkReading[number]): readonly string[] {
	return [
		formatBytes(counters.receivedBytes),
		formatCount(counters.receivedPackets),
		formatCount(counters.receiveErrors),
		formatCount(counters.receiveDrops),
		formatBytes(counters.sentBytes),
		formatCount(counters.sentPackets),
		formatCount(counters.sendErrors),
		formatCount(counters.sendDrops),
	];
}

function containerFacts(container: Container, snapshot: Snapshot, theme: Theme): readonly Fact[] {
	const {inode, isHost, sharedWith} = container.namespaces.net;
	const names = sharedWith.map(key => clean(snapshot.containers.get(key)?.name ?? key, theme.isUnicode));
	const isTheHosts = valueOf(mapKnown(isHost, value => value)) === true;
	return [
		{label: 'namespace', value: text(inode, String, theme, 'strong')},
		...(isTheHosts ? [{label: '', value: [{text: 'the host\'s own', tone: 'host' as const}]}] : []),
		...(names.length > 0 ? [{label: 'shared with', value: [{text: names.join(', '), tone: 'shared' as const}]}] : []),
		...(container.ports.length > 0 ? [{label: 'ports', value: clean(formatPorts(container.ports), theme.isUnicode)}] : []),
	];
}
