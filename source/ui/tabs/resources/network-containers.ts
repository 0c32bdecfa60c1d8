/**
The Containers tab of a network: who is in it, with which addresses, through which interface, and which one of the host belongs to that.
*/
import {isMissing} from '../../../known.ts';
import {
	cellWidth,
	clean,
	clipMiddle,
	pad,
} from '../../../text/clean.ts';
import {formatMissing} from '../../../text/format.ts';
import type {Line} from '../../../text/spans.ts';
import type {Theme} from '../../../text/theme.ts';
import type {NetworkEnd} from '../../resources/reading.ts';
import type {Tab} from '../tab.ts';

/**
The kernel allows no longer names of interfaces.
*/
const interfaceWidth = 15;

export const networkContainersTab: Tab = {
	id: 'network-containers',
	title: 'Containers',
	help: 'The containers in the network, running or not: their addresses as the engine tells them, and from the kernel their interface and '
		+ 'the one on the host that belongs to it, with its bridge.',
	subjects: ['network'],
	files: [],
	asked: ['ends'],
	lines({resource, resources: {look}}, width, theme) {
		if (resource?.kind !== 'network') {
			return ['No network is selected.'];
		}

		if (resource.users.length === 0) {
			return ['No container is in this network.'];
		}

		const {isUnicode, glyphs} = theme;
		const rows = resource.users.map(({id, name, state, addresses, macAddress}) => ({
			id,
			name: clean(name, isUnicode),
			state: clean(state, isUnicode),
			address: clean([...addresses, ...(macAddress === undefined ? [] : [macAddress])].join('  '), isUnicode),
		}));
		const nameWidth = Math.min(Math.max(9, ...rows.map(({name}) => cellWidth(name))), Math.max(9, Math.floor(width / 3)));
		const addressWidth = Math.max(9, ...rows.map(({address}) => cellWidth(address)));
		const ends = look?.key === resource.key && 'ends' in look ? look.ends : undefined;
		return [
			[{
				text: `${pad('CONTAINER', nameWidth)}  ${pad('STATE', 8)}  ${pad('ADDRESSES', addressWidth)}  ${pad('INTERFACE', 9)}  ON THE HOST`,
				tone: 'header',
			}],
			...rows.map(({id, name, state, address}): Line => {
				const end = ends?.get(id);
				return [
					{text: pad(clipMiddle(name, nameWidth, glyphs.ellipsis), nameWidth), tone: 'strong'},
					{text: `  ${pad(state, 8)}  `, tone: state === 'running' ? 'good' : 'dim'},
					{text: `${pad(address, addressWidth)}  `},
					{text: `${pad(end ? clean(end.name, isUnicode) : glyphs.dash, 9)}  `, tone: 'accent'},
					{text: end ? hostEndText(end, theme) : glyphs.dash, tone: 'host'},
				];
			}),
		];
	},
};

function hostEndText({hostEnd}: NetworkEnd, {isUnicode, glyphs}: Theme): string {
	if (isMissing(hostEnd)) {
		return formatMissing(hostEnd, interfaceWidth, glyphs);
	}

	if (hostEnd === undefined || hostEnd === 'elsewhere') {
		return hostEnd === undefined ? glyphs.dash : 'not on this host';
	}

	const {name, bridge} = hostEnd;
	return clean(`${name}${bridge === undefined ? '' : ` on ${bridge}`}`, isUnicode);
}
