/**
The Containers tab of a network: who is in it, with which addresses, through which interface, and which one of the host belongs to that.
*/
import {isMissing} from '../../../known.ts';
import type {Network} from '../../../model/resources/resource.ts';
import {clean} from '../../../text/clean.ts';
import {formatMissing} from '../../../text/format.ts';
import type {Theme} from '../../../text/theme.ts';
import type {NetworkEnd} from '../../resources/reading.ts';
import type {Tab} from '../tab.ts';
import {textTable} from '../text-table.ts';

type User = Network['users'][number];

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
		const ends = look?.key === resource.key && 'ends' in look ? look.ends : undefined;
		const addressOf = ({addresses, macAddress}: User): string =>
			clean([...addresses, ...(macAddress === undefined ? [] : [macAddress])].join('  '), isUnicode);
		return textTable([
			{title: 'CONTAINER', most: Math.max(9, Math.floor(width / 3)), cell: ({name}) => ({text: clean(name, isUnicode), tone: 'strong'})},
			{title: 'STATE', cell: ({state}) => ({text: clean(state, isUnicode), tone: state === 'running' ? 'good' : 'dim'})},
			{title: 'ADDRESSES', cell: user => ({text: addressOf(user)})},
			{
				title: 'INTERFACE',
				cell({id}) {
					const end = ends?.get(id);
					return {text: end ? clean(end.name, isUnicode) : glyphs.dash, tone: 'accent'};
				},
			},
			{
				title: 'ON THE HOST',
				cell({id}) {
					const end = ends?.get(id);
					return {text: end ? hostEndText(end, theme) : glyphs.dash, tone: 'host'};
				},
			},
		], resource.users, theme);
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
