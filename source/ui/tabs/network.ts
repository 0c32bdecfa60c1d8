/**
The Network tab: the interfaces of the network namespace and who else is in it.
*/
import {isMissing, mapKnown, valueOf} from '../../known.ts';
import type {Container} from '../../model/container.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import {flow} from '../../text/flow.ts';
import {formatBytes, formatCount, formatPorts} from '../../text/format.ts';
import type {Line} from '../../text/spans.ts';
import {clean, clip, pad} from '../../text/clean.ts';
import type {Theme} from '../../text/theme.ts';
import type {Tab} from './tab.ts';
import {text} from './values.ts';

export const networkTab: Tab = {
	id: 'network',
	title: 'Network',
	help: 'The network namespace, who shares it, its interfaces with their counters, and the published ports.',
	subjects: ['container', 'process'],
	files: ['network'],
	lines({details, container, kind, snapshot}, width, theme) {
		const lines: Line[] = kind === 'container' && container ? [...namespaceLines(container, snapshot, width, theme), ''] : [];
		if (!details) {
			return [...lines, 'Interfaces can be read while it runs on this host.'];
		}

		if (isMissing(details.network)) {
			return [...lines, `The interfaces cannot be read: ${details.network.missing}.`];
		}

		return [
			...lines,
			[
				{
					text: pad('INTERFACE', 16) + ['RECEIVED', 'PACKETS', 'ERRORS', 'DROPS', 'SENT', 'PACKETS', 'ERRORS', 'DROPS']
						.map(title => pad(title, 10, 'right'))
						.join(''),
					tone: 'header',
				},
			],
			...details.network.map((counters): Line => [
				{
					text: pad(clip(clean(counters.name, theme.isUnicode), 15, theme.glyphs.ellipsis), 16),
					tone: counters.name === 'lo' ? 'dim' : 'strong',
				},
				...[
					formatBytes(counters.receivedBytes),
					formatCount(counters.receivedPackets),
					formatCount(counters.receiveErrors),
					formatCount(counters.receiveDrops),
					formatBytes(counters.sentBytes),
					formatCount(counters.sentPackets),
					formatCount(counters.sendErrors),
					formatCount(counters.sendDrops),
				].map(cell => ({text: pad(cell, 10, 'right'), ...(counters.name === 'lo' && {tone: 'dim' as const})})),
			]),
		];
	},
};

function namespaceLines(container: Container, snapshot: Snapshot, width: number, theme: Theme): readonly Line[] {
	const {inode, isHost, sharedWith} = container.namespaces.net;
	const names = sharedWith.map(key => clean(snapshot.containers.get(key)?.name ?? key, theme.isUnicode));
	const isTheHosts = valueOf(mapKnown(isHost, value => value)) === true;
	return flow([
		{label: 'namespace', value: text(inode, String, theme, 'strong')},
		...(isTheHosts ? [{label: '', value: [{text: 'the host\'s own', tone: 'host' as const}]}] : []),
		...(names.length > 0 ? [{label: 'shared with', value: [{text: names.join(', '), tone: 'shared' as const}]}] : []),
		...(container.ports.length > 0 ? [{label: 'ports', value: clean(formatPorts(container.ports), theme.isUnicode)}] : []),
	], width);
}
